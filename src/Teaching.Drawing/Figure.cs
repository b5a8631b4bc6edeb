using System.Text.Json;
using System.Text.RegularExpressions;

namespace Teaching.Drawing;

/// <summary>A figure read and measured: its axes, its traces and the room between them.</summary>
internal sealed partial class Figure
{
    private const int MostTraces = 2000;
    private static readonly Paint[] UsualColors =
        [.. "1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf".Split(' ').Select(hex => Paint.Of("#" + hex)!.Value)];

    private readonly Dictionary<string, Axis> axes = [];
    private readonly List<Trace> listed = [];
    private readonly Record record;
    private readonly Node template;
    private readonly IReadOnlyList<Paint> colorway;

    public Figure(JsonElement root, Record record)
    {
        this.record = record;
        Node own = new Node(record, new Node.Layer(root, "")).At("layout");
        template = own.At("template");
        Layout = own.Over(template.At("layout").AsTemplate());
        Font = new Font(12, new Paint(68, 68, 68)).Of(Layout.At("font"));
        Cells? colors = Layout.List("colorway");
        colorway = colors is { Texts: not null } ? [.. Enumerable.Range(0, colors.Count).Select(i => Paint.Of(colors.Text(i)) ?? UsualColors[i % UsualColors.Length])] : UsualColors;
        Space = new Space(Layout);
        ReadTraces(root);
        foreach (string id in Layout.Keys().Where(key => AxisKey().IsMatch(key)).Select(key => key[0] + key[5..])) AxisOf(id);
        BarsTrace.Arrange([.. Traces.OfType<BarsTrace>()], Layout);
        foreach (Trace trace in Traces) trace.Measure();
        Places = new Places(Space, axes);
        Lay();
    }

    public Node Layout { get; }
    public Font Font { get; }
    public Space Space { get; }
    public Places Places { get; }

    /// <summary>The traces that are drawn between axes, in the order of the figure.</summary>
    public List<Trace> Traces { get; } = [];
    public List<ListTrace> Lists { get; } = [];
    public List<Legend> Legends { get; } = [];
    public IEnumerable<ColorBar> Bars => Traces.Select(trace => trace.Bar).OfType<ColorBar>();

    /// <summary>Each panel that has a trace; of a figure without any, that of its first axes, unless it is a list.</summary>
    public IReadOnlyList<Panel> Panels { get; private set; } = [];
    /// <summary>The axes that have one across them.</summary>
    public IEnumerable<Axis> AllAxes => axes.Values.Where(axis => axes.Values.Any(other => other.Horizontal != axis.Horizontal));

    /// <summary>The panel at whose edge an axis stands: that of its anchor, or the first it belongs to.</summary>
    public Panel HomeOf(Axis axis)
    {
        string letter = axis.Horizontal ? "y" : "x";
        Axis? anchor = axis.Node.Text("anchor") is { } id && id.StartsWith(letter, StringComparison.Ordinal) ? axes.GetValueOrDefault(id) : null;
        anchor ??= Panels.Where(panel => panel.X == axis || panel.Y == axis).Select(panel => axis.Horizontal ? panel.Y : panel.X).FirstOrDefault()
            ?? axes.Values.First(other => other.Horizontal != axis.Horizontal);
        return axis.Horizontal ? new Panel(axis, anchor) : new Panel(anchor, axis);
    }

    private Axis AxisOf(string id)
    {
        if (axes.TryGetValue(id, out Axis? known)) return known;
        string kind = id[0] + "axis";
        Node node = Layout.At(kind + id[1..], behind: kind);
        return axes[id] = new Axis(node, id, Font, Layout.Choice("autotypenumbers", "convert types", "strict") == "strict");
    }

    private void ReadTraces(JsonElement root)
    {
        if (!root.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Array) return;
        int number = 0;
        foreach (JsonElement element in data.EnumerateArray().Take(MostTraces))
        {
            string path = $"data[{number}]";
            if (element.ValueKind == JsonValueKind.Object) ReadTrace(new Node(record, new Node.Layer(element, path)), path, number);
            else record.Say($"Not drawn: {path}, which is no trace.");
            number++;
        }
        if (data.GetArrayLength() > MostTraces) record.Say($"Not drawn: traces beyond the first {MostTraces}.");
    }

