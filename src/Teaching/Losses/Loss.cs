using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Whether a loss is divided by the number of its terms.</summary>
public enum Reduction
{
    /// <summary>The mean: the same learning rate suits every batch size.</summary>
    Mean,

    /// <summary>The sum: the step grows with the batch, as if the rate were N times as large.</summary>
    Sum,
}

/// <summary>
/// What a network is to make small: Forward gives the loss of its output P against the targets Y, both (N, Out), and Backward the
/// gradient dP = dLoss/dP with which the way back begins.
/// </summary>
/// <remarks>
/// The terms are added up row by row in double, whatever the precision of P. What cannot be a target or an output of this kind is an error;
/// an output of NaN is not, but makes the loss NaN, so that a <see cref="Trainer{T}"/> can say where it came from.
/// The gradient is the loss's own matrix, overwritten by the next Backward.
/// <code>
/// double L = loss.Forward(network.Forward(X), Y);
/// network.Backward(loss.Backward());
/// </code>
/// </remarks>
public abstract class Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reduction reduction = Reduction.Mean;
    private Reused<T> gradients = new(0);
    private Matrix<T>? P, Y;

    /// <summary>What it is called, as <c>softmax with cross-entropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Mean or sum; the mean when nothing is said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public Reduction Reduction
    {
        get => reduction;
        init => reduction = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"A loss is reduced to its mean or to its sum; there is no reduction {(int)value}.");
    }

    /// <summary>An output above this says yes where there is one output: ½ for probabilities, 0 for logits.</summary>
    public virtual double Threshold => 0.5;

    /// <summary>The loss of the outputs P (N, Out) against the targets Y (N, Out).</summary>
    /// <exception cref="ArgumentException">The shapes differ, there is no entry, Y holds what cannot be a target, or P what is no output for this loss.</exception>
    public double Forward(Matrix<T> P, Matrix<T> Y)
    {
        LossDoor.RequireShapes(Name, "the output", P, Y);
        RequireTargets(Y);
        RequireOutputs(P);
        (this.P, this.Y) = (P, Y);
        return Sum(P, Y) / Divisor(P);
    }

    /// <summary>dP (N, Out), for the P and Y of the last Forward.</summary>
    /// <exception cref="InvalidOperationException">There was no Forward before.</exception>
    public Matrix<T> Backward()
    {
        if (P is null || Y is null) throw new InvalidOperationException($"{Name} has no way back yet: call Forward first.");
        if (gradients.Columns != P.ColumnCount) gradients = new(P.ColumnCount);
        Matrix<T> dP = gradients.For(P.RowCount);
        SumGradient(P, Y, dP);
        Entries.Divide(dP, Divisor(P));
        return dP;
    }

    /// <summary>What the loss does to its outputs, which are then logits, before it compares them; a loss from a cell is not asked.</summary>
    internal virtual Squash Applies => Squash.None;

    /// <summary>A loss as Forward gives it, as the mean whatever the reduction.</summary>
    internal double MeanOf(double loss, Matrix<T> P) => Reduction == Reduction.Mean ? loss : loss / Terms(P);

    /// <summary>How many terms the sum has: N, or N·Out where each output has a term of its own.</summary>
    protected abstract double Terms(Matrix<T> P);

    /// <summary>The sum of all terms.</summary>
    protected abstract double Sum(Matrix<T> P, Matrix<T> Y);

    /// <summary>Writes the gradient of the sum; it is divided afterwards.</summary>
    protected abstract void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP);

    /// <summary>Throws when Y holds what cannot be a target: NaN and ∞ for every loss, for most more.</summary>
    protected virtual void RequireTargets(Matrix<T> Y) => Finite.Require(Name, "Y", Y);

    /// <summary>Throws when P holds finite numbers that cannot be an output, such as logits where probabilities are wanted; as a rule all can.</summary>
    protected virtual void RequireOutputs(Matrix<T> P)
    {
    }

    private double Divisor(Matrix<T> P) => Reduction == Reduction.Mean ? Terms(P) : 1;
}
