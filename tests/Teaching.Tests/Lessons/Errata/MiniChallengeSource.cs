using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>
/// The losses and measures of the notebook "Mini-Challenge Gradient Descent" as lessons 05 to 07 show them, their slips included.
/// Predictions and targets are matrices (N, Out).
/// </summary>
internal static class MiniChallengeSource
{
    private const double Eps = 1e-15, Alpha = 0.9, Gamma = 2;

    public static Matrix<double> SoftmaxGrad(Matrix<double> x) => Softmax.Rows(x).Map(s => s * (1 - s));

    public static double Mse(Matrix<double> p, Matrix<double> y) => (p - y).Enumerate().Sum(d => d * d) / p.RowCount;

    public static Matrix<double> MseGrad(Matrix<double> p, Matrix<double> y) => 2 * (p - y) / p.RowCount;

    public static double Bce(Matrix<double> p, Matrix<double> y) => p.Enumerate().Zip(y.Enumerate(), Bce).Average();

    public static Matrix<double> BceGrad(Matrix<double> p, Matrix<double> y) => p.Map2((pn, yn) => (pn - yn) / (pn * (1 - pn) + Eps), y);

    /// <summary>The loss, with <c>* gamma</c>.</summary>
    public static double Focal(double p, double y) => -At(y) * (1 - Pt(p, y)) * Gamma * Math.Log(Pt(p, y));

    /// <summary>The formula in the text, with the power.</summary>
    public static double FocalFormula(double p, double y) => -At(y) * Math.Pow(1 - Pt(p, y), Gamma) * Math.Log(Pt(p, y));

    public static double FocalGrad(double p, double y)
    {
        double t = Pt(p, y);
        return At(y) * (2 * y - 1) * Math.Pow(1 - t, Gamma) * (Gamma * t * Math.Log(t) + t - 1);
    }

    public static double CrossEntropy(Matrix<double> p, Matrix<double> y) =>
        -p.Enumerate().Zip(y.Enumerate(), (pn, yn) => yn * Math.Log(Math.Clamp(pn, Eps, 1 - Eps))).Sum() / p.RowCount;

    public static Matrix<double> CrossEntropyGrad(Matrix<double> p, Matrix<double> y) => p.Map(v => Math.Clamp(v, Eps, 1 - Eps)) - y;

    public static double F1(int tp, int fp, int fn)
    {
        if (tp + fp == 0 || tp + fn == 0) return 0;
        double precision = (double)tp / (tp + fp), recall = (double)tp / (tp + fn);
        return 2 * (precision * recall) / (precision + recall);
    }

    /// <summary>What the training loop calls the loss: predictions (N, 1) against targets (N,), which NumPy makes an (N, N) table of.</summary>
    public static double PrintedLoss(double[] p, double[] y) => (from pn in p from yn in y select Bce(pn, yn)).Average();

    /// <summary>The numbers of the images in the batches of an epoch, before the shuffling.</summary>
    public static IEnumerable<int> ImagesOfAnEpoch(int images, int batchSize) => Enumerable.Range(0, images / batchSize * batchSize);

    private static double Bce(double p, double y)
    {
        double clipped = Math.Clamp(p, Eps, 1 - Eps);
        return -(y * Math.Log(clipped) + (1 - y) * Math.Log(1 - clipped));
    }

    private static double At(double y) => y == 1 ? Alpha : 1 - Alpha;

    private static double Pt(double p, double y) => y == 1 ? p : 1 - p;
}
