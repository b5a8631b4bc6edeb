using System.Numerics;

namespace Teaching.Fast;

/// <summary>y = (x - mean)·scale + shift, with the numbers of each channel.</summary>
internal sealed class Normalisation<T>(int channels) : INormalisation<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public T[] Means { get; } = new T[channels];
    public T[] Scales { get; } = new T[channels];
    public T[] Shifts { get; } = new T[channels];

    public ImageBlocks<T>? Beside => null;

    public void Apply(ReadOnlySpan<T> x, int block, int channel, int y, Span<T> to) =>
        ChannelSums.Normalise(x, Means[channel], Scales[channel], Shifts[channel], to);
}

/// <summary>dx = scale·(dy - a - (x - mean)·b), with the numbers of each channel.</summary>
internal sealed class NormalisationGradient<T>(int channels) : INormalisation<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers that were normalised.</summary>
    public ImageBlocks<T>? X { get; set; }

    public T[] Means { get; } = new T[channels];
    public T[] Scales { get; } = new T[channels];
    public T[] A { get; } = new T[channels];
    public T[] B { get; } = new T[channels];

    public ImageBlocks<T>? Beside => X;

    public void Apply(ReadOnlySpan<T> dy, int block, int channel, int y, Span<T> to) =>
        ChannelSums.Gradient(X!.Row(block, channel, y), Means[channel], dy, Scales[channel], A[channel], B[channel], to);
}
