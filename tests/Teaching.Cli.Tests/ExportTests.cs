using Teaching.Notebooks.Documents;

namespace Teaching.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task The_course_becomes_a_site_that_shows_the_outputs_as_they_are()
    {
        teach.Write("notebooks/02-second #ä.ipynb", WithOutput("# Second", "never run", "from the file"));
        teach.Write("notebooks/01-first.ipynb", WithOutput("# First", "1", "2"));
        Result result = await teach.RunAsync("export");
        Assert.Equal((0, ""), (result.Exit, result.Error));
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith(Path.Combine("notebooks", "01-first.ipynb") + ": a page of ", lines[0]);
        Assert.Equal($"To read it, open: {teach.At("artifacts", "course", "index.html")}", lines[^1]);
        Assert.Contains("href=\"02-second%20%23%C3%A4.html\"", File.ReadAllText(teach.At("artifacts", "course", "index.html")));
        Assert.Contains("from the file", File.ReadAllText(teach.At("artifacts", "course", "02-second #ä.html")));
        Assert.True(File.Exists(teach.At("artifacts", "course", "assets", "site.css")));
    }

    [Fact]
    public async Task A_removed_lesson_leaves_no_page_and_files_of_others_stay()
    {
        teach.Write("a.ipynb", "1");
        teach.Write("b.ipynb", "1");
        Assert.Equal(0, (await teach.RunAsync("export", ".", "--output", "site")).Exit);
        File.WriteAllText(teach.At("site", "notes.txt"), "mine");
        File.Delete(teach.At("a.ipynb"));
        Assert.Equal(0, (await teach.RunAsync("export", "b.ipynb", "--output", "site")).Exit);
        Assert.False(File.Exists(teach.At("site", "a.html")));
        Assert.True(File.Exists(teach.At("site", "b.html")));
        Assert.Equal("mine", File.ReadAllText(teach.At("site", "notes.txt")));
    }

    [Theory]
    [InlineData("--output", ".")]
    [InlineData("--output", "used")]
    public async Task Nobody_elses_file_is_replaced(params string[] options)
    {
        string path = teach.Write("a.ipynb", "1");
        Directory.CreateDirectory(teach.At("used"));
        File.WriteAllText(teach.At("used", "index.html"), "mine");
        string before = File.ReadAllText(path);
        Result result = await teach.RunAsync(["export", "a.ipynb", .. options]);
        Assert.Equal(2, result.Exit);
        Assert.Contains("is in the way", Assert.Single(result.ErrorLines));
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal("mine", File.ReadAllText(teach.At("used", "index.html")));
        Assert.False(File.Exists(teach.At("site.json")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_one_line_and_the_rest_is_written()
    {
        teach.Write("a.ipynb", "1");
        File.WriteAllText(teach.At("b.ipynb"), "{");
        Result result = await teach.RunAsync("export", ".", "--output", "site");
        Assert.Equal(2, result.Exit);
        Assert.StartsWith("teach: b.ipynb: line 1", Assert.Single(result.ErrorLines));
        Assert.True(File.Exists(teach.At("site", "a.html")));
    }

    [Fact]
    public async Task With_open_the_browser_gets_the_index_page()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("The stand-in for the browser is a script called xdg-open.");
            return;
        }
        string path = teach.Write("a.ipynb", "1");
        File.WriteAllText(teach.At("xdg-open"), "#!/bin/sh\nprintf '%s' \"$1\" > \"$(dirname \"$0\")/opened.part\"\nmv \"$(dirname \"$0\")/opened.part\" \"$(dirname \"$0\")/opened\"\n");
        File.SetUnixFileMode(teach.At("xdg-open"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        teach.With("PATH", teach.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        Assert.Equal(0, (await teach.RunAsync("export", path, "--open")).Exit);
        while (!File.Exists(teach.At("opened"))) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal(teach.At("artifacts", "course", "index.html"), File.ReadAllText(teach.At("opened")));
    }

    [Fact]
    public async Task A_half_typed_cell_stops_no_page()
    {
        teach.Write("good.ipynb", "1 + 1");
        teach.Write("half.ipynb", "var y = .Sum();", new string('(', 100_000), "$\"{(\uD83D\u0000");
        Result exported = await teach.RunAsync("export", "good.ipynb", "half.ipynb");
        Assert.Equal((0, ""), (exported.Exit, exported.Error));
        Result run = await teach.RunAsync("run", "half.ipynb", "good.ipynb", "--keep-going");
        Assert.Equal((1, ""), (run.Exit, run.Error));
        foreach (string page in new[] { "index", "good", "half" }) Assert.True(File.Exists(teach.At("artifacts", "course", page + ".html")), page);
    }

    private static Notebook WithOutput(string heading, string code, string output)
    {
        Notebook notebook = Notebook.Create();
        Cell cell = Cell.Code(code);
        cell.Outputs.Add(new StreamOutput("stdout", output));
        notebook.Cells.AddRange([Cell.Markdown(heading), cell]);
        return notebook;
    }
}
