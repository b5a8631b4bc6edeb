using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Browser.Tests;

/// <summary>The student's notebook: out of the page, and into it.</summary>
public sealed class NotebookTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    private string Original => Path.Combine(Site.Folder, LiveSite.Small + ".ipynb");

    [Fact]
    public async Task The_downloaded_notebook_of_a_run_is_the_committed_one()
    {
        Tab tab = await OpenAsync();
        await tab.RunAllAsync();
        Notebook mine = await tab.DownloadAsync();
        Assert.Empty(NotebookComparer.Compare(Notebook.Read(Original), mine));
        Assert.Equal([1, 2, 3, 4], mine.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.ExecutionCount));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task It_has_what_was_written_and_what_that_gave_and_brings_it_into_the_page_again()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(2, "Console.WriteLine(a + 1);\n\"ü\"");
        await tab.WriteAsync(3, "// mine");
        Notebook mine = await tab.DownloadAsync();
        Cell two = mine.Cells.Single(cell => cell.Id == "two");
        Assert.Equal("Console.WriteLine(a + 1);\n\"ü\"", two.Source);
        Assert.Equal("21\n", Assert.IsType<StreamOutput>(two.Outputs[0]).Text);
        Assert.Equal("ü", MimeBundle.TextOf(Assert.IsType<ResultOutput>(two.Outputs[1]).Data, MimeBundle.PlainText));
        Assert.Equal("// mine", mine.Cells.Single(cell => cell.Id == "three").Source);

        Tab other = await OpenAsync();
        await other.OpenNotebookAsync("mine.ipynb", mine.ToJson());
        await other.SaidAsync("2 cells have the code from there now.");
        Assert.Equal(two.Source, await other.CodeAsync(2));
        Assert.Equal("// mine", await other.CodeAsync(3));
        Assert.Empty(other.Errors);
    }

    [Theory]
    [InlineData("holiday.jpg", "\u0001\u0002", "This file is no notebook: it is not JSON.")]
    [InlineData("list.json", "[1, 2]", "This file is no notebook: it has no cells.")]
    [InlineData("null.json", "null", "This file is no notebook: it has no cells.")]
    [InlineData("odd.ipynb", "{\"cells\": [null, 1, {\"id\": 5}, {\"id\": \"one\", \"cell_type\": \"code\", \"source\": {}}]}", "odd.ipynb is not a notebook of this lesson.")]
    public async Task A_file_that_is_no_notebook_of_the_lesson_is_refused_and_changes_nothing(string name, string content, string words)
    {
        Tab tab = await OpenAsync();
        await tab.OpenNotebookAsync(name, content);
        await tab.SaidAsync(words);
        Assert.Equal("int a = 20;", await tab.CodeAsync(1));
        Assert.Empty(tab.Errors);
    }
}
