using Microsoft.Playwright;

namespace Teaching.Browser.Tests;

/// <summary>What cells give, as the page shows it.</summary>
public sealed class OutputTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    [Fact]
    public async Task Text_errors_and_values_stand_in_the_order_in_which_they_came()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(1, """
            Console.WriteLine("first");
            Console.Error.WriteLine("second");
            var shown = display("third");
            Console.WriteLine("fourth");
            display(HTML("<table><tr><th>n</th></tr><tr><td>5</td></tr></table>"));
            shown.Update("third, anew");
            6
            """);
        Assert.Equal(["first", "second", "third, anew", "fourth", "n 5", "6"], await WordsAsync(tab, 1));
        Assert.Equal("second", (await tab.Outputs(1).Locator("pre.failed").InnerTextAsync()).Trim());
        Assert.Equal("5", await tab.Outputs(1).Locator(".scroll > table.output td").InnerTextAsync());
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task What_a_cell_prints_is_seen_while_it_runs_and_a_returned_line_is_written_anew()
    {
        Tab tab = await OpenAsync();
        await tab.WriteAsync(1, "Console.WriteLine(\"begun\");\nConsole.Write(\"10 %\\r20 %\\n\");\nwhile (true) { }");
        await tab.RunButton(1).ClickAsync();
        await tab.Outputs(1).GetByText("20 %").WaitForAsync();
        Assert.Equal("begun\n20 %", (await tab.Outputs(1).InnerTextAsync()).Trim());
        Assert.Equal("running", await tab.Cell(1).GetAttributeAsync("data-state"));
        await tab.Button("Stop").ClickAsync();
        Assert.Equal("30 %", await tab.RunAsync(1, "Console.Write(\"10 %\\r20 %\\r30 %\");"));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Colours_of_a_terminal_are_seen_and_readable()
    {
        Tab tab = await OpenAsync();
        Assert.Equal("plain red bold", await tab.RunAsync(1, "Console.WriteLine(\"plain \\u001b[31mred\\u001b[0m \\u001b[1mbold\\u001b[0m\");"));
        ILocator spans = tab.Outputs(1).Locator("pre span");
        Assert.Equal(["red", "bold"], await spans.AllInnerTextsAsync());
        Assert.NotEqual(await ColorAsync(tab.Outputs(1).Locator("pre")), await ColorAsync(spans.First));
        Assert.Equal("700", await spans.Last.EvaluateAsync<string>("span => getComputedStyle(span).fontWeight"));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task A_chart_is_a_picture_at_once_and_interactive_after_a_moment()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(1, """
            #r "../artifacts/teaching/Teaching.Charts.dll"
            using Teaching.Charts;
            Chart.Line([1.0, 2, 3], [1.0, 4, 9], "squares")
            """);
        ILocator chart = tab.Outputs(1).Locator("figure.chart");
        Assert.True((await chart.Locator("img").GetAttributeAsync("alt"))!.Length > 10);
        await chart.Locator("img.drawn").WaitForAsync();
        await chart.Locator(".js-plotly-plot .main-svg").First.WaitForAsync();
        Assert.Empty(tab.Errors);
    }

    private static Task<string> ColorAsync(ILocator element) => element.EvaluateAsync<string>("one => getComputedStyle(one).color");

    private static async Task<string[]> WordsAsync(Tab tab, int number) =>
        [.. (await tab.Outputs(number).Locator("> *").AllInnerTextsAsync()).Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
