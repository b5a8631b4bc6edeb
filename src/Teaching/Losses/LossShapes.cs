using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What all losses share: checks at their doors, and sums over all entries in one order, row by row, in double,
/// whatever the precision of the entries.
/// </summary>
internal static class LossShapes
{
    /// <summary>Throws when the shapes differ or there is no entry.</summary>
    public static void Require<T>(string operation, string name, Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSame(operation, name, P, "Y", Y);
        if (P.RowCount == 0 || P.ColumnCount == 0) throw new ArgumentException($"For {operation}, {name} {Shapes.Of(P)} holds no entry.");
    }

    /// <summary>Throws when an entry is not from 0 to 1.</summary>
    public static void RequireUnit<T>(string operation, string name, string noun, Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> =>
        RequireAll(M, static x => x is >= 0 and <= 1, at => $"For {operation} {noun} is from 0 to 1, but {name}{at}.");

    /// <summary>Throws when an entry is NaN.</summary>
    public static void RequireNumbers<T>(string operation, string name, Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> =>
        RequireAll(M, static x => !double.IsNaN(x), at => $"{operation[0..1].ToUpperInvariant()}{operation[1..]} needs numbers, but {name}{at}.");

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

    private static void RequireAll<T>(Matrix<T> M, Func<double, bool> holds, Func<string, string> message)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < M.RowCount; n++)
        {
            for (int j = 0; j < M.ColumnCount; j++)
            {
                double x = double.CreateChecked(M.At(n, j));
                if (!holds(x)) throw new ArgumentException(message($"[{n}, {j}] = {NumberText.Significant(x, 6)}"));
            }
        }
    }
}
