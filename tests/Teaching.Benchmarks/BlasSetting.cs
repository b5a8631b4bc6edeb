namespace Teaching.Benchmarks;

/// <summary>What a Python peer's OpenBLAS is told.</summary>
/// <param name="How">As the report calls it.</param>
/// <param name="CoreType">The core type that it takes; null for the one that it finds itself.</param>
/// <param name="KeepsSettings">Whether it sees the settings of this place.</param>
/// <param name="OneThread">Whether it has one thread, however many the peer has.</param>
internal sealed record BlasSetting(string How, string? CoreType = null, bool KeepsSettings = false, bool OneThread = false)
{
    public static BlasSetting AsInstalled { get; } = new("as installed");

    /// <summary>PyTorch and OpenBLAS each keep threads of their own, which take the processors from each other: products of small batches may take ten times as long.</summary>
    public static BlasSetting OnOneThread { get; } = new("OpenBLAS on one", OneThread: true);

    /// <summary>Those that a peer is measured with, with as many threads as itself.</summary>
    public static IReadOnlyList<BlasSetting> All { get; } =
    [
        AsInstalled, new("SKYLAKEX", "SKYLAKEX"), new("COOPERLAKE", "COOPERLAKE"),
        .. PythonPeer.Settings.Count > 0 ? new[] { new BlasSetting("as set here", KeepsSettings: true) } : [],
    ];
}
