namespace Teaching.Charts;

/// <summary>A straight line across the panel at one value.</summary>
internal sealed record Reference(bool Horizontal, double Value, string Text, string Color);

/// <summary>A short text at a point of the data.</summary>
internal sealed record Annotation(double X, double Y, string Text);

/// <summary>One plot: two axes and the marks between them.</summary>
internal sealed record Panel
{
    public string Title { get; init; } = "";
    public Axis X { get; init; } = new();
    public Axis Y { get; init; } = new();
    public IReadOnlyList<Mark> Marks { get; init; } = [];
    public IReadOnlyList<Reference> References { get; init; } = [];
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];
    public bool Legend { get; init; } = true;

    /// <summary>The whole panel in pixels, titles and legend included; null takes the usual size.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Whether a legend is drawn: there is a named series and nobody switched it off.</summary>
    public bool HasLegend => Legend && Marks.Any(mark => mark.LegendName != "");

    public IReadOnlyList<string>? BarLabels => Marks.Select(mark => mark.BarLabels).FirstOrDefault(labels => labels is not null);

    /// <summary>The number that decides a mark's colour: marks with colours of their own do not count.</summary>
    public int ColorIndex(int mark) => Marks.Take(mark).Count(m => m.TakesColor);
}
