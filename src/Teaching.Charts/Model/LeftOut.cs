namespace Teaching.Charts;

internal static class LeftOut
{
    /// <summary>One sentence for each series and reason.</summary>
    public static IEnumerable<string> Sentences(Figure figure) =>
        figure.Panels.SelectMany(panel => panel.Marks.SelectMany(mark => mark.LeftOut(panel)).Concat(References(panel)));

    /// <summary>"Left out: 2 values of 'loss' that are not finite." or nothing when the count is zero.</summary>
    public static IEnumerable<string> Sentence(int count, string what, string name, string reason)
    {
        if (count == 0) yield break;
        string of = name == "" ? "" : $" of '{name}'";
        yield return $"Left out: {count} {(count == 1 ? what : what + "s")}{of} that {(count == 1 ? "is" : "are")} {reason}.";
    }

    private static IEnumerable<string> References(Panel panel)
    {
        int bad = panel.References.Count(line => (line.Horizontal ? panel.Y : panel.X).Log && line.Value <= 0);
        return Sentence(bad, "reference line", "", "at or below zero, which a log axis cannot show");
    }
}
