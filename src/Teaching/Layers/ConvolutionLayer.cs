using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// What both convolutions have, <see cref="Convolution{T}"/> and <see cref="PlainConvolution{T}"/>: the kernels W (C·K·K, Out) and biases
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
public abstract class ConvolutionLayer<T> : WindowLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private protected ConvolutionLayer(
        string what, ImageShape input, Matrix<T> W, Matrix<T>? b, int kernel, int stride, int padding, Activation? activation)
        : base(what, input, W.ColumnCount, kernel, stride, padding)
    {
        Entries.RequireDense(W);
        int depth = input.Channels * kernel * kernel;
        if (W.RowCount != depth)
            throw new ArgumentException($"{what} of {input.Channels} channels with windows of {kernel}x{kernel} needs W ({depth}, channels out), "
                + $"one row for each weight of a kernel, but W is {Shapes.Of(W)}.");
        if (b is not null) Entries.RequireDense(b);
        if (b is not null && (b.RowCount != 1 || b.ColumnCount != W.ColumnCount))
            throw new ArgumentException($"{what} with W {Shapes.Of(W)} needs b (1, {W.ColumnCount}), one bias for each channel, but b is {Shapes.Of(b)}.");
        Finite.Require(what, "W", W);
        if (b is not null) Finite.Require(what, "b", b);
        (this.W, this.b, Activation) = (W, b, activation ?? Activation.Identity);
        dW = Matrix<T>.Build.Dense(depth, W.ColumnCount);
        db = b is null ? null : Matrix<T>.Build.Dense(1, W.ColumnCount);
        Parameters = b is null ? [new("W", W, dW)] : [new("W", W, dW), new("b", b, db!)];
        Name = $"{what} {input.Channels}-{W.ColumnCount} {kernel}x{kernel}" + (stride > 1 ? $" stride {stride}" : "")
            + (padding > 0 ? $" padding {padding}" : "") + $" {Activation.Name}".TrimEnd();
    }

    public override string Name { get; }

    /// <summary>f in Y = f(Z).</summary>
    public Activation Activation { get; }

    internal override Squash Gives => Activation.Gives;

    /// <summary>The kernels (C·K·K, Out), one a column.</summary>
    public Matrix<T> W { get; }

    /// <summary>The biases (1, Out), or null.</summary>
    public Matrix<T>? b { get; }

    /// <summary>dLoss/dW (C·K·K, Out), after Backward.</summary>
    public Matrix<T> dW { get; }

    /// <summary>dLoss/db (1, Out), after Backward; null without biases.</summary>
    public Matrix<T>? db { get; }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    private protected static Matrix<T> Drawn(ImageShape input, int channels, int kernel, Initializer initializer, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        ArgumentNullException.ThrowIfNull(rng);
        if (input.Channels < 1 || channels < 1 || kernel < 1)
            throw new ArgumentException($"A convolution needs at least one channel in and out and a window of at least one pixel, not "
                + $"{input.Channels}, {channels} and {kernel}.");
        return initializer.Draw<T>(input.Channels * kernel * kernel, channels, rng);
    }

    private protected static Matrix<T>? Zeros(int channels, bool bias) => bias ? Matrix<T>.Build.Dense(1, channels) : null;
}
