namespace Teaching.Drawing;

/// <summary>A pie or a table in words: its entries in lines, and that they are no picture.</summary>
internal sealed class ListTrace
{
    private const int Most = 15;

    private readonly List<(string Text, Paint? Color)> lines = [];
    private readonly Node node;
    private readonly Font font;

    public ListTrace(Node node, string type, IReadOnlyList<Paint> colorway, Font font)
    {
        (this.node, this.font) = (node, font);
        if (type == "pie") Pie(colorway);
        else Rows();
        node.Record.Say(type == "pie" ? "A pie is drawn as the list of its parts." : $"A table is drawn as lines of text, at most {Most} of them.");
    }

    public string Words => string.Join("; ", lines.Select(line => line.Text));

    public void Draw(SvgCanvas svg, Space space)
    {
        (double? low, _) = node.At("domain").Pair("x");
        (_, double? high) = node.At("domain").Pair("y");
        double x = space.X(Math.Clamp(low ?? 0, 0, 1)), y = space.Y(Math.Clamp(high ?? 1, 0, 1)) + font.Size;
        foreach ((string text, Paint? color) in lines)
        {
            if (color is { } paint) svg.Rect(x, y - 10, 12, 12, paint);
            svg.Text(x + (color is null ? 0 : 20), y, TextSize.Cut(text, space.Width - x - 30, font.Size), font.Size, font.Color);
            y += font.Size * 1.6;
        }
    }

    private void Pie(IReadOnlyList<Paint> colorway)
    {
        Cells labels = node.List("labels") ?? new Cells([], null), values = node.List("values") ?? new Cells([.. labels.Numbers.Select(_ => 1.0)], null);
        Cells? colors = node.At("marker").List("colors");
        double whole = values.Numbers.Where(value => value > 0).Sum();
        if (node.Flag("sort", true)) node.Flag("showlegend", true);
        foreach (int i in Enumerable.Range(0, values.Count).Where(i => values.Numbers[i] > 0).OrderByDescending(i => values.Numbers[i]).Take(Most))
        {
            string label = Markup.Plain(labels.Text(i) is "" ? Digits.Text(i) : labels.Text(i));
            lines.Add(($"{label}: {Digits.Text(values.Numbers[i])} ({Digits.Text(values.Numbers[i] / whole * 100, 3)}%)", Paint.Of(colors?.Text(i) ?? "") ?? colorway[i % colorway.Count]));
        }
        if (values.Count > Most) lines.Add(($"and {values.Count - Most} more parts", null));
    }

    private void Rows()
    {
        Table? head = node.At("header").Table("values"), cells = node.At("cells").Table("values");
        Cells? heads = node.At("header").List("values");
        if (heads is { Texts: not null }) lines.Add((string.Join("   ", Enumerable.Range(0, heads.Count).Select(i => Markup.Plain(heads.Text(i)))), null));
        else if (head is not null) lines.Add((string.Join("   ", head.Rows.Select(cell => Markup.Plain(cell.Text(0)))), null));
        int rows = cells?.Rows.Select(column => column.Count).DefaultIfEmpty(0).Max() ?? 0;
        for (int r = 0; r < Math.Min(rows, Most); r++) lines.Add((string.Join("   ", cells!.Rows.Select(column => Markup.Plain(column.Text(r)))), null));
        if (rows > Most) lines.Add(($"and {rows - Most} more rows", null));
    }
}
