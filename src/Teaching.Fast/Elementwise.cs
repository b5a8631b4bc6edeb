namespace Teaching.Fast;

/// <summary>A function of each number alone and its slope, to be run where the numbers are in the caches: a = f(z) in place, and dZ = dA·f'(z) from a.</summary>
internal sealed record Elementwise<T>(Elementwise<T>.InPlace Forward, Elementwise<T>.Slope Backward)
{
    public delegate void InPlace(Span<T> z);

    public delegate void Slope(ReadOnlySpan<T> a, ReadOnlySpan<T> dA, Span<T> dZ);
}
