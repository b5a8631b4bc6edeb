using Teaching.Fast;

namespace Teaching;

/// <summary>The leaky rectifier: z above zero, slope·z below, so that no neuron is ever quite dead. Used in lessons 04, 05, 08.</summary>
public sealed class LeakyRelu : Activation
{
    private readonly double slope;

    /// <summary>A leaky ReLU with this slope below zero, itself above 0 and below 1.</summary>
    public LeakyRelu(double slope = 0.01)
    {
        this.slope = Require.Number(slope, slope is > 0 and < 1, "A leaky ReLU has a slope above 0 and below 1", "; without a slope it is Activation.Relu");
        Loop = new LeakyReluLoop(slope);
    }

    public override string Name => $"leaky ReLU {NumberText.Significant(slope, 6)}";
    public override double Value(double z) => Of(z, slope);
    public override double Slope(double z) => Derivative(z, slope);
    internal override ElementwiseLoop Loop { get; }

    /// <summary>z for z above 0, else slope·z.</summary>
    public static double Of(double z, double slope = 0.01) => z > 0 ? z : slope * z;

    /// <summary>1 for z above 0, else the slope. At 0 itself there is a kink and no derivative: the slope is the usual choice.</summary>
    public static double Derivative(double z, double slope = 0.01) => double.IsNaN(z) ? z : z > 0 ? 1 : slope;
}
