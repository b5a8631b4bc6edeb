namespace Teaching;

/// <summary>
/// How often each class was taken for which, and the metrics that follow. Row: the right class; column: the decision.
/// Used in lesson 06.
/// </summary>
/// <remarks>
/// For one class TP counts the right yes, FP the wrong yes, FN the wrong no. Where a metric would be 0/0 there is nothing to
/// measure and it is not defined: NaN, shown as "not defined". That is the accuracy of an empty set, the precision of a class
/// that was never decided for, the recall of a class that never occurs, and the F1 of a class for which both hold. A class that occurs
/// and is never found has a recall and an F1 of 0.
/// </remarks>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ConfusionMatrix : ITabular
{
    private readonly int[,] counts;

    private ConfusionMatrix(int[,] counts, IReadOnlyList<string> names) => (this.counts, ClassNames) = (counts, names);

    /// <summary>Counts decisions.</summary>
    /// <param name="actual">The right class of each example.</param>
    /// <param name="predicted">The decision for each example.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="names">Their names; null numbers them from 0.</param>
    /// <exception cref="ArgumentException">The lists differ in length, a class is out of range, or there are not as many names as classes.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<int> actual, IReadOnlyList<int> predicted, int classes, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        if (classes < 2) throw new ArgumentException($"A confusion matrix needs at least two classes, not {classes}: yes or no are two.");
        if (actual.Count != predicted.Count)
            throw new ArgumentException($"There are {actual.Count} right classes and {predicted.Count} decisions: each example needs one of both.");
        if (names is not null && names.Count != classes)
            throw new ArgumentException($"There are {classes} classes and {names.Count} names for them.");
        var counts = new int[classes, classes];
        for (int i = 0; i < actual.Count; i++) counts[InRange(actual, i, "right class"), InRange(predicted, i, "decision")]++;
        return new(counts, names ?? [.. Enumerable.Range(0, classes).Select(c => $"{c}")]);

        int InRange(IReadOnlyList<int> all, int i, string what) => all[i] >= 0 && all[i] < classes
            ? all[i]
            : throw new ArgumentException($"The {what} of example {i} is {all[i]}, but there are only the classes 0 to {classes - 1}.");
    }

    /// <summary>How often the class in this row was taken for the one in this column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int actual, int predicted] => counts[Class(actual), Class(predicted)];

    /// <summary>The number of classes.</summary>
    public int Classes => counts.GetLength(0);

    /// <summary>What they are called.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of examples.</summary>
    public int Count => counts.Cast<int>().Sum();

    /// <summary>Right decisions / all; NaN of an empty set.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(c => counts[c, c]) / Count;

    /// <summary>The mean of the defined F1 of all classes, each class counting alike; NaN when none is defined.</summary>
    public double MacroF1 => Enumerable.Range(0, Classes).Select(c => F1(c)).Where(f => !double.IsNaN(f)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>TP / (TP + FP): how many of the decisions for the class are right. NaN when there was no such decision.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int c = 1) => (double)counts[Class(c), c] / Predicted(c);

    /// <summary>TP / (TP + FN): how many of the class were found. NaN when it never occurs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int c = 1) => (double)counts[Class(c), c] / Actual(c);

    /// <summary>2TP / (2TP + FP + FN), the harmonic mean of precision and recall. NaN when the class never occurs and was never decided for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double F1(int c = 1) => 2.0 * counts[Class(c), c] / (Predicted(c) + Actual(c));

    /// <summary>The counts, a row for each right class.</summary>
    public Table ToTable()
    {
        var table = new Table(["right \\ decided", .. ClassNames]).Caption(ToString()).Align("l" + new string('r', Classes));
        for (int a = 0; a < Classes; a++) table.Add([ClassNames[a], .. Enumerable.Range(0, Classes).Select(p => (object)counts[a, p])]);
        return table;
    }

    /// <summary>Precision, recall and F1, a row for each class.</summary>
    public Table PerClass()
    {
        var table = new Table("class", "examples", "decisions", "precision", "recall", "F1").Align("lrrrrr").Caption(ToString());
        for (int c = 0; c < Classes; c++) table.Add(ClassNames[c], Actual(c), Predicted(c), Text(Precision(c)), Text(Recall(c)), Text(F1(c)));
        return table;
    }

    /// <summary>One line, such as <c>10,000 decisions, accuracy 0.9761</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} decisions, accuracy {Text(Accuracy)}");

    private int Class(int c) => c >= 0 && c < Classes
        ? c
        : throw new ArgumentOutOfRangeException(nameof(c), $"There is no class {c}, only the classes 0 to {Classes - 1}.");

    private int Actual(int c) => Enumerable.Range(0, Classes).Sum(p => counts[c, p]);

    private int Predicted(int c) => Enumerable.Range(0, Classes).Sum(a => counts[a, c]);

    private static string Text(double metric) => double.IsNaN(metric) ? "not defined" : NumberText.Fixed(metric, 4);
}
