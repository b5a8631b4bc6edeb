using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Softmax and cross-entropy in one with a weight for each class, from logits Z (N, C): L = -1/N·Σ_n Σ_c w_c·y_nc·ln p_nc. The
/// weights may change from step to step, as a <see cref="ClassTilt"/> makes them; with all at 1 it is <see cref="SoftmaxCrossEntropyLoss{T}"/>.
/// </summary>
/// <remarks>
/// With u_n = Σ_c w_c·y_nc, the weight of example n, a row's loss is u_n·ln s_n - Σ_c w_c·y_nc·z_nc, where s_n = Σ_k e^z_nk and
/// ∂ ln s_n/∂z_nc = p_nc. So dz_nc = (u_n·p_nc - w_c·y_nc)/N, and for a one-hot row w_c·(p - y)/N.
/// </remarks>
public sealed class WeightedCrossEntropyLoss<T> : Loss<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] weights;
    private readonly Reused<T> probabilities, logarithms;

    /// <summary>A loss for so many classes, all weights 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public WeightedCrossEntropyLoss(int classes)
    {
        if (classes < 1) throw new ArgumentOutOfRangeException(nameof(classes), $"A loss needs at least one class, not {classes}.");
        weights = new double[classes];
        Array.Fill(weights, 1);
        (probabilities, logarithms) = (new(classes), new(classes));
    }

    /// <inheritdoc/>
    public override string Name => "weighted softmax with cross-entropy";

    /// <inheritdoc/>
    public override double Threshold => 0;

    /// <summary>w, a weight for each class; what is set is copied, and counts from the next Forward on.</summary>
    /// <exception cref="ArgumentException">There is another number of weights than classes, or one is negative, NaN or infinite.</exception>
    public IReadOnlyList<double> Weights
    {
        get => weights;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count != weights.Length)
                throw new ArgumentException($"The loss has {weights.Length} classes and needs as many weights, not {value.Count}.");
            for (int c = 0; c < weights.Length; c++)
            {
                if (!(value[c] >= 0) || double.IsInfinity(value[c]))
                    throw new ArgumentException($"The weight of class {c} is {NumberText.Significant(value[c], 6)}: a weight is 0 or more, and finite.");
            }
            for (int c = 0; c < weights.Length; c++) weights[c] = value[c];
        }
    }

    /// <summary>softmax(Z) of the last Forward.</summary>
    public Matrix<T>? Probabilities { get; private set; }

    /// <inheritdoc/>
    protected override double Terms(Matrix<T> P) => P.RowCount;

    /// <inheritdoc/>
    protected override void RequireTargets(Matrix<T> Y)
    {
        if (Y.ColumnCount != weights.Length)
            throw new ArgumentException($"The loss has {weights.Length} classes, but Y {Shapes.Of(Y)} has {Y.ColumnCount}.");
        LossDoor.RequireDistribution(Name, Y);
    }

    internal override Squash Applies => Squash.Softmax;

    /// <inheritdoc/>
    protected override double Sum(Matrix<T> P, Matrix<T> Y)
    {
        Probabilities = probabilities.For(P.RowCount);
        Matrix<T> logP = logarithms.For(P.RowCount);
        SoftmaxRows.LogOf(P, Probabilities, logP);
        double sum = 0;
        for (int n = 0; n < P.RowCount; n++)
        {
            for (int c = 0; c < weights.Length; c++)
            {
                if (Y.At(n, c) != T.Zero) sum -= weights[c] * double.CreateChecked(Y.At(n, c)) * double.CreateChecked(logP.At(n, c));
            }
        }
        return sum;
    }

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP)
    {
        for (int n = 0; n < P.RowCount; n++)
        {
            T u = RowWeight(Y, n);
            for (int c = 0; c < weights.Length; c++)
                dP.At(n, c, T.FusedMultiplyAdd(Probabilities!.At(n, c), u, -T.CreateChecked(weights[c]) * Y.At(n, c)));   // u·p - w·y
        }
    }

    /// <summary>
    /// How dZ of the last Forward changes when Z changes in the direction rZ (N, C): with dz = (u·p - w·y)/N and
    /// ∂p_c/∂z_k = p_c·(δ_ck - p_k) it is rdz_c = u/N·p_c·(rz_c - Σ_k p_k·rz_k).
    /// </summary>
    internal void GradientAlong(Matrix<T> rZ, Matrix<T> Y, Matrix<T> rdZ)
    {
        Matrix<T> P = Probabilities!;
        T divisor = T.CreateChecked(Reduction == Reduction.Mean ? rZ.RowCount : 1);
        for (int n = 0; n < rZ.RowCount; n++)
        {
            T mean = T.Zero, u = RowWeight(Y, n);
            for (int k = 0; k < weights.Length; k++) mean += P.At(n, k) * rZ.At(n, k);
            for (int c = 0; c < weights.Length; c++) rdZ.At(n, c, u / divisor * P.At(n, c) * (rZ.At(n, c) - mean));
        }
    }

    /// <summary>u_n = Σ_c w_c·y_nc, added from the first class to the last.</summary>
    private T RowWeight(Matrix<T> Y, int n)
    {
        T u = T.Zero;
        for (int c = 0; c < weights.Length; c++) u = T.FusedMultiplyAdd(Y.At(n, c), T.CreateChecked(weights[c]), u);
        return u;
    }
}
