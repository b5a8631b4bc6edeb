using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Showing a value in a MIME type that the cell names.</summary>
public sealed class DisplayAsTests(TestSession session) : IClassFixture<TestSession>
{
    [Theory]
    [InlineData("\"<i>x</i>\".DisplayAs(\"text/html\");", "text/html", "<i>x</i>")]
    [InlineData("\"# T\".DisplayAs(\"text/markdown\")", "text/markdown", "# T")]
    [InlineData("new { A = 1 }.Display(\"application/json\");", "application/json", "{\n  \"A\": 1\n}")]
    [InlineData("display(new { A = double.NaN }, \"application/json\");", "application/json", "{\n  \"A\": \"NaN\"\n}")]
    [InlineData("display(\"<i>x</i>\", \"text/html\");", "text/html", "<pre>&lt;i&gt;x&lt;/i&gt;</pre>")]
    [InlineData("display(HTML(\"<i>x</i>\"), \"text/html\");", "text/html", "<i>x</i>")]
    [InlineData("display(\"$x$\", \"text/latex\");", "text/latex", "$x$")]
    [InlineData("display(new[] { 1, 2 }, \"text/plain\");", "text/plain", "[ 1, 2 ]")]
    [InlineData("display((object)null, \"application/json\");", "application/json", "null")]
    public async Task A_value_is_shown_in_the_type_that_is_named_alone(string code, string mimeType, string expected)
    {
        CellRun run = await session.RunAsync(code);
        Assert.Null(run.Error);
        (string type, string text) = Assert.Single(Assert.IsType<DisplayEvent>(Assert.Single(run.Events)).Data);
        Assert.Equal((mimeType, expected), (type, text));
    }

    [Fact]
    public async Task Several_types_come_in_the_order_asked_for_and_an_update_keeps_them()
    {
        CellRun run = await session.RunAsync("var shown = display(1, \"text/plain\", \"application/json\");\nshown.Update(2);");
        Assert.Equal(["text/plain", "application/json"], run.Events.OfType<DisplayEvent>().Single().Data.Keys);
        Assert.Equal(["2", "2"], run.Events.OfType<DisplayUpdateEvent>().Single().Data.Values);
    }

    [Theory]
    [InlineData("new[] { new { A = 1 }, new { A = 2 } }.DisplayTable();", "A\n1\n2")]
    [InlineData("new[] { 1, 2 }.DisplayTable();", "value\n1\n2")]
    [InlineData("new object[] { 1, new { A = 2 } }.DisplayTable();", "value  A\n1\n       2")]
    public async Task A_sequence_is_shown_as_a_table(string code, string expected)
    {
        CellRun run = await session.RunAsync(code);
        Assert.Null(run.Error);
        DisplayEvent shown = Assert.IsType<DisplayEvent>(Assert.Single(run.Events));
        Assert.Equal(expected, shown.Data["text/plain"]);
        Assert.StartsWith("<table>", shown.Data["text/html"]);
    }

    [Theory]
    [InlineData("\"x\".DisplayAs(\"html\");", "\"html\" is not a MIME type; did you mean \"text/html\"?")]
    [InlineData("\"x\".DisplayAs(\"???\");", "\"???\" is not a MIME type; one is \"text/html\"")]
    [InlineData("display(1, \"image/png\");", "a value of type Int32 cannot be shown as image/png; it can as text/html, text/plain, application/json. A text that is image/png is shown by text.DisplayAs(\"image/png\").")]
    [InlineData("display(typeof(int), \"application/json\");", "the value cannot be written as application/json: ")]
    public async Task What_cannot_be_shown_so_says_what_can(string code, string message)
    {
        CellRun run = await session.RunAsync(code);
        Assert.Equal("System.ArgumentException", run.Error!.Name);
        Assert.StartsWith(message, run.Error.Message);
    }
}
