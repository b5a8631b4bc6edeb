namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 03 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class LearningRateExercisesTests
{
    [Fact]
    public void The_descent_is_right_in_two_styles()
    {
        Assert.True(LearningRateExercises.Descent.Judge(Descend).IsRight);
        Assert.True(LearningRateExercises.Descent.Judge((gradient, start, lr, updates) =>
        {
            List<double[]> places = [start];
            while (places.Count <= updates) places.Add([.. places[^1].Zip(gradient(places[^1]), (w, g) => w - lr * g)]);
            return [.. places];
        }).IsRight);
    }

    public static TheoryData<LearningRateExercises.DescentFunction, string> WrongDescents => new()
    {
        { (gradient, start, lr, updates) => throw new NotImplementedException(), "not written yet" },
        { (gradient, start, lr, updates) => Descend(gradient, start, -lr, updates), "walks uphill" },
        { (gradient, start, lr, updates) => Descend(_ => gradient(start), start, lr, updates), "the gradient is that of the start" },
        { (gradient, start, lr, updates) => Descend(gradient, start, lr, updates)[1..], "the start is missing" },
        { (gradient, start, lr, updates) => Descend(gradient, start, lr, updates - 1), "off by one: one update is missing" },
        { (gradient, start, lr, updates) => Descend(gradient, start, lr, updates + 1), "off by one: there is one update too many" },
        { (gradient, start, lr, updates) => Descend(gradient, start, 1, updates), "the learning rate is missing" },
        { OneArrayForAll, "the same array was changed again and again" },
        { CopiesOfTheStartArray, "the start that was handed in has changed" },
        { WeightByWeight, "half updated" },
        { (gradient, start, lr, updates) => [.. Descend(gradient, start, lr, updates).Select(place => new double[place.Length])], "all zeros" },
        { (gradient, start, lr, updates) => new double[updates + 1][], "is null" },
        { (gradient, start, lr, updates) => null!, "is null" },
        { (gradient, start, lr, updates) => [[1], [1, 2]], "is null" },
        { (gradient, start, lr, updates) => Descend(gradient, start, lr, 1), "wrong shape" },
        { (gradient, start, lr, updates) => [start[..^7]], "throws ArgumentOutOfRangeException" },
    };

    [Theory]
    [MemberData(nameof(WrongDescents), DisableDiscoveryEnumeration = true)]
    public void A_wrong_descent_is_told_its_kind(LearningRateExercises.DescentFunction answer, string kind) => Told.Kind(LearningRateExercises.Descent.Judge(answer), kind, @"\d\.\d*[1-9]");

    [Fact]
    public void Momentum_is_right_in_two_styles()
    {
        Assert.True(LearningRateExercises.Momentum.Judge(WithMomentum).IsRight);
        // the rate inside the velocity, which is the same as long as the rate stays
        Assert.True(LearningRateExercises.Momentum.Judge((gradient, start, lr, mu, updates) =>
        {
            double[][] places = new double[updates + 1][];
            places[0] = [.. start];
            double[] back = new double[start.Length];
            for (int n = 1; n <= updates; n++)
            {
                back = [.. back.Zip(gradient(places[n - 1]), (v, g) => mu * v - lr * g)];
                places[n] = [.. places[n - 1].Zip(back, (w, v) => w + v)];
            }
            return places;
        }).IsRight);
    }

    public static TheoryData<LearningRateExercises.MomentumFunction, string> WrongMomenta => new()
    {
        { (gradient, start, lr, mu, updates) => throw new NotImplementedException(), "not written yet" },
        { (gradient, start, lr, mu, updates) => Descend(gradient, start, lr, updates), "there is no momentum in it" },
        { (gradient, start, lr, mu, updates) => WithMomentum(w => [.. gradient(w).Select(g => (1 - mu) * g)], start, lr, mu, updates), "factor 1 - mu" },
        { (gradient, start, lr, mu, updates) => WithMomentum(w => [.. gradient(w).Select(g => lr * g)], start, lr, mu, updates), "the learning rate is in it twice" },
        { (gradient, start, lr, mu, updates) => WithMomentum(gradient, start, 1, mu, updates), "the learning rate is missing" },
        { (gradient, start, lr, mu, updates) => WithMomentum(gradient, start, -lr, mu, updates), "walks uphill" },
        { MovingFirst, "the velocity of the update before" },
        { Nesterov, "Nesterov" },
        { (gradient, start, lr, mu, updates) => WithMomentum(gradient, start, lr, mu, updates)[1..], "the start is missing" },
        { (gradient, start, lr, mu, updates) => WithMomentum(gradient, start, lr, 1 - mu, updates), "differs, and not by a sign" },
    };

    [Theory]
    [MemberData(nameof(WrongMomenta), DisableDiscoveryEnumeration = true)]
    public void A_wrong_momentum_is_told_its_kind(LearningRateExercises.MomentumFunction answer, string kind) => Told.Kind(LearningRateExercises.Momentum.Judge(answer), kind, @"\d\.\d*[1-9]");

    [Fact]
    public void The_range_test_is_right_in_two_styles()
    {
        Assert.True(LearningRateExercises.RangeTest.Judge((step, from, to, updates) => RangeTest(step, from, to, updates)).IsRight);
        Assert.True(LearningRateExercises.RangeTest.Judge((step, from, to, updates) =>
        {
            List<(double Rate, double Loss)> kept = [];
            double factor = Math.Exp(Math.Log(to / from) / (updates - 1));
            for (double lr = from; kept.Count < updates; lr *= factor)
            {
                double loss = step(lr);
                if (!double.IsFinite(loss) || kept.Exists(pair => loss > 4 * pair.Loss)) break;
                kept.Add((lr, loss));
            }
            return kept;
        }).IsRight);
    }

    public static TheoryData<LearningRateExercises.RangeTestFunction, string> WrongRangeTests => new()
    {
        { (step, from, to, updates) => throw new NotImplementedException(), "not written yet" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, share: (i, n) => null), "grow by equal steps" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, share: (i, n) => i / (double)n), "the last rate is not to" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, share: (i, n) => (i + 1) / (double)n), "the first rate is not from" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, share: (i, n) => i / (n - 1)), "divides whole numbers" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, ends: (loss, best) => false), "it never stops" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, ends: (loss, best) => loss > 4 * best), "NaN does not stop it" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, ends: (loss, best) => double.IsNaN(loss)), "only NaN stops it" },
        { (step, from, to, updates) => RangeTest(step, from, to, updates, ends: (loss, best) => !(loss <= best)), "wait for 4 times the smallest" },
        { AgainstTheFirst, "compares with the first loss" },
        { KeepingTheLast, "the loss that ends the test is in the list" },
        { SteppingTwice, "step is called twice" },
        { (step, from, to, updates) => [.. RangeTest(step, from, to, updates).Select(pair => (pair.Rate, -pair.Loss))], "the losses has the wrong sign" },
        { (step, from, to, updates) => [], "is null" },
        { (step, from, to, updates) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongRangeTests), DisableDiscoveryEnumeration = true)]
    public void A_wrong_range_test_is_told_its_kind(LearningRateExercises.RangeTestFunction answer, string kind) => Told.Kind(LearningRateExercises.RangeTest.Judge(answer), kind, @"\d\.\d*[1-9]");

    [Fact]
    public void The_schedule_is_right_in_two_styles()
    {
        Assert.True(LearningRateExercises.Schedule.Judge((update, total, warmUp, peak) =>
            update < warmUp ? peak * (update + 1.0) / warmUp : 0.5 * peak * (1 + Math.Cos(Math.PI * (update - warmUp) / (total - warmUp)))).IsRight);
        Assert.True(LearningRateExercises.Schedule.Judge((update, total, warmUp, peak) =>
        {
            if (update < warmUp) return peak / warmUp * (update + 1);
            double half = Math.Sin(Math.PI / 2 * (total - update) / (total - warmUp));
            return peak * half * half;
        }).IsRight);
    }

    public static TheoryData<LearningRateExercises.ScheduleFunction, string> WrongSchedules => new()
    {
        { (update, total, warmUp, peak) => throw new NotImplementedException(), "not written yet" },
        { (update, total, warmUp, peak) => update < warmUp ? peak * ((update + 1) / warmUp) : Cosine(update, total, warmUp, peak), "0 until its end" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : 0.5 * peak * (1 + Math.Cos(Math.PI * ((update - warmUp) / (total - warmUp)))), "stays at its peak" },
        { (update, total, warmUp, peak) => update < warmUp ? peak * ((update + 1) / warmUp) : 0.5 * peak * (1 + Math.Cos(Math.PI * ((update - warmUp) / (total - warmUp)))), "both fractions" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update - 1, warmUp, peak) : Cosine(update, total, warmUp, peak), "off by one: the first update has the rate 0" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : Cosine(update, total, 0, peak), "begin at the end of the warm-up" },
        { (update, total, warmUp, peak) => update < warmUp ? peak : Cosine(update, total, warmUp, peak), "the warm-up is missing" },
        { (update, total, warmUp, peak) => Cosine(update, total, 0, peak), "the cosine runs over all updates" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : 2 * Cosine(update, total, warmUp, peak) - peak, "becomes negative" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : 2 * Cosine(update, total, warmUp, peak), "twice the peak" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : Cosine(2 * update, 2 * total - warmUp, 2 * warmUp, peak), "differs" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : 0.5 * peak * (1 + Math.Cos(2 * Math.PI * (update - warmUp) / (total - warmUp))), "a whole cosine" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : peak * (total - update) / (total - warmUp), "a straight line" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, peak) : 0.5 * peak * (1 + Math.Cos(180.0 * (update - warmUp) / (total - warmUp))), "degrees" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, 1) : Cosine(update, total, warmUp, 1), "the peak is missing" },
        { (update, total, warmUp, peak) => update < warmUp ? Rising(update, warmUp, 3 * peak) : Cosine(update, total, warmUp, 3 * peak), "3 times what it should be" },
    };

    [Theory]
    [MemberData(nameof(WrongSchedules), DisableDiscoveryEnumeration = true)]
    public void A_wrong_schedule_is_told_its_kind(LearningRateExercises.ScheduleFunction answer, string kind) => Told.Kind(LearningRateExercises.Schedule.Judge(answer), kind, @"\d\.\d*[1-9]");

    [Fact]
    public void No_suspect_is_right_and_no_two_of_an_exercise_give_the_same_results()
    {
        AssertApart(LearningRateExercises.Descent);
        AssertApart(LearningRateExercises.Momentum);
        AssertApart(LearningRateExercises.RangeTest);
        AssertApart(LearningRateExercises.Schedule);
    }

    /// <summary>Each suspect is told its own kind, so none is right and none is hidden by one before it.</summary>
    private static void AssertApart<TFunction>(Exercise<TFunction> exercise)
        where TFunction : Delegate =>
        Assert.All(exercise.Suspects, suspect => Assert.EndsWith(suspect.Kind, exercise.Judge(suspect.Wrong).Message, StringComparison.Ordinal));

    /// <summary>A message that holds a number with decimals could hold the answer; only a constant factor is told.</summary>
    private static double[][] Descend(Func<double[], double[]> gradient, double[] start, double lr, int updates) => WithMomentum(gradient, start, lr, 0, updates);

    private static double[][] WithMomentum(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates)
    {
        double[][] places = new double[updates + 1][];
        double[] v = new double[start.Length];
        places[0] = [.. start];
        for (int n = 1; n <= updates; n++)
        {
            double[] w = places[n - 1], g = gradient(w);
            places[n] = new double[w.Length];
            for (int k = 0; k < w.Length; k++)
            {
                v[k] = mu * v[k] + g[k];
                places[n][k] = w[k] - lr * v[k];
            }
        }
        return places;
    }

    private static double[][] OneArrayForAll(Func<double[], double[]> gradient, double[] start, double lr, int updates)
    {
        double[][] places = new double[updates + 1][];
        places[0] = start;
        for (int n = 1; n <= updates; n++)
        {
            double[] w = places[n - 1], g = gradient(w);
            for (int k = 0; k < w.Length; k++) w[k] -= lr * g[k];
            places[n] = w;
        }
        return places;
    }

    private static double[][] CopiesOfTheStartArray(Func<double[], double[]> gradient, double[] start, double lr, int updates)
    {
        List<double[]> places = [[.. start]];
        for (int n = 0; n < updates; n++)
        {
            double[] g = gradient(start);
            for (int k = 0; k < start.Length; k++) start[k] -= lr * g[k];
            places.Add([.. start]);
        }
        return [.. places];
    }

    private static double[][] WeightByWeight(Func<double[], double[]> gradient, double[] start, double lr, int updates)
    {
        List<double[]> places = [[.. start]];
        for (int n = 0; n < updates; n++)
        {
            double[] w = [.. places[^1]];
            for (int k = 0; k < w.Length; k++) w[k] -= lr * gradient(w)[k];
            places.Add(w);
        }
        return [.. places];
    }

    private static double[][] MovingFirst(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates)
    {
        List<double[]> places = [[.. start]];
        double[] v = new double[start.Length];
        for (int n = 0; n < updates; n++)
        {
            double[] w = places[^1], g = gradient(w), next = new double[w.Length];
            for (int k = 0; k < w.Length; k++)
            {
                next[k] = w[k] - lr * v[k];
                v[k] = mu * v[k] + g[k];
            }
            places.Add(next);
        }
        return [.. places];
    }

    private static double[][] Nesterov(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates)
    {
        List<double[]> places = [[.. start]];
        double[] v = new double[start.Length];
        for (int n = 0; n < updates; n++)
        {
            double[] w = places[^1], g = gradient([.. w.Zip(v, (a, b) => a - lr * mu * b)]);
            v = [.. v.Zip(g, (b, one) => mu * b + one)];
            places.Add([.. w.Zip(v, (a, b) => a - lr * b)]);
        }
        return [.. places];
    }

    /// <summary>A range test; the share tells how far rate i of n lies between from and to on a logarithmic scale, null for one that grows by equal steps.</summary>
    private static List<(double Rate, double Loss)> RangeTest(
        Func<double, double> step, double from, double to, int updates, Func<int, int, double?>? share = null, Func<double, double, bool>? ends = null)
    {
        List<(double Rate, double Loss)> kept = [];
        double best = double.MaxValue;
        for (int i = 0; i < updates; i++)
        {
            double? at = share is null ? i / (updates - 1.0) : share(i, updates);
            double lr = at is { } power ? from * Math.Pow(to / from, power) : from + i * (to - from) / (updates - 1), loss = step(lr);
            if (ends is null ? !(loss <= 4 * best) : ends(loss, best)) break;
            if (loss < best) best = loss;
            kept.Add((lr, loss));
        }
        return kept;
    }

    private static List<(double Rate, double Loss)> AgainstTheFirst(Func<double, double> step, double from, double to, int updates)
    {
        double first = 0;
        return RangeTest(step, from, to, updates, ends: (loss, _) => !(loss <= 4 * (first = first == 0 ? loss : first)));
    }

    private static List<(double Rate, double Loss)> KeepingTheLast(Func<double, double> step, double from, double to, int updates)
    {
        (double Rate, double Loss) last = default;
        List<(double Rate, double Loss)> kept = RangeTest(lr => (last = (lr, step(lr))).Loss, from, to, updates);
        return kept.Count < updates ? [.. kept, last] : kept;
    }

    private static List<(double Rate, double Loss)> SteppingTwice(Func<double, double> step, double from, double to, int updates)
    {
        List<(double Rate, double Loss)> kept = [];
        double best = double.MaxValue;
        for (int i = 0; i < updates; i++)
        {
            double lr = from * Math.Pow(to / from, i / (updates - 1.0)), loss = step(lr);
            if (!(loss <= 4 * best)) break;
            kept.Add((lr, step(lr)));
            best = Math.Min(best, kept[^1].Loss);
        }
        return kept;
    }

    private static double Rising(int update, int warmUp, double peak) => peak * (update + 1) / warmUp;

    private static double Cosine(int update, int total, int warmUp, double peak) => 0.5 * peak * (1 + Math.Cos(Math.PI * (update - warmUp) / (total - warmUp)));
}
