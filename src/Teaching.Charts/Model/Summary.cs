namespace Teaching.Charts;

/// <summary>A chart in words: for a terminal, for readers who cannot see it, and for comparing two runs.</summary>
internal static class Summary
{
    /// <summary>The title, then for each panel its axes and its marks, then what was left out.</summary>
    public static string Of(FrameSeries frames)
    {
        Figure figure = frames.Shown.Figure;
        var lines = new List<string>();
        if (figure.IsGrid) lines.Add(figure.Title == "" ? $"{figure.Panels.Count} panels" : figure.Title);
        foreach (Panel panel in figure.Panels) lines.AddRange(PanelLines(panel));
        if (frames.Slider is { } name)
        {
            lines.Add($"slider over {name}: {Count(frames.All.Count, "step")} from {frames.All[0].Label} "
                + $"to {frames.All[^1].Label}, shown at {frames.Shown.Label}");
        }
        lines.AddRange(LeftOut.Sentences(figure));
        return string.Join('\n', lines);
    }

    /// <summary>"1 point", "3 points".</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static IEnumerable<string> PanelLines(Panel panel)
    {
        string kinds = string.Join(" and ", panel.Marks.Select(mark => mark.Kind).Distinct());
        yield return panel.Title == "" ? Capital(kinds) : $"{panel.Title} ({kinds})";
        string axes = string.Join(", ", new[] { Axis("x", panel.X), Axis("y", panel.Y) }.Where(text => text != ""));
        if (axes != "") yield return $"  {axes}";
        foreach (Mark mark in panel.Marks) yield return $"  {mark.Describe(panel)}";
        foreach (Reference line in panel.References)
        {
            yield return $"  line at {(line.Horizontal ? "y" : "x")} = {NumberText.Significant(line.Value, 6)}{(line.Text == "" ? "" : $": {line.Text}")}";
        }
        foreach (Annotation note in panel.Annotations) yield return $"  note at ({NumberText.Significant(note.X, 6)}, {NumberText.Significant(note.Y, 6)}): {note.Text}";
    }

    private static string Axis(string letter, Axis axis)
    {
        if (axis.Hidden || (axis.Title == "" && !axis.Log)) return "";
        return $"{letter}: {axis.Title}{(axis.Log ? " (log)" : "")}";
    }

    private static string Capital(string text) => text == "" ? "Empty panel" : char.ToUpperInvariant(text[0]) + text[1..];
}
