using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

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
    private readonly Action<int, int> forwardPart, backwardPart;
    private readonly T share;
    private Matrix<T>? X, Y, dX, dY;

    /// <inheritdoc cref="MaxPooling{T}(ImageShape, int, int?)"/>
    public AveragePooling(ImageShape input, int size, int? stride = null)
        : base("Average pooling", input, input.Channels, size, stride ?? size, 0)
    {
        (outputs, inputGradients, share) = (new(Outputs), new(Inputs), T.One / T.CreateChecked(size * size));
        (forwardPart, backwardPart) = (ForwardPart, BackwardPart);
        Name = $"Average pooling {size}x{size}" + (Stride != size ? $" stride {Stride}" : "");
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (this.X, Y) = (X, outputs.For(X.RowCount));
        Team.Run(Pixels.Parts(X), forwardPart);
        return Y;
    }

    /// <inheritdoc/>
    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        (this.dY, dX) = (dY, inputGradients.For(dY.RowCount));
        Team.Run(Pixels.Parts(dX), backwardPart);
        return dX;
    }

    /// <summary>y = Σ x/K² over the window, for some of the channels.</summary>
    private void ForwardPart(int part, int parts)
    {
        foreach ((int to, int from, bool first) in Pixels.Windows(this, part, parts))
        {
            Span<T> x = Pixels.Of(X!, from), y = Pixels.Of(Y!, to);
            if (first) TensorPrimitives.Multiply(x, share, y);
            else TensorPrimitives.FusedMultiplyAdd(x, share, y, y);
        }
    }

    /// <summary>dx += dy/K², for some of the channels.</summary>
    private void BackwardPart(int part, int parts)
    {
        Ranges.Columns(dX!, Pixels.Planes(Input, part, parts)).Data.Clear();
        foreach ((int to, int from, _) in Pixels.Windows(this, part, parts))
        {
            Span<T> dx = Pixels.Of(dX!, from);
            TensorPrimitives.FusedMultiplyAdd(Pixels.Of(dY!, to), share, dx, dx);
        }
    }
}
