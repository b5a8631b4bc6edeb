using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Softmax and cross-entropy in one with a weight for each class, from logits Z (N, C): L = -1/N·Σ_n Σ_c w_c·y_nc·ln p_nc. The
/// weights may change from step to step, as a <see cref="ClassTilt"/> makes them; with all at 1 it is <see cref="SoftmaxCrossEntropyLoss{T}"/>.
/// Used in lessons 11, 12.
/// </summary>
/// <remarks>
/// With u_n = Σ_c w_c·y_nc, the weight of example n, a row's loss is u_n·ln s_n - Σ_c w_c·y_nc·z_nc, where s_n = Σ_k e^z_nk and
/// ∂ ln s_n/∂z_nc = p_nc. So dz_nc = (u_n·p_nc - w_c·y_nc)/N, and for a one-hot row w_c·(p - y)/N.
/// </remarks>
public sealed class WeightedCrossEntropyLoss<T> : SoftmaxCrossEntropyLoss<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> weighted = new();
    private double[] weights;

    /// <summary>A loss for at least one class, all weights 1.</summary>
    public WeightedCrossEntropyLoss(int classes) =>
        weights = [.. Enumerable.Repeat(1.0, (int)Require.Number(classes, classes > 0, "A weighted loss needs at least one class"))];

    public override string Name => "weighted softmax with cross-entropy";

    /// <summary>w, a weight for each class; what is set is copied, and counts from the next Forward on.</summary>
    /// <exception cref="ArgumentException">The number of weights is not that of the classes, or a weight is negative, NaN or infinite.</exception>
    public IReadOnlyList<double> Weights
    {
        get => weights;
        set
        {
            double[] given = [.. Require.Given(value)];
            if (given.Length != weights.Length)
                throw new ArgumentException($"The loss has {weights.Length} classes and needs as many weights, not {given.Length}.");
            int wrong = Array.FindIndex(given, w => !(w >= 0 && double.IsFinite(w)));
            if (wrong >= 0)
                throw new ArgumentException($"The weight of class {wrong} is {NumberText.Significant(given[wrong], 6)}: a weight is 0 or more, and finite.");
            weights = given;
        }
    }

    protected override void RequireTargets(Matrix<T> Y)
    {
        if (Y.ColumnCount != weights.Length)
            throw new ArgumentException($"The loss has {weights.Length} classes, but Y {Shapes.Of(Y)} has {Y.ColumnCount}.");
        base.RequireTargets(Y);
    }

    protected override double Sum(Matrix<T> Z, Matrix<T> Y) => base.Sum(Z, Weighted(Y));
    protected override void SumGradient(Matrix<T> Z, Matrix<T> Y, Matrix<T> dZ) => SoftmaxRows.MinusTargets(P!, Weighted(Y), dZ);   // u·p - w·y

    /// <summary>w_c·y_nc, whose row sums are u.</summary>
    private Matrix<T> Weighted(Matrix<T> Y) => Entries.ScaleColumns(Y, weights, weighted.Like(Y));

    /// <summary>
    /// How dZ of the last Forward changes when Z changes in the direction rZ (N, C): with dz = (u·p - w·y)/N and
    /// ∂p_c/∂z_k = p_c·(δ_ck - p_k) it is rdz_c = u/N·p_c·(rz_c - Σ_k p_k·rz_k).
    /// </summary>
    internal void GradientAlong(Matrix<T> rZ, Matrix<T> Y, Matrix<T> rdZ)
    {
        Matrix<T> wY = Weighted(Y);
        T divisor = T.CreateChecked(Reduction == Reduction.Mean ? rZ.RowCount : 1);
        for (int n = 0; n < rZ.RowCount; n++)
        {
            T u = Rows.Sum(wY, n), mean = T.Zero;
            for (int k = 0; k < weights.Length; k++) mean += P!.At(n, k) * rZ.At(n, k);
            for (int c = 0; c < weights.Length; c++) rdZ.At(n, c, u / divisor * P!.At(n, c) * (rZ.At(n, c) - mean));
        }
    }
}

/// <summary>
/// A schedule of class weights that emphasises one class after the other. In each period of T steps the weight of the class
/// in turn climbs from 1 to A and goes back, w(s) = 1 + 2s(A - 1)/T for s &lt; T/2 and 2A - 2s(A - 1)/T - 1 from there on, the
/// others have 1; then all are scaled so that their sum is the number of classes C. The next period is the next class's.
/// Source: M. Ruiz-Garcia et al., "Tilting the playing field: Dynamical loss functions for machine learning", 2021.
/// <code>loss.Weights = new ClassTilt(classes: 3, period: 5000, most: 70).At(step);</code>
/// </summary>
public sealed class ClassTilt
{
    /// <summary>A schedule for C classes, at least 2, with a period T of at least 2 steps; most is A, 1 or more, and 1 tilts nothing.</summary>
    public ClassTilt(int classes, int period, double most)
    {
        Classes = (int)Require.Number(classes, classes >= 2, "A tilt needs at least two classes");
        Period = period >= 2 ? period : throw new ArgumentOutOfRangeException(nameof(period),
            $"A weight cannot rise and fall in a period of {period} steps: it takes at least 2.");
        Most = Require.Number(most, most >= 1 && double.IsFinite(most), "The weight of the class in turn rises to a finite number of 1 or more");
    }

    public int Classes { get; }
    public int Period { get; }
    public double Most { get; }

    /// <summary>The class in turn at a step, counted from 0.</summary>
    public int ClassAt(long step) => step >= 0 ? (int)(step / Period % Classes)
        : throw new ArgumentOutOfRangeException(nameof(step), $"Steps are counted from 0, and there is no step {step}.");

    /// <summary>The weights of all classes at a step, counted from 0; their sum is C.</summary>
    public double[] At(long step)
    {
        int turn = ClassAt(step);
        double s = step % Period, slope = 2 * (Most - 1) / Period;
        double w = s < Period / 2.0 ? 1 + s * slope : 2 * Most - s * slope - 1;
        double scale = Classes / (Classes - 1 + w);
        return [.. Enumerable.Range(0, Classes).Select(c => c == turn ? w * scale : scale)];
    }

    public override string ToString() => FormattableString.Invariant(
        $"class tilt up to {NumberText.Significant(Most, 6)} in periods of {Period:N0} steps, {Classes} classes");
}
