using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Teaching.Data.Tests.Fetching;

namespace Teaching.Cli.Tests.Data;

public sealed class DataVerbTests : IDisposable
{
    private readonly Teach teach = new();
    private readonly FetchedSet set = new();

    public void Dispose()
    {
        teach.Dispose();
        set.Dispose();
    }

    [Fact]
    public async Task A_fetch_brings_the_files_and_says_where_from()
    {
        Result result = await FetchAsync("missing", "good");

        Assert.Equal((0, ""), (result.Exit, result.Error));
        foreach ((string name, byte[] bytes) in set.Packed) Assert.Equal(bytes, File.ReadAllBytes(At(name)));
        Assert.Equal(2, Directory.GetFiles(teach.At("sets", "small")).Length);
        Assert.StartsWith("Small: 600.2 kB, licence none, from http://localhost/, to ", result.Output);
        Assert.Contains($"images.gz: {set.Server.Address("missing")}images.gz answered 404 Not Found\n", result.Output);
        Assert.Contains("images.gz: 300.1 kB, checked\n", result.Output);
        Assert.EndsWith("Small is here, and every file has the published SHA-256.\n", result.Output);
    }

    [Theory]
    [InlineData("truncates", "broke off")]
    [InlineData("wrong-sum", "sent the wrong file")]
    [InlineData("web-page", "sent a web page instead of the file")]
    [InlineData("circle", "redirects in a circle")]
    public async Task A_fetch_that_fails_says_so_on_one_line_and_leaves_the_old_file(string way, string said)
    {
        Directory.CreateDirectory(teach.At("sets", "small"));
        File.WriteAllText(At("images.gz"), "the old file");

        Result result = await FetchAsync(way);

        Assert.Equal(1, result.Exit);
        Assert.Contains(said, Assert.Single(result.ErrorLines));
        Assert.Equal("the old file", File.ReadAllText(At("images.gz")));
    }

    [Fact]
    public async Task An_interrupted_fetch_says_how_to_go_on_and_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        Teaching.Tests.Signals.RequireInterrupt();
        using Process process = teach.Start(Arguments("hangs-midway"));
        await set.Server.Halfway.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        while (!File.Exists(At("images.gz.part"))) await Task.Yield();
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Result result = await Teach.EndAsync(process);

        Assert.Equal((1, "teach: stopped. Complete files are kept; 'teach data fetch small' brings the others."), (result.Exit, Assert.Single(result.ErrorLines)));
        Assert.False(File.Exists(At("images.gz")) || File.Exists(At("images.gz.part")), "A part of a file was left.");
        Assert.Equal(0, (await FetchAsync("good")).Exit);
    }

    [Fact]
    public async Task Verify_says_what_is_right_damaged_and_missing()
    {
        await FetchAsync("good");
        Result right = await VerifyAsync();
        File.WriteAllText(At("images.gz"), "damaged");
        File.Delete(At("labels.gz"));
        Result wrong = await VerifyAsync();

        Assert.Equal((0, "small/images.gz: right, unpacked it has the published SHA-256\nsmall/labels.gz: right, unpacked it has the published SHA-256\n"), (right.Exit, right.Output));
        Assert.Equal(1, wrong.Exit);
        Assert.Equal(
            ["teach: small/images.gz: unpacked it has 7 bytes instead of 300,000. 'teach data fetch small' brings it again.", "teach: small/labels.gz: missing. 'teach data fetch small' brings it again."],
            wrong.ErrorLines);

        Task<Result> VerifyAsync() => teach.RunAsync(["data", "verify", "small", .. Places("good")]);
    }

    [Fact]
    public async Task With_nothing_here_verify_has_nothing_to_approve()
    {
        Result result = await teach.RunAsync(["data", "verify", .. Places("good")]);
        Assert.Equal(1, result.Exit);
        Assert.Contains("there is no data set here. 'teach data fetch small' brings one.", result.Error);
    }

    [Fact]
    public async Task The_list_says_what_there_is_and_what_is_here()
    {
        Result course = await teach.With("TEACHING_DATA", teach.At("sets")).RunAsync("data", "list");
        Directory.CreateDirectory(teach.At("sets", "small"));
        File.WriteAllText(At("images.gz"), "");
        Result small = await teach.RunAsync(["data", "list", .. Places("good")]);

        Assert.Equal(0, course.Exit);
        Assert.Matches(@"mnist +11\.6 MB +CC BY-SA 3\.0 +no +Handwritten digits", course.Output);
        Assert.Matches(@"small +600\.2 kB +none +1 of 2 files +Random bytes", small.Output);
    }

    [Theory]
    [InlineData("data fetch smal", "there is no data set 'smal' ('teach data list' shows all). Did you mean 'small'?")]
    [InlineData("data verify smal", "there is no data set 'smal'")]
    [InlineData("data fetch small --manifest nowhere.json", "nowhere.json: cannot be read")]
    [InlineData("data fetch", "teach data fetch: Required argument missing")]
    [InlineData("data", "teach data: Required command was not provided")]
    public async Task A_wrong_line_is_refused_with_exit_code_2(string line, string said)
    {
        string[] words = line.Split(' ');
        Result result = await teach.RunAsync(words.Length == 3 ? [.. words, .. Places("good")] : words);
        Assert.Equal(2, result.Exit);
        Assert.Contains(said, result.Error);
    }

    private string At(string name) => teach.At("sets", "small", name);

    private Task<Result> FetchAsync(params string[] ways) => teach.RunAsync(Arguments(ways));

    private string[] Arguments(params string[] ways) => ["data", "fetch", "small", .. Places(ways)];

    private string[] Places(params string[] ways)
    {
        string manifest = teach.At("manifest.json");
        File.WriteAllText(manifest, JsonSerializer.Serialize(new { datasets = new[] { set.Entry(ways) } }, JsonSerializerOptions.Web));
        return ["--manifest", manifest, "--folder", teach.At("sets")];
    }
}
