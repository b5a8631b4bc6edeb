using System.Text.Json;
using Teaching.Tests.Browsing;

namespace Teaching.Charts.Tests;

public class NotebookChartsTests(Browser browser)
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    [Fact]
    public async Task Plotly_finds_nothing_wrong_in_the_charts_of_the_lessons()
    {
        string folder = Path.Combine(Outside.Root, "notebooks");
        string[] notebooks = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb") : [];
        if (notebooks.Length == 0) return;
        (string Place, string Json)[] charts = [.. notebooks.Order(StringComparer.Ordinal).SelectMany(Charts)];
        Assert.NotEmpty(charts);

        Assert.Empty(await browser.PlotlyComplaintsAsync(charts));
    }

    [Fact]
    public void The_picture_of_the_README_is_one_of_lesson_02()
    {
        string picture = File.ReadAllText(Path.Combine(Outside.Root, "docs", "two-two-two.svg"));
        using var lesson = JsonDocument.Parse(File.ReadAllText(Path.Combine(Outside.Root, "notebooks", "02-backpropagation-by-hand.ipynb")));
        var outputs = lesson.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.TryGetProperty("outputs", out _)).SelectMany(cell => cell.GetProperty("outputs").EnumerateArray());
        Assert.Contains(outputs, output => output.TryGetProperty("data", out JsonElement data)
            && data.TryGetProperty("image/svg+xml", out JsonElement svg)
            && string.Concat(svg.EnumerateArray().Select(line => line.GetString())) == picture);
    }

    private static IEnumerable<(string Place, string Json)> Charts(string path)
    {
        using var notebook = JsonDocument.Parse(File.ReadAllText(path));
        int number = 0;
        foreach (JsonElement cell in notebook.RootElement.GetProperty("cells").EnumerateArray())
        {
            number++;
            if (!cell.TryGetProperty("outputs", out JsonElement outputs)) continue;
            foreach (JsonElement output in outputs.EnumerateArray())
            {
                if (!output.TryGetProperty("data", out JsonElement data) || !data.TryGetProperty(Plotly, out JsonElement chart)) continue;
                yield return ($"{Path.GetFileName(path)}, cell {number}", chart.GetRawText());
            }
        }
    }
}
