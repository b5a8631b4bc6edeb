using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises of the lesson on learning rates, each with its reference, its hints and the mistakes that it knows. Used in lesson 03.</summary>
public static class LearningRateExercises
{
    /// <summary>Gradient descent: the start and the places after 1, 2, ... updates w ← w - lr·g(w), updates + 1 places in all.</summary>
    /// <param name="gradient">g, the gradient at a place, as a new array.</param>
    /// <param name="start">The first place, which is not to be changed.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="updates">The number of updates.</param>
    public delegate double[][] DescentFunction(Func<double[], double[]> gradient, double[] start, double lr, int updates);

    /// <summary>The same with momentum: v ← mu·v + g(w), then w ← w - lr·v.</summary>
    /// <param name="gradient">g, the gradient at a place, as a new array.</param>
    /// <param name="start">The first place, which is not to be changed.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="mu">The share of its velocity that each update keeps.</param>
    /// <param name="updates">The number of updates.</param>
    public delegate double[][] MomentumFunction(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates);

    /// <summary>The range test: the rate grows by one factor from update to update, and each update reports its loss.</summary>
    /// <param name="step">Makes one update with a rate and gives the loss of its batch.</param>
    /// <param name="from">The first rate.</param>
    /// <param name="to">The rate of the last update, if it comes to that.</param>
    /// <param name="updates">The largest number of updates, at least 2.</param>
    public delegate List<(double Rate, double Loss)> RangeTestFunction(Func<double, double> step, double from, double to, int updates);

    /// <summary>A schedule: linear warm-up over the first updates, then half a cosine from the peak towards 0.</summary>
    /// <param name="update">The number of the update, from 0.</param>
    /// <param name="total">The number of updates of the whole training.</param>
    /// <param name="warmUp">The number of updates of the warm-up.</param>
    /// <param name="peak">The largest rate.</param>
    public delegate double ScheduleFunction(int update, int total, int warmUp, double peak);

    /// <summary>Exercise 1: the descent loop.</summary>
    public static Exercise<DescentFunction> Descent { get; } = new(
        "the descent loop", (gradient, start, lr, updates) => Path(gradient, start, lr, 0, updates),
        (descend, size, rng) => Walk((gradient, start) => descend(gradient, start, 0.1 + 0.01 * size, updates: size), rng),
        "You need updates + 1 places, the first of which is the start. Each new place is computed from the one before it.",
        "In each update ask for the gradient once, at the last place; then fill a NEW array with w[k] - lr * g[k] for every k.")
    {
        Suspects =
        [
            ("it walks uphill: the gradient points to where the error grows, so subtract.", (gradient, start, lr, updates) => Path(gradient, start, -lr, 0, updates)),
            ("the gradient is that of the start in every update; ask for it anew at each place.", (gradient, start, lr, updates) => Path(Frozen(gradient(start)), start, lr, 0, updates)),
            ("the start is missing: it is the first of the updates + 1 places.", (gradient, start, lr, updates) => Path(gradient, start, lr, 0, updates)[1..]),
            ("off by one: one update is missing.", (gradient, start, lr, updates) => Path(gradient, start, lr, 0, updates - 1)),
            ("off by one: there is one update too many.", (gradient, start, lr, updates) => Path(gradient, start, lr, 0, updates + 1)),
            ("all places are the last one: the same array was changed again and again. Make a new one for each update.",
                (gradient, start, lr, updates) => Overwritten(Path(gradient, start, lr, 0, updates), start)),
            ("the places are right, but the start that was handed in has changed: it belongs to the caller. Work on a new array.",
                (gradient, start, lr, updates) => LeftAtTheEnd(Path(gradient, start, lr, 0, updates), start)),
            ("the learning rate is missing.", (gradient, start, lr, updates) => Path(gradient, start, 1, 0, updates)),
            ("some weights move by the gradient of a place that is half updated: ask for the gradient once, before any weight moves.", OneByOne),
        ],
    };

