using System.Globalization;
using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Display;

public class MatrixDisplayTests
{
    [Fact]
    public void Numbers_stand_in_columns_with_common_decimals_under_the_shape()
    {
        var m = Matrix<double>.Build.DenseOfArray(new[,] { { 1, -2.5, 0.3333333 }, { 10.25, 0, 2 } });
        Assert.Equal("""
            Matrix (2, 3)
            [  1.000  -2.500  0.333 ]
            [ 10.250   0.000  2.000 ]
            """.ReplaceLineEndings("\n"), Text(m));
    }

    [Theory]
    [InlineData(new[] { 0.15, 0.2, 0.25 }, "[ 0.15  0.20  0.25 ]")]
    [InlineData(new[] { 1.0, 2, -30 }, "[ 1  2  -30 ]")]
    [InlineData(new[] { 0.0, -0.0 }, "[ 0  0 ]")]
    [InlineData(new[] { 1.0 / 3, 2e-9 }, "[ 0.33333  2.0e-09 ]")]
    [InlineData(new[] { 0.0003169934, 0.0006339868 }, "[ 3.1699e-04  6.3399e-04 ]")]
    [InlineData(new[] { 123456789.0, 1 }, "[ 1.2346e+08  1.0000e+00 ]")]
    [InlineData(new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.5 }, "[ NaN  ∞  -∞  1.5 ]")]
    [InlineData(new[] { double.NaN }, "[ NaN ]")]
    [InlineData(new[] { 999.99999, 0.004 }, "[ 1000  4.0e-03 ]")]
    public void Digits_are_readable_and_nothing_but_zero_looks_like_zero(double[] values, string expected) =>
        Assert.Equal($"Vector ({values.Length})\n{expected}", Text(Vector<double>.Build.Dense(values)));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(0, 0)]
    public void An_empty_one_says_its_shape(int rows, int columns)
    {
        Assert.Equal($"Matrix ({rows}, {columns})", Text(Matrix<double>.Build.Dense(rows, columns)));
        Assert.DoesNotContain("<tr>", Html(Matrix<double>.Build.Dense(rows, columns)));
        Assert.Contains($"Matrix ({rows}, {columns})", Html(Matrix<double>.Build.Dense(rows, columns)));
        Assert.Equal("Vector (0)", Text(Vector<double>.Build.Dense(0)));
    }

    [Fact]
    public void Floats_say_so_and_show_no_digits_of_noise()
    {
        Assert.Equal("Vector (2) of float\n[ 0.1  0.7 ]", Text(Vector<float>.Build.Dense([0.1f, 0.7f])));
        Assert.StartsWith("Matrix (1, 2) of float\n", Text(Matrix<float>.Build.Dense(1, 2, [0.1f, 0.7f])));
    }

    [Fact]
    public void Large_ones_show_their_corners_and_still_say_their_shape()
    {
        var m = Matrix<double>.Build.Dense(784, 30, (i, j) => i * 100 + j);
        string[] lines = Text(m).Split('\n');
        Assert.Equal("Matrix (784, 30)", lines[0]);
        Assert.Equal(11, lines.Length);
        Assert.Equal("[ 0 1 2 3 4 … 26 27 28 29 ]", System.Text.RegularExpressions.Regex.Replace(lines[1], " +", " "));
        Assert.Contains("…", lines[6]);
        Assert.EndsWith("78329 ]", lines[^1]);
        Assert.Equal(10, Html(m).Split("<tr>").Length - 1);
    }

    [Fact]
    public void Html_is_one_table_styled_in_attributes_that_may_stand_in_a_cell_of_another()
    {
        string html = Html(Matrix<double>.Build.DenseOfArray(new[,] { { 1.5, double.NaN } }));
        Assert.StartsWith("<table", html);
        Assert.EndsWith("</table>", html);
        Assert.Contains("Matrix (1, 2)", html);
        Assert.Contains(">1.5</td>", html);
        Assert.Contains(">NaN</td>", html);
        Assert.DoesNotContain("<style", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("class=", html);
    }

    [Fact]
    public void A_French_machine_writes_points_too()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new("fr-FR");
            Assert.Equal("Vector (2)\n[ 0.5  1.2 ]", Text(Vector<double>.Build.Dense([0.5, 1.2])));
            Assert.Contains("1234567.5", new Table("x").Add(1234567.5).Digits(9).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_assembly_names_formatters_that_follow_the_convention()
    {
        var attribute = typeof(Table).Assembly.GetCustomAttributes().Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        string[] preferred = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        var formatters = Convention.FormattersOf(source);
        Assert.Equal(["text/html", "text/plain"], preferred);
        foreach (var type in new[] { typeof(Matrix<double>), typeof(Matrix<float>), typeof(Vector<double>), typeof(Vector<float>) })
        {
            Assert.Equal(preferred, formatters.Where(f => (Type?)f.GetType().GetProperty("Type")!.GetValue(f) == type).Select(Convention.MimeTypeOf));
        }
    }

    private static string Text(object value) => MatrixFormatters.TextOf(value).ToString();

    private static string Html(object value) => MatrixFormatters.TextOf(value).ToHtml();
}
