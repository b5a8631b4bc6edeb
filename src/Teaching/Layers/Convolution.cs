using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The convolution, fast: 32 images at a time are laid side by side, pixel by pixel, and for each window what remains is a small matrix product
/// of the kernels with the window's pixels (Teaching.Fast: WindowProduct.cs, and LaneProduct.cs for dW).
/// <code>
/// var layer = new Convolution&lt;float&gt;(new ImageShape(1, 28, 28), channels: 16, kernel: 3, Initializer.He, new Rng(1), activation: Activation.Relu);
/// var Y = layer.Forward(X);   // (N, 784) to (N, 16·26·26)
/// </code>
/// Used in lessons 09, 10.
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{T}" path="/remarks"/>
public sealed class Convolution<T> : ConvolutionLayer<T>, IImageLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionWork<T> work;
    private readonly KeptBlocks<T> xs = new(), ys = new(), dys = new(), dxs = new();
    private ImageBlocks<T>? X, Y;

    /// <summary>
    /// A layer for images (C, H, W) whose kernels are drawn, with In = C·K·K, and whose biases are 0. Each of the kernels, K by K pixels, makes
    /// one channel of the output; it moves on by the stride over an image with a padding of zeros on each side. Before a batch
    /// normalisation biases have no effect; no activation is the identity.
    /// </summary>
    public Convolution(ImageShape input, int channels, int kernel, Initializer initializer, Rng rng,
        int stride = 1, int padding = 0, bool bias = true, Activation? activation = null)
        : this(input, Drawn(input, channels, kernel, initializer, rng), Zeros(channels, bias), kernel, stride, padding, activation) { }

    /// <summary>A layer with these kernels W (C·K·K, Out) and biases b (1, Out) or none, which it takes over: the optimizer moves them.</summary>
    public Convolution(ImageShape input, Matrix<T> W, Matrix<T>? b, int kernel, int stride = 1, int padding = 0, Activation? activation = null)
        : base("Convolution", input, W, b, kernel, stride, padding, activation) => work = ConvolutionWork<T>.Of(Windows, Activation.Loop, b is not null);

    /// <summary>A built-in activation is applied where the products are made, to each row of pixels while it is in the cache.</summary>
    private protected override Activation ActivationAfter => Activation.Loop is null ? Activation : Activation.Identity;

    private protected override Matrix<T> Multiply(Matrix<T> X, Matrix<T> Z) =>
        Multiply(xs.For(Windows.Input, X.RowCount).Take(X), null, false).Give(Z);

    private protected override Matrix<T>? Gradients(Matrix<T> X, Matrix<T> Y, Matrix<T> dZ, Matrix<T>? dX)
    {
        ImageBlocks<T> gradient = Gradients(dys.For(Windows.Output, dZ.RowCount).Take(dZ), T.One, dX is not null);
        return dX is null ? null : gradient.Give(dX);
    }

    bool IImageLayer<T>.TakesBlocks => ActivationAfter is Identity;

    ImageBlocks<T> IImageLayer<T>.Forward(ImageBlocks<T> X) => Forward(X, null, sums: false);

    /// <summary>
    /// Y for X, with a dropout that follows done in the same pass, and the sums that a batch normalisation after it needs. Only after a ReLU can
    /// the way back tell from Y what was dropped: there it is 0, and so is the slope.
    /// </summary>
    internal ImageBlocks<T> Forward(ImageBlocks<T> X, DropMask? drop, bool sums)
    {
        Sees(X);
        return Multiply(X, drop, sums);
    }

    internal bool TakesDropout => Activation is Relu;

    ImageBlocks<T> IImageLayer<T>.Backward(ImageBlocks<T> dY, bool wanted) => Gradients(dY, T.One, wanted);

    private ImageBlocks<T> Multiply(ImageBlocks<T> X, DropMask? drop, bool sums)
    {
        (this.X, Y) = (X, ys.For(Windows.Output, X.Count));
        return work.Forward(X, W, b, Y, drop, sums);
    }

    /// <summary>dX, and dW and db, from dY, which is multiplied by a factor where nothing was dropped.</summary>
    internal ImageBlocks<T> Gradients(ImageBlocks<T> dY, T factor, bool wanted)
    {
        ImageBlocks<T> dX = dxs.For(Windows.Input, dY.Count);
        work.Backward(X!, W, Y!, dY, factor, dW, db, wanted ? dX : null);
        return dX;
    }
}