    /// <summary>Exercise 2: momentum.</summary>
    public static Exercise<MomentumFunction> Momentum { get; } = new(
        "descent with momentum", Path,
        (descend, size, rng) => Walk((gradient, start) => descend(gradient, start, 0.05 + 0.01 * size, 0.5 + 0.05 * size, updates: size + 1), rng),
        "The loop is that of exercise 1. What is new is a second array, the velocity, which starts at 0 and lives through all updates.",
        "In each update first v[k] = mu * v[k] + g[k], then the new place w[k] - lr * v[k], with the velocity that you have just changed.")
    {
        Suspects =
        [
            ("there is no momentum in it: the velocity starts anew in every update, so this is plain descent. Make the array before the loop.",
                (gradient, start, lr, mu, updates) => Path(gradient, start, lr, 0, updates)),
            ("the gradient has the factor 1 - mu, another form of momentum, whose steps do not grow. Here the gradient enters whole.",
                (gradient, start, lr, mu, updates) => Path(gradient, start, lr * (1 - mu), mu, updates)),
            ("off by one: each step takes the velocity of the update before. Change v first, then move.", (gradient, start, lr, mu, updates) => Late(gradient, start, lr, mu, updates)),
            ("the learning rate is in it twice: either in v or in the step.", (gradient, start, lr, mu, updates) => Path(gradient, start, lr * lr, mu, updates)),
            ("the learning rate is missing.", (gradient, start, lr, mu, updates) => Path(gradient, start, 1, mu, updates)),
            ("it walks uphill: the velocity is subtracted from the weights.", (gradient, start, lr, mu, updates) => Path(gradient, start, -lr, mu, updates)),
            ("this is Nesterov's momentum, whose gradient is taken one step ahead; here it is that of the place itself.",
                (gradient, start, lr, mu, updates) => Path(gradient, start, lr, mu, updates, ahead: true)),
            ("the gradient is that of the start in every update; ask for it anew at each place.", (gradient, start, lr, mu, updates) => Path(Frozen(gradient(start)), start, lr, mu, updates)),
            ("the start is missing: it is the first of the updates + 1 places.", (gradient, start, lr, mu, updates) => Path(gradient, start, lr, mu, updates)[1..]),
            ("all places are the last one: the same array was changed again and again. Make a new one for each update.",
                (gradient, start, lr, mu, updates) => Overwritten(Path(gradient, start, lr, mu, updates), start)),
            ("the places are right, but the start that was handed in has changed: it belongs to the caller. Work on a new array.",
                (gradient, start, lr, mu, updates) => LeftAtTheEnd(Path(gradient, start, lr, mu, updates), start)),
        ],
    };

