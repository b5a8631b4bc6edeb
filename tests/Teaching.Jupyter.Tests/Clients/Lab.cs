using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Teaching.Jupyter.Tests.Kernels;
using Teaching.Tests.Browsing;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>A JupyterLab server. TEACHING_JUPYTERLAB names its program, which may be a script that starts one elsewhere; without it jupyter-lab is looked for.</summary>
internal sealed class Lab : IDisposable
{
    private const string Token = "a-token-of-these-tests";
    private readonly StringBuilder said = new();
    private readonly Process server;
    private readonly string address;

    private Lab(Jupyter jupyter, string program)
    {
        string port = KernelProcess.FreePorts()[0].ToString(CultureInfo.InvariantCulture);
        address = $"http://127.0.0.1:{port}";
        ProcessStartInfo start = new(
            program, ["--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", $"--ServerApp.token={Token}", $"--ServerApp.root_dir={jupyter.Work}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Outside.Root,
        };
        foreach ((string name, string value) in jupyter.Environment) start.Environment[name] = value;
        server = Process.Start(start)!;
        server.OutputDataReceived += (_, line) => Hear(line.Data);
        server.ErrorDataReceived += (_, line) => Hear(line.Data);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
    }

    /// <summary>What the server has said so far.</summary>
    private string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>Starts it, or skips the test where there is none. Few machines have one: only where one is named its absence is a failure.</summary>
    public static async Task<Lab> StartAsync(Jupyter jupyter)
    {
        string? named = Environment.GetEnvironmentVariable("TEACHING_JUPYTERLAB");
        if (string.IsNullOrEmpty(named)) named = Find();
        else if (!File.Exists(named)) Assert.Fail($"TEACHING_JUPYTERLAB names {named}, which is not there.");
        if (named is null) Assert.Skip("JupyterLab is not installed: TEACHING_JUPYTERLAB names its program, or jupyter-lab is in the PATH.");
        Lab lab = new(jupyter, named!);
        try
        {
            await Eventually.Async(() => lab.Said.Contains("is running at", StringComparison.Ordinal) || lab.server.HasExited, () => $"JupyterLab does not start: {lab.Said}");
            Assert.False(lab.server.HasExited, $"JupyterLab has ended: {lab.Said}");
            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    /// <summary>Opens a notebook of the folder in a window.</summary>
    public async Task<LabWindow> OpenAsync(Browser browser, string notebook)
    {
        OpenPage open = await browser.OpenSiteAsync(new Uri($"{address}/lab/tree/{notebook}?token={Token}&reset"));
        LabWindow window = new(open);
        await window.IsIdleAsync();
        return window;
    }

    public void Dispose()
    {
        server.Kill(entireProcessTree: true);
        server.WaitForExit();
        server.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said) said.AppendLine(line);
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "jupyter-lab.exe" : "jupyter-lab")).FirstOrDefault(File.Exists);
}

/// <summary>A notebook in JupyterLab.</summary>
internal sealed class LabWindow(OpenPage open) : IAsyncDisposable
{
    private const float Patience = 90_000;

    public IPage Page => open.Page;

    public ValueTask DisposeAsync() => open.DisposeAsync();

    public Task ScreenshotAsync(string name) => open.ScreenshotAsync($"jupyterlab-{name}");

    public ILocator Cell(int number) => Page.Locator(".jp-Notebook .jp-Cell").Nth(number);

    /// <summary>Waits until the kernel, which a new window does not have at once, has nothing to do and no cell waits for it.</summary>
    public Task IsIdleAsync() => Page.WaitForFunctionAsync("""
        () => document.querySelector('#jp-main-statusbar')?.innerText.includes('.NET (C#) | Idle')
          && document.querySelectorAll('.jp-Notebook .jp-Cell').length > 0
          && ![...document.querySelectorAll('.jp-Notebook .jp-InputArea-prompt')].some(prompt => prompt.textContent.includes('*'))
        """, null, new() { Timeout = Patience });

    /// <summary>Chooses from a menu.</summary>
    public async Task ChooseAsync(string menu, string item)
    {
        await Page.Locator(".lm-MenuBar-itemLabel").GetByText(menu, new() { Exact = true }).ClickAsync();
        await Page.Locator(".lm-Menu-itemLabel").GetByText(item, new() { Exact = true }).ClickAsync();
    }

    /// <summary>Saves what was changed.</summary>
    public async Task SaveAsync()
    {
        ILocator changed = Page.Locator(".lm-TabBar-tab.jp-mod-dirty");
        await Assertions.Expect(changed).ToHaveCountAsync(1);
        await ChooseAsync("File", "Save Notebook");
        await Assertions.Expect(changed).ToHaveCountAsync(0, new() { Timeout = Patience });
    }

    /// <summary>Starts a cell that has not run yet.</summary>
    public async Task StartAsync(int number)
    {
        await EditAsync(number);
        await Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(Cell(number).Locator(".jp-InputArea-prompt")).Not.ToHaveTextAsync("[ ]:", new() { Timeout = Patience });
    }

    /// <summary>Runs a cell and gives what it shows.</summary>
    public async Task<string> RunAsync(int number)
    {
        await StartAsync(number);
        await IsIdleAsync();
        return (await Cell(number).Locator(".jp-OutputArea-output").AllInnerTextsAsync()) is { Count: > 0 } texts ? string.Join('\n', texts).Trim() : "";
    }

    /// <summary>Waits until the cell shows this text.</summary>
    public Task ShowsAsync(int number, string text) =>
        Assertions.Expect(Cell(number).Locator(".jp-OutputArea")).ToContainTextAsync(text, new() { Timeout = Patience });

    /// <summary>Puts the caret into a cell.</summary>
    public Task EditAsync(int number) => Cell(number).Locator(".cm-content").ClickAsync(new() { Timeout = Patience });

    /// <summary>Waits for a piece of the window.</summary>
    public async Task<string> TextOfAsync(string selector)
    {
        ILocator found = Page.Locator(selector).First;
        await found.WaitForAsync(new() { Timeout = Patience });
        return await found.InnerTextAsync();
    }
}
