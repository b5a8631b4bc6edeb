using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// What both convolutions share, <see cref="Convolution{T}"/> and <see cref="PlainConvolution{T}"/>: the kernels W (C·K·K, Out) and biases
/// b (1, Out) with their gradients, and the activation. Column o of W is the kernel of output channel o: weight (c, ky, kx)
/// stands in row (c·K + ky)·K + kx.
/// </summary>
/// <remarks>
/// Pixel (y, x) of output channel o is z = b_o + Σ_c Σ_ky Σ_kx w_(c,ky,kx),o · X(c, y·s + ky - P, x·s + kx - P) with stride s, where X
/// is 0 outside the image; then the activation, a = f(z). (Books that flip the kernel call this the cross-correlation.)
/// It is a dense layer for each pixel, with the same weights everywhere and few inputs, so the gradients are those of a dense layer
/// added up over the pixels: dw_(c,ky,kx),o = Σ_n Σ_y Σ_x X(c, y·s + ky - P, x·s + kx - P)·dz_o(y, x), db_o = Σ_n Σ_y Σ_x dz_o(y, x),
/// and dX collects w_(c,ky,kx),o·dz_o(y, x) from all windows that the pixel lies in.
/// </remarks>
public abstract class ConvolutionLayer<T> : WindowLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> zs = new(), ys = new(), dZs = new();
    private Matrix<T>? X, Z, Y;

    private protected ConvolutionLayer(
        string what, ImageShape input, Matrix<T> W, Matrix<T>? b, int kernel, int stride, int padding, Activation? activation)
        : base(what, input, Require.Given(W).ColumnCount, kernel, stride, padding)
    {
        int depth = input.Channels * kernel * kernel;
        if (W.RowCount != depth)
            throw new ArgumentException($"{what} of {input.Channels} channels with windows of {kernel}x{kernel} needs W ({depth}, channels out), "
                + $"one row for each weight of a kernel, but W is {Shapes.Of(W)}.");
        Require.Weights(what, "channel", W, b);
        (this.W, this.b, Activation) = (W, b, activation ?? Activation.Identity);
        (dW, db) = (Matrix<T>.Build.Dense(depth, W.ColumnCount), Zeros(W.ColumnCount, b is not null));
        Parameters = b is null ? [new("W", W, dW)] : [new("W", W, dW), new("b", b, db!)];
        Name = $"{what} {input.Channels}-{W.ColumnCount} {WindowText(usualStride: 1)} {Activation.Name}".TrimEnd();
    }

    public override string Name { get; }
    public Activation Activation { get; }
    internal override Squash Gives => Activation.Gives;

    /// <summary>The kernels (C·K·K, Out), one a column, and the biases (1, Out), or null; after Backward their gradients.</summary>
    public Matrix<T> W { get; }
    public Matrix<T>? b { get; }
    public Matrix<T> dW { get; }
    public Matrix<T>? db { get; }
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    public sealed override Matrix<T> Forward(Matrix<T> X)
    {
        this.X = RequireInput(X);
        Z = Multiply(X, zs.For(X.RowCount, Outputs));
        return Y = ActivationAfter.Forward(Z, ys);
    }

    public sealed override Matrix<T> Backward(Matrix<T> dY)
    {
        if (Seen.X is ImageBlocks<T>) return ImageRun.Of(this).Backward(dY)!;
        RequireGradient(dY, Y);
        return Gradients(X!, Y!, ActivationAfter.Backward(Z!, Y!, dY, dZs), InputGradientFor(dY.RowCount))!;
    }

    public sealed override void BackwardParameters(Matrix<T> dY)
    {
        if (Seen.X is ImageBlocks<T>)
        {
            ImageRun.Of(this).Backward(dY, wanted: false);
            return;
        }
        RequireGradient(dY, Y);
        Gradients(X!, Y!, ActivationAfter.Backward(Z!, Y!, dY, dZs), null);
    }

    /// <summary>The activation, unless <see cref="Multiply"/> and <see cref="Gradients"/> apply it themselves: then the identity.</summary>
    private protected virtual Activation ActivationAfter => Activation;

    /// <summary>Fills Z (N, Out·H·W), the sums with the biases, and returns it.</summary>
    private protected abstract Matrix<T> Multiply(Matrix<T> X, Matrix<T> Z);

    /// <summary>Fills dW and db, and dX where it is asked for, and returns dX.</summary>
    private protected abstract Matrix<T>? Gradients(Matrix<T> X, Matrix<T> Y, Matrix<T> dZ, Matrix<T>? dX);

    private protected static Matrix<T> Drawn(ImageShape input, int channels, int kernel, Initializer initializer, Rng rng)
    {
        if (input.Channels < 1 || channels < 1 || kernel < 1)
            throw new ArgumentException($"A convolution needs at least one channel in and out and a window of at least one pixel, not "
                + $"{input.Channels}, {channels} and {kernel}.");
        return Require.Given(initializer).Draw<T>(input.Channels * kernel * kernel, channels, rng);
    }

    private protected static Matrix<T>? Zeros(int channels, bool bias) => bias ? Matrix<T>.Build.Dense(1, channels) : null;
}
