namespace Teaching;

/// <summary>
/// The ROC curve of scores for yes: for every threshold the share of yes that is found (true positive rate) over the share of
/// no that is taken for yes (false positive rate). Its area, the AUC, is the probability that a yes scores above a no, a tie
/// counting half: 1 is perfect, ½ is chance, and unlike accuracy it does not care how rare yes is.
/// Source: T. Fawcett, "An introduction to ROC analysis", 2006.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(IReadOnlyList<(double FalseRate, double TrueRate)> points, double area) => (Points, Area) = (points, area);

    /// <summary>From (0, 0), where nothing is yes, to (1, 1), where all is. Empty when there is no yes or no no, since one rate is then 0/0.</summary>
    public IReadOnlyList<(double FalseRate, double TrueRate)> Points { get; }

    /// <summary>The AUC, 0 to 1; NaN (not defined) when there is no yes or no no, so nothing to tell apart.</summary>
    public double Area { get; }

    /// <summary>The curve of these scores.</summary>
    /// <param name="scores">The higher, the more it speaks for yes: logits do as well as probabilities.</param>
    /// <param name="isYes">What is right.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a score is NaN.</exception>
    public static RocCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isYes)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isYes);
        if (scores.Count != isYes.Count)
            throw new ArgumentException($"There are {scores.Count} scores and {isYes.Count} answers: each example needs one of both.");
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => double.IsNaN(scores[i])
            ? throw new ArgumentException($"Score {i} is NaN, which is neither above nor below another.") : scores[i])];
        long yes = isYes.Count(answer => answer), no = isYes.Count - yes, truePositives = 0, falsePositives = 0;
        if (yes == 0 || no == 0) return new([], double.NaN);

        List<(double, double)> points = [(0, 0)];
        double pairs = 0;   // of a yes and a no, in which the yes scores higher; a tie is half of one
        for (int i = 0, tieEnd; i < order.Length; i = tieEnd)
        {
            (long trueBefore, long falseBefore) = (truePositives, falsePositives);
            for (tieEnd = i; tieEnd < order.Length && scores[order[tieEnd]] == scores[order[i]]; tieEnd++)
            {
                if (isYes[order[tieEnd]]) truePositives++;
                else falsePositives++;
            }
            pairs += (falsePositives - falseBefore) * (trueBefore + truePositives) / 2.0;
            points.Add(((double)falsePositives / no, (double)truePositives / yes));
        }
        return new(points, pairs / ((double)yes * no));
    }

    /// <summary>Such as <c>ROC curve, area 0.9987</c>.</summary>
    public override string ToString() => double.IsNaN(Area) ? "ROC curve, not defined: there is no yes or no no" : $"ROC curve, area {NumberText.Fixed(Area, 4)}";
}
