using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>Python's way with floats, lines and the order of strings; the expected values were printed by Python.</summary>
public class PythonTextTests
{
    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(-2.5e-123, "-2.5e-123")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1234567890123456.5, "1234567890123456.5")]
    [InlineData(9999999999999998.0, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(12345678901234568.0, "1.2345678901234568e+16")]
    [InlineData(-8e16, "-8e+16")]
    [InlineData(1e17, "1e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Floats_are_written_as_Python_writes_them(double value, string expected) =>
        Assert.Equal(expected, PythonText.Float(value));

    [Fact]
    public void Lines_end_where_Python_ends_them()
    {
        const string text = "a\nb\r\nc\rd\ve\ff\u001cg\u001dh\u001ei\u0085j\u2028k\u2029l\u001fm\n";
        string[] expected = ["a\n", "b\r\n", "c\r", "d\v", "e\f", "f\u001c", "g\u001d", "h\u001e", "i\u0085", "j\u2028", "k\u2029", "l\u001fm\n"];
        Assert.Equal(expected, PythonText.SplitLines(text));
    }

    [Fact]
    public void An_empty_text_has_no_lines() => Assert.Empty(PythonText.SplitLines(""));

    [Fact]
    public void Strings_are_ordered_by_code_point_and_not_by_UTF16_unit()
    {
        string[] ordered = ["", "A", "Z", "a", "é", "\uD800", "\uD800!", "\uDFFF", "\uE000", "\uFF01", "\uFFFF", "\U00010000", "\U0001F600", "\U0001F601", "\U0010FFFF"];
        for (int i = 0; i < ordered.Length; i++)
            for (int j = 0; j < ordered.Length; j++)
                Assert.Equal(i.CompareTo(j), Math.Sign(PythonText.CompareByCodePoint(ordered[i], ordered[j])));
    }

    [Fact]
    public void The_order_also_holds_inside_strings()
    {
        Assert.True(PythonText.CompareByCodePoint("x\U0001F600", "x\uFF01") > 0);
        Assert.True(PythonText.CompareByCodePoint("\U0001F600", "\uD83Dz") > 0);
        Assert.True(PythonText.CompareByCodePoint("\uD83Dz", "\U0001F600a") < 0);
    }
}
