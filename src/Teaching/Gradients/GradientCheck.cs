using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Compares a derived gradient with centred differences, entry by entry, and shows the comparison as a table. It throws
/// only in <see cref="Assert"/>. Run it in double, away from the kinks of ReLU, and with biases that are not zero.
/// <code>
/// GradientCheck.Of(w => Loss(w), w, gradient, names: ["w1", "w2"]).Assert();
/// GradientCheck.Of(() => Loss(X, Y), [("W1", W1, dW1), ("b1", b1, db1)], samples: 20, seed: 1)
/// </code>
/// Used in lessons 01, 02, 03, 04, 05, 06, 08, 09, 10, 11.
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

    /// <summary>The largest relative error of all entries.</summary>
    public double WorstError => Entries.Max(e => e.RelativeError);

    /// <summary>Checks the gradient of f at x. f sees copies; x stays as it is.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="gradient">The derived ∂f/∂x_i.</param>
    /// <param name="names">A name for each entry, else they are x[0], x[1], ...</param>
    /// <exception cref="ArgumentException">The lengths differ, or f is not finite or not the same twice.</exception>
    public static GradientCheck Of(Func<double[], double> f, double[] x, double[] gradient, string[]? names = null)
    {
        double[] moved = [.. x];
        if (names is null) return Of(() => f([.. moved]), [("x", moved, gradient)], samples: int.MaxValue);
        if (names.Length != x.Length || gradient.Length != x.Length)
            throw new ArgumentException($"x has {x.Length} entries, but there are {gradient.Length} gradients and {names.Length} names.");
        return Of(() => f([.. moved]), [.. names.Select((name, i) => CheckedParameter.Named(name, moved, i, gradient[i]))]);
    }

    /// <summary>Checks the gradient of f at x. f sees copies; x stays as it is.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or f is not finite or not the same twice.</exception>
    public static GradientCheck Of(Func<Vector<double>, double> f, Vector<double> x, Vector<double> gradient, string[]? names = null) =>
        Of(values => f(Vector<double>.Build.Dense(values)), x.ToArray(), gradient.ToArray(), names);

    /// <summary>
    /// Checks the gradients of a loss with named parameters. Their entries are moved in place and put back, also when the loss
    /// throws. Of every parameter with more entries than <paramref name="samples"/>, that many are drawn.
    /// </summary>
    /// <param name="loss">Computes the loss from the parameters as they are now.</param>
    /// <param name="parameters">Tuples of name, value and derived gradient; matrices, vectors or arrays.</param>
    /// <param name="samples">How many entries of each parameter to check at most.</param>
    /// <param name="seed">For drawing them.</param>
    /// <exception cref="ArgumentException">There is nothing to check, or the loss is not finite or not the same twice.</exception>
    public static GradientCheck Of(Func<double> loss, IReadOnlyList<CheckedParameter> parameters, int samples = 20, long seed = 1)
    {
        if (samples < 1) throw new ArgumentException($"At least one entry of each parameter is to be checked, not {samples}.");
        if (parameters.Sum(p => p.Count) == 0) throw new ArgumentException("The gradient check has no parameter to check.");
        double here = loss(), again = loss();
        if (!here.Equals(again))
        {
            throw new ArgumentException($"The loss is {NumberText.Significant(here, 17)} and then {NumberText.Significant(again, 17)} " +
                "for the same parameters. Switch off what is random in it, or give it the same seed each time.");
        }

        var rng = new Rng(seed);
        var entries = new List<GradientCheckEntry>();
        foreach (var p in parameters)
        {
            foreach (int i in Drawn(p.Count, samples, rng))
            {
                var difference = CentredDifference.At(loss, () => p.Read(i), x => p.Write(i, x), p.Name + p.IndexText(i), here);
                entries.Add(new(p.Name, p.IndexText(i), p.Analytic[i], difference));
            }
        }
        return new(entries, parameters.Sum(p => p.Count));
    }

    /// <summary>Whether all entries agree.</summary>
    public bool Passes(double tolerance = DefaultTolerance) => Entries.All(e => e.Agrees(tolerance));

    /// <summary>Throws when an entry disagrees, and returns the check when none does.</summary>
    /// <param name="tolerance">The largest relative error to let pass.</param>
    /// <exception cref="CheckFailedException">Says parameter, index, got and expected of the worst entry, and how many disagree.</exception>
    public GradientCheck Assert(double tolerance = DefaultTolerance)
    {
        if (Entries.All(e => e.Analytic == 0 && e.Numeric == 0))
            throw new CheckFailedException("All gradients are zero, derived and measured: the loss does not depend on the parameters here, so the check proves nothing.");
        var wrong = Entries.Where(e => !e.Agrees(tolerance)).OrderByDescending(e => e.RelativeError).ToArray();
        if (wrong.Length > 0)
            throw new CheckFailedException($"{wrong.Length} of {Entries.Count} gradients disagree; the worst: {wrong[0].Describe(tolerance)}");
        return this;
    }

    /// <summary>A row for each entry, of more than 40 the 40 worst.</summary>
    public Table ToTable()
    {
        int agree = Entries.Count(e => e.Agrees(DefaultTolerance));
        var table = new Table("parameter", "index", "analytic", "numeric", "relative error", "verdict").Digits(9).Align("llrrrl")
            .Caption($"gradient check: {agree} of {Entries.Count} entries agree within {NumberText.Significant(DefaultTolerance, 3)}" +
                (total > Entries.Count ? $" ({total} in all)" : "") + (Entries.Count > MostShown ? $"; the {MostShown} worst:" : ""));
        var shown = Entries.Count > MostShown ? Entries.OrderByDescending(e => e.RelativeError).Take(MostShown) : Entries;
        foreach (var e in shown)
        {
            table.Add(e.Parameter, e.Index, e.Analytic, e.Numeric, NumberText.Scientific(e.RelativeError, 1), e.Verdict(DefaultTolerance));
        }
        return table;
    }

    /// <summary>The table of <see cref="ToTable"/> as text.</summary>
    public override string ToString() => ToTable().ToString();

    private static IEnumerable<int> Drawn(int count, int samples, Rng rng)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        if (count <= samples) return all;
        rng.Shuffle<int>(all);
        return all.Take(samples).Order();
    }
}
