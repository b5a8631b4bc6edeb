using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What all losses share beside their door (<see cref="LossDoor"/>): sums over all entries in one order, row by row, in double,
/// whatever the precision of the entries.
/// </summary>
internal static class LossShapes
{
    /// <summary>Σ f(p, y) over all entries.</summary>
    public static double Sum<T>(Matrix<T> P, Matrix<T> Y, Func<double, double, double> f) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int n = 0; n < P.RowCount; n++)
        {
            for (int j = 0; j < P.ColumnCount; j++) sum += f(double.CreateChecked(P.At(n, j)), double.CreateChecked(Y.At(n, j)));
        }
        return sum;
    }

    /// <summary>The matrix of all f(p, y).</summary>
    public static Matrix<T> Map<T>(Matrix<T> P, Matrix<T> Y, Func<double, double, double> f) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Matrix<T>.Build.Dense(P.RowCount, P.ColumnCount,
            (n, j) => T.CreateChecked(f(double.CreateChecked(P.At(n, j)), double.CreateChecked(Y.At(n, j)))));

    /// <summary>Writes all f(p, y) into a matrix that is there.</summary>
    public static void Map<T>(Matrix<T> P, Matrix<T> Y, Matrix<T> result, Func<double, double, double> f) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < P.ColumnCount; j++)
        {
            for (int n = 0; n < P.RowCount; n++)
                result.At(n, j, T.CreateChecked(f(double.CreateChecked(P.At(n, j)), double.CreateChecked(Y.At(n, j)))));
        }
    }

    /// <summary>y·ln p, which is 0 for y = 0 whatever p is.</summary>
    public static double TimesLog(double y, double p) => y == 0 ? 0 : y * Math.Log(p);
}
