using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// The three products of a dense layer, on whole matrices. The workers share them by columns, each as a rule the same ones in every step,
/// so that a worker finds "its" weights in its own cache. Shapes fit: the layer has checked them. What fills a matrix returns it.
/// </summary>
internal static class DenseProducts
{
    /// <summary>Z = XW + b: (N, In)(In, Out) + (1, Out) = (N, Out).</summary>
    public static Matrix<T> Affine<T>(Matrix<T> X, Matrix<T> W, Matrix<T> b, Matrix<T> Z)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(Parts(X, W), new AffineJob<T>(X, W, b, Z), Z);

    /// <summary>dW = XᵀdZ: (N, In)ᵀ(N, Out) = (In, Out), and db, the column sums of dZ: (1, Out).</summary>
    public static void ParameterGradients<T>(Matrix<T> X, Matrix<T> dZ, Matrix<T> dW, Matrix<T> db)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(Parts(X, dW), new ParameterGradientsJob<T>(X, dZ, dW, db));

    /// <summary>dX = dZWᵀ: (N, Out)(In, Out)ᵀ = (N, In).</summary>
    public static Matrix<T> TimesTranspose<T>(Matrix<T> dZ, Matrix<T> W, Matrix<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(Parts(dZ, W), new TimesTransposeJob<T>(dZ, W, dX), dX);

    private static int Parts<T>(Matrix<T> batch, Matrix<T> W)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Parts((long)batch.RowCount * W.RowCount * W.ColumnCount);

    private readonly record struct AffineJob<T>(Matrix<T> X, Matrix<T> W, Matrix<T> b, Matrix<T> Z) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, W.ColumnCount).Divide(parts, part);
            Product.Multiply(MatrixView<T>.Of(X), Ranges.Columns(W, some), Ranges.Columns(Z, some), bias: Ranges.Columns(b, some).Data);
        }
    }

    private readonly record struct ParameterGradientsJob<T>(Matrix<T> X, Matrix<T> dZ, Matrix<T> dW, Matrix<T> db) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, dW.ColumnCount).Divide(parts, part);
            MatrixView<T> dz = Ranges.Columns(dZ, some);
            Product.Multiply(MatrixView<T>.Of(X).Transpose(), dz, Ranges.Columns(dW, some));
            ColumnSums.Of(dz.Data, dz.Rows, Ranges.Columns(db, some).Data);
        }
    }

    private readonly record struct TimesTransposeJob<T>(Matrix<T> dZ, Matrix<T> W, Matrix<T> dX) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, W.RowCount).Divide(parts, part);
            Product.Multiply(MatrixView<T>.Of(dZ), Ranges.Rows(W, some).Transpose(), Ranges.Columns(dX, some));
        }
    }
}
