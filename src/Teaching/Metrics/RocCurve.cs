namespace Teaching;

/// <summary>
/// The ROC curve of scores for yes: for every threshold the share of yes that is found (true positive rate) over the share of no that is
/// taken for yes (false positive rate). Its area, the AUC, is the probability that a yes scores above a no, a tie counting half: 1 is
/// perfect, ½ is chance, and unlike accuracy it does not care how rare yes is.
/// Source: T. Fawcett, "An introduction to ROC analysis", 2006.
/// Used in lesson 06.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<(double FalseRate, double TrueRate)> points, double area) => (Points, Area) = (points, area);

    /// <summary>From (0, 0), where nothing is yes, to (1, 1), where all is. Empty without a yes or without a no, since one rate is then 0/0.</summary>
    public IReadOnlyList<(double FalseRate, double TrueRate)> Points { get; }

    /// <summary>The AUC, 0 to 1; NaN (not defined) without a yes or without a no.</summary>
    public double Area { get; }

    /// <summary>The curve of these scores, logits as well as probabilities: the higher, the more they speak for yes.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, or a score is NaN.</exception>
    public static RocCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isYes)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isYes);
        if (scores.Count != isYes.Count)
            throw new ArgumentException($"There are {scores.Count} scores and {isYes.Count} answers: each example needs one of both.");
        int nan = scores.ToList().FindIndex(double.IsNaN);
        if (nan >= 0) throw new ArgumentException($"Score {nan} is NaN, which is neither above nor below another.");
        double yes = isYes.Count(answer => answer), no = isYes.Count - yes;
        if (yes == 0 || no == 0) return new([], double.NaN);
        List<(double FalseRate, double TrueRate)> points = [(0, 0)];
        double truePositives = 0, falsePositives = 0;
        double pairs = 0;   // of a yes and a no, in which the yes scores higher; a tie is half of one
        foreach (var tied in isYes.Zip(scores).GroupBy(pair => pair.Second, pair => pair.First).OrderByDescending(tied => tied.Key))
        {
            double yesHere = tied.Count(answer => answer), noHere = tied.Count() - yesHere;
            pairs += noHere * (truePositives + yesHere / 2);
            (truePositives, falsePositives) = (truePositives + yesHere, falsePositives + noHere);
            points.Add((falsePositives / no, truePositives / yes));
        }
        return new(points, pairs / (yes * no));
    }

    /// <summary>Such as <c>ROC curve, area 0.9987</c>.</summary>
    public override string ToString() => double.IsNaN(Area) ? "ROC curve, not defined: there is no yes or no no" : $"ROC curve, area {NumberText.Fixed(Area, 4)}";
}
