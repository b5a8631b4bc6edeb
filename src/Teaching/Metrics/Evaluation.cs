using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a network makes of examples that it does not learn from: the mean loss, the share of right decisions, and of each example the class
/// that the network decides for, the one that is right, and the outputs (Count, Out) as the network gave them, logits or probabilities.
/// Decided is for the largest output, or with one output for 1 where it is above the threshold.
/// Used in lessons 01, 03, 05, 06, 07, 08, 09, 10, 12.
/// </summary>
public sealed record Evaluation(double Loss, double Accuracy, IReadOnlyList<int> Predicted, IReadOnlyList<int> Actual, Matrix<double> Outputs)
{
    /// <summary>The examples that were decided wrongly, by number.</summary>
    public IEnumerable<int> Wrong => Enumerable.Range(0, Actual.Count).Where(i => Predicted[i] != Actual[i]);

    /// <summary>How often each class was taken for which; without names the classes are numbered.</summary>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public ConfusionMatrix Confusion(IReadOnlyList<string>? names = null) =>
        ConfusionMatrix.Of(Actual, Predicted, Math.Max(2, Outputs.ColumnCount), names);

    /// <summary>The ROC curve of a network with one output.</summary>
    /// <exception cref="InvalidOperationException">There are several outputs.</exception>
    public RocCurve Roc() => Outputs.ColumnCount == 1 ? RocCurve.Of([.. Outputs.Column(0)], [.. Actual.Select(c => c == 1)])
        : throw new InvalidOperationException($"A ROC curve needs one score for yes, but the network has {Outputs.ColumnCount} outputs: "
            + "take RocCurve.Of with the column of one class.");

    /// <summary>Runs all examples through the network, in their order and in evaluation mode; afterwards the network has the mode it had.</summary>
    /// <exception cref="ArgumentException">There is no example, the shapes do not fit, or the loss takes logits and the network gives probabilities.</exception>
    /// <exception cref="NotFiniteNumberException">An output is NaN or infinite, so it decides nothing; the message says where it came from.</exception>
    public static Evaluation Of<T>(Network<T> network, Loss<T> loss, Examples<T> examples) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Fit.Require(network, loss, examples, "evaluation");
        int[] predicted = new int[examples.Count], actual = new int[examples.Count];
        var outputs = Matrix<double>.Build.Dense(examples.Count, examples.Outputs);
        (double mean, double accuracy) = new Evaluator<T>(examples).Measure(network, loss, Error, Keep);
        return new(mean, accuracy, predicted, actual, outputs);

        static NotFiniteNumberException Error(string where) => new($"The network cannot be measured: {where}");

        void Keep(int first, Matrix<T> P, Matrix<T> Y)
        {
            for (int n = 0; n < P.RowCount; n++)
            {
                (predicted[first + n], actual[first + n]) = (Decisions.Of(P, n, loss.Threshold), Decisions.Of(Y, n, 0.5));
                for (int c = 0; c < P.ColumnCount; c++) outputs.At(first + n, c, double.CreateChecked(P.At(n, c)));
            }
        }
    }
}
