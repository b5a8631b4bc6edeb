using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Max pooling: each window of each channel gives its largest number, so the image becomes smaller and what was found stays, wherever in
/// the window it was. Windows that would reach over the edge are left out.
/// Used in lesson 09.
/// </summary>
/// <remarks>
/// Y changes with the largest number of its window alone: that one gets dY, all others 0. Among equal ones the first in reading
/// order gets it (as in PyTorch), which is one choice of a subgradient where no derivative is. A NaN in a window makes its Y NaN.
/// </remarks>
public sealed class MaxPooling<T> : WindowLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private Matrix<T>? X, Y;

    /// <summary>Pooling with windows of size by size.</summary>
    /// <param name="input">(C, H, W) of the images.</param>
    /// <param name="size">The height and width of the window.</param>
    /// <param name="stride">How many pixels it moves on; as many as it is wide when nothing is said.</param>
    /// <exception cref="ArgumentException">A size is out of range, or the window is larger than the image.</exception>
    public MaxPooling(ImageShape input, int size, int? stride = null)
        : base("Max pooling", input, input.Channels, size, stride ?? size, 0)
    {
        Name = $"Max pooling {size}x{size}" + (Stride != size ? $" stride {Stride}" : "");
    }

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (this.X, Y) = (X, OutputFor(X.RowCount));
        PoolingLoops.Largest(Windows, X, Y);   // y = the largest x of its window
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dX = InputGradientFor(dY.RowCount);
        PoolingLoops.LargestBackward(Windows, X!, Y!, dY, dX);   // dx += dy where x is the first that equals y
        return dX;
    }
}

/// <summary>
/// Average pooling: each window of each channel gives the mean of its K² numbers. With a window as large as the image it makes one number of
/// each channel ("global average pooling"). Windows that would reach over the edge are left out.
/// </summary>
/// <remarks>y = 1/K²·Σ x over the window, so every x of it gets dy/K²; where windows overlap, these add up.</remarks>
public sealed class AveragePooling<T> : WindowLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T share;
    private Matrix<T>? Y;

    /// <inheritdoc cref="MaxPooling{T}(ImageShape, int, int?)"/>
    public AveragePooling(ImageShape input, int size, int? stride = null)
        : base("Average pooling", input, input.Channels, size, stride ?? size, 0)
    {
        share = T.One / T.CreateChecked(size * size);
        Name = $"Average pooling {size}x{size}" + (Stride != size ? $" stride {Stride}" : "");
    }

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        Y = OutputFor(X.RowCount);
        PoolingLoops.Sum(Windows, share, X, Y);   // y = Σx/K² over its window
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dX = InputGradientFor(dY.RowCount);
        PoolingLoops.SumBackward(Windows, share, dY, dX);   // dx = Σdy/K² over the windows that x is in
        return dX;
    }
}
