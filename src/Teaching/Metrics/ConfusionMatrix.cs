namespace Teaching;

/// <summary>
/// How often each class was taken for which, and the metrics that follow. Row: the right class; column: the decision.
/// Used in lessons 05, 06.
/// </summary>
/// <remarks>
/// For one class TP counts the right yes, FP the wrong yes, FN the wrong no. Where a metric would be 0/0 there is nothing to measure and it
/// is not defined: NaN, shown as "not defined". That is the accuracy of an empty set, the precision of a class that was never decided for,
/// the recall of a class that never occurs, and the F1 of a class for which both hold. A class that occurs and is never found has a recall
/// and an F1 of 0. To ask for a class that there is not is an <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ConfusionMatrix : ITabular
{
    private readonly int[,] counts;

    private ConfusionMatrix(int[,] counts, IReadOnlyList<string> names) => (this.counts, ClassNames) = (counts, names);

    /// <summary>Counts the decisions beside the right classes; without names the classes are numbered from 0.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, a class is out of range, or there are not as many names as classes.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<int> actual, IReadOnlyList<int> predicted, int classes, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        if (classes < 2) throw new ArgumentException($"A confusion matrix needs at least two classes, not {classes}: yes or no are two.");
        if (actual.Count != predicted.Count)
            throw new ArgumentException($"There are {actual.Count} right classes and {predicted.Count} decisions: each example needs one of both.");
        names ??= [.. Enumerable.Range(0, classes).Select(c => $"{c}")];
        if (names.Count != classes) throw new ArgumentException($"There are {classes} classes and {names.Count} names for them.");
        var counts = new int[classes, classes];
        for (int i = 0; i < actual.Count; i++) counts[InRange(actual, i, "right class"), InRange(predicted, i, "decision")]++;
        return new(counts, names);

        int InRange(IReadOnlyList<int> all, int i, string what) => all[i] >= 0 && all[i] < classes ? all[i]
            : throw new ArgumentException($"The {what} of example {i} is {all[i]}, but there are only the classes 0 to {classes - 1}.");
    }

    /// <summary>How often the class in this row was taken for the one in this column.</summary>
    public int this[int actual, int predicted] => counts[Class(actual), Class(predicted)];
    public int Classes => ClassNames.Count;
    public IReadOnlyList<string> ClassNames { get; }
    private IEnumerable<int> All => Enumerable.Range(0, Classes);
    internal int Count => counts.Cast<int>().Sum();
    /// <summary>Right decisions / all; NaN of an empty set.</summary>
    public double Accuracy => (double)All.Sum(c => counts[c, c]) / Count;

    /// <summary>TP / (TP + FP): the share of the decisions for the class that are right. NaN when there was no such decision.</summary>
    public double Precision(int c = 1) => (double)this[c, c] / Predicted(c);

    /// <summary>TP / (TP + FN): the share of the class that was found. NaN when it never occurs.</summary>
    public double Recall(int c = 1) => (double)this[c, c] / Actual(c);

    /// <summary>2TP / (2TP + FP + FN), the harmonic mean of precision and recall. NaN when the class never occurs and was never decided for.</summary>
    public double F1(int c = 1) => 2.0 * this[c, c] / (Predicted(c) + Actual(c));

    /// <summary>The counts, a row for each right class.</summary>
    public Table ToTable()
    {
        var table = new Table(["right \\ decided", .. ClassNames]).Caption(ToString()).Align("l" + new string('r', Classes));
        foreach (int a in All) table.Add([ClassNames[a], .. All.Select(p => (object)counts[a, p])]);
        return table;
    }

    /// <summary>Precision, recall and F1, a row for each class.</summary>
    public Table PerClass()
    {
        var table = new Table("class", "examples", "decisions", "precision", "recall", "F1").Align("lrrrrr").Caption(ToString());
        foreach (int c in All) table.Add(ClassNames[c], Actual(c), Predicted(c), Text(Precision(c)), Text(Recall(c)), Text(F1(c)));
        return table;
    }

    /// <summary>One line, such as <c>10,000 decisions, accuracy 0.9761</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} decisions, accuracy {Text(Accuracy)}");

    private int Class(int c) => c >= 0 && c < Classes ? c
        : throw new ArgumentOutOfRangeException(nameof(c), $"There is no class {c}, only the classes 0 to {Classes - 1}.");

    private int Actual(int c) => All.Sum(p => counts[c, p]);

    private int Predicted(int c) => All.Sum(a => counts[a, c]);

    private static string Text(double metric) => double.IsNaN(metric) ? "not defined" : NumberText.Fixed(metric, 4);
}
