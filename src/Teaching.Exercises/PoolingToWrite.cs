using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// A pooling of one channel with squares of 2 by 2 pixels, of which the reader writes the two passes. A last row or column that
/// fills no square is left out. Used in lesson 09.
/// </summary>
public abstract class PoolingToWrite
{
    /// <summary>y, half as high and half as wide, for x.</summary>
    /// <param name="x">A picture or a map.</param>
    public abstract Matrix<double> Forward(Matrix<double> x);

    /// <summary>dX, of the shape of x, for dY.</summary>
    /// <param name="x">What Forward was given.</param>
    /// <param name="dY">dLoss/dy.</param>
    public abstract Matrix<double> Backward(Matrix<double> x, Matrix<double> dY);
}
