using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of the lesson on the tilted loss say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class TiltExercisesTests
{
    [Fact]
    public void The_schedule_is_right_in_two_styles()
    {
        Assert.True(TiltExercises.Weights.Judge((step, C, T, A) => new ClassTilt(C, T, A).At(step)).IsRight);
        Assert.True(TiltExercises.Weights.Judge((step, C, T, A) => Schedule(step, C, T, A)).IsRight);
    }

    public static TheoryData<TiltExercises.WeightsFunction, string> WrongSchedules => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (step, C, T, A) => Schedule(step, C, T, A, scale: (w, sum) => w), "not scaled" },
        { (step, C, T, A) => Schedule(step, C, T, A, scale: (w, sum) => w / sum), "add up to 1" },
        { (step, C, T, A) => Schedule(step, C, T, A, scale: (w, sum) => w / C), "divided by C" },
        { (step, C, T, A) => Schedule(step, C, T, A, turn: step % C), "after one step" },
        { (step, C, T, A) => Schedule(step, C, T, A, turn: 0), "always the turn of class 0" },
        { (step, C, T, A) => Schedule(step, C, T, A, turn: (step / T + 1) % C), "off by one" },
        { (step, C, T, A) => Schedule(step, C, T, A, turn: step / T), "throws IndexOutOfRangeException" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => 1 + (A - 1) * s / T), "climbs through the whole turn" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => s < T / 2.0 ? A - 2 * s * (A - 1) / T : 1 + (2 * s - T) * (A - 1) / T), "on its head" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => s < T / 2.0 ? 2 * s * A / T : 2 * A - 2 * s * A / T), "climbs from 0" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => 1 + A * (1 - Math.Abs(2.0 * s / T - 1))), "climbs by A" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => 1 + (A - 1) * (1 - Math.Abs(2 * s / T - 1))), "2 * s / T divides whole numbers" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => 1 + 2 * (A - 1) * (s / T)), "all weights are 1" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => s < T / 2.0 ? 1 + 2 * s * (A - 1) / T : 2 * A - 2 * s * (A - 1) / T), "the way down begins too high" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: _ => step < T / 2.0 ? 1 + 2 * step * (A - 1) / T : 2 * A - 2 * step * (A - 1) / T - 1), "step % T" },
        { (step, C, T, A) => Schedule(step, C, T, A, others: 0), "the other classes have the weight 0" },
        { (step, C, T, A) => Schedule(step, C, T, A, of: s => 1 + (A - 1) * Math.Sin(Math.PI * s / T)), "half wave" },
        { (step, C, T, A) => Schedule(step, C, T, A, scale: (w, sum) => w * C / (C - 1 + A)), "wrong length" },
        { (step, C, T, A) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongSchedules), DisableDiscoveryEnumeration = true)]
    public void A_wrong_schedule_is_told_its_kind(TiltExercises.WeightsFunction answer, string kind) => Told.Kind(TiltExercises.Weights.Judge(answer), kind, @"\d\.\d\d");

    [Fact]
    public void The_weighted_loss_is_right_in_two_styles()
    {
        Assert.True(TiltExercises.WeightedLoss.Judge((Z, right, w) =>
        {
            var loss = new WeightedCrossEntropyLoss<double>(4) { Weights = w };
            return (loss.Forward(Z, CrossEntropy.OneHot<double>(right, 4)), loss.Backward());
        }).IsRight);
        Assert.True(TiltExercises.WeightedLoss.Judge(Loss).IsRight);
    }

    public static TheoryData<TiltExercises.LossFunction, string> WrongLosses => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (Z, right, w) => Loss(Z, right, [1, 1, 1, 1]), "the weights are not used" },
        { (Z, right, w) => (Loss(Z, right, w).L, Dz(Z, right, (p, y, n, c) => w[c] * (p - y))), "column by column" },
        { (Z, right, w) => (Loss(Z, right, w).L, Dz(Z, right, (p, y, n, c) => p - w[c] * y)), "only the 1 of the right class is weighted" },
        { (Z, right, w) => (Loss(Z, right, w).L, Dz(Z, right, (p, y, n, c) => y == 1 ? w[c] * (p - y) : p - y)), "only the right class's column" },
        { (Z, right, w) => (Loss(Z, right, w).L, Dz(Z, right, (p, y, n, c) => p - y)), "L is weighted, but dZ is not" },
        { (Z, right, w) => (Loss(Z, right, [1, 1, 1, 1]).L, Loss(Z, right, w).dZ), "dZ is weighted, but L is not" },
        { (Z, right, w) => (Loss(Z, right, w).L * right.Length / right.Sum(k => w[k]), Loss(Z, right, w).dZ * right.Length / right.Sum(k => w[k])), "both are divided by the sum" },
        { (Z, right, w) => (Loss(Z, right, w).L * right.Length / right.Sum(k => w[k]), Loss(Z, right, w).dZ), "L is divided by the sum" },
        { (Z, right, w) => (Loss(Z, right, w).L * right.Length, Loss(Z, right, w).dZ), "L is too large by the factor N" },
        { (Z, right, w) => (Loss(Z, right, w).L / 4, Loss(Z, right, w).dZ), "L is 0.25 times" },
        { (Z, right, w) => (-Loss(Z, right, w).L, Loss(Z, right, w).dZ), "L has the wrong sign" },
        { (Z, right, w) => (Loss(Z, right, w).L, Loss(Z, right, w).dZ * right.Length), "dZ is too large by the factor N" },
        { (Z, right, w) => (Loss(Z, right, w).L, -Loss(Z, right, w).dZ), "dZ has the wrong sign" },
        { (Z, right, w) => (Loss(Z, right, w).L, Dz(Z, right, (p, y, n, c) => w[right[n]] * p)), "is never subtracted" },
        { (Z, right, w) => (Loss(Z, right, w).L, Dz(Z, right, (p, y, n, c) => w[right[n]] * w[right[n]] * (p - y))), "used twice in dZ" },
        { (Z, right, w) => (-right.Select((k, n) => w[k] * Math.Log(Softmax.Rows(Z)[n, k])).Average(), Loss(Z, right, w).dZ), "a thousand apart) holds a NaN or an infinity" },
        { (Z, right, w) => (-right.Select((k, n) => Math.Log(w[k]) + Softmax.LogRows(Z)[n, k]).Average(), Dz(Z, right, (p, y, n, c) => p - y)), "inside the logarithm" },
        { (Z, right, w) => (right.Select((k, n) => w[n]).Average(), Loss(Z, right, w).dZ), "throws IndexOutOfRangeException" },
        { (Z, right, w) => (Loss(Z, right, w).L, null!), "dZ is null" },
    };

    [Theory]
    [MemberData(nameof(WrongLosses), DisableDiscoveryEnumeration = true)]
    public void A_wrong_loss_is_told_its_kind(TiltExercises.LossFunction answer, string kind) => Told.Kind(TiltExercises.WeightedLoss.Judge(answer), kind);

    [Fact]
    public void The_search_is_right_in_three_styles()
    {
        Assert.True(TiltExercises.Changes.Judge((decide, from, to, parts) => Search(decide, from, to, parts)).IsRight);
        Assert.True(TiltExercises.Changes.Judge((decide, from, to, parts) =>
        {
            // ends computed by adding up, and halved until a millionth is left, with the class on the right as the judge
            List<double> found = [];
            double width = (to - from) / parts, left = from;
            for (int k = 0; k < parts; k++, left += width)
            {
                (double a, double b) = (left, left + width);
                if (decide(a) == decide(b)) continue;
                int last = decide(b);
                while (b - a > 1e-6) (a, b) = decide(a + (b - a) / 2) == last ? (a, a + (b - a) / 2) : (a + (b - a) / 2, b);
                found.Add((a + b) / 2);
            }
            return [.. found];
        }).IsRight);
        Assert.True(TiltExercises.Changes.Judge((decide, from, to, parts) => Search(decide, from, to, parts, halvings: 60)).IsRight);
    }

    public static TheoryData<TiltExercises.ChangesFunction, string> WrongSearches => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 0), "the middle of its part" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, place: (a, b) => a, halvings: 0), "the left end" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, place: (a, b) => b, halvings: 0), "the right end" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 8), "to a millionth" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, left: (m, first, last) => m == last), "the wrong half is kept" },
        { (decide, from, to, parts) => [.. Search(decide, from, to, parts).Take(1)], "only the first change" },
        { (decide, from, to, parts) => Search(decide, from, to - (to - from) / parts, parts - 1), "the last part is not searched" },
        { (decide, from, to, parts) => Search(decide, from, to + (to - from) / parts, parts + 1), "beyond the end of the line" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, changes: (a, b) => true), "also where nothing changes" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, changes: (a, b) => a < b), "to a higher class" },
        { (decide, from, to, parts) => Search(decide, from, to, parts, changes: (a, b) => a > b), "to a lower class" },
        { (decide, from, to, parts) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongSearches), DisableDiscoveryEnumeration = true)]
    public void A_wrong_search_is_told_its_kind(TiltExercises.ChangesFunction answer, string kind) => Told.Kind(TiltExercises.Changes.Judge(answer), kind);

    [Fact]
    public void The_comparison_is_right_in_two_styles()
    {
        Assert.True(TiltExercises.Paired.Judge((before, after) => Compare(before, after)).IsRight);
        Assert.True(TiltExercises.Paired.Judge((before, after) =>
        {
            double[] gains = [.. after.Zip(before, (b, a) => b - a)];
            double error = gains.StandardDeviation() / Math.Sqrt(gains.Length);
            return (gains.Mean(), error, gains.Mean() / error);
        }).IsRight);
    }

    public static TheoryData<TiltExercises.PairedFunction, string> WrongComparisons => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (before, after) => Compare(after, before), "wrong sign" },
        { (before, after) => Compare(before, after, error: (s, n) => Math.Sqrt(s / (n - 1))), "Divide it by the root of n" },
        { (before, after) => Compare(before, after, error: (s, n) => Math.Sqrt(s / (n - 1)) / n), "divided by n; the root of n belongs there" },
        { (before, after) => Compare(before, after, error: (s, n) => Math.Sqrt(s / n / n)), "n - 1 belongs there" },
        { (before, after) => Compare(before, after, error: (s, n) => Math.Sqrt(s / n)), "divided by n, and the root of n is missing" },
        { (before, after) => Compare(before, after, error: (s, n) => Math.Sqrt(s)), "root of the sum of the squares" },
        { (before, after) => Compare(before, after, error: (s, n) => s / (n - 1) / n), "the root is missing" },
        { (before, after) =>
            {
                double mean = after.Mean() - before.Mean(), error = Math.Sqrt((before.Variance() + after.Variance()) / before.Length);
                return (mean, error, mean / error);
            }, "nothing to do with each other" },
        { (before, after) => (Compare(before, after).Mean, Compare(before, after).Error, Compare(before, after).Error / Compare(before, after).Mean), "upside down" },
        { (before, after) => (100 * Compare(before, after).Mean, Compare(before, after).Error, Compare(before, after).t), "the mean is 100 times" },
    };

    [Theory]
    [MemberData(nameof(WrongComparisons), DisableDiscoveryEnumeration = true)]
    public void A_wrong_comparison_is_told_its_kind(TiltExercises.PairedFunction answer, string kind) => Told.Kind(TiltExercises.Paired.Judge(answer), kind);

    [Fact]
    public void The_count_is_right_in_two_styles()
    {
        Assert.True(TiltExercises.RightOf.Judge((percent, images) =>
        {
            double number = percent / 100 * images;
            return Math.Abs(number - Math.Round(number)) <= 0.01 ? (int)Math.Round(number) : -1;
        }).IsRight);
        Assert.True(TiltExercises.RightOf.Judge((percent, images) =>
        {
            int nearest = (int)(images * percent / 100 + 0.5);
            return Math.Abs(100.0 * nearest / images - percent) * images > 1 ? -1 : nearest;
        }).IsRight);
    }

    public static TheoryData<TiltExercises.CountFunction, string> WrongCounts => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (percent, images) => (int)(percent / 100 * images), "and there is always an answer" },
        { (percent, images) => (int)Math.Round(percent / 100 * images), "there is always an answer" },
        { (percent, images) => percent / 100 * images % 1 is > 0.01 and < 0.99 ? -1 : (int)(percent / 100 * images), "costs a whole image" },
        { (percent, images) => percent * images is var x && Math.Abs(x - Math.Round(x)) > 0.01 ? -1 : (int)Math.Round(percent * images), "divide by 100" },
        { (percent, images) => percent / 100 * images == Math.Floor(percent / 100 * images) ? (int)(percent / 100 * images) : -1, "whole to the last digit" },
        { (percent, images) => Math.Abs(percent - Math.Round(percent)) > 0.01 ? -1 : (int)Math.Round(percent / 100 * images), "not the percentage" },
        { (percent, images) => percent / 100 * images % 1 is > 0.01 and < 0.99 ? 0 : (int)Math.Round(percent / 100 * images), "-1 is asked for, not 0" },
    };

    [Theory]
    [MemberData(nameof(WrongCounts), DisableDiscoveryEnumeration = true)]
    public void A_wrong_count_is_told_its_kind(TiltExercises.CountFunction answer, string kind) => Told.Kind(TiltExercises.RightOf.Judge(answer), kind, @"\d\.[1-9]");

    private static double[] Schedule(
        int step, int C, int T, double A, Func<int, double>? of = null, int? turn = null, double others = 1, Func<double, double, double>? scale = null)
    {
        of ??= s => s < T / 2.0 ? 1 + 2 * s * (A - 1) / T : 2 * A - 2 * s * (A - 1) / T - 1;
        scale ??= (w, sum) => w / sum * C;
        var w = new double[C];
        Array.Fill(w, others);
        w[turn ?? step / T % C] = of(step % T);
        return [.. w.Select(one => scale(one, w.Sum()))];
    }

    private static Matrix<double> Dz(Matrix<double> Z, int[] right, Func<double, double, int, int, double> entry)
    {
        var P = Softmax.Rows(Z);
        return Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount, (n, c) => entry(P[n, c], c == right[n] ? 1 : 0, n, c) / Z.RowCount);
    }

    private static (double L, Matrix<double> dZ) Loss(Matrix<double> Z, int[] right, double[] w)
    {
        var logP = Softmax.LogRows(Z);
        double L = 0;
        for (int n = 0; n < Z.RowCount; n++) L -= w[right[n]] * logP[n, right[n]];
        return (L / Z.RowCount, Dz(Z, right, (p, y, n, c) => w[right[n]] * (p - y)));
    }

    private static double[] Search(
        Func<double, int> decide, double from, double to, int parts, int halvings = 30, Func<int, int, bool>? changes = null,
        Func<int, int, int, bool>? left = null, Func<double, double, double>? place = null)
    {
        List<double> found = [];
        double width = (to - from) / parts;
        for (int k = 0; k < parts; k++)
        {
            double a = from + k * width, b = a + width;
            int first = decide(a), last = decide(b);
            if (!(changes ?? ((one, other) => one != other))(first, last)) continue;
            for (int i = 0; i < halvings; i++)
            {
                double m = (a + b) / 2;
                bool goRight = (left ?? ((at, one, other) => at == one))(decide(m), first, last);
                (a, b) = goRight ? (m, b) : (a, m);
            }
            found.Add((place ?? ((one, other) => (one + other) / 2))(a, b));
        }
        return [.. found];
    }

    private static (double Mean, double Error, double t) Compare(double[] before, double[] after, Func<double, int, double>? error = null)
    {
        int n = before.Length;
        double mean = 0, squares = 0;
        for (int i = 0; i < n; i++) mean += (after[i] - before[i]) / n;
        for (int i = 0; i < n; i++) squares += Math.Pow(after[i] - before[i] - mean, 2);
        double e = (error ?? ((s, m) => Math.Sqrt(s / (m - 1) / m)))(squares, n);
        return (mean, e, mean / e);
    }
}
