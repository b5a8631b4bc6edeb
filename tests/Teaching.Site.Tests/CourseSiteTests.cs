using System.Globalization;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Site.Tests;

public sealed class CourseSiteTests : IDisposable
{
    private static readonly DateTimeOffset When = DateTimeOffset.Parse("2026-01-02T03:04:05+01:00", CultureInfo.InvariantCulture);
    private readonly string root = Directory.CreateTempSubdirectory("site ü").FullName;

    public void Dispose()
    {
        string[] leftovers = Directory.GetFiles(root, "*.tmp", SearchOption.AllDirectories);
        Directory.Delete(root, recursive: true);
        Assert.Empty(leftovers);
    }

    [Fact]
    public void Lessons_of_one_name_and_one_called_index_keep_out_of_each_others_way()
    {
        Write("a/one.ipynb", "b/One.ipynb", "a/index.ipynb");
        Assert.Equal(["One-2", "index", "index-2", "one"], Pages());
        Assert.Equal(["One-2.ipynb", "index-2.ipynb", "one.ipynb"], Files("*.ipynb"));
    }

    [Fact]
    public void Names_with_spaces_and_signs_make_links_that_lead_there()
    {
        Write("a/one & \"two\" #3.ipynb", "a/ü%20.ipynb");
        string index = Read("index.html"), page = Read("ü%20.html");
        Assert.Contains("href=\"one%20%26%20%22two%22%20%233.html\"", index);
        Assert.Contains("href=\"%C3%BC%2520.html\"", index);
        Assert.Contains("<a rel=\"prev\" href=\"one%20%26%20%22two%22%20%233.html\">", page);
    }

    [Fact]
    public void The_syllabus_is_the_README_beside_the_notebooks()
    {
        Directory.CreateDirectory(At("a"));
        File.WriteAllText(At("a", "README.md"), "# How *networks* learn\n\n1. [First](one.ipynb)\n2. [Design](../docs/design.md)\n");
        Write("a/one.ipynb");
        string index = Read("index.html");
        Assert.Contains("<title>How networks learn</title>", index);
        Assert.Contains("<a href=\"one.html\">First</a>", index);
        Assert.Contains("Design (../docs/design.md)", index);
        Assert.Contains("<a class=\"course\" href=\"index.html\">How networks learn</a>", Read("one.html"));
    }

