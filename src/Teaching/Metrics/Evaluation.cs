using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a network makes of examples that it does not learn from: loss, decisions and outputs of each, and the metrics that
/// follow from them.
/// <code>
/// var test = Evaluation.Of(network, loss, Examples&lt;float&gt;.OfClasses(data.Test));
/// test.Accuracy; test.Confusion(data.ClassNames).Display();
/// </code>
/// Used in lessons 01, 05, 06, 07, 08, 09, 10.
/// </summary>
public sealed class Evaluation
{
    private Evaluation(double loss, int[] predicted, int[] actual, Matrix<double> outputs) =>
        (Loss, Predicted, Actual, Outputs) = (loss, predicted, actual, outputs);

    /// <summary>The mean loss.</summary>
    public double Loss { get; }

    /// <summary>The class that the network decides for, for each example: the largest output, or with one output 1 above the threshold.</summary>
    public IReadOnlyList<int> Predicted { get; }

    /// <summary>The class that is right.</summary>
    public IReadOnlyList<int> Actual { get; }

    /// <summary>The outputs (Count, Out) as the network gave them: logits or probabilities.</summary>
    public Matrix<double> Outputs { get; }

    /// <summary>The share of right decisions.</summary>
    public double Accuracy => (double)Predicted.Zip(Actual).Count(pair => pair.First == pair.Second) / Actual.Count;

    /// <summary>The examples that were decided wrongly, by number.</summary>
    public IEnumerable<int> Wrong => Enumerable.Range(0, Actual.Count).Where(i => Predicted[i] != Actual[i]);

    /// <summary>How often each class was taken for which.</summary>
    /// <param name="names">The names of the classes; null numbers them.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public ConfusionMatrix Confusion(IReadOnlyList<string>? names = null) =>
        ConfusionMatrix.Of(Actual, Predicted, Math.Max(2, Outputs.ColumnCount), names);

    /// <summary>The ROC curve of a network with one output.</summary>
    /// <exception cref="InvalidOperationException">There are several outputs.</exception>
    public RocCurve Roc() => Outputs.ColumnCount == 1
        ? RocCurve.Of([.. Outputs.Column(0)], [.. Actual.Select(c => c == 1)])
        : throw new InvalidOperationException($"A ROC curve is drawn of one score for yes, but the network has {Outputs.ColumnCount} "
            + "outputs: take RocCurve.Of with the column of one class.");

    /// <summary>Runs all examples through the network, in their order and in evaluation mode; afterwards the network has the mode it had.</summary>
    /// <exception cref="ArgumentException">There is no example, the shapes do not fit, or the loss takes logits and the network gives probabilities.</exception>
    /// <exception cref="NotFiniteNumberException">An output is NaN or infinite, so it decides for nothing; the message says where it came from.</exception>
    public static Evaluation Of<T>(Network<T> network, Loss<T> loss, Examples<T> examples)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var evaluator = new Evaluator<T>(examples);
        Fit.Require(network, loss, examples, "evaluation");
        int[] predicted = new int[examples.Count], actual = new int[examples.Count];
        var outputs = Matrix<double>.Build.Dense(examples.Count, examples.Outputs);
        double mean = evaluator.Run(network, loss, (first, P, Y) =>
        {
            for (int n = 0; n < P.RowCount; n++)
            {
                (predicted[first + n], actual[first + n]) = (Decisions.Of(P, n, loss.Threshold), Decisions.Of(Y, n, 0.5));
                for (int c = 0; c < P.ColumnCount; c++) outputs.At(first + n, c, double.CreateChecked(P.At(n, c)));
            }
        }, trouble => new NotFiniteNumberException($"The network cannot be measured: {trouble.What}"));
        return new(mean, predicted, actual, outputs);
    }
}
