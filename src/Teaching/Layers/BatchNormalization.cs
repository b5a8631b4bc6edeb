using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Batch normalisation: each channel gets mean 0 and variance 1 over the batch and all pixels, then a scale γ and a shift β that are
/// learned. In evaluation mode it takes the running mean and variance, so that the output for one image does not depend on the others.
/// Source: S. Ioffe and C. Szegedy, "Batch Normalization", 2015.
/// Used in lessons 08, 10.
/// </summary>
/// <remarks>
/// Over the M = N·H·W numbers of a channel: μ = Σx/M, σ² = Σ(x - μ)²/M, x̂ = (x - μ)/√(σ² + ε), y = γ·x̂ + β. So dβ = Σdy and dγ = Σdy·x̂.
/// Every x also moves μ and σ: with dx̂ = γ·dy, s = 1/√(σ² + ε), it is dx = s·(dx̂ - Σdx̂/M - x̂·Σ(dx̂·x̂)/M) = γ·s·(dy - dβ/M - x̂·dγ/M); the
/// two sums are what is left of ∂μ/∂x = 1/M and ∂σ²/∂x = 2(x - μ)/M. In evaluation mode μ and σ are constants: dx = γ·s·dy.
/// ε = 1e-5 keeps a channel of equal numbers from 0/0. After each training batch running ← running + 0.1·(batch's - running), the variance
/// with M - 1 in place of M, as in PyTorch.
/// </remarks>
public sealed class BatchNormalization<T> : Layer<T>, IImageLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const double Momentum = 0.1, Epsilon = 1e-5;
    private readonly double[] mean, squares, scale, factor, sums, products;
    private readonly Normalisation<T> normalisation;
    private readonly NormalisationGradient<T> gradient;
    private readonly ImageBlocks<T> ys, dxs;
    private readonly KeptBlocks<T> xs = new(), dys = new();
    private Matrix<T>? X, Y;
    private bool trained;

    /// <summary>For X (N, In): each column by itself.</summary>
    public BatchNormalization(int width) : this(new ImageShape(width, 1, 1)) { }

    /// <summary>For images: each channel by itself, over all images and pixels. No size may be below 1.</summary>
    public BatchNormalization(ImageShape input)
    {
        Input = input.Require("Batch normalisation");
        (mean, squares, scale, factor, sums, products) = (Numbers(), Numbers(), Numbers(), Numbers(), Numbers(), Numbers());
        (normalisation, gradient) = (new(input.Channels), new(input.Channels));
        (ys, dxs) = (new(Planes), new(Planes));
        (gamma, beta, dgamma, dbeta) = (Row(1), Row(0), Row(0), Row(0));
        (RunningMean, RunningVariance) = (Row(0), Row(1));
        Parameters = [new("gamma", gamma, dgamma), new("beta", beta, dbeta)];
        Statistics = [("running mean", RunningMean), ("running variance", RunningVariance)];
        double[] Numbers() => new double[input.Channels];
        Matrix<T> Row(int value) => Matrix<T>.Build.Dense(1, input.Channels, T.CreateChecked(value));
    }

    public override string Name => $"Batch normalisation {Input.Channels}";

    /// <summary>(C, H, W) of X and Y; (In, 1, 1) where they are no images.</summary>
    public ImageShape Input { get; }
    public override int Inputs => Input.Size;
    private Planes Planes => new(Input.Channels, Input.Height, Input.Width);

    /// <summary>γ and β (1, C), 1 and 0 at the start, and after Backward their gradients.</summary>
    public Matrix<T> gamma { get; }
    public Matrix<T> beta { get; }
    public Matrix<T> dgamma { get; }
    public Matrix<T> dbeta { get; }

    /// <summary>The running mean and variance (1, C), 0 and 1 at the start.</summary>
    public Matrix<T> RunningMean { get; }
    public Matrix<T> RunningVariance { get; }

    public override IReadOnlyList<Parameter<T>> Parameters { get; }
    public override IReadOnlyList<(string Name, Matrix<T> Value)> Statistics { get; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        this.X = RequireInput(X);
        RequireTwo(X.RowCount);
        if (trained) ChannelSums.Moments(X, mean, squares);   // μ and Σ(x - μ)²
        Statistic(X.RowCount);
        return Y = ChannelSums.Normalise(X, mean, factor, beta, OutputFor(X.RowCount));   // γ·x̂ + β with x̂ = (x - μ)·s
    }

    ImageBlocks<T> IImageLayer<T>.Forward(ImageBlocks<T> X)
    {
        Sees(X);
        RequireTwo(X.Count);
        gradient.X = X.Settled(xs);
        if (trained) BlockSums.Moments(gradient.X, mean, normalisation.Means, squares);
        Statistic(X.Count);
        for (int c = 0; c < mean.Length; c++)
        {
            (normalisation.Means[c], normalisation.Scales[c]) = (T.CreateChecked(mean[c]), T.CreateChecked(factor[c]));
            normalisation.Shifts[c] = beta[0, c];
        }
        return ys.Over(gradient.X, normalisation);
    }

    private void RequireTwo(int rows)
    {
        trained = IsTraining;
        if (trained && rows * Input.Plane < 2)
            throw new ArgumentException($"{Name} cannot normalise a batch with one number a channel, X ({rows}, {Inputs}): its variance is 0 and nothing "
                + "would be left. Train with at least two examples in every batch, including the last; in evaluation mode one is enough.");
    }

    /// <summary>Moves the running mean and variance, or takes them: s and γ·s of each channel.</summary>
    private void Statistic(int rows)
    {
        double M = (double)rows * Input.Plane;
        for (int c = 0; c < mean.Length; c++)
        {
            if (trained)
            {
                Move(RunningMean, c, mean[c]);
                Move(RunningVariance, c, squares[c] / (M - 1));
            }
            else mean[c] = At(RunningMean, c);
            scale[c] = 1 / Math.Sqrt((trained ? squares[c] / M : At(RunningVariance, c)) + Epsilon);
            factor[c] = scale[c] * At(gamma, c);
        }
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        if (Seen.X is ImageBlocks<T>) return ImageRun.Of(this).Backward(dY)!;
        RequireGradient(dY, Y);
        ChannelSums.GradientSums(X!, mean, dY, sums, products);   // Σdy and Σdy·(x - μ)
        ParameterGradients(dY.RowCount);
        return ChannelSums.Gradient(X!, mean, dY, factor, sums, products, InputGradientFor(dY.RowCount));   // γ·s·(dy - dβ/M - x̂·dγ/M)
    }

    ImageBlocks<T> IImageLayer<T>.Backward(ImageBlocks<T> dY, bool wanted)
    {
        dY = dY.Settled(dys);
        BlockSums.Gradients(gradient.X!, normalisation.Means, dY, sums, products);
        ParameterGradients(dY.Count);
        for (int c = 0; c < mean.Length; c++)
        {
            (gradient.Means[c], gradient.Scales[c]) = (normalisation.Means[c], T.CreateChecked(factor[c]));
            (gradient.A[c], gradient.B[c]) = (T.CreateChecked(sums[c]), T.CreateChecked(products[c]));
        }
        return dxs.Over(dY, gradient);
    }

    /// <summary>dβ and dγ, and from the sums what dx takes of them: γ·s, dβ/M, s·dγ/M.</summary>
    private void ParameterGradients(int rows)
    {
        double M = trained ? (double)rows * Input.Plane : double.PositiveInfinity;
        for (int c = 0; c < mean.Length; c++)
        {
            double s = scale[c], dBeta = sums[c], dGamma = products[c] * s;   // Σdy, Σdy·x̂
            (dbeta[0, c], dgamma[0, c]) = (T.CreateChecked(dBeta), T.CreateChecked(dGamma));
            (factor[c], sums[c], products[c]) = (s * At(gamma, c), dBeta / M, s * dGamma / M);
        }
    }

    private static double At(Matrix<T> row, int c) => double.CreateChecked(row[0, c]);

    /// <summary>running ← running + 0.1·(batch's - running).</summary>
    private void Move(Matrix<T> running, int c, double batch) => running[0, c] = T.CreateChecked(At(running, c) + Momentum * (batch - At(running, c)));
}
