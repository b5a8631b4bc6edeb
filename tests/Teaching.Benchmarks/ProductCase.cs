namespace Teaching.Benchmarks;

/// <summary>One of the three products of a layer, X (N, In), W (In, Out), dY (N, Out).</summary>
/// <param name="Kind">XW, XtdY or dYWt.</param>
/// <param name="N">The batch size.</param>
/// <param name="In">The inputs of the layer.</param>
/// <param name="Out">Its outputs.</param>
internal sealed record ProductCase(string Kind, int N, int In, int Out)
{
    /// <summary>1024³ and what a batch of 64 makes of the layers 784-256 and 256-256.</summary>
    public static IReadOnlyList<ProductCase> All { get; } =
    [
        new("XW", 1024, 1024, 1024),
        new("XW", 64, 784, 256), new("XW", 64, 256, 256), new("XtdY", 64, 784, 256), new("dYWt", 64, 784, 256),
    ];

    public double Operations => 2.0 * N * In * Out;

    public string Name => Kind switch
    {
        "XtdY" => $"XᵀdY {In}x{N}x{Out}",
        "dYWt" => $"dYWᵀ {N}x{Out}x{In}",
        _ => $"XW {N}x{In}x{Out}",
    };
}
