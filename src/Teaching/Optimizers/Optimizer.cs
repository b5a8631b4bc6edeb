using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// How a network learns: each <see cref="Step"/> moves every parameter by the gradient that the last Backward left. <see cref="Sgd{T}"/>
/// goes straight against it, <see cref="Adam{T}"/> with a step size of its own for every number.
/// Used in lesson 08.
/// </summary>
/// <remarks>
/// An optimizer of your own says how one parameter moves; what it remembers of each, it keeps in matrices that start at 0:
/// <code>
/// class RmsProp(Network&lt;double&gt; network, double rate) : Optimizer&lt;double&gt;(network, rate)
/// {
///     Matrix&lt;double&gt;[] squares = Zeros(network);
///
///     protected override void Move(int i, Matrix&lt;double&gt; w, Matrix&lt;double&gt; dw)
///     {
///         squares[i] = 0.9 * squares[i] + 0.1 * dw.PointwisePower(2);
///         w.Subtract(Rate * dw.PointwiseDivide(squares[i].PointwiseSqrt() + 1e-8), w);
///     }
/// }
/// </code>
/// </remarks>
public abstract class Optimizer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private double rate;

    /// <exception cref="ArgumentException">The network has no parameter to move, or the rate is refused as by <see cref="Rate"/>.</exception>
    protected Optimizer(Network<T> network, double rate)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Parameters.Count == 0)
            throw new ArgumentException($"An optimizer moves the parameters of a network, and this one has none: {string.Join(", ", network.Layers)}.", nameof(network));
        Parameters = [.. network.Parameters];
        Rate = rate;
    }

    internal Parameter<T>[] Parameters { get; }

    /// <summary>The learning rate lr; it may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is 0, negative, NaN, infinite, or 0 or infinite once rounded to T.</exception>
    public double Rate
    {
        get => rate;
        set => rate = WhyNotRate(value) is not { } why ? value : throw new ArgumentOutOfRangeException(nameof(rate),
            $"The learning rate cannot be {NumberText.Significant(value, 6)}: {why}. Try 0.1, then tenths and tens of it.");
    }

    /// <summary>Moves every parameter once.</summary>
    public void Step()
    {
        BeginStep();
        for (int i = 0; i < Parameters.Length; i++) Move(i, Parameters[i].Value, Parameters[i].Gradient);
    }

    /// <summary>What a step needs once, before it moves anything.</summary>
    protected virtual void BeginStep() { }

    /// <summary>Moves parameter number i, in the order of <see cref="Network{T}.Parameters"/>: changes w by its gradient dw, of the same shape.</summary>
    protected abstract void Move(int i, Matrix<T> w, Matrix<T> dw);

    /// <summary>A matrix of zeros for each parameter of a network, for what an optimizer remembers of it.</summary>
    protected static Matrix<T>[] Zeros(Network<T> network) => network is null ? throw new ArgumentNullException(nameof(network))
        : [.. network.Parameters.Select(p => Matrix<T>.Build.Dense(p.Value.RowCount, p.Value.ColumnCount))];

    /// <summary>λ, a share of the weights that is taken away, if it is 0 or above.</summary>
    private protected static double Share(double share, string name, string what) => share >= 0 && double.IsFinite(share) ? share
        : throw new ArgumentOutOfRangeException(name, $"The {what} must be finite and 0 or above, such as 0.0001, not "
            + $"{NumberText.Significant(share, 6)}: a negative one would make the weights grow.");

    /// <summary>A share of the past that a step keeps, if it is at least 0 and below 1, even when it is rounded to T.</summary>
    private protected static double Kept(double share, string name, string what) => share is >= 0 and < 1 && T.CreateChecked(share) < T.One ? share
        : throw new ArgumentOutOfRangeException(name, $"{what} must be at least 0 and below 1, such as 0.9, not {NumberText.Significant(share, 6)}"
            + (share is >= 0 and < 1 ? $", which as {typeof(T).Name} is 1" : "")
            + ": it is the share of the past that a step keeps, and with 1 or more the past would never fade.");

    private static string? WhyNotRate(double rate) => rate switch
    {
        double.NaN => "NaN would make every weight NaN",
        double.PositiveInfinity or double.NegativeInfinity => "no weight can make an infinite step",
        0 => "with 0 nothing would ever change",
        < 0 => "a negative one would climb the loss instead of descending it",
        _ when T.CreateSaturating(rate) is var rounded && T.IsFinite(rounded) && rounded > T.Zero => null,
        _ => $"as {typeof(T).Name} it is {(rate < 1 ? "0" : "∞")}",
    };
}
