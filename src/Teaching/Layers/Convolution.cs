using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The convolution, fast: for each pixel the windows of all images are laid side by side, and what remains is a matrix product.
/// <code>
/// var layer = new Convolution&lt;float&gt;(new ImageShape(1, 28, 28), channels: 16, kernel: 3, Start.He, new Rng(1), activation: Activation.Relu);
/// var Y = layer.Forward(X);   // (N, 784) to (N, 16·26·26)
/// </code>
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{T}" path="/remarks"/>
public sealed class Convolution<T> : ConvolutionLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Buffer<T> outputs, preactivationGradients, inputGradients, windows;
    private Matrix<T>? X, Y;

    /// <summary>A layer whose kernels are drawn and whose biases are 0.</summary>
    /// <param name="input">(C, H, W) of the images.</param>
    /// <param name="channels">How many kernels there are, each of which makes a channel of the output.</param>
    /// <param name="kernel">K, the height and width of a kernel.</param>
    /// <param name="start">How the weights start; In is C·K·K.</param>
    /// <param name="rng">Draws them.</param>
    /// <param name="stride">How many pixels the kernel moves on.</param>
    /// <param name="padding">How many zeros are put on each side of the image.</param>
    /// <param name="bias">Whether there are biases; before a batch normalisation they have no effect.</param>
    /// <param name="activation">f in Y = f(Z); none is the identity.</param>
    /// <exception cref="ArgumentException">A size is out of range, or the kernel is larger than the padded image.</exception>
    public Convolution(
        ImageShape input, int channels, int kernel, Start start, Rng rng, int stride = 1, int padding = 0, bool bias = true, Activation? activation = null)
        : this(input, Drawn(input, channels, kernel, start, rng), Zeros(channels, bias), kernel, stride, padding, activation)
    {
    }

    /// <summary>A layer with these kernels W (C·K·K, Out) and biases b (1, Out) or none, which it takes over: the optimizer moves them.</summary>
    /// <exception cref="ArgumentException">A shape does not fit, a matrix is not dense, or the kernel is larger than the padded image.</exception>
    public Convolution(ImageShape input, Matrix<T> W, Matrix<T>? b, int kernel, int stride = 1, int padding = 0, Activation? activation = null)
        : base("Convolution", input, W, b, kernel, stride, padding, activation) =>
        (outputs, preactivationGradients, inputGradients, windows) = (new(Outputs), new(Outputs), new(Inputs), new(W.RowCount));

    /// <inheritdoc/>
    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (this.X, Y) = (X, outputs.For(X.RowCount));
        Matrix<T> window = windows.For(X.RowCount);
        ReadOnlySpan<T> bias = b is null ? default : MatrixView<T>.Of(b).Data;
        for (int pixel = 0; pixel < Output.Plane; pixel++)
        {
            Gather(X, pixel, window);
            Product.Multiply(MatrixView<T>.Of(window), MatrixView<T>.Of(W), Pixel(Y, pixel), bias);   // (N, C·K·K)(C·K·K, Out) = (N, Out)
        }
        Activation.Forward(MatrixView<T>.Of(Y).Data);
        return Y;
    }

    /// <inheritdoc/>
    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        int n = dY.RowCount;
        Matrix<T> dZ = preactivationGradients.For(n), dX = inputGradients.For(n), window = windows.For(n);
        Activation.Backward(MatrixView<T>.Of(Y!).Data, MatrixView<T>.Of(dY).Data, MatrixView<T>.Of(dZ).Data);
        dX.Clear();
        for (int pixel = 0; pixel < Output.Plane; pixel++)
        {
            Gather(X!, pixel, window);
            Product.Multiply(MatrixView<T>.Of(window).Transpose(), Pixel(dZ, pixel), MatrixView<T>.Of(dW), accumulate: pixel > 0);   // (N, C·K·K)ᵀ(N, Out) = (C·K·K, Out)
            Product.Multiply(Pixel(dZ, pixel), MatrixView<T>.Of(W).Transpose(), MatrixView<T>.Of(window));   // (N, Out)(C·K·K, Out)ᵀ = (N, C·K·K)
            Scatter(window, pixel, dX);
        }
        if (db is not null) ColumnSums.Of(MatrixView<T>.Of(dZ).Data, n * Output.Plane, MatrixView<T>.Of(db).Data);
        return dX;
    }

    /// <summary>One pixel of every output channel: columns pixel, pixel + H·W, ... as a matrix (N, Out).</summary>
    private MatrixView<T> Pixel(Matrix<T> M, int pixel) =>
        MatrixView<T>.ByColumn(MatrixView<T>.Of(M).Data[(pixel * M.RowCount)..], M.RowCount, Output.Channels, Output.Plane * M.RowCount);

    /// <summary>The windows of one output pixel, (N, C·K·K).</summary>
    private void Gather(Matrix<T> X, int pixel, Matrix<T> window)
    {
        int n = X.RowCount;
        Span<T> from = MatrixView<T>.Of(X).Data, to = MatrixView<T>.Of(window).Data;
        for (int k = 0; k < window.ColumnCount; k++)
        {
            int column = Column(pixel, k);
            if (column < 0) to.Slice(k * n, n).Clear();
            else from.Slice(column * n, n).CopyTo(to.Slice(k * n, n));
        }
    }

    /// <summary>Adds the windows' gradients to those of the pixels that they were gathered from.</summary>
    private void Scatter(Matrix<T> window, int pixel, Matrix<T> dX)
    {
        int n = dX.RowCount;
        Span<T> from = MatrixView<T>.Of(window).Data, to = MatrixView<T>.Of(dX).Data;
        for (int k = 0; k < window.ColumnCount; k++)
        {
            int column = Column(pixel, k);
            if (column < 0) continue;
            Span<T> sum = to.Slice(column * n, n);
            TensorPrimitives.Add(sum, from.Slice(k * n, n), sum);
        }
    }

    /// <summary>The column of X that weight k meets in the window of an output pixel, or -1 in the padding.</summary>
    private int Column(int pixel, int k)
    {
        int c = k / (Kernel * Kernel), ky = k / Kernel % Kernel, kx = k % Kernel;
        int y = pixel / Output.Width * Stride + ky - Padding, x = pixel % Output.Width * Stride + kx - Padding;
        return y < 0 || y >= Input.Height || x < 0 || x >= Input.Width ? -1 : Input.Column(c, y, x);
    }
}
