using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.VsCode.Tests;

/// <summary>A window of VS Code with one notebook open, used as a person does: by mouse and keyboard.</summary>
internal sealed partial class Window(IPage page, IBrowserContext context, string notebook) : IAsyncDisposable
{
    private const string ChartsScript = """
        () => [...document.querySelectorAll('.teaching-chart')].filter(chart => chart.querySelector('.main-svg'))
          .map(chart => chart.closest('.output').id || chart.closest('[id]').id)
        """;

    public IPage Page => page;

    /// <summary>Code cells that are on the page; VS Code keeps only those near the view.</summary>
    public ILocator Cells => page.Locator(".notebook-editor .monaco-list-row.code-cell-row");

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>Opens the notebook from the explorer. An editor that has just started may show its JSON first: then once more.</summary>
    public async Task OpenAsync()
    {
        ILocator file = page.Locator(".explorer-folders-view .monaco-list-row", new() { HasText = Path.GetFileName(notebook) }).First;
        for (int attempt = 1; ; attempt++)
        {
            await file.ClickAsync(new() { Timeout = 120_000 });
            try
            {
                // The first screen of a lesson may be all text, which another frame draws: then its rows are there, but empty.
                await page.Locator(".notebook-editor .monaco-list-row").First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 20_000 });
                await page.Locator(".kernel-label", new() { HasText = ".NET (C#)" }).First.WaitForAsync(new() { Timeout = 60_000 });
                return;
            }
            catch (TimeoutException) when (attempt < 4)
            {
                await CommandAsync("View: Close All Editors");
            }
            catch (TimeoutException)
            {
                await ScreenshotAsync("not-open");
                throw;
            }
        }
    }

    public Task ScreenshotAsync(string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Outside.Screenshots, $"vscode-{name}.png") });

    /// <summary>A button of the notebook's toolbar.</summary>
    public ILocator Button(string name) => Buttons(name).First;

    private ILocator Buttons(string name) => page.Locator($".notebook-toolbar-container [aria-label^='{name}']");

    /// <summary>Runs a command of the palette.</summary>
    public async Task CommandAsync(string command)
    {
        await page.Keyboard.PressAsync("F1");
        ILocator input = page.Locator(".quick-input-widget input[type=text]").First;
        await input.WaitForAsync();
        await input.FillAsync(">" + command);
        await page.Locator(".quick-input-list .monaco-list-row", new() { HasText = command }).First.ClickAsync();
    }

    /// <summary>Starts the cell of this place.</summary>
    public async Task StartAsync(int cell)
    {
        await Cells.Nth(cell).ScrollIntoViewIfNeededAsync();
        await Cells.Nth(cell).HoverAsync();
        await Cells.Nth(cell).Locator(".run-button-container .codicon-notebook-execute").First.ClickAsync();
    }

    /// <summary>Waits until the cell shows how it ended.</summary>
    public Task EndsAsync(int cell, bool well = true) =>
        Cells.Nth(cell).Locator(well ? ".codicon-notebook-state-success" : ".codicon-notebook-state-error").First.WaitForAsync(new() { Timeout = 60_000 });

    public async Task RunAsync(int cell, bool well = true)
    {
        await StartAsync(cell);
        await EndsAsync(cell, well);
    }

    /// <summary>Runs all cells and waits until none runs or waits; short notebooks may be done before it is seen that they began.</summary>
    public async Task RunAllAsync()
    {
        await Button("Run All").ClickAsync();
        ILocator interrupt = Buttons("Interrupt");
        int idle = 0;
        for (int i = 0; i < 6000 && idle < 50; i++)
        {
            idle = await interrupt.CountAsync() == 0 ? idle + 1 : 0;
            await Task.Delay(100);
        }
        Assert.True(idle >= 50, "the cells still run after ten minutes");
    }

    /// <summary>Saves, and reads what then lies on the disk.</summary>
    public async Task<Notebook> SaveAsync()
    {
        DateTime before = File.GetLastWriteTimeUtc(notebook);
        await CommandAsync("File: Save All");
        for (int i = 0; i < 300 && File.GetLastWriteTimeUtc(notebook) == before; i++) await Task.Delay(100);
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(notebook));
        return Notebook.Read(notebook);
    }

    /// <summary>Waits until an output on the page holds this text.</summary>
    public async Task ShowsAsync(string text)
    {
        for (int i = 0; i < 300; i++)
        {
            foreach (IFrame frame in page.Frames)
            {
                try
                {
                    if ((await frame.EvaluateAsync<string>("() => document.body?.innerText ?? ''")).Contains(text, StringComparison.Ordinal)) return;
                }
                catch (PlaywrightException)
                {
                    // A frame that is being replaced.
                }
            }
            await Task.Delay(100);
        }
        await ScreenshotAsync("not-shown");
        Assert.Fail($"no output shows '{text}'");
    }

    /// <summary>Scrolls through the notebook, down and up again, until so many charts of it have been seen interactive.</summary>
    public async Task<int> ChartsAsync(int expected)
    {
        HashSet<string> seen = [];
        await HoverBesideCellsAsync();
        int direction = 1, still = 0;
        string? place = null;
        for (int i = 0; i < 1500 && seen.Count < expected; i++)
        {
            foreach (IFrame frame in page.Frames)
            {
                try
                {
                    seen.UnionWith(await frame.EvaluateAsync<string[]>(ChartsScript));
                }
                catch (PlaywrightException)
                {
                    // A frame that is being replaced.
                }
            }
            await page.Mouse.WheelAsync(0, 350 * direction);
            await Task.Delay(60);
            string? now = await page.EvaluateAsync<string?>("() => document.querySelector('.notebook-editor .cell-list-container .monaco-list-rows')?.style.top");
            still = now == place ? still + 1 : 0;
            place = now;
            // At an end: what was passed too fast to be drawn gets another chance on the way back.
            if (still == 15) (direction, still) = (-direction, 0);
        }
        return seen.Count;
    }

    /// <summary>The wheel turns the notebook, and nothing inside one of its outputs.</summary>
    private async Task HoverBesideCellsAsync()
    {
        LocatorBoundingBoxResult box = (await page.Locator(".notebook-editor .cell-list-container").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 8, box.Y + box.Height / 2);
    }

    /// <summary>Scrolls on until a chart is in view.</summary>
    public async Task ShowChartAsync()
    {
        for (int i = 0; i < 300; i++)
        {
            foreach (IFrame frame in page.Frames)
            {
                foreach (ILocator chart in await frame.Locator(".teaching-chart").AllAsync())
                    if (await chart.BoundingBoxAsync() is { Y: > 150 and < 450 }) return;
            }
            await page.Mouse.WheelAsync(0, 250);
            await Task.Delay(50);
        }
    }

    /// <summary>The text of the cell's editor is replaced.</summary>
    public async Task TypeAsync(int cell, string code)
    {
        await Cells.Nth(cell).Locator(".monaco-editor .view-lines").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(code, new() { Delay = 20 });
    }

    /// <summary>Waits until the cell's input is folded away.</summary>
    public Task FoldedAsync(int cell) => Editor(cell).WaitForAsync(new() { State = WaitForSelectorState.Hidden, Timeout = 60_000 });

    public Task<bool> IsOpenAsync(int cell) => Editor(cell).IsVisibleAsync();

    /// <summary>A folded input opens by a click on what is left of it.</summary>
    public async Task UnfoldAsync(int cell)
    {
        await Cells.Nth(cell).Locator(".input-collapse-container .cell-collapse-preview").First.DblClickAsync();
        await Editor(cell).WaitForAsync(new() { Timeout = 60_000 });
    }

    private ILocator Editor(int cell) => Cells.Nth(cell).Locator(".cell-editor-container .view-lines").First;

    /// <summary>The number that stands beside a cell.</summary>
    public async Task<int?> OrderAsync(int cell)
    {
        string shown = await Cells.Nth(cell).Locator(".execution-count-label").First.InnerTextAsync();
        return Number().Match(shown) is { Success: true } match ? int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
