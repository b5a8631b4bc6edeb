
namespace Teaching.Cells.Tests.Formatting;

public sealed class FormatterConventionTests
{
    [AttributeUsage(AttributeTargets.All)]
    private sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType { get; } = source;

        public string[] PreferredMimeTypes { get; set; } = [];
    }

    public sealed class Writer(string mimeType, Func<object, string?> text)
    {
        public string MimeType => mimeType;

        public bool Format(object value, TextWriter writer)
        {
            string? written = text(value);
            writer.Write(written);
            return written is not null;
        }
    }

    public sealed class StarSource
    {
        public IEnumerable<object> CreateTypeFormatters() =>
            [new Writer("text/plain", _ => "star"), new Writer("text/html", _ => "<b>star</b>"), new Writer("application/x+json", _ => "{}")];
    }

    public sealed class OtherSource
    {
        public IEnumerable<object> CreateTypeFormatters() => [new Writer("text/plain", _ => "other")];
    }

    [TypeFormatterSource(typeof(StarSource), PreferredMimeTypes = ["application/x+json", "text/html", "text/plain"])]
    private class Star;

    private sealed class Sun : Star;

    [TypeFormatterSource(typeof(OtherSource), PreferredMimeTypes = ["text/plain"])]
    private sealed class Dwarf : Star;

    [TypeFormatterSource(typeof(StarSource), PreferredMimeTypes = ["text/html"])]
    private interface IStar;

    private sealed class OnlyInterface : IStar
    {
        public int N => 1;
    }

    [Fact]
    public void Every_preferred_type_comes_out_in_the_order_of_the_attribute() =>
        Assert.Equal([new("application/x+json", "{}"), new("text/html", "<b>star</b>"), new("text/plain", "star")], ValueFormatter.Format(new Star()));

    [Fact]
    public void A_base_class_hands_it_down_and_an_own_attribute_replaces_it()
    {
        Assert.Equal("star", ValueFormatter.Format(new Sun())["text/plain"]);
        Assert.Equal([new("text/plain", "other")], ValueFormatter.Format(new Dwarf()));
    }

    [Fact]
    public void An_attribute_on_an_interface_does_not_count() =>
        Assert.Equal("OnlyInterface { N = 1 }", ValueFormatter.Format(new OnlyInterface())["text/plain"]);

    [Fact]
    public void A_nested_value_is_shown_by_its_html()
    {
        Assert.Contains("<td><b>star</b></td>", ValueFormatter.Format(new[] { new { Name = "n", It = new Star() } })["text/html"]);
        Assert.Contains("<b>star</b>", ValueFormatter.Format(new[] { new Star(), new Sun() })["text/html"]);
    }

    public sealed class UnmakeableSource(int n)
    {
        public int N => n;
    }

    [TypeFormatterSource(typeof(UnmakeableSource))]
    private sealed class Comet : Star;

    [TypeFormatterSource(typeof(UnmakeableSource))]
    private sealed class Alone
    {
        public int N => 1;
    }

    [Fact]
    public void A_source_of_which_nobody_can_make_an_object_leaves_it_to_the_next_best()
    {
        Assert.Equal("star", ValueFormatter.Format(new Comet())["text/plain"]);
        Assert.Contains("N = 1", ValueFormatter.Format(new Alone())["text/plain"]);
    }

    public sealed class ThrowingSource
    {
        public object[] CreateTypeFormatters() => [new Writer("text/plain", _ => throw new InvalidOperationException("out of ink"))];
    }

    [TypeFormatterSource(typeof(ThrowingSource), PreferredMimeTypes = ["text/plain"])]
    private sealed class Throwing;

    public sealed class FalseSource
    {
        public object[] CreateTypeFormatters() => [new Writer("text/plain", _ => null)];
    }

    [TypeFormatterSource(typeof(FalseSource), PreferredMimeTypes = ["text/plain"])]
    private sealed class Unwilling
    {
        public int N => 2;
    }

    public sealed class LackingSource
    {
        public object[] CreateTypeFormatters() => [new Writer("text/plain", _ => "x")];
    }

    [TypeFormatterSource(typeof(LackingSource), PreferredMimeTypes = ["image/svg+xml", "text/plain"])]
    private sealed class Lacking;

    public sealed class BadJsonSource
    {
        public object[] CreateTypeFormatters() => [new Writer("application/json", _ => "{")];
    }

    [TypeFormatterSource(typeof(BadJsonSource), PreferredMimeTypes = ["application/json"])]
    private sealed class BadJson;

    public sealed class TypedWriter
    {
        public string MimeType => "text/plain";

        public bool Format(string value, TextWriter writer) => value is not null && writer is not null;
    }

    public sealed class WrongShapeSource
    {
        public object[] CreateTypeFormatters() => [new TypedWriter()];
    }

    [TypeFormatterSource(typeof(WrongShapeSource), PreferredMimeTypes = ["text/plain"])]
    private sealed class WrongShape;

    [Fact]
    public void A_formatter_that_answers_false_leaves_the_value_to_the_default() =>
        Assert.Equal("Unwilling { N = 2 }", ValueFormatter.Format(new Unwilling())["text/plain"]);

    [Fact]
    public void What_breaks_the_convention_fails_and_says_how()
    {
        Assert.Contains("out of ink", Fail(new Throwing()));
        Assert.Contains("image/svg+xml", Fail(new Lacking()));
        Assert.Contains("not JSON", Fail(new BadJson()));
        Assert.Contains("bool Format(object, TextWriter)", Fail(new WrongShape()));
    }

    private static string Fail(object value) => Assert.Throws<FormatterException>(() => ValueFormatter.Format(value)).Message;
}
