using System.Numerics;

namespace Teaching;

/// <summary>The leaky rectifier: z above zero, slope·z below, so that no neuron is ever quite dead.</summary>
public static class LeakyRelu
{
    /// <summary>z for z above 0, else slope·z.</summary>
    public static double Of(double z, double slope = 0.01) => Of<double>(z, slope);

    /// <summary>z for z above 0, else slope·z.</summary>
    public static T Of<T>(T z, T slope) where T : struct, IBinaryFloatingPointIeee754<T> => z > T.Zero ? z : slope * z;

    /// <summary>1 for z above 0, else the slope. At 0 itself there is a kink and no derivative: the slope is the usual choice.</summary>
    public static double Derivative(double z, double slope = 0.01) => Derivative<double>(z, slope);

    /// <summary>1 for z above 0, else the slope. At 0 itself there is a kink and no derivative: the slope is the usual choice.</summary>
    public static T Derivative<T>(T z, T slope) where T : struct, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(z) ? z : z > T.Zero ? T.One : slope;
}
