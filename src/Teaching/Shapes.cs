using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Checks of shapes at the public doors, with errors that name the operation and both shapes.</summary>
internal static class Shapes
{
    /// <summary>Throws when two matrices differ in shape.</summary>
    public static void RequireSame<T>(string operation, string nameA, Matrix<T> a, string nameB, Matrix<T> b)
        where T : struct, IEquatable<T>, IFormattable
    {
        if (a.RowCount == b.RowCount && a.ColumnCount == b.ColumnCount) return;
        throw new ArgumentException($"For {operation}, {nameA} {Of(a)} and {nameB} {Of(b)} should have the same shape.");
    }

    /// <summary>The same matrix, or a dense copy of one that is not dense, such as a diagonal one.</summary>
    public static Matrix<T> Dense<T>(Matrix<T> m) where T : struct, IEquatable<T>, IFormattable =>
        m.AsColumnMajorArray() is null ? Matrix<T>.Build.DenseOfMatrix(m) : m;

    /// <summary>The shape as text: (2, 3).</summary>
    public static string Of<T>(Matrix<T> m) where T : struct, IEquatable<T>, IFormattable => $"({m.RowCount}, {m.ColumnCount})";
}