    [Fact]
    public void Without_one_the_index_tells_what_each_lesson_says_of_itself_up_to_its_next_heading()
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Markdown("# One\n\nAfter this you can\n\n- add,\n\n## Details\n\nnot this"));
        Write(new Lesson(At("a", "one.ipynb"), notebook));
        string index = Read("index.html");
        Assert.Contains("<a href=\"one.html\">One</a>", index);
        Assert.Contains("<details open>", index);
        Assert.Contains("<li>add,</li>", index);
        Assert.DoesNotContain("not this", index);
    }

    [Fact]
    public void After_a_run_the_index_says_how_each_lesson_went()
    {
        CellRun failed = new(4, 3, "x", CellState.Failed, TimeSpan.FromSeconds(1.5), new ErrorOutput("Bad", "b", []));
        NotebookRun run = new(At("a", "one.ipynb"), Notebook.Create(), [failed], TimeSpan.FromSeconds(1.5));
        Write(Lesson.Of(run with { Path = At("a", "zero.ipynb"), Cells = [] }), Lesson.Of(run));
        string index = Read("index.html");
        Assert.Contains("2 lessons, run on 2026-01-02 03:04 +01:00: <span class=\"bad\">1 failed</span>", index);
        Assert.Contains("<span class=\"bad\">failed in cell 4</span>, 1 of 1 cells in 1.5 s", index);
    }

    [Fact]
    public void Before_its_run_a_lesson_is_marked_as_committed_and_written_again_after_it_only_what_changed_is_replaced()
    {
        string[] paths = [At("a", "one.ipynb"), At("a", "two.ipynb")];
        Notebook notebook = Notebook.Create();
        CourseSite site = new(At("site"), paths);
        site.Prepare(ours: false);
        site.Write([.. paths.Select(path => new Lesson(path, notebook, IsAwaited: true))], When);
        Assert.Contains("On 2026-01-02 03:04 +01:00 0 of 2 lessons had been run here", Read("index.html"));
        Assert.Equal(2, Read("index.html").Split("as committed, not run yet").Length - 1);
        Assert.Contains("class=\"awaited\"", Read("one.html"));
        foreach (string file in Directory.GetFiles(At("site"))) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        site.Write([new(paths[0], notebook), new(paths[1], notebook, IsAwaited: true)], When);
        Assert.DoesNotContain("class=\"awaited\"", Read("one.html"));
        Assert.Contains("class=\"awaited\"", Read("two.html"));
        Assert.Contains("1 of 2 lessons had been run here", Read("index.html"));
        Assert.Equal(["index.html", "one.html", "one.ipynb"], Directory.GetFiles(At("site"))
            .Where(file => File.GetLastWriteTimeUtc(file) != DateTime.UnixEpoch).Select(Path.GetFileName).Where(name => name != "site.json").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pages_of_removed_lessons_go_and_files_of_others_stay()
    {
        Write("a/one.ipynb", "a/two.ipynb");
        File.WriteAllText(At("site", "notes.txt"), "mine");
        Write("a/two.ipynb");
        Assert.Equal(["index", "two"], Pages());
        Assert.Equal(["two.ipynb"], Files("*.ipynb"));
        Assert.Equal("mine", Read("notes.txt"));
    }

    [Fact]
    public void A_file_of_somebody_else_is_not_replaced()
    {
        Directory.CreateDirectory(At("site"));
        File.WriteAllText(At("site", "index.html"), "mine");
        NotebookException error = Assert.Throws<NotebookException>(() => Write("a/one.ipynb"));
        Assert.Contains("index.html: is in the way", error.Message);
        Assert.Equal(["index.html"], Files("*"));
        Assert.Equal("mine", Read("index.html"));
    }

    [Fact]
    public void A_list_of_files_that_names_others_removes_none_outside_the_folder()
    {
        Write("a/one.ipynb");
        File.WriteAllText(At("precious"), "1");
        File.WriteAllText(At("site", "site.json"), $$"""{"files": ["../precious", "{{At("precious").Replace("\\", "/")}}", "assets/../../precious", "one.html", "index.html"]}""");
        new CourseSite(At("site"), [At("a", "two.ipynb")]).Prepare(ours: true);
        Write(ours: true, new Lesson(At("a", "two.ipynb"), Notebook.Create()));
        Assert.True(File.Exists(At("precious")));
        Assert.Equal(["index", "two"], Pages());
    }

    [Fact]
    public void Stopped_before_its_end_it_leaves_the_pages_as_they_were()
    {
        Write("a/one.ipynb");
        string before = Read("one.html");
        using CancellationTokenSource stop = new();
        CourseSite site = new(At("site"), [At("a", "one.ipynb"), At("a", "two.ipynb")]);
        site.Prepare(ours: false);
        Notebook changed = Notebook.Create();
        changed.Cells.Add(Cell.Markdown("# Changed"));
        Assert.Throws<OperationCanceledException>(() =>
            site.Write([new(At("a", "one.ipynb"), changed), new(At("a", "two.ipynb"), changed)], When, (_, _) => stop.Cancel(), stop.Token));
        Assert.Equal(before, Read("one.html"));
        Assert.Equal(["index", "one"], Pages());
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_one_clear_error()
    {
        File.WriteAllText(At("site"), "");
        NotebookException error = Assert.Throws<NotebookException>(() => Write("a/one.ipynb"));
        Assert.StartsWith($"{At("site")}: cannot make the folder", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_picture_beside_the_notebook_is_written_into_the_page_and_none_from_outside()
    {
        Directory.CreateDirectory(At("a", "pictures"));
        File.WriteAllText(At("a", "pictures", "a net.svg"), "<svg/>");
        File.WriteAllText(At("secret.svg"), "<svg/>");
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Markdown("![in](pictures/a%20net.svg) ![out](../secret.svg) ![out](pictures/../../secret.svg)"));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(At("a", "linked.svg"), At("secret.svg"));
            notebook.Cells.Add(Cell.Markdown("![out](linked.svg)"));
        }
        Write(new Lesson(At("a", "one.ipynb"), notebook));
        string page = Read("one.html");
        Assert.Contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"in\"", page);
        Assert.Equal(1, page.Split("<img").Length - 1);
    }

    [Fact]
    public void A_fault_in_one_notebook_is_one_line_that_names_its_cell_and_all_others_get_their_pages()
    {
        Notebook bad = Notebook.Create();
        Cell cell = Cell.Code("1");
        cell.Outputs.Add(new ErrorOutput("a", "b", new Broken()));
        bad.Cells.AddRange([Cell.Markdown("# Bad"), cell]);
        CourseSite site = new(At("site"), [At("a", "one.ipynb"), At("a", "two.ipynb"), At("a", "three.ipynb")]);
        site.Prepare(ours: false);
        IReadOnlyList<NotebookException> faults = site.Write(
            [new(At("a", "one.ipynb"), Notebook.Create()), new(At("a", "two.ipynb"), bad), new(At("a", "three.ipynb"), Notebook.Create())], When);
        NotebookException fault = Assert.Single(faults);
        Assert.StartsWith($"{At("a", "two.ipynb")}: cell 2: InvalidTimeZoneException: no\\nreason (a fault of teach", fault.Message);
        Assert.Equal(["index", "one", "three"], Pages());
        Assert.Contains("two\n<p class=\"bad\">no page: cell 2 InvalidTimeZoneException", Read("index.html"));
        Assert.Contains("<a rel=\"next\" href=\"three.html\">", Read("one.html"));
    }

    /// <summary>A list that no code expects to fail as it does.</summary>
    private sealed class Broken : IReadOnlyList<string>
    {
        public int Count => throw new InvalidTimeZoneException("no\nreason");

        public string this[int index] => throw new InvalidTimeZoneException("no\nreason");

        public IEnumerator<string> GetEnumerator() => throw new InvalidTimeZoneException("no\nreason");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private string At(params string[] parts) => Path.Combine([root, .. parts]);

    private string Read(string name) => File.ReadAllText(At("site", name));

    private string[] Files(string pattern) => [.. Directory.GetFiles(At("site"), pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string[] Pages() => [.. Files("*.html").Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal)];

    private void Write(params string[] names) => Write([.. names.Select(name => new Lesson(At(name.Split('/')), Notebook.Create()))]);

    private void Write(params Lesson[] lessons) => Write(ours: false, lessons);

    private void Write(bool ours, params Lesson[] lessons)
    {
        CourseSite site = new(At("site"), [.. lessons.Select(lesson => lesson.Path)]);
        site.Prepare(ours);
        site.Write(lessons, When);
    }
}
