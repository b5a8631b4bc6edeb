using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The convolution as its formula says it, number by number: to read, and to judge <see cref="Convolution{T}"/> by, which gives the same to
/// rounding and is hundreds of times as fast.
/// Used in lesson 09.
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{T}" path="/remarks"/>
public sealed class PlainConvolution<T> : ConvolutionLayer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> preactivations, preactivationGradients;
    private Matrix<T>? X, Z, Y;

    /// <inheritdoc cref="Convolution{T}(ImageShape, int, int, Initializer, Rng, int, int, bool, Activation?)"/>
    public PlainConvolution(
        ImageShape input, int channels, int kernel, Initializer initializer, Rng rng, int stride = 1, int padding = 0, bool bias = true, Activation? activation = null)
        : this(input, Drawn(input, channels, kernel, initializer, rng), Zeros(channels, bias), kernel, stride, padding, activation) { }

    /// <inheritdoc cref="Convolution{T}(ImageShape, Matrix{T}, Matrix{T}?, int, int, int, Activation?)"/>
    public PlainConvolution(ImageShape input, Matrix<T> W, Matrix<T>? b, int kernel, int stride = 1, int padding = 0, Activation? activation = null)
        : base("Plain convolution", input, W, b, kernel, stride, padding, activation) =>
        (preactivations, preactivationGradients) = (new(Outputs), new(Outputs));

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (this.X, Z, Y) = (X, preactivations.For(X.RowCount), OutputFor(X.RowCount));
        for (int o = 0; o < Output.Channels; o++)
        {
            for (int n = 0; n < X.RowCount; n++)
            {
                for (int y = 0; y < Output.Height; y++)
                {
                    for (int x = 0; x < Output.Width; x++)
                    {
                        T z = b is null ? T.Zero : b[0, o];
                        foreach ((int weight, int column) in Window(y, x)) z = T.FusedMultiplyAdd(X[n, column], W[weight, o], z);
                        Z[n, Output.Column(o, y, x)] = z;
                    }
                }
            }
        }
        Activation.Forward(Z, Y);
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dZ = preactivationGradients.For(dY.RowCount), dX = InputGradientFor(dY.RowCount);
        Activation.Backward(Z!, Y!, dY, dZ);
        dX.Clear();
        dW.Clear();
        db?.Clear();
        for (int o = 0; o < Output.Channels; o++)
        {
            for (int n = 0; n < dY.RowCount; n++)
            {
                for (int y = 0; y < Output.Height; y++)
                {
                    for (int x = 0; x < Output.Width; x++)
                    {
                        T dz = dZ[n, Output.Column(o, y, x)];
                        if (db is not null) db[0, o] += dz;
                        foreach ((int weight, int column) in Window(y, x))
                        {
                            dW[weight, o] += X![n, column] * dz;
                            dX[n, column] += W[weight, o] * dz;
                        }
                    }
                }
            }
        }
        return dX;
    }

    /// <summary>The weights that meet the image in the window of output pixel (y, x), each with the column of X that it meets.</summary>
    private IEnumerable<(int Weight, int Column)> Window(int y, int x)
    {
        for (int c = 0; c < Input.Channels; c++)
        {
            for (int ky = 0; ky < Kernel; ky++)
            {
                for (int kx = 0; kx < Kernel; kx++)
                {
                    int row = y * Stride + ky - Padding, column = x * Stride + kx - Padding;
                    if (row < 0 || row >= Input.Height || column < 0 || column >= Input.Width) continue;   // zero
                    yield return ((c * Kernel + ky) * Kernel + kx, Input.Column(c, row, column));
                }
            }
        }
    }
}
