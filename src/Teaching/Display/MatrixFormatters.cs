using MathNet.Numerics.LinearAlgebra;

[assembly: Teaching.TypeFormatterSource(typeof(Teaching.MatrixFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]

namespace Teaching;

/// <summary>
/// Shows the matrices and vectors of Math.NET as matrices, in float and in double. Our engine finds it by the attribute on
/// the assembly; <see cref="Course.Start"/> tells .NET Interactive.
/// </summary>
public sealed class MatrixFormatters
{
    private static readonly Type[] Shown = [typeof(Matrix<double>), typeof(Matrix<float>), typeof(Vector<double>), typeof(Vector<float>)];

    /// <summary>For each type of matrix and vector one formatter for HTML and one for plain text.</summary>
    public IEnumerable<TypedMimeFormatter> CreateTypeFormatters() => Shown.SelectMany(type => new TypedMimeFormatter[]
    {
        new(type, "text/html", value => TextOf(value).ToHtml()),
        new(type, "text/plain", value => TextOf(value).ToString()),
    });

    /// <summary>The text of a matrix or vector of float or double.</summary>
    internal static MatrixText TextOf(object value) => value switch
    {
        Matrix<double> m => new($"Matrix ({m.RowCount}, {m.ColumnCount})", m.RowCount, m.ColumnCount, (i, j) => m[i, j]),
        Matrix<float> m => new($"Matrix ({m.RowCount}, {m.ColumnCount}) of float", m.RowCount, m.ColumnCount, (i, j) => m[i, j]),
        Vector<double> v => new($"Vector ({v.Count})", 1, v.Count, (_, j) => v[j]),
        Vector<float> v => new($"Vector ({v.Count}) of float", 1, v.Count, (_, j) => v[j]),
        _ => throw new ArgumentException($"{value.GetType().Name} is not a matrix or vector of float or double."),
    };
}
