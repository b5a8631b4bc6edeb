using System.Globalization;

namespace Teaching.Cells.Tests.Formatting;

public sealed class ValueFormatterTests
{
    public static TheoryData<object?, string> Scalars => new()
    {
        { null, "<null>" },
        { 42, "42" },
        { -1.5, "-1.5" },
        { 1e-7, "1E-07" },
        { 0.1f, "0.1" },
        { double.NaN, "NaN" },
        { double.PositiveInfinity, "Infinity" },
        { 12.50m, "12.50" },
        { true, "True" },
        { 'x', "x" },
        { "a <b> & c", "a <b> & c" },
        { DayOfWeek.Friday, "Friday" },
        { new DateTime(2026, 1, 2, 3, 4, 5), "2026-01-02 03:04:05" },
        { TimeSpan.FromSeconds(90), "00:01:30" },
        { new System.Numerics.BigInteger(7), "7" },
        { typeof(Dictionary<string, int[]>), "Dictionary<String, Int32[]>" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_scalar_is_its_text_in_every_culture(object? value, string expected)
    {
        CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
        var (type, text) = Assert.Single(ValueFormatter.Format(value));
        Assert.Equal(("text/plain", expected), (type, text));
        Assert.Equal("fr-FR", CultureInfo.CurrentCulture.Name);
    }

    [Fact]
    public void A_sequence_of_scalars_is_one_line()
    {
        Assert.Equal("[ 1, 2.5, x, <null> ]", Plain(new object?[] { 1, 2.5, "x", null }));
        Assert.Equal("<pre>[ &lt;i&gt;, b ]</pre>", ValueFormatter.Format(new[] { "<i>", "b" })["text/html"]);
        Assert.Equal("[]", Plain(Array.Empty<int>()));
    }

    [Fact]
    public void A_long_sequence_tells_how_many_more_there_are()
    {
        Assert.EndsWith(", 19, ... and 80 more ]", Plain(Enumerable.Range(0, 100).ToArray()));
        Assert.EndsWith(", 19, ... and more ]", Plain(Endless()));

        static IEnumerable<int> Endless()
        {
            for (int i = 0; ; i++) yield return i;
        }
    }

    [Fact]
    public void Things_with_members_make_a_table()
    {
        var bundle = ValueFormatter.Format(new[] { new { Name = "a<b", X = 1.5 }, new { Name = "long name", X = 10.25 } });
        Assert.Equal(["text/html", "text/plain"], bundle.Keys);
        Assert.Equal("Name       X\na<b        1.5\nlong name  10.25", bundle["text/plain"]);
        Assert.StartsWith("<table><thead><tr><th>Name</th><th>X</th></tr></thead><tbody><tr><td>a&lt;b</td><td>1.5</td></tr>", bundle["text/html"]);
    }

    [Fact]
    public void Tuples_dictionaries_and_grids_make_tables()
    {
        Assert.Equal("Item1  Item2\n1      a\n2      b", Plain(new[] { (1, "a"), (2, "b") }));
        Assert.Equal("key  value\na    1", Plain(new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Equal("a  b\n1\n   2", Plain(new[] { new Dictionary<string, int> { ["a"] = 1 }, new Dictionary<string, int> { ["b"] = 2 } }));
        Assert.Equal("0  1\n1  2\n3  4", Plain(new[,] { { 1, 2 }, { 3, 4 } }));
    }

    [Fact]
    public void An_object_shows_its_members_or_its_own_text()
    {
        Assert.Equal("Point { X = 1, Y = 2.5 }", Plain(new Point(1, 2.5)));
        Assert.Equal("my own text", Plain(new Own()));
        Assert.Contains("<th>N</th><td>3</td>", ValueFormatter.Format(new Own())["text/html"]);
        Assert.Equal("Thrower { Bad = (InvalidOperationException: not now), Good = 1 }", Plain(new Thrower()));
    }

    [Fact]
    public void A_types_own_text_is_asked_for_in_the_invariant_culture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
        Assert.Equal("half is 0.5", Plain(new Half()));
        Assert.Equal("(1.5, 2.5)", Plain((1.5, 2.5)));
    }

    [Fact]
    public void Cycles_and_depths_end()
    {
        Loop loop = new();
        loop.Next = loop;
        Assert.Equal("Loop { Next = <cycle> }", Plain(loop));
        List<object> deep = [];
        for (int i = 0; i < 10_000; i++) deep = [deep];
        Assert.InRange(Plain(deep).Length, 1, 100);
        object wide = Enumerable.Range(0, 20).Select(_ => (object)Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 20).Select(_ => new Point(1, 2)).ToArray()).ToArray()).ToArray();
        Assert.InRange(ValueFormatter.Format(wide)["text/html"].Length, 1, 500_000);
    }

    [Fact]
    public void Html_is_shown_as_it_is() =>
        Assert.Equal("<b>x</b>", ValueFormatter.Format(CellFunctions.HTML("<b>x</b>"))["text/html"]);

    private static string Plain(object value) => ValueFormatter.Format(value)["text/plain"];

    private sealed record Point(int X, double Y);

    private sealed class Loop
    {
        public Loop? Next { get; set; }
    }

    private sealed class Own
    {
        public int N => 3;

        public override string ToString() => "my own text";
    }

    private sealed class Half
    {
        public override string ToString() => $"half is {0.5}";
    }

    private sealed class Thrower
    {
        public int Bad => throw new InvalidOperationException("not now");

        public int Good => 1;
    }
}
