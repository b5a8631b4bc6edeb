using System.Collections;
using System.Data;
using System.Dynamic;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Teaching.Cells.Tests.Formatting;

/// <summary>Values whose members say nothing, that are hostile, or of unusual shape.</summary>
public sealed class ShownValuesTests
{
    public static TheoryData<object, string> OneText => new()
    {
        { new StringBuilder("abc"), "abc" },
        { new Uri("https://example.org/a?b=1"), "https://example.org/a?b=1" },
        { new DateOnly(2026, 1, 2), "2026-01-02" },
        { new TimeOnly(3, 4, 5), "03:04:05.0000000" },
        { System.Numerics.BigInteger.Pow(2, 100), "1267650600228229401496703205376" },
        { new System.Numerics.Complex(1.5, -2), "<1.5; -2>" },
        { new Regex("a+b"), "a+b" },
        { Regex.Match("xaab", "a+b"), "aab" },
        { new Version(1, 2, 3), "1.2.3" },
        { Guid.Empty, "00000000-0000-0000-0000-000000000000" },
        { ^1, "^1" },
        { 1..^2, "1..^2" },
        { IPAddress.Loopback, "127.0.0.1" },
        { new XElement("a", 1), "<a>1</a>" },
        { new DirectoryInfo("x"), "x" },
        { (Half)0.5, "0.5" },
        { FileAttributes.Hidden | FileAttributes.System, "Hidden, System" },
        { new Lazy<int>(() => 5), "Lazy<Int32>: Value is not created." },
        { Task.FromResult(5), "Task<Int32> (RanToCompletion): await it for its result" },
        { Task.CompletedTask, "Task (RanToCompletion): await it for its result" },
        { new ValueTask<int>(5), "ValueTask<Int32>: await it for its result" },
        { Numbers(), "IAsyncEnumerable<Int32>: go through it with await foreach" },
        { new InvalidOperationException("no"), "System.InvalidOperationException: no" },
        { (Func<int, int>)(x => x), "Func<Int32, Int32>" },
        { new int[0, 3], "Int32[0, 3]" },
        { CancellationToken.None, "CancellationToken" },
    };

    [Theory]
    [MemberData(nameof(OneText))]
    public void Its_own_text_is_shown(object value, string expected)
    {
        CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
        Assert.Equal(new Dictionary<string, string> { ["text/plain"] = expected }, ValueFormatter.Format(value));
        Assert.Equal($"[ {expected} ]", Plain(new[] { value }));
    }

    public static TheoryData<object> JsonValues =>
    [
        JsonNode.Parse(Json)!, JsonDocument.Parse(Json), JsonDocument.Parse(Json).RootElement, new JsonObject { ["n"] = 5, ["list"] = new JsonArray(1, "two é") },
    ];

    private const string Json = """{ "n": 5, "list": [1, "two é"] }""";

