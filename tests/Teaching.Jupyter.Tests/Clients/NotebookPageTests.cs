using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Teaching.Jupyter.Tests.Kernels;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>Jupyter's notebook page in a browser.</summary>
public sealed class NotebookPageTests(Browser browser) : IDisposable
{
    private const string Token = "a-token-of-these-tests";
    private readonly Jupyter jupyter = new();
    private readonly StringBuilder said = new();
    private Process? server;

    public void Dispose()
    {
        server?.Kill(entireProcessTree: true);
        server?.WaitForExit();
        server?.Dispose();
        jupyter.Dispose();
    }

    [Fact]
    public async Task A_page_runs_cells_and_shows_an_interactive_chart()
    {
        Python.Require("notebook", "jupyter-notebook");
        Outside.RequireNodeModules();
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Code($"#r \"{Path.Combine(Outside.Root, "artifacts", "teaching", "Teaching.Charts.dll")}\"\nusing Teaching.Charts;"));
        notebook.Cells.Add(Cell.Code("double[] x = [0, 1, 2, 3];\nChart.Line(x, x.Select(v => v * v)).Title(\"Squares\")"));
        notebook.Cells.Add(Cell.Code("Console.WriteLine($\"the sum is {x.Sum()}\");"));
        notebook.Write(Path.Combine(jupyter.Work, "page.ipynb"));
        Uri address = await ServeAsync();

        await using OpenPage open = await browser.OpenSiteAsync(address);
        IPage page = open.Page;
        await page.WaitForFunctionAsync("() => window.Jupyter?.notebook?.kernel?.is_connected?.()", null, new() { Timeout = 60_000 });
        Assert.Equal(".NET (C#)", (await page.Locator(".kernel_indicator_name").InnerTextAsync()).Trim());
        await page.Locator(".cell").First.ClickAsync();
        for (int i = 0; i < 3; i++) await page.Keyboard.PressAsync("Shift+Enter");
        await page.Locator(".output_stdout", new() { HasText = "the sum is 6" }).WaitForAsync(new() { Timeout = 60_000 });
        await page.Locator(".js-plotly-plot .main-svg").First.WaitForAsync(new() { Timeout = 30_000 });
        await open.ScreenshotAsync("jupyter-notebook");
        Assert.Contains("Squares", await page.Locator(".js-plotly-plot").First.InnerTextAsync());
        Assert.Equal(0, await page.Locator(".output_error").CountAsync());
    }

    private async Task<Uri> ServeAsync()
    {
        string port = KernelProcess.FreePorts()[0].ToString(CultureInfo.InvariantCulture);
        server = Python.Start(
            jupyter, "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", $"--NotebookApp.token={Token}", $"--notebook-dir={jupyter.Work}");
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, line) =>
        {
            lock (said) said.AppendLine(line.Data);
        };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await Eventually.Async(
            () =>
            {
                lock (said) return said.ToString().Contains("is running at", StringComparison.Ordinal);
            },
            () => $"the notebook server does not start: {said}");
        return new Uri($"http://127.0.0.1:{port}/notebooks/page.ipynb?token={Token}");
    }
}
