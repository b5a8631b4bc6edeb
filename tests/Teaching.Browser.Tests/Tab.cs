using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Teaching.Notebooks.Documents;

namespace Teaching.Browser.Tests;

/// <summary>A lesson that is open in a tab, and what a student does in it. Cells are counted from 1, code cells alone.</summary>
internal sealed class Tab
{
    private Tab(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Enqueue(request.Url);
        page.PageError += (_, error) => Errors.Enqueue(error);
        page.Console += (_, message) => { if (message.Type == "error") Errors.Enqueue(message.Text); };
        page.Dialog += (_, dialog) =>
        {
            Questions.Enqueue(dialog.Message);
            _ = dialog.AcceptAsync();
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What the console called an error, and what no script caught.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>The questions that the page asked; each was answered with yes.</summary>
    public ConcurrentQueue<string> Questions { get; } = [];

    /// <summary>What the page says of the session.</summary>
    public ILocator Says => Page.Locator(".live .state");

    public static async Task<Tab> OpenAsync(IBrowserContext context, string address, Func<IPage, Task>? prepare = null)
    {
        Tab tab = new(await context.NewPageAsync());
        if (prepare is not null) await prepare(tab.Page);
        await tab.Page.GotoAsync(address);
        return tab;
    }

    public ILocator Cell(int number) => Page.Locator("section.cell").Nth(number - 1);

    public ILocator Outputs(int number) => Cell(number).Locator(".outputs");

    public ILocator Editor(int number) => Cell(number).Locator(".cm-content");

    public ILocator Button(string name) => Page.Locator(".live").GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator RunButton(int number) => Cell(number).Locator(".tools button").First;

    /// <summary>Presses Run and waits for the end.</summary>
    /// <returns>What the cell gave, as it is read.</returns>
    public async Task<string> RunAsync(int number)
    {
        await RunButton(number).ClickAsync();
        return await EndOfAsync(number);
    }

    /// <summary>Writes the code into the cell's editor, then runs it.</summary>
    public async Task<string> RunAsync(int number, string code)
    {
        await WriteAsync(number, code);
        return await RunAsync(number);
    }

    public async Task<string> EndOfAsync(int number)
    {
        await StateAsync(number, "done", "failed");
        return (await Outputs(number).InnerTextAsync()).Trim();
    }

    /// <summary>Waits until the cell is in one of these states.</summary>
    public Task StateAsync(int number, params string[] states) => Page.WaitForFunctionAsync(
        "([number, states]) => states.includes(document.querySelectorAll('section.cell')[number - 1].dataset.state ?? '')", new object[] { number, states });

    public async Task WriteAsync(int number, string code)
    {
        ILocator edit = Cell(number).GetByRole(AriaRole.Button, new() { Name = "Edit" });
        if (await edit.IsVisibleAsync()) await edit.ClickAsync();
        await Editor(number).FocusAsync();
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(code);
    }

    /// <summary>The code of a cell as it stands on the page, in its editor or not.</summary>
    public async Task<string> CodeAsync(int number) => await Editor(number).CountAsync() > 0
        ? string.Join('\n', await Editor(number).Locator(".cm-line").AllTextContentsAsync())
        : await Cell(number).Locator("pre.code").TextContentAsync() ?? "";

    /// <summary>Presses Run all and waits until nothing runs or waits any more.</summary>
    public async Task RunAllAsync()
    {
        await Button("Run all").ClickAsync();
        await Page.WaitForFunctionAsync("() => !document.querySelector('section.cell:is([data-state=waiting], [data-state=running])')");
    }

    /// <summary>The numbers of the cells in a state.</summary>
    public async Task<string> NumbersAsync(string state) => string.Join(',', (await Page.EvaluateAsync<int[]>(
        "state => [...document.querySelectorAll('section.cell')].flatMap((cell, i) => cell.dataset.state === state ? [i + 1] : [])", state)).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What the cells say that failed, and were not to.</summary>
    public async Task<string> FailedAsync() => string.Join('\n', await Page.Locator("section.cell[data-state=failed]:not([data-may-fail]) .outputs").AllInnerTextsAsync());

    /// <summary>Waits until the page says something that has these words in it.</summary>
    public Task SaidAsync(string words) => Says.Filter(new() { HasText = words }).WaitForAsync();

    public async Task<Notebook> DownloadAsync()
    {
        IDownload download = await Page.RunAndWaitForDownloadAsync(() => Button("Download my notebook").ClickAsync());
        return Notebook.Read(await download.PathAsync());
    }

    public Task OpenNotebookAsync(string name, string content) => Page.Locator(".live input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
}
