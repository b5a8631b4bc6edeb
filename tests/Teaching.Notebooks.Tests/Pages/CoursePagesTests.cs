using System.Globalization;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Pages;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Tests.Pages;

public sealed class CoursePagesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pages").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Lessons_of_one_name_and_one_called_index_keep_out_of_each_others_way()
    {
        CoursePages pages = new(folder);
        foreach (string path in new[] { "/a/one.ipynb", "/b/One.ipynb", "/a/index.ipynb" }) pages.Add(Run(path));
        pages.WriteIndex();
        Assert.Equal(
            ["One-2.html", "One-2.ipynb", "index-2.html", "index-2.ipynb", "index.html", "one.html", "one.ipynb"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_index_says_how_each_lesson_went_with_links_that_bear_any_name()
    {
        CellRun failed = new(4, 3, "x", CellState.Failed, TimeSpan.FromSeconds(1.5), new ErrorOutput("Bad", "b", []));
        string page = IndexPage.ToHtml(
            [(Run("/a/one.ipynb"), "one & \"two\" #3"), (Run("/a/two.ipynb") with { Cells = [failed], Elapsed = TimeSpan.FromSeconds(1.5) }, "two")],
            DateTimeOffset.Parse("2026-01-02T03:04:05+01:00", CultureInfo.InvariantCulture));
        Assert.Contains("href=\"one%20%26%20%22two%22%20%233.html\"", page);
        Assert.Contains("failed in cell 4", page);
        Assert.Contains("2 lessons, run on 2026-01-02 03:04 +01:00", page);
        Assert.Contains("<td class=\"number\">1.5</td>", page);
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_one_clear_error()
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        NotebookException error = Assert.Throws<NotebookException>(() => new CoursePages(file).Prepare());
        Assert.StartsWith($"{file}: cannot make the folder", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static NotebookRun Run(string path) => new(path, Notebook.Create(), [], TimeSpan.Zero);
}
