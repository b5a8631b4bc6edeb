using System.Numerics;

namespace Teaching.Data;

/// <summary>
/// How a pixel byte becomes a number: a table of 256 values, worked out once. <see cref="ZeroToOne"/> is b / 255;
/// <see cref="Normalised"/> then takes the mean away and divides by the standard deviation.
/// </summary>
public sealed class PixelScale
{
    private readonly double[] doubles = new double[256];
    private readonly float[] floats = new float[256];

    private PixelScale(double mean, double deviation)
    {
        for (int b = 0; b < 256; b++)
        {
            doubles[b] = (b / 255.0 - mean) / deviation;
            floats[b] = (b / 255f - (float)mean) / (float)deviation;
        }
    }

    /// <summary>x = b / 255: paper is 0, full ink is 1.</summary>
    public static PixelScale ZeroToOne { get; } = new(0, 1);

    /// <summary>x = (b / 255 - mean) / deviation; with those of the training images the inputs have mean 0 and deviation 1.</summary>
    /// <exception cref="ArgumentException">One of them is not finite, or the deviation is not above zero.</exception>
    public static PixelScale Normalised(double mean, double deviation)
    {
        if ((float)deviation <= 0 || !float.IsFinite((float)mean) || !float.IsFinite((float)deviation))
            throw new ArgumentException(FormattableString.Invariant($"Pixels cannot be normalised with mean {mean} and deviation {deviation}: both must be finite, the deviation above zero."));
        return new(mean, deviation);
    }

    /// <summary>The value of every byte.</summary>
    internal T[] Table<T>() where T : struct, IBinaryFloatingPointIeee754<T> =>
        (object)floats as T[] ?? (object)doubles as T[] ?? throw new NotSupportedException($"Pixels become float or double, not {typeof(T).Name}.");
}