    private void ReadTrace(Node own, string path, int number)
    {
        string type = own.Text("type") ?? "scatter";
        IReadOnlyList<Node> behind = template.At("data").Items(type);
        Node node = behind.Count == 0 ? own : own.Over(behind[number % behind.Count]);
        if (!node.Flag("visible", true) || node.Choice("visible", "", "legendonly") != "") return;
        if (type is "pie" or "table")
        {
            record.Draws(path, type);
            Lists.Add(new ListTrace(node, type, colorway, Font));
            return;
        }
        string name = node.Text("name") ?? "";
        if (Made(type, node, number, name) is not { } trace)
        {
            string shown = Markup.Plain(name);
            record.Say($"Not drawn: {(shown == "" ? "" : $"'{TextSize.Cut(shown, 200, 11)}', ")}a trace of type {TextSize.Cut(type, 200, 11)}.");
            return;
        }
        record.Draws(path, type);
        Traces.Add(trace);
        if (trace.ReadLegend($"trace {number}")) listed.Add(trace);
    }

    private Trace? Made(string type, Node node, int number, string name)
    {
        Paint color = colorway[number % colorway.Count];
        var panel = new Panel(AxisOf(IdOf(node, "x")), AxisOf(IdOf(node, "y")));
        return type switch
        {
            "scatter" or "scattergl" => new PointsTrace(node, panel, color, Font) { Before = Traces.OfType<PointsTrace>().LastOrDefault(before => before.Panel == panel) },
            "bar" or "histogram" => new BarsTrace(node, panel, color, Font, type == "histogram"),
            "heatmap" or "heatmapgl" => new CellsTrace(node, panel, color, Font),
            "contour" => new ContourTrace(node, panel, color, Font),
            "box" => new BoxesTrace(node, panel, color, Font, name == "" ? $"trace {number}" : name),
            _ => null,
        };
    }

    private static string IdOf(Node node, string letter) => node.Chosen(letter + "axis", id => id[..1] == letter && AxisId().IsMatch(id)) ?? letter;

    // Labels depend on the room, and the room on the labels.
    private void Lay()
    {
        Panels = [.. Traces.Select(trace => trace.Panel).Distinct()];
        if (Panels.Count == 0 && Lists.Count == 0) Panels = [new Panel(AxisOf("x"), AxisOf("y"))];
        // A template speaks of axes in a figure that has none.
        if (Panels.Count == 0) template.At("layout").Skip("xaxis", "yaxis");
        bool shown = Layout.Flag("showlegend", listed.Count > 1 || listed.Exists(trace => trace.AsksForLegend));
        if (shown)
        {
            foreach (var group in listed.GroupBy(trace => trace.LegendId)) Legends.Add(new Legend(Layout.At(group.Key), [.. group], Font));
        }
        LayAxes();
        double Most(bool horizontal, bool far) => axes.Values.Where(axis => axis.Horizontal == horizontal && axis.IsFar == far).Select(Axes.Room).DefaultIfEmpty(0).Max();
        double right = Legends.Select(legend => legend.Room).Concat(Bars.Select(bar => bar.Room)).Append(Most(horizontal: false, far: true)).Max();
        Space.Need(Most(horizontal: false, far: false), right, Most(horizontal: true, far: false));
        LayAxes();
    }

    private void LayAxes()
    {
        foreach (Axis axis in axes.Values)
        {
            (double low, double high) = Space.Domain(axis, axes);
            if (axis.Horizontal) axis.Lay(Space.X(low), Space.X(high));
            else axis.Lay(Space.Y(low), Space.Y(high));
        }
    }

    [GeneratedRegex(@"^[xy]axis(?:[2-9]|[1-9]\d{1,3})?$")]
    private static partial Regex AxisKey();

    [GeneratedRegex(@"^[xy](?:[2-9]|[1-9]\d{1,3})?$")]
    private static partial Regex AxisId();
}
