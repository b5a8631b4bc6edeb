using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>One dense layer of a <see cref="HessianProduct"/>: what it was at the point, and its derivatives along v.</summary>
internal sealed class HessianStage
{
    private readonly Activation activation;
    private readonly Matrix<double> X, W, Y, dZ, rW, rb, rZ, rY, rdZ, rdW, rdb;
    private Matrix<double>? rX;

    public HessianStage(Dense<double> layer, Matrix<double> X, Matrix<double> Y, Matrix<double> dY)
    {
        activation = layer.Activation;
        (this.X, W, this.Y, dZ) = (X.Clone(), layer.W.Clone(), Y.Clone(), dY.Clone());
        Slope(dY, dZ);
        (rW, rdW) = (New(W.RowCount, W.ColumnCount), New(W.RowCount, W.ColumnCount));
        (rb, rdb) = (New(1, W.ColumnCount), New(1, W.ColumnCount));
        (rZ, rY, rdZ, rdY) = (New(Y.RowCount, Y.ColumnCount), New(Y.RowCount, Y.ColumnCount), New(Y.RowCount, Y.ColumnCount), New(Y.RowCount, Y.ColumnCount));
    }

    /// <summary>rdY (N, Out), which the stage behind writes.</summary>
    public Matrix<double> rdY { get; }

    /// <summary>rY = (rX·W + X·rW + rb) ∘ f'(Z); takes its part of v from <paramref name="at"/> on. The first stage has no rX.</summary>
    public Matrix<double> Forward(Matrix<double>? rX, double[] v, ref int at)
    {
        this.rX = rX;
        foreach (Matrix<double> part in new[] { rW, rb })
        {
            double[] numbers = part.AsColumnMajorArray();
            Array.Copy(v, at, numbers, 0, numbers.Length);
            at += numbers.Length;
        }
        DenseProducts.Affine(X, rW, rb, rZ);   // (N, In)(In, Out) + (1, Out) = (N, Out)
        if (rX is not null) Product.Multiply(rX, W, rZ, accumulate: true);   // (N, In)(In, Out) = (N, Out)
        Slope(rZ, rY);
        return rY;
    }

    /// <summary>Writes rdW and rdb into Hv, ending before <paramref name="at"/>, and rdX into the stage before.</summary>
    public void Backward(Matrix<double>? rdX, double[] Hv, ref int at)
    {
        Slope(rdY, rdZ);
        ColumnSums.Of(rdZ, rdb);
        Product.TransposeThisAndMultiply(X, rdZ, rdW);   // (N, In)ᵀ(N, Out) = (In, Out)
        if (rX is not null) Product.TransposeThisAndMultiply(rX, dZ, rdW, accumulate: true);
        foreach (Matrix<double> part in new[] { rdb, rdW })
        {
            double[] numbers = part.AsColumnMajorArray();
            at -= numbers.Length;
            Array.Copy(numbers, 0, Hv, at, numbers.Length);
        }
        if (rdX is null) return;
        Product.TransposeAndMultiply(rdZ, W, rdX);   // (N, Out)(In, Out)ᵀ = (N, In)
        Product.TransposeAndMultiply(dZ, rW, rdX, accumulate: true);
    }

    /// <summary>to = from ∘ f'(Z); a straight activation's Y has the signs of its Z, and so the slopes.</summary>
    private void Slope(Matrix<double> from, Matrix<double> to) => activation.Backward(Y, Y, from, to);

    private static Matrix<double> New(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns);
}
