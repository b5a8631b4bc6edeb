using Microsoft.Playwright;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>JupyterLab in a browser.</summary>
public sealed class LabTests(Browser browser) : IDisposable
{
    private const string Lesson = "02-backpropagation-by-hand.ipynb";

    private readonly Jupyter jupyter = new();

    public void Dispose() => jupyter.Dispose();

    [Fact]
    public async Task A_lesson_runs_with_interactive_charts_is_saved_as_committed_and_is_pictures_where_it_is_not_trusted()
    {
        using Lab lab = await Lab.StartAsync(jupyter);
        string committed = Path.Combine(Outside.Root, "notebooks", Lesson), saved = Path.Combine(Directory.CreateDirectory(Path.Combine(jupyter.Work, "notebooks")).FullName, Lesson);
        File.Copy(committed, saved);
        Directory.CreateSymbolicLink(Path.Combine(jupyter.Work, "artifacts"), Path.Combine(Outside.Root, "artifacts"));
        Notebook expected = Notebook.Read(committed);
        int charts = expected.Cells.SelectMany(cell => cell.Outputs).OfType<RichOutput>().Count(output => output.Data.Contains(MimeBundle.Plotly));

        await using (LabWindow window = await lab.OpenAsync(browser, $"notebooks/{Lesson}"))
        {
            await window.ChooseAsync("Run", "Run All Cells");
            await window.Page.WaitForFunctionAsync(
                "count => [...document.querySelectorAll('.js-plotly-plot')].filter(chart => chart.querySelector('.main-svg') && chart.style.display === 'block').length === count",
                charts, new() { Timeout = 120_000 });
            await window.IsIdleAsync();
            await window.Page.Locator(".js-plotly-plot").First.ScrollIntoViewIfNeededAsync();
            await window.ScreenshotAsync("lesson");
            await window.SaveAsync();
        }

        Notebook executed = Notebook.Read(saved);
        NotebookCleaner.Clean(executed);
        Assert.Equal(expected.Cells.Count, executed.Cells.Count);
        foreach ((Cell ours, Cell theirs) in expected.Cells.Zip(executed.Cells))
        {
            Assert.Equal((ours.Id, ours.ExecutionCount), (theirs.Id, theirs.ExecutionCount));
            // The first cell says what data this machine has.
            if (ours.ExecutionCount != 1 && ours.Metadata.List("tags") is null) Assert.Equal(ours.Outputs, theirs.Outputs);
        }

        // Jupyter trusts what it has saved itself, and nothing that differs from it.
        await File.WriteAllTextAsync(Path.Combine(jupyter.Work, "stranger.ipynb"), (await File.ReadAllTextAsync(saved)).Replace("# Lesson 02", "# Lesson 2"));
        await using LabWindow stranger = await lab.OpenAsync(browser, "stranger.ipynb");
        ILocator picture = stranger.Page.Locator(".jp-RenderedHTML img").First;
        await picture.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        await picture.ScrollIntoViewIfNeededAsync();
        await stranger.ScreenshotAsync("not-trusted");
        Assert.Equal(0, await stranger.Page.Locator(".jp-OutputArea-output.jp-mod-trusted").CountAsync());
        Assert.True(await picture.EvaluateAsync<int>("image => image.naturalWidth") > 600);
        Assert.Contains("Eight weights", await picture.GetAttributeAsync("alt"));
    }

    [Fact]
    public async Task A_window_interrupts_completes_inspects_asks_updates_and_restarts()
    {
        string[] cells =
        [
            "int kept = 41;\nConsole.WriteLine(\"ready\");",
            "while (true) { }",
            "kept + 1",
            "\"abc\".Subs",
            "Math.Sqrt(2.0)",
            "string name = Console.ReadLine();\nConsole.WriteLine($\"hello {name}\");",
            "var shown = display(\"0 %\");\nfor (int i = 1; i <= 4; i++) { await Task.Delay(50); shown.Update($\"{25 * i} %\"); }",
            "Console.Write(\"1 of 2\\r2 of 2\\n\\u001b[31mred\\u001b[0m\");",
            "Environment.Exit(3);",
            "1 + 2",
            "kept + 2",
        ];
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange(cells.Select(code => Cell.Code(code)));
        notebook.Write(Path.Combine(jupyter.Work, "window.ipynb"));
        using Lab lab = await Lab.StartAsync(jupyter);
        await using LabWindow window = await lab.OpenAsync(browser, "window.ipynb");
        Assert.Equal("ready", await window.RunAsync(0));

        await window.StartAsync(1);
        await window.ChooseAsync("Kernel", "Interrupt Kernel");
        await window.ShowsAsync(1, "Interrupted: The cell was interrupted; the variables are as it left them.");
        await window.IsIdleAsync();
        Assert.Equal("42", await window.RunAsync(2));

        await window.EditAsync(3);
        await window.Page.Keyboard.PressAsync("Control+End");
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Contains("Substring", await window.TextOfAsync(".jp-Completer"));
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Cell(3).Locator(".cm-content")).ToHaveTextAsync("\"abc\".Substring", new() { Timeout = 60_000 });

        await window.EditAsync(4);
        await window.Page.Keyboard.PressAsync("Control+End");
        await window.Page.Keyboard.PressAsync("ArrowLeft");
        await window.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.Equal("double Math.Sqrt(double d)", (await window.TextOfAsync(".jp-Tooltip")).Trim());
        await window.ScreenshotAsync("inspect");
        await window.Page.Keyboard.PressAsync("Escape");

        await window.StartAsync(5);
        ILocator input = window.Cell(5).Locator("input.jp-Stdin-input");
        await input.FillAsync("Ada", new() { Timeout = 60_000 });
        await input.PressAsync("Enter");
        await window.ShowsAsync(5, "hello Ada");
        await window.IsIdleAsync();

        Assert.Equal("100 %", await window.RunAsync(6));
        Assert.Equal("2 of 2\nred", await window.RunAsync(7));
        Assert.Equal("red", await window.Cell(7).Locator(".ansi-red-fg").InnerTextAsync());
        Assert.Contains("SessionEnded", await window.RunAsync(8));
        Assert.Equal("3", await window.RunAsync(9));

        await window.ChooseAsync("Kernel", "Restart Kernel…");
        await window.Page.Locator(".jp-Dialog .jp-mod-accept").ClickAsync();
        await window.Page.Locator(".jp-Dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await window.IsIdleAsync();
        Assert.Contains("The name 'kept' does not exist", await window.RunAsync(10));
        await window.ScreenshotAsync("window");
        Assert.Equal("[1]:", await window.Cell(10).Locator(".jp-InputArea-prompt").InnerTextAsync());
    }
}
