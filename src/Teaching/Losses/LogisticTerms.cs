namespace Teaching;

/// <summary>
/// What the losses from yes-or-no logits are made of, for one logit in double, from our own exp and log: σ(z) = 1/(1 + e⁻ᶻ) and
/// softplus(z) = ln(1 + eᶻ) = -ln σ(-z). Only e to a negative power is computed, so nothing overflows.
/// </summary>
internal readonly struct LogisticTerms
{
    private readonly double z, e;

    public LogisticTerms(double z) => (this.z, e) = (z, Elementary.Exp(-Math.Abs(z)));

    /// <summary>σ(z).</summary>
    public double Sigmoid => z < 0 ? e / (1 + e) : 1 / (1 + e);

    /// <summary>σ(-z) = 1 - σ(z), right also where σ(z) rounds to 1.</summary>
    public double Complement => z < 0 ? 1 / (1 + e) : e / (1 + e);

    /// <summary>ln(1 + eᶻ).</summary>
    public double Softplus => Math.Max(0, z) + LogOnePlusE;

    /// <summary>ln(1 + e⁻ᶻ).</summary>
    public double SoftplusOfMinus => Math.Max(0, -z) + LogOnePlusE;

    /// <summary>ln(1 + e) for small e too: the factor takes the rounding of 1 + e out again (W. Kahan).</summary>
    private double LogOnePlusE
    {
        get
        {
            double u = 1 + e;
            return u == 1 ? e : Elementary.Log(u) * (e / (u - 1));
        }
    }
}
