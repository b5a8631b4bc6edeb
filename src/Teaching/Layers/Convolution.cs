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
public sealed class Convolution<T> : ConvolutionLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly ConvolutionWork<T> work;

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

    private protected override Matrix<T> Multiply(Matrix<T> X, Matrix<T> Z) => work.Forward(X, W, b, Z);
    private protected override Matrix<T>? Gradients(Matrix<T> X, Matrix<T> Y, Matrix<T> dZ, Matrix<T>? dX) =>
        work.Backward(X, W, Y, dZ, dW, db, dX);
}
