using Teaching.Notebooks.Documents;

namespace Teaching.Cli.Tests;

public sealed class CleanTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task What_an_editor_left_is_cleaned_once_and_then_nothing_changes()
    {
        string path = teach.Write("a.ipynb", Chart());
        teach.Write("b.ipynb", Notebook.Create());
        await teach.RunAsync("clean", "b.ipynb");
        string compact = File.ReadAllText(path).Replace("\n ", "\n", StringComparison.Ordinal);
        File.WriteAllText(path, compact);

        Result check = await teach.RunAsync("clean", ".", "--check");
        Assert.Equal(1, check.Exit);
        Assert.Equal("a.ipynb: would be cleaned\nb.ipynb: it has not been run\n1 of 2 notebooks to clean\n", check.Output);
        Assert.Equal(compact, File.ReadAllText(path));

        Result first = await teach.RunAsync("clean", ".");
        Assert.Equal((0, ""), (first.Exit, first.Error));
        Assert.Contains("a.ipynb: cleaned\n", first.Output);
        string clean = File.ReadAllText(path);
        Assert.DoesNotContain("text/html", clean);
        Assert.Contains("image/svg+xml", clean);

        Result second = await teach.RunAsync("clean", ".");
        Assert.Equal(0, second.Exit);
        Assert.Contains("0 of 2 notebooks cleaned\n", second.Output);
        Assert.Equal(clean, File.ReadAllText(path));
        Assert.Equal(0, (await teach.RunAsync("clean", ".", "--check")).Exit);
    }

    private static Notebook Chart()
    {
        Notebook notebook = Notebook.Create();
        Cell cell = Cell.Code("chart");
        cell.ExecutionCount = 1;
        cell.Outputs.Add(new DisplayOutput(new JsonMap
        {
            { MimeBundle.Plotly, new JsonMap { { "data", new JsonList() } } },
            { MimeBundle.Svg, "<svg/>" },
            { MimeBundle.Html, "<script>1</script>" },
            { MimeBundle.PlainText, "a chart" },
        }));
        notebook.Cells.Add(cell);
        return notebook;
    }
}
