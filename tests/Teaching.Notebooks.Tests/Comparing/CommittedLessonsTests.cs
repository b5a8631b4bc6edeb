using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>The lessons as they are committed: in the form that cleaning gives, run from top to bottom, with charts and no script.</summary>
public sealed class CommittedLessonsTests
{
    public static TheoryData<string> Lessons =>
        [.. Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Cleaning_changes_no_byte_and_has_nothing_to_remark(string lesson)
    {
        string path = Path.Combine(Outside.Root, "notebooks", lesson);
        Notebook notebook = Notebook.Read(path);
        Assert.Empty(NotebookCleaner.Clean(notebook));
        Assert.Equal(File.ReadAllText(path), notebook.ToJson());
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_chart_carries_its_picture_and_its_words_and_no_output_a_script(string lesson)
    {
        RichOutput[] outputs = [.. Notebook.Read(Path.Combine(Outside.Root, "notebooks", lesson)).Cells.SelectMany(cell => cell.Outputs).OfType<RichOutput>()];
        RichOutput[] charts = [.. outputs.Where(output => output.Data.Contains(MimeBundle.Plotly))];
        Assert.NotEmpty(charts);
        Assert.All(charts, chart => Assert.Equal([MimeBundle.Plotly, MimeBundle.Svg, MimeBundle.PlainText], chart.Data.Keys.Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(outputs, output => MimeBundle.TextOf(output.Data, MimeBundle.Html)?.Contains("<script", StringComparison.OrdinalIgnoreCase) == true);
    }
}
