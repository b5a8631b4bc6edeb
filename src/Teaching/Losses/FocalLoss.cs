using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The focal loss for rare yes-or-no classes, from logits Z (N, Out) and targets 0 or 1:
/// L = -1/(N·Out)·Σ α_t·(1 - p_t)^γ·ln p_t, where p_t is the probability of the right answer and α_t = α for yes, 1 - α for no.
/// What is already answered well counts little: with γ = 2 an answer of 0.9 weighs a hundredth. γ = 0 and α = ½ give half the
/// binary cross-entropy. Source: T.-Y. Lin et al., "Focal Loss for Dense Object Detection", 2017.
/// </summary>
/// <remarks>
/// Let u = z for yes and -z for no, so p_t = σ(u), 1 - p_t = σ(-u) =: q and -ln p_t = softplus(-u). Then (1 - p_t)^γ = e^(-γ·softplus(u)),
/// which needs no ln of a rounded number, and a term is f(u) = q^γ·softplus(-u). With dq/du = -q·p_t the product rule gives
/// df/du = γ·q^(γ-1)·(-q·p_t)·softplus(-u) - q^γ·q = -q^γ·(γ·p_t·softplus(-u) + q), and dz = ±α_t·df/du with the sign of u.
/// </remarks>
public sealed class FocalLoss<T> : Loss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Func<double, double, double> term, slope;

    /// <summary>A focal loss with a finite γ of 0 or more and an α between 0 and 1; the authors' own choice is γ = 2, α = 0.25.</summary>
    public FocalLoss(double gamma = 2, double alpha = 0.25)
    {
        Gamma = Require.Number(gamma, gamma >= 0 && double.IsFinite(gamma), "The focal loss needs a γ of 0 or more, such as 2");
        Alpha = Require.Number(alpha, alpha is > 0 and < 1, "The focal loss needs an α between 0 and 1, the weight of yes against no");
        (term, slope) = ((z, y) => At(z, y).Term, (z, y) => At(z, y).Slope);
    }

    /// <summary>γ, which lets easy examples count little, and α, the weight of yes; no has 1 - α.</summary>
    public double Gamma { get; }
    public double Alpha { get; }
    public override string Name => "focal loss";
    internal override Squash Applies => Squash.Sigmoid;
    protected override void RequireTargets(Matrix<T> Y) => Targets.RequireYesOrNo(Called, Y);
    protected override double Sum(Matrix<T> Z, Matrix<T> Y) => SumOver(Z, Y, term);
    protected override void SumGradient(Matrix<T> Z, Matrix<T> Y, Matrix<T> dZ) => MapOver(Z, Y, dZ, slope);

    /// <summary>α_t·f(u) and its derivative by z. All that is needed of u comes from one power, e = e^-|u|: p_t, q and both softplus.</summary>
    private (double Term, double Slope) At(double z, double y)
    {
        double sign = y == 1 ? 1 : -1, u = sign * z, alpha = y == 1 ? Alpha : 1 - Alpha;
        double e = Elementary.Exp(-Math.Abs(u)), near = 1 / (1 + e), far = e / (1 + e), log = Elementary.LogOnePlus(e);
        (double p, double q) = u >= 0 ? (near, far) : (far, near);
        double softplus = Relu.Of(u) + log, minusLogP = Relu.Of(-u) + log;
        double focus = Gamma == 0 ? 1 : Elementary.Exp(-Gamma * softplus);   // q^γ
        double df = -focus * (Gamma * p * minusLogP + q);
        return (alpha * focus * minusLogP, alpha * (sign * df));
    }
}
