using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The rectifier a = max(0, z): the identity above zero, nothing below.
/// Used in lessons 01, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12.
/// </summary>
public sealed class Relu : Activation
{
    public override string Name => "ReLU";
    public override double Value(double z) => Of(z);
    public override double Slope(double z) => Derivative(z);
    internal override ElementwiseLoop Loop { get; } = new ReluLoop();

    /// <summary>max(0, z); NaN stays NaN.</summary>
    public static double Of(double z) => z <= 0 ? 0 : z;

    /// <summary>1 for z above 0, else 0. At 0 itself there is a kink and no derivative: 0 is the usual choice.</summary>
    public static double Derivative(double z) => double.IsNaN(z) ? z : z > 0 ? 1 : 0;
}
