namespace Teaching.Drawing;

/// <summary>What all traces of a figure share: name, colour, place in the legend, and the panel they are drawn in.</summary>
internal abstract class Trace(Node node, Panel panel, Paint color, Font font)
{
    protected Node Node { get; } = node;

    public Panel Panel { get; } = panel;

    /// <summary>The colour of what names none.</summary>
    protected Paint Color { get; } = color;

    protected Font Font { get; } = font;

    /// <summary>The name in the legend.</summary>
    public string Name { get; private set; } = "";

    protected double Opacity { get; } = node.Number("opacity", 1, 0, 1);

    /// <summary>Plotly draws the kinds in layers: heatmaps, contours, bars, boxes, points.</summary>
    public abstract int Layer { get; }

    /// <summary>Whether the legend lists this kind when nothing else is said.</summary>
    public virtual bool IsListed => true;

    /// <summary>The key in the layout of the legend that lists the trace.</summary>
    public string LegendId { get; private set; } = "legend";

    /// <summary>Whether the trace wants a legend even where it is alone.</summary>
    public bool AsksForLegend { get; private set; }

    /// <summary>The colour bar that explains this trace.</summary>
    public virtual ColorBar? Bar => null;

    /// <summary>Reads what concerns the legend; says whether it lists the trace, which without a name is called otherwise.</summary>
    public bool ReadLegend(string otherwise)
    {
        Name = Node.Text("name") is { Length: > 0 } name ? name : otherwise;
        LegendId = Node.Chosen("legend", id => id.StartsWith("legend", StringComparison.Ordinal)) ?? "legend";
        AsksForLegend = IsListed && Node.Flag("showlegend", false);
        return IsListed && Node.Flag("showlegend", true);
    }

    /// <summary>Tells the axes what they have to show.</summary>
    public abstract void Measure();

    public abstract void Draw(SvgCanvas svg);

    /// <summary>The sign in the legend, 22 pixels wide around its middle height.</summary>
    public abstract void DrawKey(SvgCanvas svg, double x, double y);

    /// <summary>The list under a key as places on an axis; without it, values that start at x0 and rise by dx.</summary>
    protected double[] Places(string key, Axis axis, int count) => Node.List(key) is { } list
        ? axis.Places(list)
        : axis.Places(new Cells([.. Steps(key, count)], null));

    protected static Extent ExtentOf(IEnumerable<double> values) => Extent.Of(values, log: false);

    private IEnumerable<double> Steps(string key, int count)
    {
        double first = Node.Number(key + "0", 0), step = Node.Number("d" + key, 1);
        return Enumerable.Range(0, count).Select(i => first + i * step);
    }
}