    /// <summary>Exercise 3: the range test, that is a learning-rate finder.</summary>
    public static Exercise<RangeTestFunction> RangeTest { get; } = new(
        "the range test", (step, from, to, updates) => Sweep(step, from, to, updates),
        (test, size, rng) =>
        [
            .. TestRun("where the loss grows without end", test, size, rng, (_, calls) => calls),
            .. TestRun("where the loss becomes NaN", test, size, rng, (loss, calls) => calls > 8 ? double.NaN : loss),
            .. TestRun("where nothing goes wrong", test, size, rng, (loss, _) => Math.Min(loss, 3)),
        ],
        "From one rate to the next the FACTOR is always the same. The first rate is from, the last is to; between so many rates, how many steps lie?",
        "Write updates - 1.0, or the exponent is a whole number. Call step once for each rate, compare its loss with 4 times the smallest so far, and only then add it. NaN is neither above nor below: test it with double.IsFinite.")
    {
        Suspects =
        [
            ("the rates grow by equal steps; they should grow by equal factors.", (step, from, to, updates) => Sweep(step, from, to, updates, rate: i => from + (to - from) * i / (updates - 1.0))),
            ("off by one: the last rate is not to. Between updates rates lie updates - 1 factors.", (step, from, to, updates) => Sweep(step, from, to, updates, rate: i => from * Math.Pow(to / from, (double)i / updates))),
            ("off by one: the first rate is not from.", (step, from, to, updates) => Sweep(step, from, to, updates, rate: i => from * Math.Pow(to / from, (i + 1.0) / updates))),
            ("the rate stays at from: i / (updates - 1) divides whole numbers and is 0 until the end. Write updates - 1.0.",
                (step, from, to, updates) => Sweep(step, from, to, updates, rate: i => from * Math.Pow(to / from, i / (updates - 1)))),
            ("it never stops: compare each loss with the smallest so far, and test for NaN.", (step, from, to, updates) => Sweep(step, from, to, updates, stops: (_, _, _) => false)),
            ("NaN does not stop it: a comparison with NaN is always false. Ask double.IsFinite.", (step, from, to, updates) => Sweep(step, from, to, updates, stops: (loss, best, _) => loss > 4 * best)),
            ("only NaN stops it, not a loss above 4 times the smallest so far.", (step, from, to, updates) => Sweep(step, from, to, updates, stops: (loss, _, _) => !double.IsFinite(loss))),
            ("it stops as soon as a loss is above the smallest so far. Losses of batches go up and down; wait for 4 times the smallest.",
                (step, from, to, updates) => Sweep(step, from, to, updates, stops: (loss, best, _) => !(loss <= best))),
            ("it compares with the first loss; compare with the smallest so far.", (step, from, to, updates) => Sweep(step, from, to, updates, stops: (loss, _, first) => !(loss <= 4 * first))),
            ("the loss that ends the test is in the list; leave it out.", (step, from, to, updates) => Sweep(step, from, to, updates, keepsLast: true)),
            ("step is called twice with each rate. Every call is an update: call it once and keep what it gives.", (step, from, to, updates) => Sweep(step, from, to, updates, again: step)),
        ],
    };

    /// <summary>Exercise 4: a schedule with warm-up and half a cosine.</summary>
    public static Exercise<ScheduleFunction> Schedule { get; } = new(
        "the schedule", (update, total, warmUp, peak) => Shape(peak, (update + 1.0) / warmUp, (double)(update - warmUp) / (total - warmUp), update < warmUp),
        (schedule, size, rng) => [RatesOf(schedule, total: 4 * size + 3, warmUp: size + 1, peak: 0.1 + rng.NextDouble())],
        "Two formulas with an if between them. For the second, first compute what share of the updates after the warm-up is done, from 0 to nearly 1.",
        "In the warm-up, update number 0 has already the share 1/warmUp of the peak, so count update + 1.0. After it, make t a double before you divide, and take the cosine of Math.PI * t.")
    {
        Suspects =
        [
            ("the warm-up is 0 until its end: (update + 1) / warmUp divides whole numbers. Write update + 1.0.",
                (update, total, warmUp, peak) => Shape(peak, (update + 1) / warmUp, (double)(update - warmUp) / (total - warmUp), update < warmUp)),
            ("the rate stays at its peak after the warm-up: the share that is done divides whole numbers and is 0. Make one of them a double.",
                (update, total, warmUp, peak) => Shape(peak, (update + 1.0) / warmUp, (update - warmUp) / (total - warmUp), update < warmUp)),
            ("both fractions divide whole numbers, which gives 0. Make one number of each a double.",
                (update, total, warmUp, peak) => Shape(peak, (update + 1) / warmUp, (update - warmUp) / (total - warmUp), update < warmUp)),
            ("off by one: the first update has the rate 0 and would be lost. Count it as number 1 of the warm-up.",
                (update, total, warmUp, peak) => Shape(peak, (double)update / warmUp, (double)(update - warmUp) / (total - warmUp), update < warmUp)),
            ("the cosine runs over the whole training; it should begin at the end of the warm-up.",
                (update, total, warmUp, peak) => Shape(peak, (update + 1.0) / warmUp, (double)update / total, update < warmUp)),
            ("the warm-up is missing.", (update, total, warmUp, peak) => Shape(peak, 1, (double)(update - warmUp) / (total - warmUp), update < warmUp)),
            ("the warm-up is missing: the cosine runs over all updates.", (update, total, warmUp, peak) => Shape(peak, 1, (double)update / total, false)),
            ("the rate becomes negative, which walks uphill: shift the cosine, which runs from 1 to -1, so that it runs from 1 to 0.",
                (update, total, warmUp, peak) => update < warmUp ? peak * (update + 1.0) / warmUp : peak * Math.Cos(Math.PI * (update - warmUp) / (total - warmUp))),
            ("the rate is twice the peak after the warm-up: 1 + cos runs from 2 to 0, so it needs the factor one half.",
                (update, total, warmUp, peak) => update < warmUp ? peak * (update + 1.0) / warmUp : 2 * Shape(peak, 1, (double)(update - warmUp) / (total - warmUp), false)),
            ("the rate comes up again: that is a whole cosine. Half of one, from 0 to π, falls.",
                (update, total, warmUp, peak) => Shape(peak, (update + 1.0) / warmUp, 2.0 * (update - warmUp) / (total - warmUp), update < warmUp)),
            ("the rate falls along a straight line after the warm-up, not along a cosine.",
                (update, total, warmUp, peak) => update < warmUp ? peak * (update + 1.0) / warmUp : peak * (total - update) / (total - warmUp)),
            ("the angle is in degrees; Math.Cos takes radians, so write Math.PI.",
                (update, total, warmUp, peak) => Shape(peak, (update + 1.0) / warmUp, 180 / Math.PI * (update - warmUp) / (total - warmUp), update < warmUp)),
            ("the peak is missing: the rate runs up to 1.", (update, total, warmUp, peak) => Shape(1, (update + 1.0) / warmUp, (double)(update - warmUp) / (total - warmUp), update < warmUp)),
        ],
    };

