namespace Teaching;

/// <summary>
/// The backward pass of <see cref="TwoTwoTwo"/>: the factors of every chain, and the eight gradients made of them.
/// da_o1_do1 is ∂a_o1/∂o1, dE_dw1 is ∂E_total/∂w1. A <c>with</c> expression puts a wrong gradient in the place of a right one, to see
/// what it does.
/// Used in lesson 02.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record TwoTwoTwoGradients : ITabular
{
    private readonly TwoTwoTwo pass;

    internal TwoTwoTwoGradients(TwoTwoTwo pass)
    {
        this.pass = pass;
        dE_dw1 = dE_da_h1 * da_h1_dh1 * dh1_dw1;
        dE_dw2 = dE_da_h1 * da_h1_dh1 * dh1_dw2;
        dE_dw3 = dE_da_h2 * da_h2_dh2 * dh2_dw3;
        dE_dw4 = dE_da_h2 * da_h2_dh2 * dh2_dw4;
        dE_dw5 = dE1_da_o1 * da_o1_do1 * do1_dw5;
        dE_dw6 = dE1_da_o1 * da_o1_do1 * do1_dw6;
        dE_dw7 = dE2_da_o2 * da_o2_do2 * do2_dw7;
        dE_dw8 = dE2_da_o2 * da_o2_do2 * do2_dw8;
    }

#pragma warning disable CS1591 // The names are the formulas.
    // The output layer, from the errors back to w5..w8. E = ½·(t - a)², and σ' = a·(1 - a).
    public double dE1_da_o1 => pass.a_o1 - pass.t1;
    public double dE2_da_o2 => pass.a_o2 - pass.t2;
    public double da_o1_do1 => pass.a_o1 * (1 - pass.a_o1);
    public double da_o2_do2 => pass.a_o2 * (1 - pass.a_o2);
    public double do1_dw5 => pass.a_h1;
    public double do1_dw6 => pass.a_h2;
    public double do2_dw7 => pass.a_h1;
    public double do2_dw8 => pass.a_h2;

    // To the hidden activations, which both outputs hear: ∂E/∂a_h1 = ∂E1/∂a_h1 + ∂E2/∂a_h1, with ∂o1/∂a_h1 = w5 and so on.
    public double dE1_da_h1 => dE1_da_o1 * da_o1_do1 * pass.w5;
    public double dE_da_h1 => dE1_da_h1 + dE2_da_o2 * da_o2_do2 * pass.w7;
    public double dE_da_h2 => dE1_da_o1 * da_o1_do1 * pass.w6 + dE2_da_o2 * da_o2_do2 * pass.w8;

    // The hidden layer, from its activations back to w1..w4.
    public double da_h1_dh1 => pass.a_h1 * (1 - pass.a_h1);
    public double da_h2_dh2 => pass.a_h2 * (1 - pass.a_h2);
    public double dh1_dw1 => pass.i1;
    public double dh1_dw2 => pass.i2;
    public double dh2_dw3 => pass.i1;
    public double dh2_dw4 => pass.i2;

    // The gradients of E_total.
    public double dE_dw1 { get; init; }
    public double dE_dw2 { get; init; }
    public double dE_dw3 { get; init; }
    public double dE_dw4 { get; init; }
    public double dE_dw5 { get; init; }
    public double dE_dw6 { get; init; }
    public double dE_dw7 { get; init; }
    public double dE_dw8 { get; init; }
#pragma warning restore CS1591

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
}
