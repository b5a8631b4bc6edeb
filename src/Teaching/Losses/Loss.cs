using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Whether a loss is divided by the number of its terms, so that one learning rate suits every batch size; the sum's steps grow with the batch.
/// Used in lessons 06, 07, 10, 11.
/// </summary>
public enum Reduction { Mean, Sum }

/// <summary>
/// What a network is to make small: Forward gives the loss of its output P against the targets Y, both (N, Out), and Backward the
/// gradient dP = dLoss/dP with which the backward pass begins.
/// </summary>
/// <remarks>
/// The terms are added up row by row in double, whatever the precision of P. What cannot be a target or an output of this kind is an error;
/// an output of NaN is not, but makes the loss NaN, so that a <see cref="Trainer{T}"/> can say where it came from.
/// The gradient is the loss's own matrix, overwritten by the next Backward.
/// <para>A loss of your own says what it is called, the sum of its terms, and that sum's gradient:</para>
/// <code>
/// class LogCoshLoss : Loss&lt;double&gt;
/// {
///     public override string Name => "log-cosh";
///     protected override double Sum(Matrix&lt;double&gt; P, Matrix&lt;double&gt; Y) => SumOver(P, Y, (p, y) => Math.Log(Math.Cosh(p - y)));
///     protected override void SumGradient(Matrix&lt;double&gt; P, Matrix&lt;double&gt; Y, Matrix&lt;double&gt; dP) =>
///         MapOver(P, Y, dP, (p, y) => Math.Tanh(p - y));
/// }
/// </code>
/// </remarks>
public abstract class Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reduction reduction = Reduction.Mean;
    private readonly Reused<T> gradients = new();
    private Matrix<T>? P, Y;
    private string? called;

    /// <summary>What it is called, such as <c>softmax with cross-entropy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Mean or sum; the mean unless told otherwise.</summary>
    public Reduction Reduction
    {
        get => reduction;
        init => reduction = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value),
            $"A loss is reduced to its mean or to its sum; there is no reduction {(int)value}.");
    }

    /// <summary>An output above this says yes where there is one output: ½ for probabilities, 0 for logits.</summary>
    public virtual double Threshold => Applies == Squash.None ? 0.5 : 0;

    /// <summary>The loss of the outputs P (N, Out) against the targets Y (N, Out).</summary>
    /// <exception cref="ArgumentException">The shapes differ, there is no entry, or one cannot be a target or an output of this loss.</exception>
    public double Forward(Matrix<T> P, Matrix<T> Y)
    {
        Targets.RequireShapes(Called, "the output", P, Y);
        RequireTargets(Y);
        RequireOutputs(P);
        (this.P, this.Y) = (P, Y);
        return Sum(P, Y) / Divisor(P);
    }

    /// <summary>dP (N, Out), for the P and Y of the last Forward.</summary>
    /// <exception cref="InvalidOperationException">There was no Forward before.</exception>
    public Matrix<T> Backward()
    {
        if (P is null || Y is null) throw new InvalidOperationException($"The {Name} has no gradient yet: call Forward first.");
        Matrix<T> dP = gradients.Like(P);
        SumGradient(P, Y, dP);
        Entries.Divide(dP, Divisor(P));
        return dP;
    }

    /// <summary>What messages call it, made once: training asks in every batch.</summary>
    private protected string Called => called ??= $"the {Name}";

    /// <summary>What the loss does to its outputs, which are then logits, before it compares them; a loss from a cell is not asked.</summary>
    internal virtual Squash Applies => Squash.None;

    /// <summary>A loss as Forward gives it, as the mean whatever the reduction.</summary>
    internal double MeanOf(double loss, Matrix<T> P) => Reduction == Reduction.Mean ? loss : loss / Terms(P);

    /// <summary>Forward for a caller without a trainer that would look for the origin of a NaN: it is an error here.</summary>
    internal double Of(string operation, string name, Matrix<T> P, Matrix<T> Y)
    {
        Targets.RequireShapes(operation, name, P, Y);
        if (Entries.First(P, double.IsNaN) is var (row, column, _))
            throw new ArgumentException($"T{operation[1..]} needs numbers, but {name}[{row}, {column}] = NaN.");
        return Forward(Shapes.Dense(P), Shapes.Dense(Y));
    }

    /// <summary>How many terms the sum has: N·Out, one for each output, unless the loss says otherwise.</summary>
    protected virtual double Terms(Matrix<T> P) => (double)P.RowCount * P.ColumnCount;

    /// <summary>The sum of all terms; Forward divides it.</summary>
    protected abstract double Sum(Matrix<T> P, Matrix<T> Y);

    /// <summary>Writes the gradient of the sum into dP; Backward divides it.</summary>
    protected abstract void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP);

    /// <summary>Throws when Y holds what cannot be a target: NaN and ∞ for every loss, for most more.</summary>
    protected virtual void RequireTargets(Matrix<T> Y) => Finite.Require(Called, "Y", Y);

    /// <summary>Throws when P holds finite numbers that cannot be an output, such as logits in place of probabilities.</summary>
    protected virtual void RequireOutputs(Matrix<T> P) { }

    /// <summary>Σ f(p, y) over all entries, row by row.</summary>
    protected static double SumOver(Matrix<T> P, Matrix<T> Y, Func<double, double, double> f) => Entries.Sum(P, Y, f);

    /// <summary>Writes f(p, y) for each entry into a matrix of the same shape.</summary>
    protected static void MapOver(Matrix<T> P, Matrix<T> Y, Matrix<T> result, Func<double, double, double> f) => Entries.Map(P, Y, result, f);

    private double Divisor(Matrix<T> P) => Reduction == Reduction.Mean ? Terms(P) : 1;
}
