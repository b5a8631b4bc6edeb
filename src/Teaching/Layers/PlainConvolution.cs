using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The convolution as its formula says it, number by number: to read, and to judge <see cref="Convolution{T}"/> by, which gives the same up to
/// rounding and is hundreds of times as fast.
/// Used in lesson 09.
/// </summary>
/// <inheritdoc cref="ConvolutionLayer{T}" path="/remarks"/>
public sealed class PlainConvolution<T> : ConvolutionLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Every product in the sums of one image: weight (row, o) of W times column x of X goes into column z of Z, in channel o.</summary>
    private readonly (int o, int z, int row, int x)[] products;

    /// <inheritdoc cref="Convolution{T}(ImageShape, int, int, Initializer, Rng, int, int, bool, Activation?)"/>
    public PlainConvolution(ImageShape input, int channels, int kernel, Initializer initializer, Rng rng,
        int stride = 1, int padding = 0, bool bias = true, Activation? activation = null)
        : this(input, Drawn(input, channels, kernel, initializer, rng), Zeros(channels, bias), kernel, stride, padding, activation) { }

    /// <inheritdoc cref="Convolution{T}(ImageShape, Matrix{T}, Matrix{T}?, int, int, int, Activation?)"/>
    public PlainConvolution(ImageShape input, Matrix<T> W, Matrix<T>? b, int kernel, int stride = 1, int padding = 0, Activation? activation = null)
        : base("Plain convolution", input, W, b, kernel, stride, padding, activation) =>
        products =
        [
            .. from o in To(Output.Channels) from y in To(Output.Height) from x in To(Output.Width)
               from c in To(Input.Channels) from ky in To(Kernel) from kx in To(Kernel)
               let inputY = y * Stride + ky - Padding
               let inputX = x * Stride + kx - Padding
               where inputY >= 0 && inputY < Input.Height && inputX >= 0 && inputX < Input.Width   // outside the image X is 0
               select (o, Output.Column(o, y, x), (c * Kernel + ky) * Kernel + kx, Input.Column(c, inputY, inputX)),
        ];

    private protected override Matrix<T> Multiply(Matrix<T> X, Matrix<T> Z)
    {
        for (int n = 0; n < X.RowCount; n++)
        {
            for (int z = 0; z < Outputs; z++) Z[n, z] = b is null ? T.Zero : b[0, z / Output.Plane];
            foreach ((int o, int z, int row, int x) in products) Z[n, z] = T.FusedMultiplyAdd(X[n, x], W[row, o], Z[n, z]);
        }
        return Z;
    }

    private protected override Matrix<T>? Gradients(Matrix<T> X, Matrix<T> Y, Matrix<T> dZ, Matrix<T>? dX)
    {
        dW.Clear();
        db?.Clear();
        dX?.Clear();
        for (int n = 0; n < X.RowCount; n++)
        {
            for (int z = 0; z < Outputs && db is not null; z++) db[0, z / Output.Plane] += dZ[n, z];
            foreach ((int o, int z, int row, int x) in products)
            {
                dW[row, o] += X[n, x] * dZ[n, z];
                if (dX is not null) dX[n, x] += W[row, o] * dZ[n, z];
            }
        }
        return dX;
    }

    private static IEnumerable<int> To(int count) => Enumerable.Range(0, count);
}
