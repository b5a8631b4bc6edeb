namespace Teaching.TorchSharpPeer;

/// <summary>What the benchmark asks for: an epoch of a network, over so many images.</summary>
internal sealed record Order(int[]? Widths, double Dropout, int Batch, double Rate, double Momentum, int Images);