    [Theory]
    [MemberData(nameof(JsonValues))]
    public void A_JSON_value_is_shown_as_JSON(object value)
    {
        const string expected = "{\n  \"n\": 5,\n  \"list\": [\n    1,\n    \"two é\"\n  ]\n}";
        Assert.Equal(expected, Plain(value));
        Assert.Equal($"<pre>{expected.Replace("\"", "&quot;")}</pre>", Html(value));
        Assert.Contains("two é", Plain(new { Value = value }));
    }

    [Fact]
    public void Types_own_text_and_members_are_both_in_the_HTML()
    {
        Assert.Equal("7 of 9", Plain(new Part(7, 9)));
        Assert.Equal("<table><thead><tr><th colspan=\"2\">7 of 9</th></tr></thead><tbody><tr><th>N</th><td>7</td></tr><tr><th>Of</th><td>9</td></tr></tbody></table>", Html(new Part(7, 9)));
    }

    [Fact]
    public void What_throws_has_the_name_of_its_exception_in_its_place()
    {
        Assert.Equal("Hostile { Bad = (FormatException: bad property), Good = 1 }", Plain(new Hostile()));
        Assert.Equal("(NotSupportedException: no text)", Plain(new NoText()));
        Assert.Equal("[ 1, (NotSupportedException: no more) ]", Plain(Failing()));
        Assert.Equal("(NotSupportedException: no text)", Plain(new FormattableThrower()));
        Assert.Equal("[ (NotSupportedException: no start) ]", Plain(new NoStart()));
        Assert.Equal("(MuteError)", Plain(new MuteText()));
        Assert.StartsWith("(MuteError)", Plain(new MuteError()));
        Assert.Contains("(NotSupportedException: no text)", Plain(new[] { new { A = new NoText() } }));

        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new NotSupportedException("no more");
        }
    }

    [Fact]
    public void Arrays_of_three_and_more_dimensions_are_blocks()
    {
        int[,,] cube = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };
        Assert.Equal("[0, .., ..]\n0  1\n1  2\n3  4\n[1, .., ..]\n0  1\n5  6\n7  8", Plain(cube));
        Assert.StartsWith("<table><tbody><tr><th>[0, .., ..]</th><td><table><thead><tr><th>0</th><th>1</th></tr></thead>", Html(cube));
        int[,,,] four = new int[2, 3, 1, 1];
        four[1, 2, 0, 0] = 9;
        Assert.EndsWith("[1, 2, .., ..]\n0\n9", Plain(four));
        Assert.EndsWith("... and 10 more blocks", Plain(new int[30, 1, 1]));
        Assert.Equal("[ Int32[2, 2, 2] ]", Plain(new[] { cube }));
        Assert.Equal("[ [ 1, 2 ], [], [ 3 ] ]", Plain(new int[][] { [1, 2], [], [3] }));
    }

    [Fact]
    public void Groups_keep_their_keys()
    {
        var groups = new[] { 1, 2, 3 }.GroupBy(n => n % 2 == 0 ? "even" : "odd");
        Assert.Equal("Key   Values\nodd   [ 1, 3 ]\neven  [ 2 ]", Plain(groups));
        Assert.Equal(Plain(groups), Plain(new[] { 1, 2, 3 }.ToLookup(n => n % 2 == 0 ? "even" : "odd")));
        Assert.Contains("Key = odd, Values = [ 1, 3 ]", Plain(groups.First()));
    }

    [Fact]
    public void Tables_dictionaries_and_memory_show_what_is_in_them()
    {
        DataTable table = new("T") { Columns = { { "a", typeof(int) }, { "b", typeof(string) } } };
        table.Rows.Add(1, "x");
        table.Rows.Add(2, null);
        Assert.Equal("a  b\n1  x\n2  <null>", Plain(table));
        Assert.Equal("a  b\n1  x\n2  <null>", Plain(table.DefaultView));
        IDictionary<string, object?> expando = new ExpandoObject();
        expando["x"] = 1;
        Assert.Equal("key  value\nx    1", Plain(expando));
        Assert.Equal("[ 1, 2 ]", Plain(new Memory<int>([1, 2])));
        Assert.Equal("ab", Plain("xaby".AsMemory(1, 2)));
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        await Task.Yield();
        yield return 1;
    }

    private static string Plain(object value) => ValueFormatter.Format(value)["text/plain"];

    private static string Html(object value) => ValueFormatter.Format(value)["text/html"];

    private sealed record Part(int N, int Of)
    {
        public override string ToString() => $"{N} of {Of}";
    }

    private sealed class Hostile
    {
        public int Bad => throw new FormatException("bad property");

        public int Good => 1;
    }

    private sealed class NoText
    {
        public override string ToString() => throw new NotSupportedException("no text");
    }

    private sealed class MuteText
    {
        public override string ToString() => throw new MuteError();
    }

    private sealed class MuteError : Exception
    {
        public override string Message => throw new MuteError();
    }

    private struct FormattableThrower : IFormattable
    {
        public readonly string ToString(string? format, IFormatProvider? provider) => throw new NotSupportedException("no text");
    }

    private sealed class NoStart : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException("no start");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
