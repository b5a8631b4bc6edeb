using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 12 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class CapstoneExercisesTests
{
    [Fact]
    public void The_start_is_right_in_two_styles()
    {
        Assert.True(CapstoneExercises.Start.Judge((inputs, outputs, rng) => Normal(inputs, outputs, rng) * Math.Sqrt(2.0 / inputs)).IsRight);
        // evenly spread numbers with the same variance: the width is √12 times the deviation
        Assert.True(CapstoneExercises.Start.Judge((inputs, outputs, rng) =>
            Matrix<double>.Build.Dense(inputs, outputs, (_, _) => (rng.NextDouble() - 0.5) * Math.Sqrt(12 * 2.0 / inputs))).IsRight);
    }

    public static TheoryData<CapstoneExercises.StartFunction, string> WrongStarts => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (inputs, outputs, rng) => Normal(inputs, outputs, rng) * (2.0 / inputs), "2/In is the variance" },
        { (inputs, outputs, rng) => Normal(inputs, outputs, rng), "the deviation is 1" },
        { (inputs, outputs, rng) => Normal(inputs, outputs, rng) * Math.Sqrt(1.0 / inputs), "which suits tanh" },
        { (inputs, outputs, rng) => Normal(inputs, outputs, rng) * Math.Sqrt(2.0 / outputs), "counts the outputs" },
        { (inputs, outputs, rng) => Matrix<double>.Build.Dense(inputs, outputs, (i, _) => Math.Sqrt(2.0 / inputs) * new Rng(i).Gaussian()), "the same weights" },
        { (inputs, outputs, rng) => Normal(inputs, outputs, rng).PointwiseAbs() * Math.Sqrt(2.0 / inputs), "all weights are positive" },
        { (inputs, outputs, rng) => Normal(inputs, outputs, rng) * 3, "the standard deviation of the weights" },
        { (inputs, outputs, rng) => Normal(outputs, inputs, rng) * Math.Sqrt(2.0 / inputs), "W is transposed" },
        { (inputs, outputs, rng) => Normal(inputs, outputs + 1, rng) * Math.Sqrt(2.0 / inputs), "W has the wrong shape: (300, 41) where (300, 40) belongs" },
        { (inputs, outputs, _) => Matrix<double>.Build.Dense(inputs, outputs, 0.1), "the number of different neurons is 0.025 times" },
        { (_, _, _) => null!, "throws NullReferenceException" },
    };

    [Theory]
    [MemberData(nameof(WrongStarts), DisableDiscoveryEnumeration = true)]
    public void A_wrong_start_is_told_its_kind(CapstoneExercises.StartFunction answer, string kind) => Told.Kind(CapstoneExercises.Start.Judge(answer), kind);

    [Fact]
    public void Softmax_is_right_in_two_styles()
    {
        Assert.True(CapstoneExercises.RowSoftmax.Judge(Rowwise).IsRight);
        Assert.True(CapstoneExercises.RowSoftmax.Judge(Z =>
        {
            double[,] P = new double[Z.RowCount, Z.ColumnCount];
            for (int n = 0; n < Z.RowCount; n++)
                for (int j = 0; j < Z.ColumnCount; j++) P[n, j] = 1 / Z.Row(n).Sum(z => Math.Exp(z - Z[n, j]));
            return Matrix<double>.Build.DenseOfArray(P);
        }).IsRight);
    }

    public static TheoryData<Func<Matrix<double>, Matrix<double>>, string> WrongSoftmaxes => new()
    {
        { _ => throw new NotImplementedException(), "not written yet" },
        { Z => { var e = (Z - Z.Enumerate().Max()).PointwiseExp(); return Z.RowCount * e / e.Enumerate().Sum(); }, "runs over the whole batch" },
        { Z => { var e = (Z - Z.Enumerate().Max()).PointwiseExp(); return e.NormalizeColumns(1); }, "down the columns" },
        { Z => Z.PointwiseExp().NormalizeRows(1), "P for logits around 1000 holds a NaN" },
        { Z => Rowwise(Z).PointwiseLog(), "log-probabilities" },
        { Z => Rowwise(Z).Transpose(), "transposed" },
        { Z => Rowwise(Z) * 2, "is 2 times" },
    };

    [Theory]
    [MemberData(nameof(WrongSoftmaxes), DisableDiscoveryEnumeration = true)]
    public void A_wrong_softmax_is_told_its_kind(Func<Matrix<double>, Matrix<double>> answer, string kind) => Told.Kind(CapstoneExercises.RowSoftmax.Judge(answer), kind);

    [Fact]
    public void The_update_is_right_in_two_styles()
    {
        Assert.True(CapstoneExercises.Update.Judge((W, dW, rate, decay) => W - rate * (dW + decay * W)).IsRight);
        Assert.True(CapstoneExercises.Update.Judge((W, dW, rate, decay) => (1 - rate * decay) * W - rate * dW).IsRight);
    }

    public static TheoryData<CapstoneExercises.UpdateFunction, string> WrongUpdates => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (W, dW, rate, decay) => W - rate * (dW - decay * W), "wrong sign" },
        { (W, dW, rate, decay) => W + rate * (dW + decay * W), "uphill" },
        { (W, dW, rate, decay) => W - rate * dW, "decay is missing" },
        { (W, dW, rate, decay) => W - rate * dW - decay * W, "not multiplied by the rate" },
        { (W, dW, rate, decay) => -rate * (dW + decay * W), "the step, not where it leads" },
        { (W, dW, rate, decay) => W - rate * (dW + decay), "differs" },
    };

    [Theory]
    [MemberData(nameof(WrongUpdates), DisableDiscoveryEnumeration = true)]
    public void A_wrong_update_is_told_its_kind(CapstoneExercises.UpdateFunction answer, string kind) => Told.Kind(CapstoneExercises.Update.Judge(answer), kind);

    [Fact]
    public void The_split_is_right_in_two_styles()
    {
        Assert.True(CapstoneExercises.Split.Judge((count, test, rng) => Halves(Shuffled(count, rng), test)).IsRight);
        Assert.True(CapstoneExercises.Split.Judge((count, test, rng) =>
        {
            HashSet<int> chosen = [];
            while (chosen.Count < test) chosen.Add(rng.Below(count));
            return ([.. Enumerable.Range(0, count).Where(i => !chosen.Contains(i))], [.. chosen]);
        }).IsRight);
    }

    public static TheoryData<CapstoneExercises.SplitFunction, string> WrongSplits => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (count, test, rng) => (Shuffled(count, rng), Shuffled(count, rng)[..test]), "are among those to train with" },
        { (count, test, rng) => Halves([.. Enumerable.Range(0, count)], test), "nothing is shuffled" },
        { (count, test, rng) => { var (train, held) = Halves(Shuffled(count, rng), test); return (held, train); }, "exchanged" },
        { (count, test, rng) => Halves([.. Shuffled(count, rng), .. Shuffled(count, rng)], test), "in both parts" },
        { (count, test, rng) => Halves(Shuffled(count - 1, rng), test), "in one part at least" },
        { (count, test, rng) => Halves([.. Enumerable.Range(0, count).Select(i => (i + 7) % count)], test), "nothing is shuffled" },
        { (count, test, rng) => Halves(Shuffled(count, rng), test - 1), "the number of pictures to test with" },
    };

    [Theory]
    [MemberData(nameof(WrongSplits), DisableDiscoveryEnumeration = true)]
    public void A_wrong_split_is_told_its_kind(CapstoneExercises.SplitFunction answer, string kind) => Told.Kind(CapstoneExercises.Split.Judge(answer), kind);

    [Fact]
    public void The_report_is_right_in_two_styles()
    {
        Assert.True(CapstoneExercises.Report.Judge((P, labels) => Mean(P.Select(p => Share(p, labels)))).IsRight);
        Assert.True(CapstoneExercises.Report.Judge((P, labels) =>
        {
            double sum = 0, squares = 0;
            foreach (Matrix<double> p in P)
            {
                int right = 0;
                for (int n = 0; n < labels.Length; n++)
                    if (Enumerable.Range(0, 10).All(j => p[n, j] <= p[n, labels[n]])) right++;
                sum += (double)right / labels.Length;
                squares += Math.Pow((double)right / labels.Length, 2);
            }
            return (sum / P.Length, Math.Sqrt((squares - sum * sum / P.Length) / (P.Length - 1)));
        }).IsRight);
    }

    public static TheoryData<CapstoneExercises.ReportFunction, string> WrongReports => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (P, labels) => (P.Max(p => Share(p, labels)), 0), "best seed" },
        { (P, labels) => (P.Max(p => Share(p, labels)), Mean(P.Select(p => Share(p, labels))).Deviation), "best seed" },
        { (P, labels) => Mean(P.Select(p => Share(p, labels, least: 0.5))), "pictures are left out" },
        { (P, labels) => (P.Max(p => Share(p, labels, least: 0.5)), 0), "only the best seed is told" },
        { (P, labels) => (P.Average(p => Share(p, labels)), 0), "the spread is missing" },
        { (P, labels) => (P.Average(p => Share(p, labels)), P.Select(p => Share(p, labels)).PopulationStandardDeviation()), "the number less one" },
        { (P, labels) => Mean(P.Select(p => 1 - Share(p, labels))), "wrong answers, not right ones" },
        { (P, labels) => Mean(P.Select(p => 100 * Share(p, labels))), "is 100 times" },
    };

    [Theory]
    [MemberData(nameof(WrongReports), DisableDiscoveryEnumeration = true)]
    public void A_wrong_report_is_told_its_kind(CapstoneExercises.ReportFunction answer, string kind) => Told.Kind(CapstoneExercises.Report.Judge(answer), kind);

    private static Matrix<double> Rowwise(Matrix<double> Z) => Matrix<double>.Build.DenseOfRows(Z.EnumerateRows().Select(row => (row - row.Maximum()).PointwiseExp()))
        .NormalizeRows(1);

    private static Matrix<double> Normal(int rows, int columns, Rng rng) => Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());

    private static int[] Shuffled(int count, Rng rng)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        rng.Shuffle(all);
        return all;
    }

    private static (int[] Train, int[] Test) Halves(int[] all, int test) => (all[test..], all[..test]);

    private static double Share(Matrix<double> p, int[] labels, double least = 0)
    {
        int[] counted = [.. Enumerable.Range(0, labels.Length).Where(n => p.Row(n).Maximum() > least)];
        return (double)counted.Count(n => p.Row(n).MaximumIndex() == labels[n]) / counted.Length;
    }

    private static (double Mean, double Deviation) Mean(IEnumerable<double> shares) => (shares.Mean(), shares.StandardDeviation());
}
