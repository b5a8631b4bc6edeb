using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Max pooling: each window of each channel gives its largest number, so the image becomes smaller and what was found stays, wherever in
/// the window it was. Windows that would reach over the edge are left out.
/// </summary>
/// <remarks>
/// Y changes with the largest number of its window alone: that one gets dY, all others 0. Among equal ones the first in reading
/// order gets it (as in PyTorch), which is one choice of a subgradient where no derivative is. A NaN in a window makes its Y NaN.
/// </remarks>
public sealed class MaxPooling<T> : WindowLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> outputs, inputGradients, rest;
    private readonly Action<int, int> forwardPart, backwardPart;
    private Matrix<T>? X, Y, dX, dY, left;

    /// <summary>Pooling with windows of size by size.</summary>
    /// <param name="input">(C, H, W) of the images.</param>
    /// <param name="size">The height and width of the window.</param>
    /// <param name="stride">How many pixels it moves on; as many as it is wide when nothing is said.</param>
    /// <exception cref="ArgumentException">A size is out of range, or the window is larger than the image.</exception>
    public MaxPooling(ImageShape input, int size, int? stride = null)
        : base("Max pooling", input, input.Channels, size, stride ?? size, 0)
    {
        (outputs, inputGradients, rest) = (new(Outputs), new(Inputs), new(input.Channels));
        (forwardPart, backwardPart) = (ForwardPart, BackwardPart);
        Name = $"Max pooling {size}x{size}" + (Stride != size ? $" stride {Stride}" : "");
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
        (this.dY, dX, left) = (dY, inputGradients.For(dY.RowCount), rest.For(dY.RowCount));
        Team.Run(Pixels.Parts(dX), backwardPart);
        return dX;
    }

    /// <summary>y = the largest x of the window, for some of the channels.</summary>
    private void ForwardPart(int part, int parts)
    {
        foreach ((int to, int from, bool first) in Pixels.Windows(this, part, parts))
        {
            Span<T> x = Pixels.Of(X!, from), y = Pixels.Of(Y!, to);
            if (first) x.CopyTo(y);
            else TensorPrimitives.Max(y, x, y);
        }
    }

    /// <summary>dx += dy where x is the first that equals y, for some of the channels.</summary>
    private void BackwardPart(int part, int parts)
    {
        Ranges.Columns(dX!, Pixels.Planes(Input, part, parts)).Data.Clear();
        foreach ((int to, int from, bool first) in Pixels.Windows(this, part, parts))
        {
            Span<T> dy = Pixels.Of(left!, to / Output.Plane);
            if (first) Pixels.Of(dY!, to).CopyTo(dy);
            Largest.Hand<T>(Pixels.Of(X!, from), Pixels.Of(Y!, to), dy, Pixels.Of(dX!, from));
        }
    }
}
