namespace Teaching.Charts;

/// <summary>One axis of a panel, as asked for; the range that is missing here comes from the data.</summary>
internal sealed record Axis
{
    public string Title { get; init; } = "";
    public bool Log { get; init; }
    public double? Min { get; init; }
    public double? Max { get; init; }

    /// <summary>Names at 0, 1, 2, ... in place of numbers, for bars and heatmaps.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Not drawn at all: network drawings and images have no axes.</summary>
    public bool Hidden { get; init; }

    /// <summary>Runs down instead of up, as the rows of a matrix do.</summary>
    public bool Reversed { get; init; }
}
