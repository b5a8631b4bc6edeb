using System.Numerics;
using System.Runtime.InteropServices;

namespace Teaching;

/// <summary>
/// Adam: every number has a step size of its own. m ← β₁·m + (1 - β₁)·g follows the gradient g and v ← β₂·v + (1 - β₂)·g² its
/// square; w ← w - lr·m̂/(√v̂ + ε), so that a step is about lr long whether gradients are large or small.
/// Source: D. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", 2015.
/// </summary>
/// <remarks>
/// m and v start at 0, so after t steps they are too small by the factors 1 - β₁ᵗ and 1 - β₂ᵗ; m̂ = m/(1 - β₁ᵗ) and v̂ = v/(1 - β₂ᵗ)
/// put that right. In the very first step m̂ = g and v̂ = g²: it goes lr against the sign of g.
/// <para>
/// Weights are kept small in two ways that are not the same. <b>L2 in the gradient</b>, g = dw + λ·w: λ·w is then divided by √v̂
/// like the rest, so a weight with large gradients is hardly held back. <b>Decoupled decay</b>, w ← (1 - lr·λ)·w before
/// the step: every weight loses the same share (I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", 2019). For
/// gradient descent both are one. PyTorch's <c>Adam(weight_decay)</c> is the first, its <c>AdamW</c> the second.
/// </para>
/// </remarks>
public sealed class Adam<T> : Optimizer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly MathNet.Numerics.LinearAlgebra.Matrix<T>[] means, squares;
    private T step, squareScale;

    /// <summary>β₁ᵗ and β₂ᵗ, multiplied up: a power function has other last bits on other systems.</summary>
    private double power1 = 1, power2 = 1;

    /// <summary>Adam for all parameters of a network.</summary>
    /// <param name="network">What is to learn.</param>
    /// <param name="rate">The learning rate lr, above 0.</param>
    /// <param name="beta1">β₁, the share of m that a step keeps, from 0 up to but not 1.</param>
    /// <param name="beta2">β₂, the share of v that a step keeps, from 0 up to but not 1.</param>
    /// <param name="epsilon">ε, above 0: it keeps the division from failing where v̂ is 0.</param>
    /// <param name="l2">λ added to the gradient as λ·w, 0 or above.</param>
    /// <param name="decay">λ of decoupled decay, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range.</exception>
    public Adam(Network<T> network, double rate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double l2 = 0, double decay = 0)
        : base(network, rate)
    {
        (Beta1, Beta2) = (CheckedBeta(beta1, nameof(beta1)), CheckedBeta(beta2, nameof(beta2)));
        if (!(epsilon > 0) || !T.IsFinite(T.CreateSaturating(epsilon)) || T.CreateSaturating(epsilon) == T.Zero)
            throw new ArgumentOutOfRangeException(nameof(epsilon), $"Adam's ε must be above 0 and finite, as 1e-8, not "
                + $"{NumberText.Significant(epsilon, 6)}: where no gradient ever came it is all that stands between m̂ = 0 and 0/0.");
        (Epsilon, L2, Decay) = (epsilon, CheckedShare(l2, nameof(l2), "L2 regularisation"), CheckedShare(decay, nameof(decay), "decay"));
        (means, squares) = (Memory(), Memory());
    }

    /// <summary>β₁, the share of m that a step keeps.</summary>
    public double Beta1 { get; }

    /// <summary>β₂, the share of v that a step keeps.</summary>
    public double Beta2 { get; }

    /// <summary>ε in the denominator.</summary>
    public double Epsilon { get; }

    /// <summary>λ of the λ·w that is added to the gradient.</summary>
    public double L2 { get; }

    /// <summary>λ of decoupled decay.</summary>
    public double Decay { get; }

    /// <summary>t, how many steps were made.</summary>
    public int Steps { get; private set; }

    private protected override void BeginStep()
    {
        Steps++;
        (power1, power2) = (power1 * Beta1, power2 * Beta2);
        step = T.CreateChecked(Rate / (1 - power1));
        squareScale = T.CreateChecked(1 / Math.Sqrt(1 - power2));
    }

    private protected override void Move(int i, Part columns, Span<T> w, Span<T> dw)
    {
        Span<T> m = Ranges.Columns(means[i], columns).Data, v = Ranges.Columns(squares[i], columns).Data;
        T kept = T.CreateChecked(1 - Rate * Decay), l2 = T.CreateChecked(L2), epsilon = T.CreateChecked(Epsilon);
        T beta1 = T.CreateChecked(Beta1), beta2 = T.CreateChecked(Beta2), new1 = T.CreateChecked(1 - Beta1), new2 = T.CreateChecked(1 - Beta2);
        Span<Vector<T>> ws = Vectors(w), gs = Vectors(dw), ms = Vectors(m), vs = Vectors(v);
        for (int k = 0; k < ws.Length; k++)
        {
            Vector<T> g = gs[k] + l2 * ws[k];
            Vector<T> mean = beta1 * ms[k] + new1 * g, square = beta2 * vs[k] + new2 * (g * g);
            (ms[k], vs[k]) = (mean, square);
            ws[k] = kept * ws[k] - step * mean / (squareScale * Vector.SquareRoot(square) + new Vector<T>(epsilon));
        }
        for (int k = ws.Length * Vector<T>.Count; k < w.Length; k++)
        {
            T g = dw[k] + l2 * w[k];
            (m[k], v[k]) = (beta1 * m[k] + new1 * g, beta2 * v[k] + new2 * (g * g));
            w[k] = kept * w[k] - step * m[k] / (squareScale * T.Sqrt(v[k]) + epsilon);
        }
    }

    /// <summary>As <c>Adam, rate 0.001, L2 1e-05</c>.</summary>
    public override string ToString() => $"Adam, rate {NumberText.Significant(Rate, 6)}"
        + (L2 == 0 ? "" : $", L2 {NumberText.Significant(L2, 6)}") + (Decay == 0 ? "" : $", decay {NumberText.Significant(Decay, 6)}");

    private static Span<Vector<T>> Vectors(Span<T> numbers) => MemoryMarshal.Cast<T, Vector<T>>(numbers);

    private static double CheckedBeta(double beta, string name) =>
        CheckedKept(beta, name, $"Adam's {name}", "it is the share of the past that a step keeps.");
}
