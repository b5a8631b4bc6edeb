namespace Teaching.Benchmarks;

/// <summary>What a sweep gave: of each library the seconds of an epoch at each value.</summary>
internal sealed record GrowthFigures(Sweep Sweep, IReadOnlyList<GrowthLine> Lines);

/// <summary>The seconds of one library, and with how many threads; not a number where it was not measured.</summary>
internal sealed record GrowthLine(string Library, IReadOnlyList<double> Seconds, IReadOnlyList<int> Threads);
