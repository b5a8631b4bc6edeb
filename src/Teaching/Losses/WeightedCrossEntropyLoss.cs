using System.Numerics;
using System.Numerics.Tensors;
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
    private readonly Buffer<T> rows = new(4);
    private readonly Buffer<T> probabilities;

    /// <summary>A loss for so many classes, all weights 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public WeightedCrossEntropyLoss(int classes)
    {
        if (classes < 1) throw new ArgumentOutOfRangeException(nameof(classes), $"A loss needs at least one class, not {classes}.");
        weights = new double[classes];
        Array.Fill(weights, 1);
        probabilities = new(classes);
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
        int n = P.RowCount;
        Probabilities = probabilities.For(n);
        Span<T> scratch = MatrixView<T>.Of(rows.For(n)).Data, largest = scratch[..n], logSum = scratch.Slice(2 * n, n);
        SoftmaxRows.Of(P, Probabilities, largest, scratch.Slice(n, n));
        Elementary.Log(scratch.Slice(n, n), logSum);
        ReadOnlySpan<T> z = MatrixView<T>.Of(P).Data, y = MatrixView<T>.Of(Y).Data;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            for (int c = 0, at = i; c < weights.Length; c++, at += n)
            {
                if (y[at] != T.Zero) sum -= weights[c] * double.CreateChecked(y[at]) * double.CreateChecked(z[at] - largest[i] - logSum[i]);
            }
        }
        return sum;
    }

    /// <inheritdoc/>
    protected override void SumGradient(Matrix<T> P, Matrix<T> Y, Matrix<T> dP)
    {
        int n = P.RowCount;
        ReadOnlySpan<T> p = MatrixView<T>.Of(Probabilities!).Data, y = MatrixView<T>.Of(Y).Data;
        Span<T> dz = MatrixView<T>.Of(dP).Data, u = RowWeights(Y);
        for (int c = 0; c < weights.Length; c++)
        {
            Span<T> column = dz.Slice(c * n, n);
            TensorPrimitives.Multiply(y.Slice(c * n, n), -T.CreateChecked(weights[c]), column);
            TensorPrimitives.FusedMultiplyAdd(p.Slice(c * n, n), u, column, column);
        }
    }

    /// <summary>
    /// How dZ of the last Forward changes when Z changes in the direction rZ (N, C): with dz = (u·p - w·y)/N and
    /// ∂p_c/∂z_k = p_c·(δ_ck - p_k) it is rdz_c = u/N·p_c·(rz_c - Σ_k p_k·rz_k).
    /// </summary>
    internal void GradientAlong(Matrix<T> rZ, Matrix<T> Y, Matrix<T> rdZ)
    {
        int n = rZ.RowCount;
        ReadOnlySpan<T> p = MatrixView<T>.Of(Probabilities!).Data, rz = MatrixView<T>.Of(rZ).Data;
        Span<T> u = RowWeights(Y), rdz = MatrixView<T>.Of(rdZ).Data;
        T divisor = T.CreateChecked(Reduction == Reduction.Mean ? n : 1);
        for (int i = 0; i < n; i++)
        {
            T mean = T.Zero;
            for (int at = i; at < p.Length; at += n) mean += p[at] * rz[at];
            for (int at = i; at < p.Length; at += n) rdz[at] = u[i] / divisor * p[at] * (rz[at] - mean);
        }
    }

    /// <summary>u_n = Σ_c w_c·y_nc, added from the first class to the last.</summary>
    private Span<T> RowWeights(Matrix<T> Y)
    {
        int n = Y.RowCount;
        ReadOnlySpan<T> y = MatrixView<T>.Of(Y).Data;
        Span<T> u = MatrixView<T>.Of(rows.For(n)).Data.Slice(3 * n, n);
        u.Clear();
        for (int c = 0; c < weights.Length; c++) TensorPrimitives.FusedMultiplyAdd(y.Slice(c * n, n), T.CreateChecked(weights[c]), u, u);
        return u;
    }
}
