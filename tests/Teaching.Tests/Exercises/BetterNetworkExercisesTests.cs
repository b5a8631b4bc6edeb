using Mat = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 08 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class BetterNetworkExercisesTests
{
    [Fact]
    public void Adam_is_right_in_three_styles()
    {
        Assert.True(BetterNetworkExercises.Adam.Judge(Adam).IsRight);
        Assert.True(BetterNetworkExercises.Adam.Judge((W, dW, m, v, t, lr) =>
        {
            // entry by entry, in place
            for (int i = 0; i < W.RowCount; i++)
            {
                for (int j = 0; j < W.ColumnCount; j++)
                {
                    double g = dW[i, j];
                    m[i, j] = 0.9 * m[i, j] + (1 - 0.9) * g;
                    v[i, j] = 0.999 * v[i, j] + (1 - 0.999) * g * g;
                    W[i, j] -= lr * (m[i, j] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i, j] / (1 - Math.Pow(0.999, t))) + 1e-8);
                }
            }
            return (W, m, v);
        }).IsRight);
        Assert.True(BetterNetworkExercises.Adam.Judge((W, dW, m, v, t, lr) =>
        {
            // the corrections as one factor, as the article suggests for speed
            (m, v) = (0.9 * m + 0.1 * dW, 0.999 * v + 0.001 * dW.PointwisePower(2));
            double root = Math.Sqrt(1 - Math.Pow(0.999, t));
            return (W - lr * root / (1 - Math.Pow(0.9, t)) * m.PointwiseDivide(v.PointwiseSqrt() + 1e-8 * root), m, v);
        }).IsRight);
    }

    public static TheoryData<BetterNetworkExercises.AdamFunction, string> WrongAdams => new()
    {
        { (_, _, _, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (W, dW, m, v, t, lr) => Step(W, 0.9 * m + 0.1 * dW, 0.999 * v + 0.001 * Squares(dW), lr), "correction of the start is missing" },
        { (W, dW, m, v, t, lr) => (Adam(W, dW, m, v, t, lr).W, Adam(W, dW, m, v, t, lr).m / (1 - Math.Pow(0.9, t)), Adam(W, dW, m, v, t, lr).v / (1 - Math.Pow(0.999, t))), "corrected m and v are returned" },
        { (W, dW, m, v, t, lr) => Corrected(W, dW, m, v, lr, 0.1, 0.001), "divides by 1 - 0.9 in every step" },
        { (W, dW, m, v, t, lr) => Corrected(W, dW, m, v, lr, 1 - Math.Pow(0.9, t + 1), 1 - Math.Pow(0.999, t + 1)), "off by one: the power is t + 1" },
        { (W, dW, m, v, t, lr) => Corrected(W, dW, m, v, lr, 1 - Math.Pow(0.9, t - 1), 1 - Math.Pow(0.999, t - 1)), "throws DivideByZeroException" },
        { (W, dW, m, v, t, lr) => Corrected(W, dW, m, v, lr, 1 - Math.Pow(0.9, t), 1), "v is not corrected" },
        { (W, dW, m, v, t, lr) => Corrected(W, dW, m, v, lr, 1, 1 - Math.Pow(0.999, t)), "m is not corrected" },
        { (W, dW, m, v, t, lr) => Adam(W, dW, m, v, t, -lr), "uphill" },
        { (W, dW, m, v, t, lr) => Adam(W, dW, m, v, t, 1), "learning rate is missing" },
        { (W, dW, m, v, t, lr) => (Adam(W, dW, m, v, t, lr).W - W, Adam(W, dW, m, v, t, lr).m, Adam(W, dW, m, v, t, lr).v), "the first result is the step" },
        { (W, dW, m, v, t, lr) => With(W, dW, m, v, t, lr, (mHat, vHat) => mHat.PointwiseDivide((vHat + 1e-8).PointwiseSqrt())), "ε stands under the root" },
        { (W, dW, m, v, t, lr) => With(W, dW, m, v, t, lr, (mHat, vHat) => mHat.PointwiseDivide(vHat.PointwiseSqrt())), "ε is missing" },
        { (W, dW, m, v, t, lr) => With(W, dW, m, v, t, lr, (mHat, vHat) => mHat.PointwiseDivide(vHat + 1e-8)), "its root is missing" },
        { (W, dW, m, v, t, lr) => With(W, dW, m, v, t, lr, (_, vHat) => dW.PointwiseDivide(vHat.PointwiseSqrt() + 1e-8)), "follows the gradient itself" },
        { (W, dW, m, v, t, lr) => (W, 0.1 * m + 0.9 * dW, v), "m in the first step is 9 times" },
        { (W, dW, m, v, t, lr) => { var right = Adam(W, dW, m, v, t, lr); return (right.W, right.m, 0.999 * v + 0.001 * dW); }, "v in the first step differs" },
        { (W, dW, m, v, t, lr) => { var right = Adam(W, dW, m, v, t, lr); return (right.W, right.m, null!); }, "v in the first step is null" },
    };

    [Theory]
    [MemberData(nameof(WrongAdams), DisableDiscoveryEnumeration = true)]
    public void A_wrong_Adam_is_told_its_kind(BetterNetworkExercises.AdamFunction answer, string kind) =>
        Told.Kind(BetterNetworkExercises.Adam.Judge(answer), kind, @"\d\.\d\d\d\d");

    [Fact]
    public void Normalising_is_right_in_two_styles()
    {
        Assert.True(BetterNetworkExercises.Normalise.Judge(Normalise).IsRight);
        Assert.True(BetterNetworkExercises.Normalise.Judge((Z, gamma, beta) =>
        {
            // the library's layer, with its own γ and β
            var layer = new BatchNormalization<double>(Z.ColumnCount);
            gamma.CopyTo(layer.gamma);
            beta.CopyTo(layer.beta);
            return layer.Forward(Z);
        }).IsRight);
        Assert.True(BetterNetworkExercises.Normalise.Judge((Z, gamma, beta) =>
        {
            // with whole matrices, and the variance as the mean square less the square of the mean
            Mat ones = Mat.Build.Dense(Z.RowCount, 1, 1), mu = Z.ColumnSums().ToRowMatrix() / Z.RowCount;
            Mat variance = Squares(Z).ColumnSums().ToRowMatrix() / Z.RowCount - Squares(mu);
            return (Z - ones * mu).PointwiseDivide(ones * (variance + 1e-5).PointwiseSqrt()).PointwiseMultiply(ones * gamma) + ones * beta;
        }).IsRight);
    }

    public static TheoryData<BetterNetworkExercises.NormaliseFunction, string> WrongNormalisations => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (Z, gamma, beta) => Normalise(Z, gamma, beta, n => n - 1), "divides by N - 1" },
        { (Z, gamma, beta) => Normalise(Z, gamma, beta, epsilon: 0), "one and the same number in every row holds a NaN" },
        { (Z, gamma, beta) => Normalise(Z, gamma, beta, root: v => Math.Sqrt(v) + 1e-5), "ε stands outside the root" },
        { (Z, gamma, beta) => Normalise(Z, gamma, beta, root: v => v + 1e-5), "its root is missing" },
        { (Z, gamma, beta) => Normalise(Z, gamma, beta, root: _ => 1), "nothing is divided by the deviation" },
        { (Z, gamma, beta) => Normalise(Z, 0 * gamma + 1, 0 * beta), "γ and β are missing" },
        { (Z, gamma, beta) => Normalise(Z, gamma, 0 * beta), "β is missing" },
        { (Z, gamma, beta) => Normalise(Z, 0 * gamma + 1, beta), "γ is missing" },
        { (Z, gamma, beta) => Normalise(Z, beta, gamma), "exchanged" },
        { (Z, gamma, beta) => Z.MapIndexed((n, j, z) => gamma[0, j] * (Normalise(Z, 0 * gamma + 1, 0 * beta)[n, j] + beta[0, j])), "added before" },
        { (Z, gamma, beta) => Z.MapIndexed((n, j, z) => gamma[0, j] * z / Math.Sqrt(Z.Column(j).Average(x => x * x) - Math.Pow(Z.Column(j).Average(), 2) + 1e-5) + beta[0, j]), "mean is not subtracted" },
        { (Z, gamma, beta) => Z.MapIndexed((n, j, z) => gamma[0, j] * (z - Z.Column(j).Average()) / Math.Sqrt(Z.Column(j).Average(x => x * x) + 1e-5) + beta[0, j]), "variance is that around 0" },
        { (Z, gamma, beta) => Z.MapIndexed((n, j, z) => gamma[0, j] * Normalise(Z.Transpose(), 1, 0)[j, n] + beta[0, j]), "along the rows" },
        { (Z, gamma, beta) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongNormalisations), DisableDiscoveryEnumeration = true)]
    public void A_wrong_normalisation_is_told_its_kind(BetterNetworkExercises.NormaliseFunction answer, string kind) =>
        Told.Kind(BetterNetworkExercises.Normalise.Judge(answer), kind);

    [Fact]
    public void The_way_back_is_right_in_three_styles()
    {
        Assert.True(BetterNetworkExercises.NormaliseBack.Judge((Z, gamma, dY) => WayBack(Z, gamma, dY)).IsRight);
        Assert.True(BetterNetworkExercises.NormaliseBack.Judge((Z, gamma, dY) =>
        {
            var layer = new BatchNormalization<double>(Z.ColumnCount);
            gamma.CopyTo(layer.gamma);
            layer.Forward(Z);
            return (layer.Backward(dY), layer.dgamma, layer.dbeta);
        }).IsRight);
        Assert.True(BetterNetworkExercises.NormaliseBack.Judge((Z, gamma, dY) =>
        {
            // step by step, as the article derives it: through the variance, then through the mean
            var (dZ, dgamma, dbeta) = (0 * Z, 0 * gamma, 0 * gamma);
            int N = Z.RowCount;
            for (int j = 0; j < Z.ColumnCount; j++)
            {
                var (z, dy) = (Z.Column(j), dY.Column(j));
                var centred = z - z.Sum() / N;
                double variance = centred.DotProduct(centred) / N + 1e-5;
                (dgamma[0, j], dbeta[0, j]) = (dy.DotProduct(centred) / Math.Sqrt(variance), dy.Sum());
                var dh = gamma[0, j] * dy;
                double dVariance = -0.5 * dh.DotProduct(centred) * Math.Pow(variance, -1.5);
                double dMean = -dh.Sum() / Math.Sqrt(variance) - 2 * dVariance * centred.Sum() / N;
                dZ.SetColumn(j, dh / Math.Sqrt(variance) + 2 * dVariance / N * centred + dMean / N);
            }
            return (dZ, dgamma, dbeta);
        }).IsRight);
    }

    public static TheoryData<BetterNetworkExercises.NormaliseBackFunction, string> WrongWaysBack => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (Z, gamma, dY) => WayBack(Z, gamma, dY, first: 0, second: 0), "for constants" },
        { (Z, gamma, dY) => WayBack(Z, gamma, dY, first: 0), "lacks the path through the mean" },
        { (Z, gamma, dY) => WayBack(Z, gamma, dY, second: 0), "lacks the path through the deviation" },
        { (Z, gamma, dY) => WayBack(Z, gamma, dY, first: -1, second: -1), "wrong sign" },
        { (Z, gamma, dY) => WayBack(Z, gamma, dY, first: Z.RowCount, second: Z.RowCount), "not divided by N" },
        { (Z, gamma, dY) => WayBack(Z, 0 * gamma + 1, dY), "γ is missing in dZ" },
        { (Z, gamma, dY) => WayBack(Z, Squares(gamma), dY), "γ is in dZ twice" },
        { (Z, gamma, dY) => (-WayBack(Z, gamma, dY).dZ, WayBack(Z, gamma, dY).dgamma, WayBack(Z, gamma, dY).dbeta), "dZ has the wrong sign" },
        { (Z, gamma, dY) => (WayBack(Z, gamma, dY).dZ, Z.PointwiseMultiply(dY).ColumnSums().ToRowMatrix(), WayBack(Z, gamma, dY).dbeta), "dγ is made with Z" },
        { (Z, gamma, dY) => (WayBack(Z, gamma, dY).dZ, WayBack(Z, gamma, dY).dbeta, WayBack(Z, gamma, dY).dgamma), "exchanged" },
        { (Z, gamma, dY) => (WayBack(Z, gamma, dY).dZ, WayBack(Z, gamma, dY).dgamma, WayBack(Z, gamma, dY).dbeta.Transpose()), "dbeta is transposed" },
        { (Z, gamma, dY) => (null!, WayBack(Z, gamma, dY).dgamma, WayBack(Z, gamma, dY).dbeta), "dZ is null" },
        { (Z, gamma, dY) => (dY, WayBack(Z, gamma, dY).dgamma, WayBack(Z, gamma, dY).dbeta), "dZ differs" },
    };

    [Theory]
    [MemberData(nameof(WrongWaysBack), DisableDiscoveryEnumeration = true)]
    public void A_wrong_way_back_is_told_its_kind(BetterNetworkExercises.NormaliseBackFunction answer, string kind) =>
        Told.Kind(BetterNetworkExercises.NormaliseBack.Judge(answer), kind);

    [Fact]
    public void Dropout_is_right_in_two_styles()
    {
        Assert.True(BetterNetworkExercises.Dropout.Judge((p, rng) => new Drop(p, rng)).IsRight);
        Assert.True(BetterNetworkExercises.Dropout.Judge((p, rng) => new Library(p, rng)).IsRight);
    }

    public static TheoryData<BetterNetworkExercises.DropoutFunction, string> WrongDropouts => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (p, rng) => new Drop(p, rng) { Kept = 1 }, "not made larger" },
        { (p, rng) => new Drop(p, rng) { Kept = 1 / p }, "divided by p" },
        { (p, rng) => new Drop(p, rng) { Kept = 1 - p }, "multiplied by 1 - p; divide by it" },
        { (p, rng) => new Drop(p, rng) { Share = 1 - p }, "share that is kept" },
        { (p, rng) => new Drop(p, rng) { Share = 1 - p, Kept = 1 / p }, "share that is kept" },
        { (p, rng) => new Drop(p, rng) { Share = 0, Kept = 1 }, "nothing is dropped" },
        { (p, rng) => new Drop(p, rng) { Row = true }, "lose the same neurons" },
        { (p, rng) => new Drop(p, rng) { Fixed = true }, "once and for all" },
        { (p, rng) => new Drop(p, rng) { Through = true }, "lets everything through" },
        { (p, rng) => new Drop(p, rng) { DrawsBack = true }, "draws a mask of its own" },
        { (p, rng) => new Drop(p, rng) { Unscaled = true }, "does not scale the others" },
        { (p, rng) => new Drop(p, rng) { Always = true }, "it goes on dropping" },
        { (p, rng) => new Drop(p, rng) { AlwaysBack = true }, "Backward goes on dropping" },
        { (p, rng) => new Drop(p, rng) { Kept = 1, Evaluated = 1 - p }, "first form of dropout" },
        { (p, rng) => new Drop(p, rng) { Evaluated = 1 - p }, "both would be too much" },
        { (p, rng) => new Drop(p, rng) { Kept = 7 }, "what is done to the entries that are kept differs" },
        { (p, rng) => null!, "throws NullReferenceException" },
    };

    [Theory]
    [MemberData(nameof(WrongDropouts), DisableDiscoveryEnumeration = true)]
    public void A_wrong_dropout_is_told_its_kind(BetterNetworkExercises.DropoutFunction answer, string kind) =>
        Told.Kind(BetterNetworkExercises.Dropout.Judge(answer), kind);

    [Fact]
    public void The_difference_is_right_in_two_styles()
    {
        Assert.True(BetterNetworkExercises.Difference.Judge(Difference).IsRight);
        Assert.True(BetterNetworkExercises.Difference.Judge((a, b) =>
        {
            double sum = 0, squares = 0;
            for (int k = 0; k < a.Length; k++) sum += a[k] - b[k];
            for (int k = 0; k < a.Length; k++) squares += Math.Pow(a[k] - b[k] - sum / a.Length, 2);
            return (sum / a.Length, Math.Sqrt(squares / (a.Length * (a.Length - 1))));
        }).IsRight);
    }

    public static TheoryData<BetterNetworkExercises.DifferenceFunction, string> WrongDifferences => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (a, b) => Difference(b, a), "sign is turned" },
        { (a, b) => (100 * (a.Average() - b.Average()) / b.Average(), Difference(a, b).Error), "the mean has the right direction but the wrong length" },
        { (a, b) => Difference([.. a.Zip(b, (x, y) => 100 * (x - y) / y)], new double[a.Length]), "relative change" },
        { (a, b) => (a.Average() - b.Average(), Math.Sqrt(Math.Pow(Difference(a, new double[a.Length]).Error, 2) + Math.Pow(Difference(b, new double[a.Length]).Error, 2))), "nothing to do with each other" },
        { (a, b) => (Difference(a, b).Mean, Difference(a, b).Error * Math.Sqrt(a.Length)), "deviation of single differences" },
        { (a, b) => (Difference(a, b).Mean, Difference(a, b).Error / Math.Sqrt(a.Length)), "divided by n" },
        { (a, b) => (Difference(a, b).Mean, Difference(a, b).Error * Math.Sqrt((a.Length - 1.0) / a.Length)), "it is n - 1" },
        { (a, b) => (Difference(a, b).Mean, Math.Pow(Difference(a, b).Error, 2)), "root is missing" },
        { (a, b) => (Difference(a, b).Mean * a.Length, Difference(a, b).Error), "the mean has the right direction" },
    };

    [Theory]
    [MemberData(nameof(WrongDifferences), DisableDiscoveryEnumeration = true)]
    public void A_wrong_difference_is_told_its_kind(BetterNetworkExercises.DifferenceFunction answer, string kind) =>
        Told.Kind(BetterNetworkExercises.Difference.Judge(answer), kind);

    private static Mat Squares(Mat M) => M.PointwiseMultiply(M);

    private static (Mat W, Mat m, Mat v) Adam(Mat W, Mat dW, Mat m, Mat v, int t, double lr) =>
        With(W, dW, m, v, t, lr, (mHat, vHat) => mHat.PointwiseDivide(vHat.PointwiseSqrt() + 1e-8));

    private static (Mat W, Mat m, Mat v) With(Mat W, Mat dW, Mat m, Mat v, int t, double lr, Func<Mat, Mat, Mat> step)
    {
        m = 0.9 * m + 0.1 * dW;
        v = 0.999 * v + 0.001 * Squares(dW);
        return (W - lr * step(m / (1 - Math.Pow(0.9, t)), v / (1 - Math.Pow(0.999, t))), m, v);
    }

    private static (Mat W, Mat m, Mat v) Corrected(Mat W, Mat dW, Mat m, Mat v, double lr, double ofM, double ofV)
    {
        m = 0.9 * m + 0.1 * dW;
        v = 0.999 * v + 0.001 * Squares(dW);
        return (W - lr * (m / ofM).PointwiseDivide((v / ofV).PointwiseSqrt() + 1e-8), m, v);
    }

    private static (Mat W, Mat m, Mat v) Step(Mat W, Mat m, Mat v, double lr) => (W - lr * m.PointwiseDivide(v.PointwiseSqrt() + 1e-8), m, v);

    private static Mat Normalise(Mat Z, Mat gamma, Mat beta) => Normalise(Z, gamma, beta, n => n);

    private static Mat Normalise(Mat Z, double gamma, double beta) =>
        Normalise(Z, Mat.Build.Dense(1, Z.ColumnCount, gamma), Mat.Build.Dense(1, Z.ColumnCount, beta), n => n);

    private static Mat Normalise(Mat Z, Mat gamma, Mat beta, Func<double, double>? divisor = null, Func<double, double>? root = null, double epsilon = 1e-5)
    {
        var Y = Mat.Build.SameAs(Z);
        double N = divisor is null ? Z.RowCount : divisor(Z.RowCount);
        for (int j = 0; j < Z.ColumnCount; j++)
        {
            var centred = Z.Column(j) - Z.Column(j).Sum() / Z.RowCount;
            double variance = centred.DotProduct(centred) / N;
            Y.SetColumn(j, gamma[0, j] * centred / (root is null ? Math.Sqrt(variance + epsilon) : root(variance)) + beta[0, j]);
        }
        return Y;
    }

    private static (Mat dZ, Mat dgamma, Mat dbeta) WayBack(Mat Z, Mat gamma, Mat dY, double first = 1, double second = 1)
    {
        var (dZ, dgamma, dbeta) = (Mat.Build.SameAs(Z), Mat.Build.SameAs(gamma), Mat.Build.SameAs(gamma));
        for (int j = 0; j < Z.ColumnCount; j++)
        {
            var centred = Z.Column(j) - Z.Column(j).Average();
            double s = 1 / Math.Sqrt(centred.DotProduct(centred) / Z.RowCount + 1e-5);
            var (h, dy) = (s * centred, dY.Column(j));
            (dgamma[0, j], dbeta[0, j]) = (h.DotProduct(dy), dy.Sum());
            dZ.SetColumn(j, gamma[0, j] * s * (dy - first * dbeta[0, j] / Z.RowCount - second * dgamma[0, j] / Z.RowCount * h));
        }
        return (dZ, dgamma, dbeta);
    }

    private static (double Mean, double Error) Difference(double[] a, double[] b)
    {
        double[] d = [.. a.Zip(b, (x, y) => x - y)];
        double deviation = MathNet.Numerics.Statistics.Statistics.StandardDeviation(d);
        return (d.Average(), deviation / Math.Sqrt(d.Length));
    }

    /// <summary>As a reader writes it, with switches for what can go wrong.</summary>
    private sealed class Drop(double rate, Rng source) : DropoutToWrite(rate, source)
    {
        public double Kept { get; init; } = 1 / (1 - rate);

        public double Share { get; init; } = rate;

        public bool Row { get; init; }

        public bool Fixed { get; init; }

        public bool Through { get; init; }

        public bool DrawsBack { get; init; }

        public bool Unscaled { get; init; }

        public bool Always { get; init; }

        public bool AlwaysBack { get; init; }

        public double Evaluated { get; init; } = 1;

        public override Mat Forward(Mat X)
        {
            if (!IsTraining && !Always) return Evaluated * X;
            if (M is null || !Fixed) M = Draw(X);
            return X.PointwiseMultiply(M);
        }

        public override Mat Backward(Mat dY)
        {
            if (!IsTraining && !Always && !AlwaysBack || Through) return dY;
            if (DrawsBack) return dY.PointwiseMultiply(Draw(dY));
            return Unscaled ? dY.PointwiseMultiply(M.Map(m => m == 0 ? 0 : 1.0)) : dY.PointwiseMultiply(M);
        }

        private Mat Draw(Mat X)
        {
            double[] one = [.. Enumerable.Range(0, X.ColumnCount).Select(_ => rng.NextDouble())];
            return Mat.Build.Dense(X.RowCount, X.ColumnCount, (_, j) => (Row ? one[j] : rng.NextDouble()) < Share ? 0 : Kept);
        }
    }

    /// <summary>The library's layer in the reader's coat.</summary>
    private sealed class Library(double rate, Rng source) : DropoutToWrite(rate, source)
    {
        private readonly Dropout<double> dropout = new(20, rate, source);

        public override Mat Forward(Mat X)
        {
            dropout.IsTraining = IsTraining;
            return dropout.Forward(X);
        }

        public override Mat Backward(Mat dY) => dropout.Backward(dY);
    }
}
