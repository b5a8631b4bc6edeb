using System.Globalization;
using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// A picture that a cell showed, with its text to read aloud. A chart has its plotly data beside it, as data that no browser
/// runs, from which the pages' script draws the interactive chart in the picture's place.
/// </summary>
internal static partial class ChartFigure
{
    /// <summary>The figure; null when the bundle holds no picture.</summary>
    public static string? Of(JsonMap data, string? text)
    {
        string? type = Pictures.Types.FirstOrDefault(data.Contains);
        if (type is null) return null;
        string picture = data.Text(type) ?? "", alt = Page.Escape(string.IsNullOrWhiteSpace(text) ? "picture" : text);
        return $"""
            <figure class="chart">
            <img src="{Pictures.Address(type, picture)}"{(type == MimeBundle.Svg ? Size(picture) : "")} alt="{alt}">
            {(data.Map(MimeBundle.Plotly) is { } chart ? Data(chart) : "")}</figure>

            """;
    }

    /// <summary>Whether a page shows charts that become interactive.</summary>
    public static bool AreIn(string html) => html.Contains("<script type=\"application/json\">", StringComparison.Ordinal);

    private static string Data(JsonMap chart)
    {
        JsonMap kept = [];
        foreach (string key in new[] { "data", "layout", "frames" })
            if (chart[key] is { } part) kept.Add(key, part);
        return $"<script type=\"application/json\">{kept.ToString().Replace("<", "\\u003c", StringComparison.Ordinal)}</script>\n";
    }

    /// <summary>With its size known, nothing on the page moves when the picture shows.</summary>
    private static string Size(string svg) => Sizes().Match(svg) is { Success: true } found
        ? string.Create(CultureInfo.InvariantCulture, $" width=\"{found.Groups[1]}\" height=\"{found.Groups[2]}\"")
        : "";

    [GeneratedRegex(@"\A\s*<svg [^>]*?\bwidth=""(\d{1,4})"" height=""(\d{1,4})""")]
    private static partial Regex Sizes();
}
