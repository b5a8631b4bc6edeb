using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Teaching.Browser.Tests;

/// <summary>A running <c>teach serve</c>.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    private readonly Process process;

    private Served(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where the index page is, with a slash behind.</summary>
    public string Address { get; }

    public static async Task<Served> StartAsync(string folder, params string[] arguments)
    {
        string teach = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "teach.exe" : "teach");
        Process process = Process.Start(new ProcessStartInfo(teach, ["serve", folder, .. arguments]) { RedirectStandardOutput = true })!;
        string line = await process.StandardOutput.ReadLineAsync() ?? "";
        Match said = Said().Match(line);
        Assert.True(said.Success, line);
        return new Served(process, said.Value);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/\S*")]
    private static partial Regex Said();
}
