using System.Text.Json;
using Teaching.Tests.Browsing;

namespace Teaching.Tests.Charts;

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
