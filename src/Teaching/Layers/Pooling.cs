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
public sealed class MaxPooling<T> : WindowLayer<T>, IImageLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly KeptBlocks<T> ys = new(), dxs = new(), xs = new(), dys = new();
    private Batch<T> X, Y;

    /// <summary>Pooling of images (C, H, W) with windows of size by size, which must fit; unless told otherwise the stride is the size.</summary>
    public MaxPooling(ImageShape input, int size, int? stride = null)
        : base("Max pooling", input, input.Channels, size, stride ?? size, 0) => Name = $"Max pooling {WindowText(usualStride: size)}";

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        Matrix<T> Y = OutputFor(RequireInput(X).RowCount);
        Take(X, Y);
        return Y;
    }

    ImageBlocks<T> IImageLayer<T>.Forward(ImageBlocks<T> X)
    {
        Sees(X);
        ImageBlocks<T> Y = ys.For(Windows.Output, X.Count);
        Take(X.Settled(xs), Y);
        return Y;
    }

    private void Take(Batch<T> X, Batch<T> Y)
    {
        (this.X, this.Y) = (X, Y);
        PoolingLoops.Largest(Windows, X, Y);   // y = the largest x of its window
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        if (Seen.X is ImageBlocks<T>) return ImageRun.Of(this).Backward(dY)!;
        RequireGradient(dY, Y.Matrix);
        Matrix<T> dX = InputGradientFor(dY.RowCount);
        PoolingLoops.LargestBackward(Windows, X, Y, dY, dX);   // dx += dy where x is the first that equals y
        return dX;
    }

    ImageBlocks<T> IImageLayer<T>.Backward(ImageBlocks<T> dY, bool wanted)
    {
        ImageBlocks<T> dX = dxs.For(Windows.Input, dY.Count);
        if (wanted) PoolingLoops.LargestBackward(Windows, X, Y, dY.Settled(dys), dX);
        return dX;
    }
}

/// <summary>
/// Average pooling: each window of each channel gives the mean of its K² numbers, y = Σx/K², so every x of it gets dy/K²; where windows
/// overlap, these add up. With a window as large as the image it makes one number of each channel ("global average pooling").
/// </summary>
public sealed class AveragePooling<T> : WindowLayer<T>, IImageLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly T share;
    private readonly KeptBlocks<T> ys = new(), dxs = new(), xs = new(), dys = new();
    private Matrix<T>? Y;

    /// <inheritdoc cref="MaxPooling{T}(ImageShape, int, int?)"/>
    public AveragePooling(ImageShape input, int size, int? stride = null)
        : base("Average pooling", input, input.Channels, size, stride ?? size, 0) =>
        (share, Name) = (T.One / T.CreateChecked(size * size), $"Average pooling {WindowText(usualStride: size)}");

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        Y = OutputFor(RequireInput(X).RowCount);
        PoolingLoops.Sum(Windows, share, X, Y);   // y = Σx/K² over its window
        return Y;
    }

    ImageBlocks<T> IImageLayer<T>.Forward(ImageBlocks<T> X)
    {
        Sees(X);
        ImageBlocks<T> Y = ys.For(Windows.Output, X.Count);
        PoolingLoops.Sum(Windows, share, X.Settled(xs), Y);
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        if (Seen.X is ImageBlocks<T>) return ImageRun.Of(this).Backward(dY)!;
        RequireGradient(dY, Y);
        Matrix<T> dX = InputGradientFor(dY.RowCount);
        PoolingLoops.SumBackward(Windows, share, dY, dX);   // dx = Σdy/K² over the windows that x is in
        return dX;
    }

    ImageBlocks<T> IImageLayer<T>.Backward(ImageBlocks<T> dY, bool wanted)
    {
        ImageBlocks<T> dX = dxs.For(Windows.Input, dY.Count);
        if (wanted) PoolingLoops.SumBackward(Windows, share, dY.Settled(dys), dX);
        return dX;
    }
}
