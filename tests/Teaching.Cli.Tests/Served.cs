using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Teaching.Cli.Tests;

/// <summary>A running <c>teach serve</c>, and a browser that follows no redirect and unpacks nothing.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    private readonly Process process;
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private Served(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    public string Address { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Served> StartAsync(Teach teach, params string[] arguments)
    {
        Process process = teach.Start(["serve", .. arguments]);
        string? line = await process.StandardOutput.ReadLineAsync(Cancellation);
        Match said = Said().Match(line ?? await process.StandardError.ReadToEndAsync(Cancellation));
        Assert.True(said.Success, line);
        return new Served(process, said.Groups[1].Value);
    }

    /// <summary>Asks for a path of the server, as it is written.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage>? prepare = null)
    {
        Uri asTyped = new(Address[..Address.IndexOf('/', "http://".Length)] + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using HttpRequestMessage request = new(HttpMethod.Get, asTyped);
        prepare?.Invoke(request);
        return await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public async Task<(HttpStatusCode Status, string Text)> ReadAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    public async Task<string?> ReadLineAsync() => await process.StandardOutput.ReadLineAsync(Cancellation);

    public async Task<Result> EndAsync(string signal)
    {
        Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        return await Teach.EndAsync(process);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"^To read it, open: (http://127\.0\.0\.1:\d+/\S*)  Ctrl-C ends it\.$")]
    private static partial Regex Said();
}
