namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 06 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class DetectorExercisesTests
{
    [Fact]
    public void Precision_and_recall_are_right_in_two_styles()
    {
        Assert.True(DetectorExercises.PrecisionRecall.Judge((scores, y, t) =>
        {
            double tp = 0, called = 0, all = 0;
            for (int n = 0; n < y.Length; n++)
            {
                if (scores[n] > t && y[n] == 1) tp++;
                if (scores[n] > t) called++;
                if (y[n] == 1) all++;
            }
            return (tp / called, tp / all);
        }).IsRight);
        Assert.True(DetectorExercises.PrecisionRecall.Judge((scores, y, t) =>
        {
            double[] called = [.. y.Where((_, n) => scores[n] > t)];
            double tp = called.Sum();
            return (called.Length == 0 ? double.NaN : tp / called.Length, y.Sum() == 0 ? double.NaN : tp / y.Sum());
        }).IsRight);
    }

    public static TheoryData<DetectorExercises.PrecisionRecallFunction, string> WrongShares => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (s, y, t) => Exchanged(Shares(s, y, t)), "exchanged" },
        { (s, y, t) => Shares(s, y, Math.BitDecrement(t)), "> and not >=" },
        { (s, y, t) => Integers(s, y, t), "throws DivideByZeroException" },
        { (s, y, t) => (Or(0, Shares(s, y, t).Item1), Or(0, Shares(s, y, t).Item2)), "not 0 but not defined" },
        { (s, y, t) => (Or(1, Shares(s, y, t).Item1), Or(1, Shares(s, y, t).Item2)), "not 1 but not defined" },
        { (s, y, t) => (Or(0, Shares(s, y, t).Item1), Shares(s, y, t).Item2), "the precision where nothing is called, which is not defined" },
        { (s, y, t) => (s.Zip(y).Count(p => p.First > t && p.Second == 1) / (double)s.Length, Shares(s, y, t).Item2), "only those that were called" },
        { (s, y, t) => Shares([.. s.Select(z => -z)], y, -t), "turned around" },
    };

    [Theory]
    [MemberData(nameof(WrongShares), DisableDiscoveryEnumeration = true)]
    public void Wrong_precision_or_recall_is_told_its_kind(DetectorExercises.PrecisionRecallFunction answer, string kind) =>
        Told.Kind(DetectorExercises.PrecisionRecall.Judge(answer), kind);

    [Fact]
    public void The_curve_is_right_in_two_styles()
    {
        Assert.True(DetectorExercises.Curve.Judge((scores, y) => Curve(scores, y)).IsRight);
        Assert.True(DetectorExercises.Curve.Judge((scores, y) =>
        {
            (double[] z, double[] is4) = ([.. scores], [.. y]);
            Array.Sort(z, is4);
            var points = new List<(double, double)>();
            double tp = 0;
            for (int n = z.Length - 1; n >= 0; n--)
            {
                tp += is4[n];
                points.Add((tp / y.Sum(), tp / (z.Length - n)));
            }
            return [.. points];
        }).IsRight);
    }

    public static TheoryData<DetectorExercises.CurveFunction, string> WrongCurves => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (s, y) => Curve([.. s.Select(z => -z)], y), "upside down" },
        { (s, y) => Curve([.. s.Select((_, n) => -(double)n)], y), "not sorted" },
        { (s, y) => [.. Curve(s, y).Select(p => (p.Precision, p.Recall))], "exchanged" },
        { (s, y) => [.. Curve(s, y).Select(p => (p.Recall * y.Sum() / y.Length, p.Precision))], "recall divides by all examples" },
        { (s, y) => [.. Curve(s, y).Index().Select(p => (p.Item.Recall, p.Item.Precision * (p.Index + 1) / s.Length))], "precision divides by all examples" },
        { (s, y) => [.. Curve(s, y).Index().Select(p => ((p.Index + 1) * (1 - p.Item.Precision) / y.Count(is4 => is4 == 0), p.Item.Recall))], "ROC curve" },
        { (s, y) => [.. Curve(s, y).Index().Select(p => (p.Item.Recall, p.Item.Precision * (p.Index + 1) / (p.Index + 2)))], "off by one" },
        { (s, y) => Curve(s, y)[1..], "the number of points" },
        { (_, _) => null!, "the number of points" },
    };

    [Theory]
    [MemberData(nameof(WrongCurves), DisableDiscoveryEnumeration = true)]
    public void A_wrong_curve_is_told_its_kind(DetectorExercises.CurveFunction answer, string kind) => Told.Kind(DetectorExercises.Curve.Judge(answer), kind);

    [Fact]
    public void The_cross_entropy_is_right_in_two_styles()
    {
        Assert.True(DetectorExercises.CrossEntropy.Judge((z, y) => CrossEntropy(z, y)).IsRight);
        Assert.True(DetectorExercises.CrossEntropy.Judge((z, y) =>
        {
            double loss = 0;
            double[] dz = new double[z.Length];
            for (int n = 0; n < z.Length; n++)
            {
                loss += Math.Max(z[n], 0) - y[n] * z[n] + Math.Log(1 + Math.Exp(-Math.Abs(z[n])));
                dz[n] = (1 / (1 + Math.Exp(-z[n])) - y[n]) / z.Length;
            }
            return (loss / z.Length, dz);
        }).IsRight);
    }

    public static TheoryData<DetectorExercises.LossFunction, string> WrongLosses => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (z, y) => (CrossEntropy(z, y).Item1 * z.Length, CrossEntropy(z, y).Item2), "the loss is too large by the factor N" },
        { (z, y) => (CrossEntropy(z, y).Item1, Times(CrossEntropy(z, y).Item2, z.Length)), "dz is too large by the factor N" },
        { (z, y) => (CrossEntropy(z, y).Item1, Times(CrossEntropy(z, y).Item2, -1)), "dz has the wrong sign" },
        { (z, y) => (-CrossEntropy(z, y).Item1, CrossEntropy(z, y).Item2), "the loss has the wrong sign" },
        { (z, y) => (Naive(z, y), CrossEntropy(z, y).Item2), "the loss for scores of 800 and -800 holds a NaN or an infinity" },
        { (z, y) => (z.Zip(y, (s, t) => -Math.Log(Math.Clamp(t == 1 ? Sigmoid.Of(s) : 1 - Sigmoid.Of(s), 1e-15, 1 - 1e-15))).Average(), CrossEntropy(z, y).Item2), "taken of a clipped number" },
        { (z, y) => (CrossEntropy(z, y).Item1, [.. z.Zip(y, (s, t) => (Sigmoid.Of(s) - t) / (Sigmoid.Of(s) * (1 - Sigmoid.Of(s))) / z.Length)]), "wrong place" },
        { (z, y) => (CrossEntropy(z, y).Item1, [.. z.Zip(y, (s, t) => (s - t) / z.Length)]), "the slope is z - y" },
        { (z, y) => (z.Zip(y, (s, t) => t * Softplus.Of(-s)).Average(), CrossEntropy(z, y).Item2), "part of the others is missing" },
        { (z, y) => (CrossEntropy(z, y).Item1, null!), "dz is null" },
    };

    [Theory]
    [MemberData(nameof(WrongLosses), DisableDiscoveryEnumeration = true)]
    public void A_wrong_cross_entropy_is_told_its_kind(DetectorExercises.LossFunction answer, string kind) => Told.Kind(DetectorExercises.CrossEntropy.Judge(answer), kind);

    [Fact]
    public void The_threshold_is_right_in_two_styles()
    {
        Assert.True(DetectorExercises.CheapestThreshold.Judge((s, y, miss, falseAlarm) => s.Append(double.NegativeInfinity).MinBy(t => Cost(s, y, t, miss, falseAlarm))).IsRight);
        Assert.True(DetectorExercises.CheapestThreshold.Judge((s, y, miss, falseAlarm) =>
        {
            // half way between neighbours, and one below all and one above all
            double[] z = [.. s.Order()];
            double[] between = [z[0] - 1, .. z.Zip(z.Skip(1), (a, b) => (a + b) / 2), z[^1] + 1];
            return between.OrderBy(t => Cost(s, y, t, miss, falseAlarm)).First();
        }).IsRight);
    }

    [Fact]
    public void The_library_s_threshold_takes_ties_together()
    {
        var cheapest = DetectorExercises.CheapestThreshold.Use((_, _, _, _) => 0);
        double[] scores = [1, 1, 1, 2, 0], y = [1, 0, 0, 1, 0];
        double best = scores.Append(double.NegativeInfinity).Min(t => Cost(scores, y, t, 2.5, 1));
        Assert.Equal(best, Cost(scores, y, cheapest(scores, y, 2.5, 1), 2.5, 1));
    }

    public static TheoryData<DetectorExercises.ThresholdFunction, string> WrongThresholds => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (s, y, miss, falseAlarm) => Best(s, t => -Cost(s, y, t, falseAlarm, miss)), "prices are exchanged" },
        { (s, y, miss, falseAlarm) => Best(s, t => Cost(s, y, t, miss, falseAlarm)), "the highest cost" },
        { (s, y, _, _) => Best(s, t => -Cost(s, y, t, 1, 1)), "makes the fewest mistakes" },
        { (_, _, _, _) => 0, "always the same threshold" },
        { (s, y, miss, falseAlarm) => s.MinBy(t => Cost(s, y, t, miss, falseAlarm)), "in which everything is called" },
        { (s, _, _, _) => s.Min() - 1, "everything is called" },
        { (s, y, miss, falseAlarm) => Enumerable.Range(0, 101).Select(k => k / 100.0).MinBy(t => Cost(s, y, t, miss, falseAlarm)), "a score is not a probability" },
        { (_, _, miss, falseAlarm) => Math.Log(falseAlarm / miss), "the cost at your threshold" },
    };

    [Theory]
    [MemberData(nameof(WrongThresholds), DisableDiscoveryEnumeration = true)]
    public void A_wrong_threshold_is_told_its_kind(DetectorExercises.ThresholdFunction answer, string kind) => Told.Kind(DetectorExercises.CheapestThreshold.Judge(answer), kind);

    [Fact]
    public void The_focal_loss_is_right_in_two_styles()
    {
        Assert.True(DetectorExercises.Focal.Judge((z, y, gamma, alpha) => Focal(z, y, gamma, alpha)).IsRight);
        Assert.True(DetectorExercises.Focal.Judge((z, y, gamma, alpha) =>
        {
            var library = new FocalLoss<double>(gamma, alpha);
            double loss = library.Forward(Column(z), Column(y));
            return (loss, library.Backward().Column(0).ToArray());
        }).IsRight);
    }

    [Fact]
    public void The_focal_loss_that_is_expected_has_the_slope_that_nudging_measures()
    {
        double[] z = [1.5, -0.3, 0.2, -2], y = [1, 0, 1, 1];
        double[] measured = NumericalGradient.Of(v => Focal(v, y, 2, 0.25).Item1, z);
        Assert.All(measured.Zip(Focal(z, y, 2, 0.25).Item2), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    public static TheoryData<DetectorExercises.FocalFunction, string> WrongFocals => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (z, y, g, a) => (2 * Focal(z, y, g, 0.5).Item1, Times(Focal(z, y, g, 0.5).Item2, 2)), "α is missing" },
        { (z, y, g, a) => Focal(z, y, g, 1 - a), "weights are exchanged" },
        { (z, y, g, a) => Focal(z, y, g, a, first: 0), "that of the factor (1 - p_t)^γ is missing" },
        { (z, y, g, a) => Focal(z, y, g, a, second: 0), "that of the logarithm is missing" },
        { (z, y, g, a) => (Focal(z, y, g, a).Item1, [.. Focal(z, y, g, a).Item2.Zip(y, (d, t) => t == 1 ? d : -d)]), "not turned back" },
        { (z, y, g, a) => Focal(z, y, 0, a), "γ is not used" },
        { (z, y, g, a) => (Focal(z, y, g, a).Item1, CrossEntropy(z, y).Item2), "that of the cross-entropy" },
        { (z, y, g, a) => (Focal(z, y, g, a).Item1, Times(Focal(z, y, g, a).Item2, -1)), "dz has the wrong sign" },
        { (z, y, g, a) => (z.All(s => Math.Abs(s) < 100) ? Focal(z, y, g, a).Item1 : double.PositiveInfinity, Focal(z, y, g, a).Item2), "the loss for scores of 800 and -800 holds a NaN or an infinity" },
        { (z, y, g, a) => (Focal(z, y, g, a).Item1, Times(Focal(z, y, g, a).Item2, z.Length)), "dz is too large by the factor N" },
    };

    [Theory]
    [MemberData(nameof(WrongFocals), DisableDiscoveryEnumeration = true)]
    public void A_wrong_focal_loss_is_told_its_kind(DetectorExercises.FocalFunction answer, string kind) => Told.Kind(DetectorExercises.Focal.Judge(answer), kind);

    private static (double, double) Shares(double[] scores, double[] y, double t)
    {
        double tp = scores.Zip(y).Count(p => p.First > t && p.Second == 1), called = scores.Count(z => z > t);
        return (tp / called, tp / y.Sum());
    }

    private static (double, double) Integers(double[] scores, double[] y, double t)
    {
        int tp = scores.Zip(y).Count(p => p.First > t && p.Second == 1), called = scores.Count(z => z > t);
        return (tp / called, tp / (int)y.Sum());
    }

    private static (double, double) Exchanged((double, double) pair) => (pair.Item2, pair.Item1);

    private static double Or(double instead, double share) => double.IsNaN(share) ? instead : share;

    private static (double Recall, double Precision)[] Curve(double[] scores, double[] y)
    {
        int[] order = [.. Enumerable.Range(0, y.Length).OrderByDescending(n => scores[n])];
        double tp = 0;
        return [.. order.Select((n, k) => ((tp += y[n]) / y.Sum(), tp / (k + 1)))];
    }

    private static (double, double[]) CrossEntropy(double[] z, double[] y) =>
        (z.Zip(y, (s, t) => Softplus.Of(t == 1 ? -s : s)).Average(), [.. z.Zip(y, (s, t) => (Sigmoid.Of(s) - t) / z.Length)]);

    private static double Naive(double[] z, double[] y) => z.Zip(y, (s, t) => -(t * Math.Log(Sigmoid.Of(s)) + (1 - t) * Math.Log(1 - Sigmoid.Of(s)))).Average();

    private static double[] Times(double[] values, double factor) => [.. values.Select(v => v * factor)];

    private static double Cost(double[] scores, double[] y, double t, double miss, double falseAlarm) =>
        miss * scores.Zip(y).Count(p => p.Second == 1 && !(p.First > t)) + falseAlarm * scores.Zip(y).Count(p => p.Second == 0 && p.First > t);

    private static double Best(double[] scores, Func<double, double> worth) => scores.Append(double.NegativeInfinity).MaxBy(worth);

    private static (double, double[]) Focal(double[] z, double[] y, double gamma, double alpha, double first = 1, double second = 1)
    {
        double loss = 0;
        double[] dz = new double[z.Length];
        for (int n = 0; n < z.Length; n++)
        {
            (double sign, double weight) = y[n] == 1 ? (1, alpha) : (-1, 1 - alpha);
            double p = 1 / (1 + Math.Exp(-sign * z[n])), factor = weight * Math.Pow(1 - p, gamma) / z.Length;
            double log = -Softplus.Of(-sign * z[n]);
            loss -= factor * log;
            dz[n] = sign * factor * (first * gamma * p * log - second * (1 - p));
        }
        return (loss, dz);
    }

    private static MathNet.Numerics.LinearAlgebra.Matrix<double> Column(double[] values) =>
        MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(values.Length, 1, values);
}
