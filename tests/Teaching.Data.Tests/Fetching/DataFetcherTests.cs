namespace Teaching.Data.Tests.Fetching;

public sealed class DataFetcherTests : IDisposable
{
    private readonly FetchedSet set = new();

    public void Dispose() => set.Dispose();

    [Theory]
    [InlineData("good")]
    [InlineData("moved")]
    public async Task A_good_server_gives_the_files(string way)
    {
        await set.FetchAsync([way], cancellation: TestContext.Current.CancellationToken);

        set.AssertComplete();
        Assert.Equal(set.Files[0].Bytes, set.Events.Last(one => one.Step == FetchStep.Receiving && one.File == set.Files[0]).Received);
    }

    [Theory]
    [InlineData("missing", "answered 404 Not Found")]
    [InlineData("busy", "answered 503 Service Unavailable")]
    [InlineData("truncates", "broke off")]
    [InlineData("truncates-silently", "broke off after")]
    [InlineData("wrong-sum", "sent the wrong file: it has the SHA-256 ")]
    [InlineData("other-length", "has a file of ")]
    [InlineData("too-much", "sent more than the")]
    [InlineData("web-page", "sent a web page instead of the file")]
    [InlineData("web-page-in-disguise", "sent a web page instead of the file")]
    [InlineData("plain", "sent something other than a gzip file")]
    [InlineData("nothing", "sent nothing")]
    [InlineData("circle", "redirects in a circle")]
    [InlineData("hangs", "sent nothing for 0.5 seconds")]
    [InlineData("hangs-midway", "sent nothing for 0.5 seconds")]
    [InlineData("hangs-up", "")]
    public async Task A_bad_server_is_named_and_leaves_the_old_file_alone(string way, string said)
    {
        File.WriteAllText(set.PathOf("images.gz"), "the old file");

        string message = (await Assert.ThrowsAsync<DataSetException>(() => set.FetchAsync([way], PatienceFor(way, 0.5), TestContext.Current.CancellationToken))).Message;

        Assert.Contains($"{set.Server.Address(way)}images.gz {said}", message);
        Assert.DoesNotContain("\n", message);
        Assert.Equal("the old file", File.ReadAllText(Assert.Single(Directory.GetFiles(set.Folder))));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("truncates")]
    [InlineData("wrong-sum")]
    [InlineData("too-much")]
    [InlineData("web-page")]
    [InlineData("circle")]
    [InlineData("hangs")]
    [InlineData("hangs-midway")]
    [InlineData("hangs-up")]
    public async Task After_a_bad_server_the_next_address_is_asked(string way)
    {
        await set.FetchAsync([way, "good"], PatienceFor(way, 3), TestContext.Current.CancellationToken);

        set.AssertComplete();
        Assert.Contains(set.Events, one => one.Step == FetchStep.Failed && one.Text.StartsWith(set.Server.Address(way), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_that_had_a_file_is_asked_first_for_the_next()
    {
        await set.FetchAsync(["missing", "good"], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["/missing/images.gz", "/good/images.gz", "/good/labels.gz"], set.Server.Requests);
    }

    [Fact]
    public async Task An_address_without_a_server_is_passed_over()
    {
        DataSetEntry entry = set.Entry("good") with { Addresses = ["http://127.0.0.1:1/", set.Server.Address("good")] };
        using DataFetcher fetcher = new();

        await fetcher.FetchAsync(entry, set.Folder, set.Events.Add, TestContext.Current.CancellationToken);

        set.AssertComplete();
        Assert.Contains(set.Events, one => one.Text.Contains("http://127.0.0.1:1/images.gz cannot be reached: "));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public async Task Bytes_that_a_killed_fetch_left_beside_the_place_are_thrown_away(int length)
    {
        File.WriteAllBytes(set.PathOf("images.gz.part"), new byte[length]);

        await set.FetchAsync(["good"], cancellation: TestContext.Current.CancellationToken);

        set.AssertComplete();
    }

    [Fact]
    public async Task What_is_here_and_right_is_not_fetched_again()
    {
        File.WriteAllBytes(set.PathOf("images.gz"), FetchedSet.Gzip(set.Unpacked["images.gz"], System.IO.Compression.CompressionLevel.NoCompression));
        File.WriteAllBytes(set.PathOf("labels"), set.Unpacked["labels.gz"]);

        await set.FetchAsync(["good"], cancellation: TestContext.Current.CancellationToken);

        Assert.Empty(set.Server.Requests);
        Assert.Equal([FetchStep.Present, FetchStep.Present], set.Events.Select(one => one.Step));
    }

    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        File.WriteAllText(set.PathOf("images.gz"), "damaged");

        await set.FetchAsync(["good"], cancellation: TestContext.Current.CancellationToken);

        set.AssertComplete();
    }

    [Fact]
    public async Task Stopped_midway_it_leaves_the_old_file_and_nothing_half_written()
    {
        File.WriteAllText(set.PathOf("images.gz"), "the old file");
        using CancellationTokenSource stop = new();
        Task fetch = set.FetchAsync(["hangs-midway"], cancellation: stop.Token);
        await set.Server.Halfway.Task.WaitAsync(TestContext.Current.CancellationToken);
        while (!File.Exists(set.PathOf("images.gz.part"))) await Task.Yield();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);

        Assert.Equal("the old file", File.ReadAllText(Assert.Single(Directory.GetFiles(set.Folder))));
        await set.FetchAsync(["good"], cancellation: TestContext.Current.CancellationToken);
        set.AssertComplete();
    }

    [Fact]
    public async Task A_full_disk_ends_the_fetch_and_leaves_nothing()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("this system has no device that is always full");
        File.CreateSymbolicLink(set.PathOf("images.gz.part"), "/dev/full");

        string message = (await Assert.ThrowsAsync<DataSetException>(() => set.FetchAsync(["good", "good"], cancellation: TestContext.Current.CancellationToken))).Message;

        Assert.Contains("images.gz.part: the disk is full", message);
        Assert.Empty(Directory.GetFileSystemEntries(set.Folder));
        Assert.Single(set.Server.Requests);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        string file = set.PathOf("file");
        File.WriteAllText(file, "");
        using DataFetcher fetcher = new();

        string message = (await Assert.ThrowsAsync<DataSetException>(() => fetcher.FetchAsync(set.Entry("good"), Path.Combine(file, "mnist"), set.Events.Add, TestContext.Current.CancellationToken))).Message;

        Assert.Contains("cannot be made", message);
    }

    /// <summary>Little patience only where the server hangs, so that a slow machine fails no test.</summary>
    private static double PatienceFor(string way, double seconds) => way is "hangs" or "hangs-midway" ? seconds : 60;
}
