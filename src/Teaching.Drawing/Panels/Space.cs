namespace Teaching.Drawing;

/// <summary>How a figure's pixels are divided: its size, the margins, and between them the paper on which the axes have their domains.</summary>
internal sealed class Space
{
    private readonly Node layout;
    private readonly bool fixedMargins;
    private double left, right, top, bottom;

    public Space(Node layout)
    {
        this.layout = layout;
        Width = layout.Number("width", 700, 10, 10_000);
        Height = layout.Number("height", 450, 10, 10_000);
        Node margin = layout.At("margin");
        fixedMargins = !margin.Flag("autoexpand", true);
        (left, right) = (margin.Number("l", 80, 0, Width / 2), margin.Number("r", 80, 0, Width / 2));
        bool titled = layout.Title != "";
        (top, bottom) = (margin.Number("t", titled ? 80 : 50, 0, Height / 2), margin.Number("b", 80, 0, Height / 2));
        margin.Skip("pad");
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>The paper of xref and yref.</summary>
    public Box Paper => new(left, top, Math.Max(Width - left - right, 1), Math.Max(Height - top - bottom, 1));

    public double X(double share) => Paper.Left + share * Paper.Width;

    public double Y(double share) => Paper.Bottom - share * Paper.Height;

    /// <summary>Widens margins in which labels, a legend or a colour bar would not fit.</summary>
    public void Need(double l, double r, double b)
    {
        if (fixedMargins) return;
        (left, right, bottom) = (Digits.Within(l, left, Width * 0.4), Digits.Within(r, right, Width * 0.5), Digits.Within(b, bottom, Height * 0.4));
    }

    /// <summary>The share of the paper that an axis has: its own domain, that of the axis it overlays, or its place in the layout's grid.</summary>
    public (double Low, double High) Domain(Axis axis, IReadOnlyDictionary<string, Axis> axes)
    {
        if (axis.Overlays is { } under && under != axis.Id && axes.TryGetValue(under, out Axis? lower) && lower.Overlays is null) return Domain(lower, axes);
        (double? low, double? high) = axis.Node.Pair("domain");
        if (low is { } a && high is { } b && a < b) return (Math.Clamp(a, 0, 1), Math.Clamp(b, 0, 1));
        return layout.At("grid") is { Exists: true } grid ? InGrid(axis, grid) : (0, 1);
    }

    private static (double Low, double High) InGrid(Axis axis, Node grid)
    {
        int rows = (int)grid.Number("rows", 1, 1, 100), columns = (int)grid.Number("columns", 1, 1, 100);
        bool coupled = grid.Choice("pattern", "coupled", "independent") == "coupled", downwards = grid.Choice("roworder", "top to bottom", "bottom to top") == "top to bottom";
        int number = int.TryParse(axis.Id.AsSpan(1), out int given) ? given - 1 : 0;
        int across = coupled ? number : number % columns, down = coupled ? number : number / columns;
        (int place, int count) = axis.Horizontal ? (across, columns) : (downwards ? rows - 1 - down : down, rows);
        double gap = axis.Horizontal ? grid.Number("xgap", coupled ? 0.1 : 0.2, 0, 1) : grid.Number("ygap", coupled ? 0.1 : 0.3, 0, 1);
        if (place < 0 || place >= count) return (0, 1);
        double size = 1 / (count - gap);
        return (place * size, place * size + size * (1 - gap));
    }
}
