using System.Text;

namespace Teaching.Cli.Tests;

public sealed class BadFileTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    public static TheoryData<string, byte[], string> BadFiles => new()
    {
        { "truncated.ipynb", """{"cells": [{"cell_type": "co"""u8.ToArray(), "line 1" },
        { "wrong type.ipynb", """{"cells": 5, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"""u8.ToArray(), "cells" },
        { "future.ipynb", """{"cells": [], "metadata": {}, "nbformat": 5, "nbformat_minor": 0}"""u8.ToArray(), "nbformat" },
        { "deep.ipynb", Encoding.UTF8.GetBytes(new string('[', 100_000)), "nested" },
        { "latin1.ipynb", [(byte)'{', 0xFC], "UTF-8" },
        { "empty.ipynb", [], "empty" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_bad_file_is_one_line_that_names_file_and_place_and_stays_as_it_is(string name, byte[] content, string place)
    {
        await File.WriteAllBytesAsync(teach.At(name), content, TestContext.Current.CancellationToken);
        foreach (string verb in new[] { "run", "check", "clean" })
        {
            Result result = await teach.RunAsync(verb, name);
            Assert.Equal(2, result.Exit);
            string line = Assert.Single(result.ErrorLines);
            Assert.StartsWith($"teach: {name}: ", line);
            Assert.Contains(place, line);
        }
        Assert.Equal(content, await File.ReadAllBytesAsync(teach.At(name), TestContext.Current.CancellationToken));
        Assert.Equal([name], Directory.GetFileSystemEntries(teach.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_good_notebooks_beside_a_bad_one_still_run()
    {
        File.WriteAllText(teach.At("bad.ipynb"), "{");
        teach.Write("good.ipynb", "1 + 1");
        Result result = await teach.RunAsync("run", "bad.ipynb", "good.ipynb", "missing.ipynb");
        Assert.Equal(2, result.Exit);
        Assert.Equal(2, result.ErrorLines.Length);
        Assert.Contains("good.ipynb: ok", result.Output);
        Assert.True(File.Exists(teach.At("artifacts", "course", "good.html")));
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_made_is_said_before_anything_runs()
    {
        teach.Write("good.ipynb", "1 + 1");
        File.WriteAllText(teach.At("taken"), "mine");
        Result result = await teach.RunAsync("run", "good.ipynb", "--output", "taken");
        Assert.Equal(2, result.Exit);
        Assert.Contains("cannot make the folder", Assert.Single(result.ErrorLines));
        Assert.Empty(result.Output);
        Assert.Equal("mine", File.ReadAllText(teach.At("taken")));
    }

    [Fact]
    public async Task A_summary_that_cannot_be_written_is_said_and_the_pages_are_there()
    {
        teach.Write("good.ipynb", "1 + 1");
        Result result = await teach.RunAsync("run", "good.ipynb", "--json", Path.Combine("no such folder", "s.json"));
        Assert.Equal(2, result.Exit);
        Assert.Contains("cannot write the file", Assert.Single(result.ErrorLines));
        Assert.True(File.Exists(teach.At("artifacts", "course", "index.html")));
    }

    [Fact]
    public async Task A_read_only_notebook_stays_as_it_is_and_is_said()
    {
        string path = teach.Write("good.ipynb", "1 + 1");
        string before = File.ReadAllText(path);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Result result = await teach.RunAsync("run", "--in-place", "good.ipynb");
        File.SetAttributes(path, FileAttributes.Normal);
        Assert.Equal(2, result.Exit);
        Assert.Contains("read-only", Assert.Single(result.ErrorLines));
        Assert.Equal(before, File.ReadAllText(path));
    }
}
