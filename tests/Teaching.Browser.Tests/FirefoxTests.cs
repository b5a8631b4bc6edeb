namespace Teaching.Browser.Tests;

/// <summary>The same pages in the other engine.</summary>
public sealed class FirefoxTests(LiveSite site)
{
    /// <summary>Waits for something of the page, then gives the states of the cells, what the page says, and what the first failed cell says.</summary>
    private static string When(string condition) => $$"""
        async () => {
          const cells = [...document.querySelectorAll("section.cell")], says = () => document.querySelector(".live .state")?.textContent ?? "";
          const states = () => cells.map(cell => cell.dataset.state ?? "");
          while (!({{condition}})) await new Promise(done => setTimeout(done, 50));
          const failed = cells.find(cell => cell.dataset.state === "failed" && !("mayFail" in cell.dataset));
          return [states().filter(state => state).join(" "), says(), failed ? failed.querySelector(".outputs").textContent : ""].join("|");
        }
        """;

    [Fact]
    public async Task Cells_run_and_all_cells_of_a_lesson_do()
    {
        string address = await site.AddressAsync();
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync(address + "02-backpropagation-by-hand.html");
        await firefox.CallAsync(When("document.querySelector('.live')"));
        await firefox.CallAsync("() => document.querySelectorAll('section.cell .tools button:first-child')[3].click()");
        Assert.StartsWith("done done done done|", await firefox.CallAsync(When("states()[3] === 'done' || states().includes('failed')")), StringComparison.Ordinal);
        await firefox.CallAsync("() => document.querySelector('.live button').click()");
        string[] end = (await firefox.CallAsync(When("states().every(state => state === 'done' || state === 'failed') || says().startsWith('Stopped')"))).Split('|');
        Assert.Equal("", end[2]);
        Assert.StartsWith("C# runs in this page", end[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ends_a_cell_that_runs_for_ever()
    {
        string address = await site.AddressAsync();
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync($"{address}{LiveSite.Small}.html");
        await firefox.CallAsync(When("document.querySelector('.live')"));
        // As if written here before.
        await firefox.CallAsync("""
            () => {
              const { lesson, version } = document.body.dataset;
              localStorage.setItem(`teaching:${lesson}:${version}`, JSON.stringify({ when: "2026", cells: { three: "Console.WriteLine(1);\nwhile (true) { }" } }));
            }
            """);
        await firefox.OpenAsync($"{address}{LiveSite.Small}.html");
        await firefox.CallAsync(When("document.querySelector('.live')"));
        await firefox.CallAsync("() => document.querySelector('.live button').click()");
        await firefox.CallAsync(When("states()[2] === 'running' && cells[2].querySelector('.outputs').textContent.trim() === '1'"));
        await firefox.CallAsync("() => document.querySelectorAll('section.cell .tools button:first-child')[2].click()");
        Assert.StartsWith("|Stopped. The variables are gone.", await firefox.CallAsync(When("says().startsWith('Stopped')")), StringComparison.Ordinal);
        await firefox.CallAsync("() => document.querySelector('.live .state button').click()");
        Assert.StartsWith("done done|", await firefox.CallAsync(When("states()[1] === 'done' || states().includes('failed')")), StringComparison.Ordinal);
    }
}
