using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>Whether a matrix holds NaN or ∞, and where first. To ask costs one pass over the numbers; only the search for the place is slow.</summary>
internal static class Finite
{
    /// <summary>Whether all entries are finite.</summary>
    public static bool All<T>(Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> => Entries.AreFinite(M);

    /// <summary>The first entry, row by row, that is not finite; null when all are.</summary>
    public static (int Row, int Column, string Value)? First<T>(Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> =>
        !All(M) && Entries.First(M, x => !double.IsFinite(x)) is var (row, column, value) ? (row, column, NumberText.Significant(value, 6)) : null;

    /// <summary>Throws when an entry is NaN or ∞.</summary>
    public static void Require<T>(string operation, string name, Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (First(M) is var (row, column, value))
            throw new ArgumentException($"For {operation} all numbers must be finite, but {name}[{row}, {column}] = {value}.");
    }
}
