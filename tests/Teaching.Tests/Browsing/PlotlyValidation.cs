using Microsoft.Playwright;

namespace Teaching.Tests.Browsing;

/// <summary>Asks plotly.js itself whether a chart's JSON is right: its data and layout, and each frame put over them.</summary>
internal static class PlotlyValidation
{
    /// <summary>What a page needs in its head.</summary>
    public const string Head = $"<script src=\"{ChartHtml.Address}\" integrity=\"{ChartHtml.Integrity}\" crossorigin=\"anonymous\"></script>";

    private const string Script = """
        text => {
          const figure = JSON.parse(text), complaints = [];
          const ask = (where, data, layout) => (Plotly.validate(data, layout) || []).forEach(
            found => complaints.push(where + ': ' + found.msg));
          const copy = value => JSON.parse(JSON.stringify(value));
          ask('chart', copy(figure.data), copy(figure.layout));
          (figure.frames || []).forEach(frame => {
            if (frame.data.length !== figure.data.length) complaints.push('frame ' + frame.name + ': other traces than the chart');
            ask('frame ' + frame.name, copy(frame.data), Object.assign(copy(figure.layout), copy(frame.layout || {})));
          });
          return complaints;
        }
        """;

    /// <summary>What plotly.js finds wrong; the page must have been opened with <see cref="Head"/>.</summary>
    public static Task<string[]> ComplaintsAsync(IPage page, string json) => page.EvaluateAsync<string[]>(Script, json);
}
