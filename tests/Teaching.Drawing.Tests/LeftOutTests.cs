namespace Teaching.Drawing.Tests;

/// <summary>What is not drawn is said in the picture, and what cannot be seen is not.</summary>
public class LeftOutTests
{
    [Theory]
    [InlineData("""{"y":[1,2],"connectgaps":true}""", "{}", "scatter connectgaps")]
    [InlineData("""{"y":[1,2],"line":{"shape":"spline"}}""", "{}", "scatter line.shape")]
    [InlineData("""{"y":[1,2],"marker":{"sizeref":2}}""", "{}", "scatter marker.sizeref")]
    [InlineData("""{"y":[1,2],"name":7,"opacity":"half"}""", "{}", "scatter opacity")]
    [InlineData("""{"y":[1,2]}""", """{"xaxis":{"tickformat":".2f"}}""", "xaxis.tickformat")]
    [InlineData("""{"y":[1,2]}""", """{"images":[{"source":"http://example.org/a.png"}]}""", "images.source")]
    [InlineData("""{"y":[1,2]}""", """{"shapes":[{"type":"path","path":"M 0 0 L 1 1"}]}""", "shapes.type, shapes.path")]
    [InlineData("""{"y":[1,2]}""", """{"template":{"layout":{"xaxis":{"ticklabelstep":2}}}}""", "xaxis.ticklabelstep")]
    public void An_attribute_that_is_passed_over_is_named(string trace, string layout, string named) =>
        Assert.Equal($"Not drawn: {named}.", Drawn.Of(trace, layout).Notes);

    [Theory]
    [InlineData("""{"y":[1,2],"hovertemplate":"%{y}","hoverlabel":{"bgcolor":"red"},"customdata":[1,2],"ids":["a","b"],"uid":"x","meta":{"a":1}}""", """{"hovermode":"x","dragmode":"pan","modebar":{"orientation":"v"},"uirevision":1}""")]
    [InlineData("""{"y":[1,2],"line":{"color":"red","width":3,"dash":"dot"},"marker":{"color":"blue","size":9}}""", """{"title":{"text":"t"},"xaxis":{"type":"linear","showgrid":false}}""")]
    [InlineData("""{"y":[1,2],"visible":false,"connectgaps":true}""", "{}")]
    public void Nothing_is_said_of_what_is_drawn_or_cannot_be_seen(string trace, string layout) => Assert.Equal("", Drawn.Of(trace, layout).Notes);

    [Fact]
    public void A_trace_of_another_kind_is_named_with_its_type() =>
        Assert.Equal("Not drawn: 'hills', a trace of type surface.", Drawn.Of("""{"type":"surface","name":"hills","z":[[1,2],[3,4]]}""").Notes);

    [Fact]
    public void Of_many_attributes_the_first_are_named_and_the_others_counted()
    {
        string trace = "{\"y\":[1]," + string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"odd{i}\":1")) + "}";
        Assert.EndsWith("odd11 and 28 more.", Drawn.Of(trace).Notes, StringComparison.Ordinal);
    }
}
