using Teaching.Tests.Browsing;

namespace Teaching.Charts.Tests;

/// <summary>
/// Asks plotly.js itself whether a chart's JSON is right: its data and layout, and each frame put over them. Its validate
/// does not know typed arrays in base64, which newPlot decodes first: they are decoded here.
/// </summary>
internal static class PlotlyValidation
{
    private const string Head = $"<script src=\"{FigureHtml.Address}\" integrity=\"{FigureHtml.Integrity}\" crossorigin=\"anonymous\"></script>";

    private const string Script = """
        text => {
          const figure = JSON.parse(text), complaints = [];
          // The arguments of a slider's steps are copied and then compared by identity: "set to '3' got reset to '3'".
          const isCopy = found => found.code === 'dynamic' && /^sliders\[\d+\]\.steps\[\d+\]\.args\[\d+\]$/.test(found.astr);
          const ask = (where, data, layout) => (Plotly.validate(data, layout) || []).filter(found => !isCopy(found)).forEach(
            found => complaints.push(where + ': ' + found.msg));
          const kinds = { f8: Float64Array, u1: Uint8Array };
          const decode = value => {
            const bytes = Uint8Array.from(atob(value.bdata), c => c.charCodeAt(0));
            const flat = new kinds[value.dtype](bytes.buffer);
            if (!value.shape) return flat;
            const [rows, columns] = value.shape.split(',').map(Number);
            if (rows * columns !== flat.length) complaints.push('shape ' + value.shape + ' of ' + flat.length + ' values');
            return Array.from({ length: rows }, (_, r) => flat.slice(r * columns, (r + 1) * columns));
          };
          const copy = value => Array.isArray(value) ? value.map(copy)
            : value === null || typeof value !== 'object' ? value
            : value.bdata ? decode(value)
            : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
          ask('chart', copy(figure.data), copy(figure.layout));
          (figure.frames || []).forEach(frame => {
            const traces = frame.traces || figure.data.map((_, i) => i);
            if (frame.data.length !== traces.length) complaints.push('frame ' + frame.name + ': as many traces as it names');
            const data = copy(figure.data);
            traces.forEach((at, i) => {
              if (!data[at]) complaints.push('frame ' + frame.name + ': no trace ' + at);
              data[at] = copy(frame.data[i]);
            });
            ask('frame ' + frame.name, data, Object.assign(copy(figure.layout), copy(frame.layout || {})));
          });
          return complaints;
        }
        """;

    /// <summary>What plotly.js finds wrong in charts, each with its place.</summary>
    public static async Task<List<string>> PlotlyComplaintsAsync(this Browser browser, params IEnumerable<(string Place, string Json)> charts)
    {
        await using OpenPage open = await browser.OpenAsync("", online: true, Head);
        List<string> complaints = [];
        foreach ((string place, string json) in charts)
            complaints.AddRange((await open.Page.EvaluateAsync<string[]>(Script, json)).Select(complaint => $"{place}: {complaint}"));
        return complaints;
    }
}
