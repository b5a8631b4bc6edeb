using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Max pooling: each window of each channel gives its largest number, so the image becomes smaller and what was found stays, wherever in
/// the window it was. Windows that would reach over the edge are left out.
/// Used in lessons 09, 10.
/// </summary>
/// <remarks>
/// Y changes with the largest number of its window alone: that one gets dY, all others 0. Among equal ones the first in reading
/// order gets it (as in PyTorch), which is one choice of a subgradient where there is no derivative. A NaN in a window makes its Y NaN.
/// </remarks>
public sealed class MaxPooling<T> : WindowLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private Matrix<T>? X, Y;

    /// <summary>Pooling of images (C, H, W) with windows of size by size, which must fit; unless told otherwise the stride is the size.</summary>
    public MaxPooling(ImageShape input, int size, int? stride = null)
        : base("Max pooling", input, input.Channels, size, stride ?? size, 0) => Name = $"Max pooling {WindowText(usualStride: size)}";

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        this.X = RequireInput(X);
        return Y = PoolingLoops.Largest(Windows, X, OutputFor(X.RowCount));   // y = the largest x of its window
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        return PoolingLoops.LargestBackward(Windows, X!, Y!, dY, InputGradientFor(dY.RowCount));   // dx += dy where x is the first that equals y
    }
}

/// <summary>
/// Average pooling: each window of each channel gives the mean of its K² numbers, y = Σx/K², so every x of it gets dy/K²; where windows
/// overlap, these add up. With a window as large as the image it makes one number of each channel ("global average pooling").
/// </summary>
public sealed class AveragePooling<T> : WindowLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T share;
    private Matrix<T>? Y;

    /// <inheritdoc cref="MaxPooling{T}(ImageShape, int, int?)"/>
    public AveragePooling(ImageShape input, int size, int? stride = null)
        : base("Average pooling", input, input.Channels, size, stride ?? size, 0) =>
        (share, Name) = (T.One / T.CreateChecked(size * size), $"Average pooling {WindowText(usualStride: size)}");

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        return Y = PoolingLoops.Sum(Windows, share, X, OutputFor(X.RowCount));   // y = Σx/K² over its window
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        return PoolingLoops.SumBackward(Windows, share, dY, InputGradientFor(dY.RowCount));   // dx = Σdy/K² over the windows that x is in
    }
}
