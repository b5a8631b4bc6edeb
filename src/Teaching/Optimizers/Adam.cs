using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Adam: every number has a step size of its own. With g = dw + λ·w, m ← β₁·m + (1 - β₁)·g follows the gradient and v ← β₂·v + (1 - β₂)·g²
/// its square; w ← (1 - lr·decay)·w - lr·m̂/(√v̂ + ε), so that a step is about lr long whether gradients are large or small.
/// Source: D. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", 2015.
/// Used in lesson 08.
/// </summary>
/// <remarks>
/// m and v start at 0, so after t steps they are too small by the factors 1 - β₁ᵗ and 1 - β₂ᵗ; m̂ = m/(1 - β₁ᵗ) and v̂ = v/(1 - β₂ᵗ) put
/// that right. In the very first step m̂ = g and v̂ = g²: it goes lr against the sign of g.
/// <para>
/// Weights are kept small in two ways that are not the same. <b>L2 in the gradient</b>, g = dw + λ·w: λ·w is then divided by √v̂ like the
/// rest, so a weight with large gradients is hardly held back. <b>Decoupled decay</b>, w ← (1 - lr·λ)·w before the step: every weight loses
/// the same share (I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", 2019). For gradient descent both are one.
/// PyTorch's <c>Adam(weight_decay)</c> is the first, its <c>AdamW</c> the second.
/// </para>
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A share β is not in [0, 1), the rate or ε not above 0, or a λ below 0.</exception>
public sealed class Adam<T>(Network<T> network, double rate = 0.001, double beta1 = 0.9, double beta2 = 0.999,
    double epsilon = 1e-8, double l2 = 0, double decay = 0) : Optimizer<T>(network, rate) where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly double beta1 = Kept(beta1, nameof(beta1), "Adam's beta1"), beta2 = Kept(beta2, nameof(beta2), "Adam's beta2");
    private readonly double l2 = Share(l2, nameof(l2), "L2 regularisation"), decay = Share(decay, nameof(decay), "decay");
    private readonly Matrix<T>[] means = Zeros(network), squares = Zeros(network);

    /// <summary>It keeps the division from failing where v̂ is 0.</summary>
    private readonly double epsilon = epsilon > 0 && T.CreateSaturating(epsilon) is var rounded && rounded > T.Zero && T.IsFinite(rounded) ? epsilon
        : throw new ArgumentOutOfRangeException(nameof(epsilon), $"Adam's ε must be above 0 and finite, such as 1e-8, not "
            + $"{NumberText.Significant(epsilon, 6)}: where no gradient ever came, it alone keeps m̂/√v̂ from being 0/0.");

    /// <summary>β₁ᵗ and β₂ᵗ, multiplied up: a power function has other last bits on other systems.</summary>
    private double power1 = 1, power2 = 1;

    protected override void BeginStep() => (power1, power2) = (power1 * beta1, power2 * beta2);

    /// <remarks>With m and v in place of m̂ and v̂, lr/(1 - β₁ᵗ) is the length of the step and 1/√(1 - β₂ᵗ) the root's factor.</remarks>
    protected override void Move(int i, Matrix<T> w, Matrix<T> dw) => AdamUpdate.Run(w, dw, means[i], squares[i], beta1, beta2,
        step: Rate / (1 - power1), root: 1 / Math.Sqrt(1 - power2), epsilon, l2, kept: 1 - Rate * decay);

    /// <summary>Such as <c>Adam, rate 0.001, L2 1e-05</c>.</summary>
    public override string ToString() => $"Adam, rate {NumberText.Significant(Rate, 6)}"
        + (l2 == 0 ? "" : $", L2 {NumberText.Significant(l2, 6)}") + (decay == 0 ? "" : $", decay {NumberText.Significant(decay, 6)}");
}
