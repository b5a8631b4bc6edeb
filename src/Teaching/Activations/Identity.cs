namespace Teaching;

/// <summary>a = z, so da/dz = 1: the activation of a layer that has none.</summary>
public sealed class Identity : Activation
{
    /// <inheritdoc/>
    public override string Name => "";

    /// <inheritdoc/>
    public override double Value(double z) => z;

    /// <inheritdoc/>
    public override double Slope(double z) => 1;
}
