using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>A dropout layer of which the reader writes the two passes. What Forward remembers for Backward goes into M. Used in lesson 08.</summary>
/// <param name="rate">p, the share of the numbers that are dropped in training.</param>
/// <param name="source">Where chance comes from.</param>
public abstract class DropoutToWrite(double rate, Rng source)
{
    /// <summary>Whether the layer is being trained, as at the start, or evaluated.</summary>
    public bool IsTraining { get; set; } = true;

    /// <summary>The share of the numbers that are dropped.</summary>
    protected double p { get; } = rate;

    /// <summary>Where chance comes from.</summary>
    protected Rng rng { get; } = source;

    /// <summary>The mask of the last Forward, of the shape of X.</summary>
    protected Matrix<double> M { get; set; } = null!;

    /// <summary>Y for X.</summary>
    /// <param name="X">(N, In).</param>
    public abstract Matrix<double> Forward(Matrix<double> X);

    /// <summary>dX for dY.</summary>
    /// <param name="dY">dLoss/dY, (N, In).</param>
    public abstract Matrix<double> Backward(Matrix<double> dY);
}