    private static double[][] Path(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates) =>
        Path(gradient, start, lr, mu, updates, ahead: false);

    /// <summary>The places of a descent with momentum; the gradient is taken ahead, after the step that the velocity alone would make, or not.</summary>
    private static double[][] Path(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates, bool ahead)
    {
        double[] v = new double[start.Length];
        List<double[]> places = [[.. start]];
        for (int n = 0; n < updates; n++)
        {
            double[] w = places[^1], g = gradient(ahead ? [.. w.Zip(v, (a, b) => a - lr * mu * b)] : w);
            for (int k = 0; k < v.Length; k++) v[k] = mu * v[k] + g[k];
            places.Add([.. w.Zip(v, (a, b) => a - lr * b)]);
        }
        return [.. places];
    }

    private static Func<double[], double[]> Frozen(double[] g) => _ => g;

    /// <summary>The mistake of moving by the velocity before it has taken up the gradient.</summary>
    private static double[][] Late(Func<double[], double[]> gradient, double[] start, double lr, double mu, int updates)
    {
        double[] v = new double[start.Length];
        List<double[]> places = [[.. start]];
        for (int n = 0; n < updates; n++)
        {
            double[] w = places[^1], g = gradient(w);
            places.Add([.. w.Zip(v, (a, b) => a - lr * b)]);
            for (int k = 0; k < v.Length; k++) v[k] = mu * v[k] + g[k];
        }
        return [.. places];
    }

    /// <summary>The mistake of asking for the gradient anew for each weight, after the ones before it have moved.</summary>
    private static double[][] OneByOne(Func<double[], double[]> gradient, double[] start, double lr, int updates)
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

    /// <summary>The mistake of keeping one array for all places, the caller's.</summary>
    private static double[][] Overwritten(double[][] places, double[] start) => [.. LeftAtTheEnd(places, start).Select(_ => places[^1])];

