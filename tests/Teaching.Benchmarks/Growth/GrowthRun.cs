namespace Teaching.Benchmarks;

/// <summary>All that the page tells of one run.</summary>
/// <param name="Machine">Its processors and the runtime.</param>
/// <param name="Date">The day.</param>
/// <param name="Load">How busy the machine was.</param>
/// <param name="Rounds">Of how many runs a figure is the median.</param>
/// <param name="Data">The images.</param>
/// <param name="Peers">Their versions.</param>
/// <param name="Missing">The libraries that were looked for and not found.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record GrowthRun(
    string Machine, string Date, string Load, int Rounds, string Data, IReadOnlyList<string> Peers, IReadOnlyList<string> Missing, IReadOnlyList<GrowthFigures> Figures);
