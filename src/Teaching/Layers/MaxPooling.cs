using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

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
    private readonly Reused<T> outputs, inputGradients;
    private Matrix<T>? X, Y;

    /// <summary>Pooling with windows of size by size.</summary>
    /// <param name="input">(C, H, W) of the images.</param>
    /// <param name="size">The height and width of the window.</param>
    /// <param name="stride">How many pixels it moves on; as many as it is wide when nothing is said.</param>
    /// <exception cref="ArgumentException">A size is out of range, or the window is larger than the image.</exception>
    public MaxPooling(ImageShape input, int size, int? stride = null)
        : base("Max pooling", input, input.Channels, size, stride ?? size, 0)
    {
        (outputs, inputGradients) = (new(Outputs), new(Inputs));
        Name = $"Max pooling {size}x{size}" + (Stride != size ? $" stride {Stride}" : "");
    }

    public override string Name { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (this.X, Y) = (X, outputs.For(X.RowCount));
        PoolingLoops.Largest(Windows, X, Y);   // y = the largest x of its window
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dX = inputGradients.For(dY.RowCount);
        PoolingLoops.LargestBackward(Windows, X!, Y!, dY, dX);   // dx += dy where x is the first that equals y
        return dX;
    }
}
