using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Tests.Documents;
using Teaching.Tests;
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

    [Fact]
    public void Jupyters_nbformat_finds_every_lesson_valid_and_writes_the_same_bytes() =>
        Assert.Equal("", Nbformat.Run(Nbformat.Rewrite, Path.Combine(Outside.Root, "notebooks")));

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_picture_keeps_to_shapes_and_text_with_presentation_attributes(string lesson)
    {
        string[] pictures =
        [
            .. Notebook.Read(Path.Combine(Outside.Root, "notebooks", lesson)).Cells.SelectMany(cell => cell.Outputs).OfType<RichOutput>()
                .Select(output => MimeBundle.TextOf(output.Data, MimeBundle.Svg)).OfType<string>(),
        ];
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.Empty(SafeSvg.Objections(picture)));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><style>text { fill: red }</style></svg>", "style")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>", "use")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><clipPath id='c'/></svg>", "clipPath")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "script")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><rect style='fill: red'/></svg>", "style")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><rect onclick='x()'/></svg>", "onclick")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(#g)'/></svg>", "url(")]
    public void The_list_objects_to_what_viewers_strip(string svg, string named) => Assert.Contains(SafeSvg.Objections(svg), objection => objection.Contains(named, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_chart_carries_its_picture_and_its_words_and_no_output_a_script(string lesson)
    {
        Notebook notebook = Notebook.Read(Path.Combine(Outside.Root, "notebooks", lesson));
        RichOutput[] charts = [.. notebook.Cells.SelectMany(cell => cell.Outputs).OfType<RichOutput>().Where(output => output.Data.Contains(MimeBundle.Plotly))];
        Assert.NotEmpty(charts);
        Assert.All(charts, chart => Assert.Equal([MimeBundle.Plotly, MimeBundle.Svg, MimeBundle.PlainText], chart.Data.Keys.Order(StringComparer.Ordinal)));
        foreach (Cell cell in notebook.Cells) cell.Source = "";
        foreach (string tag in (string[])["<script", "</script"]) Assert.DoesNotContain(tag, notebook.ToJson(), StringComparison.OrdinalIgnoreCase);
    }
}
