namespace Teaching;

/// <summary>
/// Compares a derived gradient with centred differences, entry by entry, and shows the comparison as a table. It throws only in <see
/// cref="Assert"/>. Run it in double, away from the kinks of ReLU, and with biases that are not zero.
/// <code>
/// GradientCheck.Of(w => Loss(w), w, gradient, names: ["w1", "w2"]).Assert();
/// GradientCheck.Of(() => Loss(X, Y), [("W1", W1, dW1), ("b1", b1, db1)], samples: 20, seed: 1)
/// </code>
/// Used in lessons 01, 02, 05, 07, 09, 10, 12, 13.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class GradientCheck : ITabular
{
    /// <summary>The largest relative error that a right gradient of a smooth function in double may show. A mistake of 1 % shows 1e-2.</summary>
    public const double DefaultTolerance = 1e-6;

    private const int MostShown = 40;
    private readonly int total;

    private GradientCheck(IReadOnlyList<GradientCheckEntry> entries, int total) => (Entries, this.total) = (entries, total);

    /// <summary>The entries that were compared, in the parameters' order.</summary>
    public IReadOnlyList<GradientCheckEntry> Entries { get; }
    public double WorstError => Entries.Max(e => e.RelativeError);

    /// <summary>Checks the derived ∂f/∂x_i at x; without names they are called x[0], x[1], ... f sees copies; x stays as it is.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or f is not finite or not the same twice.</exception>
    public static GradientCheck Of(Func<double[], double> f, double[] x, double[] gradient, string[]? names = null)
    {
        double[] moved = [.. x];
        if (names is null) return Of(() => f([.. moved]), [("x", moved, gradient)], samples: int.MaxValue);
        if (names.Length != x.Length || gradient.Length != x.Length)
            throw new ArgumentException($"x has {x.Length} entries, but there are {gradient.Length} gradients and {names.Length} names.");
        return Of(() => f([.. moved]), [.. names.Select((name, i) => CheckedParameter.Named(name, moved, i, gradient[i]))]);
    }

    /// <summary>
    /// Checks the gradients of a loss, which is computed from the parameters as they are now: tuples of name, value and derived gradient.
    /// Their entries are moved in place and put back, even when the loss throws. Of a parameter with more entries than
    /// <paramref name="samples"/>, that many are drawn by the seed.
    /// </summary>
    /// <exception cref="ArgumentException">There is nothing to check, or the loss is not finite or not the same twice.</exception>
    public static GradientCheck Of(Func<double> loss, IReadOnlyList<CheckedParameter> parameters, int samples = 20, long seed = 1)
    {
        int total = parameters.Sum(p => p.Analytic.Length);
        if (total == 0) throw new ArgumentException("The gradient check has no parameter to check.");
        if (samples < 1) throw new ArgumentException($"At least one entry of each parameter must be checked, not {samples}.");
        double here = loss(), again = loss();
        if (!here.Equals(again))
            throw new ArgumentException($"The loss is {NumberText.Significant(here, 17)} and then {NumberText.Significant(again, 17)} for the same "
                + "parameters. Switch off what is random in it, or give it the same seed each time.");
        var rng = new Rng(seed);
        return new([.. parameters.SelectMany(p => Drawn(p.Analytic.Length, samples, rng).Select(i => Entry(loss, p, i, here)))], total);
    }

    /// <summary>Whether all entries agree.</summary>
    public bool Passes(double tolerance = DefaultTolerance) => Entries.All(e => e.Agrees(tolerance));

    /// <summary>Throws when an entry disagrees, and returns the check when none does.</summary>
    /// <exception cref="CheckFailedException">Says parameter, index, got and expected of the worst entry, and how many disagree.</exception>
    public GradientCheck Assert(double tolerance = DefaultTolerance)
    {
        if (Entries.All(e => e.Analytic == 0 && e.Numeric == 0))
            throw new CheckFailedException("All gradients are zero, derived and measured: the loss does not depend on the parameters here, "
                + "so the check proves nothing.");
        if (Passes(tolerance)) return this;
        GradientCheckEntry worst = Entries.Where(e => !e.Agrees(tolerance)).MaxBy(e => e.RelativeError)!;
        int wrong = Entries.Count(e => !e.Agrees(tolerance));
        throw new CheckFailedException($"{wrong} of {Entries.Count} gradients disagree; the worst: {worst.Describe(tolerance)}");
    }

    /// <summary>A row for each entry; when there are more than 40, the 40 worst.</summary>
    public Table ToTable()
    {
        bool all = Entries.Count <= MostShown;
        int agree = Entries.Count(e => e.Agrees(DefaultTolerance));
        string caption = $"gradient check: {agree} of {Entries.Count} entries agree within {NumberText.Significant(DefaultTolerance, 3)}"
            + (total > Entries.Count ? $" ({total} in all)" : "") + (all ? "" : $"; the {MostShown} worst:");
        var table = new Table("parameter", "index", "analytic", "numeric", "relative error", "verdict").Digits(9).Align("llrrrl").Caption(caption);
        foreach (var e in all ? Entries : Entries.OrderByDescending(e => e.RelativeError).Take(MostShown))
            table.Add(e.Parameter, e.Index, e.Analytic, e.Numeric, NumberText.Scientific(e.RelativeError, 1), e.Verdict(DefaultTolerance));
        return table;
    }

    public override string ToString() => ToTable().ToString();

    private static GradientCheckEntry Entry(Func<double> loss, CheckedParameter p, int i, double here)
    {
        double x = p.Read(i);
        double LossAt(double moved) { p.Write(i, moved); return loss(); }
        try
        {
            return new(p.Name, p.Index(i), p.Analytic[i]) { Measured = CentredDifference.At(LossAt, x, p.Name + p.Index(i), here) };
        }
        finally
        {
            p.Write(i, x);
        }
    }

    private static IEnumerable<int> Drawn(int count, int samples, Rng rng)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        if (count <= samples) return all;
        rng.Shuffle(all);
        return all.Take(samples).Order();
    }
}
