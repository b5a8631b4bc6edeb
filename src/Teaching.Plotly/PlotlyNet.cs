using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.FSharp.Collections;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace Teaching.Plotly;

/// <summary>The way from a chart of the course to one of Plotly.NET.</summary>
public static class PlotlyNet
{
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>Objects that the functions of Plotly.NET look for by their class when they restyle a chart.</summary>
    private static readonly Dictionary<string, Func<DynamicObj.DynamicObj>> Classes = new()
    {
        ["xaxis"] = () => new LinearAxis(),
        ["yaxis"] = () => new LinearAxis(),
        ["legend"] = () => new Legend(),
        ["title"] = () => new Title(),
        ["font"] = () => new Font(),
        ["margin"] = () => new Margin(),
        ["marker"] = () => new Marker(),
        ["line"] = () => new Line(),
        ["error_x"] = () => new Error(),
        ["error_y"] = () => new Error(),
        ["colorbar"] = () => new ColorBar(),
    };

    /// <summary>
    /// The chart as a figure of Plotly.NET, to be restyled with its functions and shown as any other. It has the same series, axes and
    /// notes. Plotly.NET has no frames: of a chart with a slider it is the frame that the slider shows first.
    /// </summary>
    /// <example><code>
    /// var restyled = Chart.Line(errors, name: "error").ToPlotlyNet().WithSize(500, 300);
    /// </code></example>
    public static GenericChart ToPlotlyNet(this Charts.Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        JsonObject figure = JsonNode.Parse(chart.ToJson())!.AsObject();
        JsonObject layout = figure["layout"]!.AsObject();
        layout.Remove("sliders");
        Trace[] traces = [.. figure["data"]!.AsArray().Select(trace => Filled(new Trace((string)trace!["type"]!), trace!.AsObject()))];
        if (traces.Length == 0) traces = [new Trace("scatter")];
        DisplayOptions display = GenericChart.getDisplayOptions(GenericChart.ofTraceObject(true, traces[0]));
        return GenericChart.NewMultiChart(
            ListModule.OfSeq(traces), Filled(new Layout(), layout), Filled(new Config(), figure["config"]!.AsObject()), display);
    }

    private static T Filled<T>(T target, JsonObject members) where T : DynamicObj.DynamicObj
    {
        foreach (var (key, value) in members)
            if (key != "type" || target is not Trace) target.SetProperty(key, Value(key, value));
        return target;
    }

    private static object? Value(string key, JsonNode? node) => node switch
    {
        null => null,
        JsonObject packed when (string?)packed["dtype"] == "f8" && !packed.ContainsKey("shape") => Unpacked((string)packed["bdata"]!),
        JsonObject members => Filled(Classes.TryGetValue(key.TrimEnd(Digits), out Func<DynamicObj.DynamicObj>? make) ? make() : new DynamicObj.DynamicObj(), members),
        JsonArray list => list.Select(one => Value("", one)).ToArray(),
        JsonValue value => Scalar(value),
        _ => node.ToString(),
    };

    /// <summary>A long list of ours, which is written as the bytes of its doubles; a gap is null.</summary>
    private static object?[] Unpacked(string bytes) =>
        [.. MemoryMarshal.Cast<byte, double>(Convert.FromBase64String(bytes)).ToArray().Select(value => double.IsNaN(value) ? null : (object)value)];

    private static object Scalar(JsonValue value) =>
        value.TryGetValue(out bool flag) ? flag : value.TryGetValue(out string? text) ? text : value.TryGetValue(out long whole) ? whole : value.GetValue<double>();
}
