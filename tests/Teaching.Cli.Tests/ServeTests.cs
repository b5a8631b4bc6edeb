using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Teaching.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private const string Index = "<!DOCTYPE html><title>The course</title>";

    private readonly Teach teach = new();
    private readonly string site;

    public ServeTests()
    {
        site = teach.At("site");
        Put("index.html", Index);
        File.WriteAllText(teach.At("secret.txt"), "secret");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task Each_kind_of_file_has_the_type_that_a_browser_wants()
    {
        (string Name, string Type)[] expected =
        [
            ("index.html", "text/html; charset=utf-8"),
            ("site.css", "text/css; charset=utf-8"),
            ("site.js", "text/javascript; charset=utf-8"),
            ("module.mjs", "text/javascript; charset=utf-8"),
            ("engine.wasm", "application/wasm"),
            ("engine.dll", "application/octet-stream"),
            ("engine.pdb", "application/octet-stream"),
            ("icu.dat", "application/octet-stream"),
            ("images.idx", "application/octet-stream"),
            ("images.gz", "application/gzip"),
            ("lesson.ipynb", "application/x-ipynb+json"),
            ("data.json", "application/json"),
            ("picture.svg", "image/svg+xml"),
            ("LICENSE", "application/octet-stream"),
        ];
        foreach ((string name, _) in expected) Put(name, "some");
        await using Served served = await Served.StartAsync(teach, site);
        foreach ((string name, string type) in expected)
        {
            using HttpResponseMessage answer = await served.GetAsync("/" + name);
            Assert.Equal((name, HttpStatusCode.OK, type), (name, answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        }
    }

    [Theory]
    [InlineData("br", "engine.dll")]
    [InlineData("br", "engine.wasm")]
    [InlineData("br", "page.html")]
    [InlineData("gzip", "engine.dll")]
    [InlineData("gzip", "lesson.ipynb")]
    public async Task What_a_browser_can_unpack_is_sent_packed(string encoding, string name)
    {
        string content = string.Concat(Enumerable.Range(0, 10_000).Select(number => number.ToString(CultureInfo.InvariantCulture)));
        Put(name, content);
        await using Served served = await Served.StartAsync(teach, site);
        using HttpResponseMessage answer = await served.GetAsync("/" + name, request => request.Headers.AcceptEncoding.ParseAdd(encoding));
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        byte[] packed = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.True(packed.Length < content.Length);
        using Stream unpacked = encoding == "br" ? new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress) : new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        Assert.Equal(content, await reader.ReadToEndAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_packed_already_is_sent_as_it_lies_there()
    {
        Put("images.gz", "as good as packed");
        await using Served served = await Served.StartAsync(teach, site);
        using HttpResponseMessage answer = await served.GetAsync("/images.gz", request => request.Headers.AcceptEncoding.ParseAdd("br, gzip"));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal("as good as packed", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_page_is_asked_for_each_time_and_sent_again_only_when_it_was_written_anew()
    {
        await using Served served = await Served.StartAsync(teach, site);
        using HttpResponseMessage first = await served.GetAsync("/");
        Assert.True(first.Headers.CacheControl!.NoCache);
        void AskAsBrowser(HttpRequestMessage request)
        {
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            request.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        }
        using HttpResponseMessage same = await served.GetAsync("/", AskAsBrowser);
        Assert.Equal((HttpStatusCode.NotModified, ""), (same.StatusCode, await same.Content.ReadAsStringAsync(Cancellation)));

        Put("index.html", Index + "anew");
        using HttpResponseMessage anew = await served.GetAsync("/", AskAsBrowser);
        Assert.Equal((HttpStatusCode.OK, Index + "anew"), (anew.StatusCode, await anew.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task A_folder_shows_its_index_page_and_lists_nothing()
    {
        Put("with/index.html", "inner");
        Put("without/file.txt", "some");
        await using Served served = await Served.StartAsync(teach, site);
        Assert.Equal((HttpStatusCode.OK, Index), await served.ReadAsync("/"));
        Assert.Equal((HttpStatusCode.OK, "inner"), await served.ReadAsync("/with/"));
        using HttpResponseMessage bare = await served.GetAsync("/with");
        Assert.Equal((HttpStatusCode.MovedPermanently, served.Address + "with/"), (bare.StatusCode, bare.Headers.Location?.AbsoluteUri));
        foreach (string path in new[] { "/without", "/without/", "/no-such-page.html" })
            Assert.Equal((HttpStatusCode.NotFound, "There is no such page.\n"), await served.ReadAsync(path));
    }

    [Fact]
    public async Task Nothing_outside_the_folder_and_nothing_hidden_is_served()
    {
        Put(".hidden", "secret");
        Put(".git/config", "secret");
        Put("pages/.hidden", "secret");
        await using Served served = await Served.StartAsync(teach, site);
        foreach (string path in new[]
        {
            "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%2Fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt", "/pages/..%2f..%2fsecret.txt",
            "/pages/..%5c..%5csecret.txt", "/%252e%252e/secret.txt", "/..%2f..%2fetc/passwd", "//etc/passwd", "/%2fetc%2fpasswd", "/" + teach.At("secret.txt"),
            "/.hidden", "/%2ehidden", "/.git/config", "/pages/.hidden", "/pages%5c.hidden", "/index.html%00",
        })
        {
            (HttpStatusCode status, string text) = await served.ReadAsync(path);
            Assert.True(status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {status}");
            Assert.DoesNotContain("secret", text);
        }
    }

    [Fact]
    public async Task A_link_leads_nowhere_whether_to_a_file_or_to_a_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets only some users make links.");
        File.CreateSymbolicLink(teach.At("site", "link.txt"), teach.At("secret.txt"));
        Directory.CreateSymbolicLink(teach.At("site", "above"), teach.Folder);
        Directory.CreateDirectory(teach.At("site", "pages"));
        File.CreateSymbolicLink(teach.At("site", "pages", "index.html"), teach.At("secret.txt"));
        await using Served served = await Served.StartAsync(teach, site);
        foreach (string path in new[] { "/link.txt", "/above/secret.txt", "/pages/", "/pages/index.html" })
            Assert.Equal((HttpStatusCode.NotFound, "There is no such page.\n"), await served.ReadAsync(path));
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("192.168.1.1:80", HttpStatusCode.BadRequest)]
    [InlineData("localhost:1234", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:1234", HttpStatusCode.OK)]
    public async Task Only_who_asks_for_this_machine_is_answered(string host, HttpStatusCode expected)
    {
        await using Served served = await Served.StartAsync(teach, site);
        using HttpResponseMessage answer = await served.GetAsync("/", request => request.Headers.Host = host);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("/course")]
    [InlineData("course/")]
    public async Task Below_a_base_the_site_is_there_and_nowhere_else(string asked)
    {
        Put("pages/a.html", "a");
        await using Served served = await Served.StartAsync(teach, site, "--base", asked);
        Assert.EndsWith("/course/", served.Address);
        Assert.Equal((HttpStatusCode.OK, Index), await served.ReadAsync("/course/"));
        Assert.Equal((HttpStatusCode.OK, "a"), await served.ReadAsync("/course/pages/a.html"));
        using HttpResponseMessage bare = await served.GetAsync("/course");
        Assert.Equal(served.Address, bare.Headers.Location?.AbsoluteUri);
        foreach (string path in new[] { "/", "/index.html", "/pages/a.html", "/COURSE/", "/courses/", "/course/../secret.txt", "/course/..%2fsecret.txt" })
            Assert.Equal(HttpStatusCode.NotFound, (await served.ReadAsync(path)).Status);
    }

    [Fact]
    public async Task Without_a_folder_the_site_of_the_course_around_is_served()
    {
        teach.Write("notebooks/a.ipynb", "1");
        Put("../artifacts/course/index.html", "the course");
        await using Served served = await Served.StartAsync(teach);
        Assert.Equal((HttpStatusCode.OK, "the course"), await served.ReadAsync("/"));
    }

    [Fact]
    public async Task A_site_that_export_wrote_is_served_whole()
    {
        teach.Write("notebooks/a #ä.ipynb", "1 + 1");
        Assert.Equal(0, (await teach.RunAsync("export", "--output", "written")).Exit);
        await using Served served = await Served.StartAsync(teach, "written");
        string index = (await served.ReadAsync("/")).Text;
        string[] links = [.. Regex.Matches(index, "(?:href|src)=\"([^\"#:]+)").Select(found => found.Groups[1].Value).Distinct()];
        Assert.Contains("a%20%23%C3%A4.html", links);
        foreach (string link in links) Assert.Equal((link, HttpStatusCode.OK), (link, (await served.ReadAsync("/" + link)).Status));
    }

    [Fact]
    public async Task Only_the_loopback_listens_whatever_the_environment_and_files_beside_say()
    {
        teach.With("ASPNETCORE_URLS", "http://0.0.0.0:0").With("URLS", "http://0.0.0.0:0").With("ASPNETCORE_ENVIRONMENT", "Development");
        File.WriteAllText(teach.At("appsettings.json"), """{ "Urls": "http://0.0.0.0:0", "Logging": { "LogLevel": { "Default": "Trace" } } }""");
        await using Served served = await Served.StartAsync(teach, site);
        IPEndPoint[] listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        Assert.Equal([IPAddress.Loopback], listeners.Where(one => one.Port == new Uri(served.Address).Port).Select(one => one.Address));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_it_even_while_something_is_sent_and_nothing_more_is_said(string signal, int expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        if (signal == "INT") Teaching.Tests.Signals.RequireInterrupt();
        Put("large.bin", new string('x', 20_000_000));
        await using Served served = await Served.StartAsync(teach, site);
        using HttpResponseMessage unread = await served.GetAsync("/large.bin");
        Result result = await served.EndAsync(signal);
        Assert.Equal((expected, "", ""), (result.Exit, result.Output, result.Error));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_one_line_and_the_others_are_served()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        Put("held.txt", "held");
        await using Served served = await Served.StartAsync(teach, site);
        using (File.Open(teach.At("site", "held.txt"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal((HttpStatusCode.InternalServerError, ""), await served.ReadAsync("/held.txt"));
        Assert.Equal((HttpStatusCode.OK, Index), await served.ReadAsync("/"));
        Result result = await served.EndAsync("TERM");
        Assert.StartsWith("teach: /held.txt: ", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_and_the_exit_code_is_2()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        Result result = await teach.RunAsync("serve", site, "--port", port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal((2, ""), (result.Exit, result.Output));
        Assert.StartsWith($"teach: port {port} is taken", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task The_port_that_was_asked_for_is_taken()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        other.Stop();
        await using Served served = await Served.StartAsync(teach, site, "--port", port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal($"http://127.0.0.1:{port}/", served.Address);
    }

    [Theory]
    [InlineData("", "artifacts/course holds no site: it has no index.html. 'teach export' writes one.")]
    [InlineData("nowhere", "nowhere holds no site: it has no index.html. 'teach export --output nowhere' writes one.")]
    [InlineData("empty", "empty holds no site: it has no index.html. 'teach export --output empty' writes one.")]
    public async Task A_folder_without_a_site_is_named_with_what_to_run(string folder, string expected)
    {
        Directory.CreateDirectory(teach.At("empty"));
        Result result = await teach.RunAsync(folder.Length == 0 ? ["serve"] : ["serve", folder]);
        Assert.Equal((2, "", $"teach: {expected.Replace('/', Path.DirectorySeparatorChar)}\n"), (result.Exit, result.Output, result.Error));
    }

    [Fact]
    public async Task With_open_the_browser_gets_the_address()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("The stand-in for the browser is a script called xdg-open.");
            return;
        }
        File.WriteAllText(teach.At("xdg-open"), "#!/bin/sh\necho \"opened $1\"\n");
        File.SetUnixFileMode(teach.At("xdg-open"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        teach.With("PATH", teach.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        await using Served served = await Served.StartAsync(teach, site, "--open");
        Assert.Equal("opened " + served.Address, await served.ReadLineAsync());
    }

    [Fact]
    public void The_web_server_is_loaded_by_serving_alone()
    {
        Assert.Empty(new ServeVerb().Parse([site, "--port", "1", "--base", "/course"]).Errors);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), one => one.GetName().Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    private void Put(string name, string content)
    {
        string path = Path.Combine(site, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
