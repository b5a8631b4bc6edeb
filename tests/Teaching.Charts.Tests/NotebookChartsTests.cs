using System.Text.Json;
using System.Text.RegularExpressions;
using Teaching.Tests.Browsing;

namespace Teaching.Charts.Tests;

/// <summary>
/// The charts that the lessons show. With TEACHING_MEND=1 in the environment the pictures in the notebooks and in docs are drawn anew from
/// the figures beside them, and nothing else is changed.
/// </summary>
public partial class NotebookChartsTests(Browser browser)
{
    private const string Plotly = "application/vnd.plotly.v1+json", Picture = "image/svg+xml";

    [Fact]
    public async Task Plotly_finds_nothing_wrong_in_the_charts_of_the_lessons()
    {
        string folder = Path.Combine(Outside.Root, "notebooks");
        // The appendix shows figures of Plotly.NET, which writes attributes that plotly does not know.
        string[] notebooks = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.ipynb").Where(path => !path.Contains("appendix-", StringComparison.Ordinal))] : [];
        if (notebooks.Length == 0) return;
        (string Place, string Json)[] charts = [.. notebooks.Order(StringComparer.Ordinal).SelectMany(Charts)];
        Assert.NotEmpty(charts);

        Assert.Empty(await browser.PlotlyComplaintsAsync(charts));
    }

    [Fact]
    public void The_pictures_of_the_lessons_are_drawn_from_the_figures_beside_them()
    {
        string readme = Path.Combine(Outside.Root, "docs", "two-two-two.svg"), shown = File.ReadAllText(readme);
        foreach (string path in Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal))
        {
            string text = File.ReadAllText(path), mended = text;
            foreach ((JsonElement old, string svg) in Pictures(text))
            {
                Assert.DoesNotContain("Not drawn", svg, StringComparison.Ordinal);
                mended = mended.Replace(old.GetRawText(), Written(svg, old.GetRawText()), StringComparison.Ordinal);
                if (Joined(old) == shown && Mends) File.WriteAllText(readme, svg);
            }
            if (Mends && mended != text) File.WriteAllText(path, mended);
            else Assert.True(mended == text, $"{Path.GetFileName(path)} shows pictures that its figures no longer give; run this class with TEACHING_MEND=1.");
        }
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

    private static bool Mends => Environment.GetEnvironmentVariable("TEACHING_MEND") == "1";

    /// <summary>Each committed picture of a notebook, and what its figure gives.</summary>
    private static IEnumerable<(JsonElement Old, string Svg)> Pictures(string notebook)
    {
        using var document = JsonDocument.Parse(notebook);
        foreach ((_, JsonElement data) in Shown(document))
        {
            yield return (data.GetProperty(Picture).Clone(), FigureSvg.Draw(data.GetProperty(Plotly), Joined(data.GetProperty("text/plain"))));
        }
    }

    /// <summary>A picture as a notebook holds it, a string for each line, set as the one before.</summary>
    private static string Written(string svg, string old)
    {
        string indent = Indent().Match(old).Value;
        IEnumerable<string> lines = Line().Matches(svg).Select(line => $"{indent}\"{line.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"");
        return $"[{string.Join(",", lines)}{indent[..^1]}]";
    }

    private static string Joined(JsonElement lines) => string.Concat(lines.EnumerateArray().Select(line => line.GetString()));

    private static IEnumerable<(string Place, string Json)> Charts(string path)
    {
        using var notebook = JsonDocument.Parse(File.ReadAllText(path));
        foreach ((int cell, JsonElement data) in Shown(notebook)) yield return ($"{Path.GetFileName(path)}, cell {cell}", data.GetProperty(Plotly).GetRawText());
    }

    /// <summary>The outputs that are charts, each with the number of its cell.</summary>
    private static IEnumerable<(int Cell, JsonElement Data)> Shown(JsonDocument notebook)
    {
        int number = 0;
        foreach (JsonElement cell in notebook.RootElement.GetProperty("cells").EnumerateArray())
        {
            number++;
            if (!cell.TryGetProperty("outputs", out JsonElement outputs)) continue;
            foreach (JsonElement output in outputs.EnumerateArray())
            {
                if (output.TryGetProperty("data", out JsonElement data) && data.TryGetProperty(Plotly, out _)) yield return (number, data);
            }
        }
    }

    [GeneratedRegex(@"\n *")]
    private static partial Regex Indent();

    [GeneratedRegex(@".+\n?")]
    private static partial Regex Line();
}
