namespace Teaching;

/// <summary>
/// The backward pass of <see cref="TwoTwoTwo"/>: every factor of every chain, and the eight gradients made of them.
/// da_o1_do1 is ∂a_o1/∂o1, dE_dw1 is ∂E_total/∂w1. A <c>with</c> expression swaps a factor's product for a wrong one, to see what it does.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record TwoTwoTwoGradients : ITabular
{
    // The output layer, from the errors back to w5..w8.

    /// <summary>∂E1/∂a_o1 = a_o1 - t1.</summary>
    public required double dE1_da_o1 { get; init; }

    /// <summary>∂E2/∂a_o2 = a_o2 - t2.</summary>
    public required double dE2_da_o2 { get; init; }

    /// <summary>∂a_o1/∂o1 = a_o1·(1 - a_o1).</summary>
    public required double da_o1_do1 { get; init; }

    /// <summary>∂a_o2/∂o2 = a_o2·(1 - a_o2).</summary>
    public required double da_o2_do2 { get; init; }

    /// <summary>∂o1/∂w5 = a_h1.</summary>
    public required double do1_dw5 { get; init; }

    /// <summary>∂o1/∂w6 = a_h2.</summary>
    public required double do1_dw6 { get; init; }

    /// <summary>∂o2/∂w7 = a_h1.</summary>
    public required double do2_dw7 { get; init; }

    /// <summary>∂o2/∂w8 = a_h2.</summary>
    public required double do2_dw8 { get; init; }

    // From the output neurons back to the hidden activations.

    /// <summary>∂o1/∂a_h1 = w5.</summary>
    public required double do1_da_h1 { get; init; }

    /// <summary>∂o1/∂a_h2 = w6.</summary>
    public required double do1_da_h2 { get; init; }

    /// <summary>∂o2/∂a_h1 = w7.</summary>
    public required double do2_da_h1 { get; init; }

    /// <summary>∂o2/∂a_h2 = w8.</summary>
    public required double do2_da_h2 { get; init; }

    /// <summary>∂E1/∂a_h1 = ∂E1/∂a_o1 · ∂a_o1/∂o1 · ∂o1/∂a_h1.</summary>
    public required double dE1_da_h1 { get; init; }

    /// <summary>∂E2/∂a_h1 = ∂E2/∂a_o2 · ∂a_o2/∂o2 · ∂o2/∂a_h1.</summary>
    public required double dE2_da_h1 { get; init; }

    /// <summary>∂E1/∂a_h2 = ∂E1/∂a_o1 · ∂a_o1/∂o1 · ∂o1/∂a_h2.</summary>
    public required double dE1_da_h2 { get; init; }

    /// <summary>∂E2/∂a_h2 = ∂E2/∂a_o2 · ∂a_o2/∂o2 · ∂o2/∂a_h2.</summary>
    public required double dE2_da_h2 { get; init; }

    /// <summary>∂E_total/∂a_h1 = ∂E1/∂a_h1 + ∂E2/∂a_h1: both outputs hear the first hidden neuron.</summary>
    public required double dE_da_h1 { get; init; }

    /// <summary>∂E_total/∂a_h2 = ∂E1/∂a_h2 + ∂E2/∂a_h2.</summary>
    public required double dE_da_h2 { get; init; }

    // The hidden layer, from its activations back to w1..w4.

    /// <summary>∂a_h1/∂h1 = a_h1·(1 - a_h1).</summary>
    public required double da_h1_dh1 { get; init; }

    /// <summary>∂a_h2/∂h2 = a_h2·(1 - a_h2).</summary>
    public required double da_h2_dh2 { get; init; }

    /// <summary>∂h1/∂w1 = i1.</summary>
    public required double dh1_dw1 { get; init; }

    /// <summary>∂h1/∂w2 = i2.</summary>
    public required double dh1_dw2 { get; init; }

    /// <summary>∂h2/∂w3 = i1.</summary>
    public required double dh2_dw3 { get; init; }

    /// <summary>∂h2/∂w4 = i2.</summary>
    public required double dh2_dw4 { get; init; }

    // The gradients.

    /// <summary>∂E_total/∂w1 = ∂E_total/∂a_h1 · ∂a_h1/∂h1 · ∂h1/∂w1.</summary>
    public required double dE_dw1 { get; init; }

    /// <summary>∂E_total/∂w2 = ∂E_total/∂a_h1 · ∂a_h1/∂h1 · ∂h1/∂w2.</summary>
    public required double dE_dw2 { get; init; }

    /// <summary>∂E_total/∂w3 = ∂E_total/∂a_h2 · ∂a_h2/∂h2 · ∂h2/∂w3.</summary>
    public required double dE_dw3 { get; init; }

    /// <summary>∂E_total/∂w4 = ∂E_total/∂a_h2 · ∂a_h2/∂h2 · ∂h2/∂w4.</summary>
    public required double dE_dw4 { get; init; }

    /// <summary>∂E_total/∂w5 = ∂E1/∂a_o1 · ∂a_o1/∂o1 · ∂o1/∂w5.</summary>
    public required double dE_dw5 { get; init; }

    /// <summary>∂E_total/∂w6 = ∂E1/∂a_o1 · ∂a_o1/∂o1 · ∂o1/∂w6.</summary>
    public required double dE_dw6 { get; init; }

    /// <summary>∂E_total/∂w7 = ∂E2/∂a_o2 · ∂a_o2/∂o2 · ∂o2/∂w7.</summary>
    public required double dE_dw7 { get; init; }

    /// <summary>∂E_total/∂w8 = ∂E2/∂a_o2 · ∂a_o2/∂o2 · ∂o2/∂w8.</summary>
    public required double dE_dw8 { get; init; }

    /// <summary>The gradients of w1 to w8, as a new array.</summary>
    public double[] ToArray() => [dE_dw1, dE_dw2, dE_dw3, dE_dw4, dE_dw5, dE_dw6, dE_dw7, dE_dw8];

    /// <summary>A row for each weight: the factors of its chain and their product.</summary>
    public Table ToTable() => new Table("weight", "factor", "value", "factor", "value", "factor", "value", "∂E/∂w").Digits(9).Align("llrlrlrr")
        .Add("w1", "∂E/∂a_h1", dE_da_h1, "∂a_h1/∂h1", da_h1_dh1, "∂h1/∂w1", dh1_dw1, dE_dw1)
        .Add("w2", "∂E/∂a_h1", dE_da_h1, "∂a_h1/∂h1", da_h1_dh1, "∂h1/∂w2", dh1_dw2, dE_dw2)
        .Add("w3", "∂E/∂a_h2", dE_da_h2, "∂a_h2/∂h2", da_h2_dh2, "∂h2/∂w3", dh2_dw3, dE_dw3)
        .Add("w4", "∂E/∂a_h2", dE_da_h2, "∂a_h2/∂h2", da_h2_dh2, "∂h2/∂w4", dh2_dw4, dE_dw4)
        .Add("w5", "∂E1/∂a_o1", dE1_da_o1, "∂a_o1/∂o1", da_o1_do1, "∂o1/∂w5", do1_dw5, dE_dw5)
        .Add("w6", "∂E1/∂a_o1", dE1_da_o1, "∂a_o1/∂o1", da_o1_do1, "∂o1/∂w6", do1_dw6, dE_dw6)
        .Add("w7", "∂E2/∂a_o2", dE2_da_o2, "∂a_o2/∂o2", da_o2_do2, "∂o2/∂w7", do2_dw7, dE_dw7)
        .Add("w8", "∂E2/∂a_o2", dE2_da_o2, "∂a_o2/∂o2", da_o2_do2, "∂o2/∂w8", do2_dw8, dE_dw8);

    /// <summary>The table of <see cref="ToTable"/> as text.</summary>
    public override string ToString() => ToTable().ToString();

    /// <summary>The chain rule, factor by factor.</summary>
    internal static TwoTwoTwoGradients Of(TwoTwoTwo pass)
    {
        double a_h1 = pass.a_h1, a_h2 = pass.a_h2, a_o1 = pass.a_o1, a_o2 = pass.a_o2;

        double dE1_da_o1 = a_o1 - pass.t1, da_o1_do1 = a_o1 * (1 - a_o1);
        double dE2_da_o2 = a_o2 - pass.t2, da_o2_do2 = a_o2 * (1 - a_o2);

        double dE1_da_h1 = dE1_da_o1 * da_o1_do1 * pass.w5, dE2_da_h1 = dE2_da_o2 * da_o2_do2 * pass.w7;
        double dE1_da_h2 = dE1_da_o1 * da_o1_do1 * pass.w6, dE2_da_h2 = dE2_da_o2 * da_o2_do2 * pass.w8;
        double dE_da_h1 = dE1_da_h1 + dE2_da_h1, da_h1_dh1 = a_h1 * (1 - a_h1);
        double dE_da_h2 = dE1_da_h2 + dE2_da_h2, da_h2_dh2 = a_h2 * (1 - a_h2);

        return new()
        {
            dE1_da_o1 = dE1_da_o1,
            dE2_da_o2 = dE2_da_o2,
            da_o1_do1 = da_o1_do1,
            da_o2_do2 = da_o2_do2,
            do1_dw5 = a_h1,
            do1_dw6 = a_h2,
            do2_dw7 = a_h1,
            do2_dw8 = a_h2,
            do1_da_h1 = pass.w5,
            do1_da_h2 = pass.w6,
            do2_da_h1 = pass.w7,
            do2_da_h2 = pass.w8,
            dE1_da_h1 = dE1_da_h1,
            dE2_da_h1 = dE2_da_h1,
            dE1_da_h2 = dE1_da_h2,
            dE2_da_h2 = dE2_da_h2,
            dE_da_h1 = dE_da_h1,
            dE_da_h2 = dE_da_h2,
            da_h1_dh1 = da_h1_dh1,
            da_h2_dh2 = da_h2_dh2,
            dh1_dw1 = pass.i1,
            dh1_dw2 = pass.i2,
            dh2_dw3 = pass.i1,
            dh2_dw4 = pass.i2,
            dE_dw1 = dE_da_h1 * da_h1_dh1 * pass.i1,
            dE_dw2 = dE_da_h1 * da_h1_dh1 * pass.i2,
            dE_dw3 = dE_da_h2 * da_h2_dh2 * pass.i1,
            dE_dw4 = dE_da_h2 * da_h2_dh2 * pass.i2,
            dE_dw5 = dE1_da_o1 * da_o1_do1 * a_h1,
            dE_dw6 = dE1_da_o1 * da_o1_do1 * a_h2,
            dE_dw7 = dE2_da_o2 * da_o2_do2 * a_h1,
            dE_dw8 = dE2_da_o2 * da_o2_do2 * a_h2,
        };
    }
}
