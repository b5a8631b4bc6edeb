using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 07 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class TenDigitExercisesTests
{
    [Fact]
    public void The_confusion_matrix_is_right_in_two_styles()
    {
        Assert.True(TenDigitExercises.Confusion.Judge(Table).IsRight);
        Assert.True(TenDigitExercises.Confusion.Judge((truth, read, classes) => Matrix<double>.Build.Dense(classes, classes, (i, j) =>
        {
            int[] shown = [.. Enumerable.Range(0, truth.Length).Where(n => truth[n] == i)];
            return shown.Length == 0 ? 0 : shown.Count(n => read[n] == j) / (double)shown.Length;
        })).IsRight);
    }

    public static TheoryData<TenDigitExercises.ConfusionFunction, string> WrongTables => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { Counted, "these are counts: divide" },
        { (t, r, c) => Counted(r, t, c), "counts, and rows and columns are exchanged" },
        { (t, r, c) => Table(t, r, c).Transpose(), "is transposed" },
        { (t, r, c) => Table(r, t, c), "the rows are what was read" },
        { (t, r, c) => Table(r, t, c).Transpose(), "by the sum of its column" },
        { (t, r, c) => Counted(t, r, c) / t.Length, "the number of all images" },
        { (t, r, c) => Table(t, r, c) * 100, "100 times what" },
        { (t, r, c) => Table(t, r, c).Map(Math.Floor, Zeros.Include), "cuts off the fraction" },
        { (t, r, c) => Counted(t, r, c).PointwiseDivide(Matrix<double>.Build.Dense(c, c, (i, _) => t.Count(shown => shown == i))), "0/0" },
        { (t, r, c) => Table(t, r, c).MapIndexed((i, j, share) => i == j ? 0 : share), "the diagonal is missing: " },
        { (t, r, c) => WithoutRight(t, r, c), "the diagonal is missing before" },
        { (t, r, c) => Matrix<double>.Build.Dense(c + 1, c + 1), "wrong shape" },
        { (_, _, _) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongTables), DisableDiscoveryEnumeration = true)]
    public void A_wrong_confusion_matrix_is_told_its_kind(TenDigitExercises.ConfusionFunction answer, string kind) => Told.Kind(TenDigitExercises.Confusion.Judge(answer), kind);

    [Fact]
    public void The_choice_is_right_in_two_styles()
    {
        Assert.True(TenDigitExercises.Choice.Judge(Choice).IsRight);
        Assert.True(TenDigitExercises.Choice.Judge(scores =>
        {
            double[] means = [.. scores.Select(row => row.Average())];
            int best = 0;
            for (int k = 1; k < means.Length; k++)
                if (means[k] > means[best]) best = k;
            double squares = scores[best].Sum(x => (x - means[best]) * (x - means[best]));
            int n = scores[best].Length;
            double error = Math.Sqrt(squares / (n - 1) / n);
            return (best, error, Enumerable.Range(0, means.Length).First(k => means[k] >= means[best] - error));
        }).IsRight);
    }

    public static TheoryData<TenDigitExercises.ChoiceFunction, string> WrongChoices => new()
    {
        { _ => throw new NotImplementedException(), "not written yet" },
        { s => (Choice(s).Best + 1, Choice(s).Error, Choice(s).Chosen + 1), "counted from 0" },
        { s => Chosen(s, s.Index().MaxBy(row => row.Item.Max()).Index), "a single high score is luck" },
        { s => Chosen(s, s.Index().MinBy(row => row.Item.Mean()).Index), "the lowest mean, not the highest" },
        { s => Within(s, Choice(s).Best, s[Choice(s).Best].StandardDeviation()), "the deviation of single scores. The mean" },
        { s => Within(s, Choice(s).Best, s[Choice(s).Best].PopulationStandardDeviation() / Math.Sqrt(s[0].Length)), "divides by n; by n - 1" },
        { s => Within(s, Choice(s).Best, s[Choice(s).Best].StandardDeviation() / s[0].Length), "its root belongs there" },
        { s => Within(s, Choice(s).Best, s[Choice(s).Best].Variance() / s[0].Length), "the square of the standard error" },
        { s => (Choice(s).Best, Choice(s).Error, Choice(s).Best), "always the best one" },
        { s => (Choice(s).Best, Choice(s).Error, 0), "not always good enough" },
        { s => (Choice(s).Best, Choice(s).Error, Array.FindLastIndex(s, row => row.Mean() >= s[Choice(s).Best].Mean() - Choice(s).Error)), "the dearest" },
        { s => (Choice(s).Best, Choice(s).Error, Array.FindIndex(s, row => row.Mean() + (row.StandardDeviation() / Math.Sqrt(row.Length)) >= s[Choice(s).Best].Mean())), "an error of its own" },
        { s => (Choice(s).Best, -Choice(s).Error, Choice(s).Chosen), "the standard error has the wrong sign" },
    };

    [Theory]
    [MemberData(nameof(WrongChoices), DisableDiscoveryEnumeration = true)]
    public void A_wrong_choice_is_told_its_kind(TenDigitExercises.ChoiceFunction answer, string kind) => Told.Kind(TenDigitExercises.Choice.Judge(answer), kind);

    [Fact]
    public void The_ratios_are_right_in_two_styles()
    {
        Assert.True(TenDigitExercises.Ratios.Judge((before, after) => [.. before.Zip(after, (w, then) => Math.Log10((then - w).FrobeniusNorm() / w.FrobeniusNorm()))]).IsRight);
        Assert.True(TenDigitExercises.Ratios.Judge((before, after) =>
        {
            double[] ratios = new double[before.Length];
            for (int l = 0; l < before.Length; l++)
            {
                double step = (after[l] - before[l]).Enumerate().Average(x => x * x), size = before[l].Enumerate().Average(x => x * x);
                ratios[l] = (Math.Log10(step) - Math.Log10(size)) / 2;
            }
            return ratios;
        }).IsRight);
    }

    public static TheoryData<TenDigitExercises.RatiosFunction, string> WrongRatios => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (b, a) => Each(b, a, (w, v) => (v - w).FrobeniusNorm() / w.FrobeniusNorm()), "the logarithm is missing" },
        { (b, a) => Each(b, a, (w, v) => Math.Log((v - w).FrobeniusNorm() / w.FrobeniusNorm())), "the natural logarithm" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10(w.FrobeniusNorm() / (v - w).FrobeniusNorm())), "upside down" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10(v.FrobeniusNorm() / w.FrobeniusNorm())), "the update is their difference" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10(Math.Abs(v.FrobeniusNorm() - w.FrobeniusNorm()) / w.FrobeniusNorm())), "the difference of two sizes" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10((v - w).FrobeniusNorm() / v.FrobeniusNorm())), "take those before" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10((v - w).L2Norm() / w.L2Norm())), "L2Norm()" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10((v - w).Enumerate().StandardDeviation() / w.Enumerate().StandardDeviation())), "takes the mean off first" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10((v - w).Enumerate().Sum(x => x * x) / w.Enumerate().Sum(x => x * x))), "squares of the sizes" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10((v - w).Enumerate().Sum(Math.Abs) / w.Enumerate().Sum(Math.Abs))), "the amounts are added up" },
        { (b, a) => Each(b, a, (w, v) => Math.Log10((v - w).FrobeniusNorm())), "the size of the update alone" },
        { (_, _) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongRatios), DisableDiscoveryEnumeration = true)]
    public void A_wrong_ratio_is_told_its_kind(TenDigitExercises.RatiosFunction answer, string kind) => Told.Kind(TenDigitExercises.Ratios.Judge(answer), kind);

    [Fact]
    public void The_gradients_are_right_in_two_styles()
    {
        Assert.True(TenDigitExercises.Gradients.Judge((W, b, X, right) => new ByHand().Run(W, b, X, right)).IsRight);
        Assert.True(TenDigitExercises.Gradients.Judge((W, b, X, right) =>
        {
            var network = new Network<double>([.. W.Select((w, l) => new Dense<double>(w, b[l], l < W.Length - 1 ? Activation.Relu : Activation.Identity))]);
            var loss = new SoftmaxCrossEntropyLoss<double>();
            double L = loss.Forward(network.Forward(X), CrossEntropy.OneHot<double>(right, 4));
            network.Backward(loss.Backward());
            Dense<double>[] layers = [.. network.Layers.Cast<Dense<double>>()];
            return (L, [.. layers.Select(layer => layer.dW)], [.. layers.Select(layer => layer.db)]);
        }).IsRight);
    }

    public static TheoryData<TenDigitExercises.GradientsFunction, string> WrongGradients => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (W, b, X, right) => new ByHand { BendsLast = true }.Run(W, b, X, right), "the scores are bent" },
        { (W, b, X, right) => new ByHand { Bend = z => z }.Run(W, b, X, right), "the ReLU is missing" },
        { (W, b, X, right) => new ByHand { Bias = 0 }.Run(W, b, X, right), "the biases are missing" },
        { (W, b, X, right) => new ByHand { Back = (d, _) => d }.Run(W, b, X, right), "the slope of the ReLU is missing on the way back" },
        { (W, b, X, right) => new ByHand { Back = (d, _) => d.Map(v => v > 0 ? v : 0) }.Run(W, b, X, right), "taken at the gradient" },
        { (W, b, X, right) => new ByHand { Back = (d, A) => d.PointwiseMultiply(A) }.Run(W, b, X, right), "multiplied by A itself" },
        { (W, b, X, right) => new ByHand { DZ = (P, Y) => (P - Y).PointwiseMultiply(P - P.PointwiseMultiply(P)) / P.RowCount }.Run(W, b, X, right), "a further factor p(1 - p). P" },
        { (W, b, X, right) => new ByHand { DZ = (P, Y) => Extra(P, Y) / P.RowCount }.Run(W, b, X, right), "a further slope of the softmax, taken at P. P" },
        { (W, b, X, right) => new ByHand { DZ = Extra }.Run(W, b, X, right), "taken at P, and nothing is divided" },
        { (W, b, X, right) => new ByHand { DZ = (P, Y) => P - Y }.Run(W, b, X, right), "dW[3] is too large by the factor N" },
        { (W, b, X, right) => new ByHand { DZ = (P, _) => P / P.RowCount }.Run(W, b, X, right), "the 1 of the right class" },
        { (W, b, X, right) => new ByHand { DZ = (P, Y) => (Y - P) / P.RowCount }.Run(W, b, X, right), "dW[3] has the wrong sign" },
        { (W, b, X, right) => new ByHand { MeanB = true }.Run(W, b, X, right), "db[3] is too small by the factor N" },
        { (W, b, X, right) => new ByHand { Least = 1 }.Run(W, b, X, right), "dW[0] is null" },
        { (W, b, X, right) => new ByHand { After = dW => dW[1] = dW[1].Transpose() }.Run(W, b, X, right), "dW[1] is transposed" },
        { (W, b, X, right) => (new ByHand().Run(W, b, X, right).L * X.RowCount, new ByHand().Run(W, b, X, right).dW, new ByHand().Run(W, b, X, right).db), "L is too large by the factor N" },
        { (W, b, X, right) => (1, new ByHand().Run(W, b, X, right).dW[1..], new ByHand().Run(W, b, X, right).db), "Four layers have four dW" },
    };

    [Theory]
    [MemberData(nameof(WrongGradients), DisableDiscoveryEnumeration = true)]
    public void Wrong_gradients_are_told_their_kind(TenDigitExercises.GradientsFunction answer, string kind) => Told.Kind(TenDigitExercises.Gradients.Judge(answer), kind);

    [Fact]
    public void Early_stopping_is_right_in_two_styles()
    {
        Assert.True(TenDigitExercises.Stopping.Judge((epoch, patience, most, keep, putBack) =>
        {
            double best = double.PositiveInfinity;
            int bestEpoch = 0;
            for (int e = 1; e <= most && e - bestEpoch <= patience; e++)
            {
                double loss = epoch();
                if (loss >= best) continue;
                (best, bestEpoch) = (loss, e);
                keep();
            }
            putBack();
            return bestEpoch;
        }).IsRight);
        Assert.True(TenDigitExercises.Stopping.Judge((epoch, p, m, keep, back) => Patiently(epoch, p, m, keep, back)).IsRight);
    }

    public static TheoryData<TenDigitExercises.StoppingFunction, string> WrongStops => new()
    {
        { (_, _, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p, m, keep, () => { }), "has the weights of the last epoch" },
        { (epoch, p, m, keep, back) => KeepsAlways(epoch, p, m, keep, back), "has the weights of the last epoch" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p, m, keep, back, anew: false), "start the count anew" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p + 1, m, keep, back), "one epoch too many" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p - 1, m, keep, back), "one epoch too early" },
        { (epoch, p, m, keep, back) => Patiently(epoch, 1, m, keep, back), "stops at the first epoch" },
        { (epoch, p, m, keep, back) => Patiently(epoch, m, m, keep, back), "always trains for most epochs" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p, m - 1, keep, back), "of the most that are allowed" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p, 10 * m, keep, back), "more often than most allows" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p, m, keep, back) - 1, "counts the epochs from 0" },
        { (epoch, p, m, keep, back) => CountsCalls(epoch, p, m, keep, back), "the number of the last epoch" },
        { (epoch, p, m, keep, back) => Patiently(epoch, p, m, keep, back, ties: true), "as good as the best counts as better" },
        { (epoch, p, m, keep, back) => AgainstLast(epoch, p, m, keep, back), "compared with the one before" },
        { (epoch, p, m, keep, back) => { epoch(); back(); return 1; }, "before anything was kept" },
        { (_, _, _, _, _) => 1, "the number of epochs that are trained" },
    };

    [Theory]
    [MemberData(nameof(WrongStops), DisableDiscoveryEnumeration = true)]
    public void Wrong_stopping_is_told_its_kind(TenDigitExercises.StoppingFunction answer, string kind) => Told.Kind(TenDigitExercises.Stopping.Judge(answer), kind);

    private static Matrix<double> Counted(int[] truth, int[] read, int classes) =>
        Matrix<double>.Build.Dense(classes, classes, (i, j) => truth.Zip(read).Count(pair => pair == (i, j)));

    private static Matrix<double> Table(int[] truth, int[] read, int classes)
    {
        Matrix<double> table = Counted(truth, read, classes);
        for (int i = 0; i < classes; i++)
            if (table.Row(i).Sum() > 0) table.SetRow(i, table.Row(i) / table.Row(i).Sum());
        return table;
    }

    private static Matrix<double> WithoutRight(int[] truth, int[] read, int classes)
    {
        int[] wrong = [.. Enumerable.Range(0, truth.Length).Where(n => truth[n] != read[n])];
        return Table([.. wrong.Select(n => truth[n])], [.. wrong.Select(n => read[n])], classes);
    }

    private static (int Best, double Error, int Chosen) Choice(double[][] scores) => Chosen(scores, scores.Index().MaxBy(row => row.Item.Mean()).Index);

    private static (int, double, int) Chosen(double[][] scores, int best) => Within(scores, best, scores[best].StandardDeviation() / Math.Sqrt(scores[best].Length));

    private static (int, double, int) Within(double[][] scores, int best, double error) => (best, error, Array.FindIndex(scores, row => row.Mean() >= scores[best].Mean() - error));

    private static double[] Each(Matrix<double>[] before, Matrix<double>[] after, Func<Matrix<double>, Matrix<double>, double> of) => [.. before.Zip(after, of)];

    private static Matrix<double> Extra(Matrix<double> P, Matrix<double> Y)
    {
        Matrix<double> S = Softmax.Rows(P);
        return (P - Y).PointwiseMultiply(S.PointwiseMultiply(1 - S));
    }

    private static int Patiently(Func<double> epoch, int patience, int most, Action keep, Action putBack, bool anew = true, bool ties = false)
    {
        (double best, int bestEpoch, int bad) = (double.MaxValue, 0, 0);
        for (int e = 1; e <= most; e++)
        {
            double loss = epoch();
            if (loss < best || (ties && loss == best))
            {
                (best, bestEpoch) = (loss, e);
                if (anew) bad = 0;
                keep();
            }
            else
            {
                bad++;
            }
            if (bad >= patience && e > bestEpoch) break;
        }
        putBack();
        return bestEpoch;
    }

    private static int KeepsAlways(Func<double> epoch, int patience, int most, Action keep, Action putBack) => Patiently(
        () =>
        {
            double loss = epoch();
            keep();
            return loss;
        }, patience, most, keep, putBack);

    private static int CountsCalls(Func<double> epoch, int patience, int most, Action keep, Action putBack)
    {
        int calls = 0;
        Patiently(
            () =>
            {
                calls++;
                return epoch();
            }, patience, most, keep, putBack);
        return calls;
    }

    private static int AgainstLast(Func<double> epoch, int patience, int most, Action keep, Action putBack)
    {
        (double last, int good, int bad) = (double.MaxValue, 0, 0);
        for (int e = 1; e <= most && bad < patience; e++)
        {
            double loss = epoch();
            if (loss < last)
            {
                (good, bad) = (e, 0);
                keep();
            }
            else
            {
                bad++;
            }
            last = loss;
        }
        putBack();
        return good;
    }

    /// <summary>Forward and back as a reader would write it, with places for mistakes.</summary>
    private sealed class ByHand
    {
        public Func<double, double> Bend { get; init; } = z => z > 0 ? z : 0;

        public bool BendsLast { get; init; }

        public double Bias { get; init; } = 1;

        public bool MeanB { get; init; }

        public int Least { get; init; }

        public Action<Matrix<double>[]> After { get; init; } = _ => { };

        public Func<Matrix<double>, Matrix<double>, Matrix<double>> DZ { get; init; } = (P, Y) => (P - Y) / P.RowCount;

        public Func<Matrix<double>, Matrix<double>, Matrix<double>> Back { get; init; } = (d, A) => d.PointwiseMultiply(A.Map(a => a > 0 ? 1.0 : 0));

        public (double L, Matrix<double>[] dW, Matrix<double>[] db) Run(Matrix<double>[] W, Matrix<double>[] b, Matrix<double> X, int[] right)
        {
            int last = W.Length - 1;
            var A = new Matrix<double>[W.Length + 1];
            var (dW, db) = (new Matrix<double>[W.Length], new Matrix<double>[W.Length]);
            A[0] = X;
            for (int l = 0; l <= last; l++)
            {
                Matrix<double> Z = (A[l] * W[l]) + (Matrix<double>.Build.Dense(X.RowCount, 1, 1) * b[l] * Bias);
                A[l + 1] = l < last || BendsLast ? Z.Map(Bend) : Z;
            }
            Matrix<double> P = Softmax.Rows(A[^1]), dZ = DZ(P, CrossEntropy.OneHot<double>(right, 4));
            for (int l = last; l >= Least; l--)
            {
                dW[l] = A[l].Transpose() * dZ;
                db[l] = dZ.ColumnSums().ToRowMatrix() / (MeanB ? X.RowCount : 1);
                if (l > 0) dZ = Back(dZ * W[l].Transpose(), A[l]);
            }
            After(dW);
            return (right.Select((c, n) => -Math.Log(P[n, c])).Average(), dW, db);
        }
    }
}
