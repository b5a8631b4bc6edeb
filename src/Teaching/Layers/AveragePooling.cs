using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Average pooling: each window of each channel gives the mean of its K² numbers. With a window as large as the image it makes one number of
/// each channel ("global average pooling"). Windows that would reach over the edge are left out.
/// </summary>
/// <remarks>y = 1/K²·Σ x over the window, so every x of it gets dy/K²; where windows overlap, these add up.</remarks>
public sealed class AveragePooling<T> : WindowLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> outputs, inputGradients;
    private readonly T share;
    private Matrix<T>? Y;

    /// <inheritdoc cref="MaxPooling{T}(ImageShape, int, int?)"/>
    public AveragePooling(ImageShape input, int size, int? stride = null)
        : base("Average pooling", input, input.Channels, size, stride ?? size, 0)
    {
        (outputs, inputGradients, share) = (new(Outputs), new(Inputs), T.One / T.CreateChecked(size * size));
        Name = $"Average pooling {size}x{size}" + (Stride != size ? $" stride {Stride}" : "");
    }

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        Y = outputs.For(X.RowCount);
        PoolingLoops.Sum(Windows, share, X, Y);   // y = Σx/K² over its window
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dX = inputGradients.For(dY.RowCount);
        PoolingLoops.SumBackward(Windows, share, dY, dX);   // dx = Σdy/K² over the windows that x is in
        return dX;
    }
}
