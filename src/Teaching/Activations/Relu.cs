using System.Numerics;
using Teaching.Fast;

namespace Teaching;

/// <summary>The rectifier a = max(0, z): the identity above zero, nothing below. Used in lessons 01, 04, 06, 07, 08, 09, 10, 11.</summary>
public sealed class Relu : Activation
{
    private static readonly ReluLoop loop = new();

    public override string Name => "ReLU";
    public override double Value(double z) => Of(z);
    public override double Slope(double z) => Derivative(z);
    internal override ElementwiseLoop Loop => loop;

    /// <summary>max(0, z); NaN stays NaN.</summary>
    public static double Of(double z) => Of<double>(z);

    /// <inheritdoc cref="Of(double)"/>
    public static T Of<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T> => z <= T.Zero ? T.Zero : z;

    /// <summary>1 for z above 0, else 0. At 0 itself there is a kink and no derivative: 0 is the usual choice.</summary>
    public static double Derivative(double z) => Derivative<double>(z);

    /// <inheritdoc cref="Derivative(double)"/>
    public static T Derivative<T>(T z) where T : struct, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(z) ? z : z > T.Zero ? T.One : T.Zero;
}