    /// <summary>The mistake of changing the caller's start.</summary>
    private static double[][] LeftAtTheEnd(double[][] places, double[] start)
    {
        places[^1].CopyTo(start, 0);
        return places;
    }

    /// <summary>A path from a fresh start over a fresh, curved landscape of three weights that depend on each other.</summary>
    private static IReadOnlyList<AnswerPart> Walk(Func<Func<double[], double[]>, double[], double[][]> descend, Rng rng)
    {
        double[] pull = [1 + rng.NextDouble(), 2 + rng.NextDouble(), 3 + rng.NextDouble()], start = [rng.Gaussian(), rng.Gaussian(), rng.Gaussian()];
        double[] Gradient(double[] w) => [pull[0] * w[0] + 0.5 * w[1], pull[1] * w[1] + 0.5 * w[0] + Math.Tanh(w[2]), pull[2] * w[2] + w[1]];
        double[][]? places = descend(Gradient, start);
        bool whole = places is { Length: > 0 } && places.All(place => place is { Length: > 0 } && place.Length == places[0].Length);
        return [new("the path (one row for each place)", whole ? Matrix<double>.Build.DenseOfRowArrays(places!) : null), AnswerPart.Row("the start that was handed in", start)];
    }

    /// <summary>The range test: which rates it takes, when it stops, whether it keeps the loss that stopped it, and whether it steps again for the loss that it keeps.</summary>
    private static List<(double Rate, double Loss)> Sweep(
        Func<double, double> step, double from, double to, int updates, Func<int, double>? rate = null, Func<double, double, double, bool>? stops = null, bool keepsLast = false,
        Func<double, double>? again = null)
    {
        rate ??= i => from * Math.Pow(to / from, i / (updates - 1.0));
        stops ??= (loss, best, _) => !double.IsFinite(loss) || loss > 4 * best;
        List<(double Rate, double Loss)> kept = [];
        double best = double.PositiveInfinity;
        for (int i = 0; i < updates; i++)
        {
            double lr = rate(i), loss = step(lr);
            bool ends = stops(loss, best, kept.Count > 0 ? kept[0].Loss : loss);
            if (ends && !keepsLast) break;
            loss = again?.Invoke(lr) ?? loss;
            kept.Add((lr, loss));
            if (ends) break;
            best = Math.Min(best, loss);
        }
        return kept;
    }

    /// <summary>One test on a loss that first falls, with a small bump, and later does what the change makes of it. A loss that is no number counts as -1, so that it can be compared.</summary>
    private static IEnumerable<AnswerPart> TestRun(string where, RangeTestFunction test, int size, Rng rng, Func<double, int, double> change)
    {
        double top = 2 + rng.NextDouble(), from = 0.001 * (1 + rng.NextDouble());
        int calls = 0;
        double Step(double lr)
        {
            calls++;
            double falling = top / calls + (calls == 4 ? 0.3 * top : 0);
            return calls > 6 ? change(falling, calls) : falling;
        }
        List<(double Rate, double Loss)>? found = test(Step, from, 1 + rng.NextDouble(), updates: 12 + size);
        yield return AnswerPart.Row($"{where}: the rates", found?.Select(pair => pair.Rate).ToArray());
        yield return AnswerPart.Row($"{where}: the losses", found?.Select(pair => double.IsFinite(pair.Loss) ? pair.Loss : -1).ToArray());
        yield return AnswerPart.Row($"{where}: the number of calls of step", calls);
    }

    private static AnswerPart RatesOf(ScheduleFunction schedule, int total, int warmUp, double peak) =>
        AnswerPart.Row("the rate", [.. Enumerable.Range(0, total).Select(update => schedule(update, total, warmUp, peak))]);

    /// <summary>peak·rising in the warm-up, peak·½(1 + cos π·done) after it.</summary>
    private static double Shape(double peak, double rising, double done, bool isWarmUp) => peak * (isWarmUp ? rising : 0.5 * (1 + Math.Cos(Math.PI * done)));
}
