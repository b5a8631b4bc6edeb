using Teaching.Notebooks.Documents;

namespace Teaching.VsCode.Tests;

public sealed class ChartTests(Editor editor)
{
    public static TheoryData<string> Lessons => [.. Workspace.Lessons];

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Every_committed_chart_is_interactive_as_soon_as_the_lesson_is_open(string lesson)
    {
        using Workspace workspace = new();
        string path = workspace.Copy(lesson);
        int charts = Notebook.Read(path).Cells.Sum(cell => cell.Outputs.OfType<RichOutput>().Count(output => output.Data.Contains(MimeBundle.Plotly)));
        await using Window window = await editor.OpenAsync(path, lesson.Length % 2 == 0 ? "Default Dark Modern" : "Default Light Modern");
        Assert.Equal(charts, await window.ChartsAsync(charts));
        await window.ShowChartAsync();
        await window.ScreenshotAsync("charts-" + Path.GetFileNameWithoutExtension(lesson));
    }

    [Fact]
    public async Task A_chart_that_plotly_cannot_read_is_shown_as_its_picture()
    {
        using Workspace workspace = new();
        string path = workspace.Write("1");
        Notebook notebook = Notebook.Read(path);
        notebook.Cells[0].Outputs.Add(new DisplayOutput(MimeBundle.FromTexts(new Dictionary<string, string>
        {
            [MimeBundle.Plotly] = "{\"data\": 3}",
            [MimeBundle.Svg] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"40\"><text x=\"5\" y=\"20\">the picture</text></svg>",
        })));
        notebook.Write(path);
        await using Window window = await editor.OpenAsync(path);
        await window.ShowsAsync("cannot be drawn interactively");
        await window.ScreenshotAsync("fallback");
    }
}
