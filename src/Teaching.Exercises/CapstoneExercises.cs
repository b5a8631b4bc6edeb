using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Teaching;

/// <summary>
/// The exercises of the last lesson: five pieces of a training notebook, each to be written anew. What may be written in many ways (a start, a
/// split) is judged by what is true of every right result.
/// </summary>
public static class CapstoneExercises
{
    /// <summary>The weights (In, Out) that a layer of ReLUs starts with.</summary>
    /// <param name="inputs">In.</param>
    /// <param name="outputs">Out.</param>
    /// <param name="rng">Where chance comes from.</param>
    public delegate Matrix<double> StartFunction(int inputs, int outputs, Rng rng);

    /// <summary>The weights after one update.</summary>
    /// <param name="W">The weights before it.</param>
    /// <param name="dW">dE/dW, without the decay.</param>
    /// <param name="rate">The learning rate of this update.</param>
    /// <param name="decay">The share of a weight that is added to its gradient.</param>
    public delegate Matrix<double> UpdateFunction(Matrix<double> W, Matrix<double> dW, double rate, double decay);

    /// <summary>The numbers of the pictures to train with, and of those to test with.</summary>
    /// <param name="count">How many pictures there are: their numbers are 0 to count - 1.</param>
    /// <param name="test">How many of them are for the test.</param>
    /// <param name="rng">Where chance comes from.</param>
    public delegate (int[] Train, int[] Test) SplitFunction(int count, int test, Rng rng);

    /// <summary>What several trainings from different seeds are worth on the same pictures.</summary>
    /// <param name="P">The probabilities (N, 10) of each training.</param>
    /// <param name="labels">The right class of each of the N pictures.</param>
    public delegate (double Mean, double Deviation) ReportFunction(Matrix<double>[] P, int[] labels);

    /// <summary>He's start, a normal distribution with the standard deviation √(2/In).</summary>
    public static Exercise<StartFunction> Start { get; } = new(
        "the start", (inputs, outputs, rng) => Normal(inputs, outputs, rng, Math.Sqrt(2.0 / inputs)),
        (start, size, rng) => TruthsOfStart(start(100 * size, 40, rng), 100 * size),
        "Measure what you have: the standard deviation of the weights of a layer with 800 inputs. Lesson 04 derived what it should be.",
        "He's start has the variance 2/In. rng.Gaussian() has the deviation 1; what has to stand in front of it is a deviation too.")
    {
        Suspects =
        [
            ("2/In is the variance; a deviation is its root.", (inputs, outputs, rng) => Normal(inputs, outputs, rng, 2.0 / inputs)),
            ("the deviation is √(1/In), which suits tanh; a ReLU shuts half of its inputs out, so it takes √(2/In).", (inputs, outputs, rng) => Normal(inputs, outputs, rng, Math.Sqrt(1.0 / inputs))),
            ("the deviation counts the outputs; the sum that a neuron takes runs over the inputs.", (inputs, outputs, rng) => Normal(inputs, outputs, rng, Math.Sqrt(2.0 / outputs))),
            ("the deviation is 1, whatever the number of inputs.", (inputs, outputs, rng) => Normal(inputs, outputs, rng, 1)),
            ("all weights are positive: the mean should be 0.", (inputs, outputs, rng) => Normal(inputs, outputs, rng, Math.Sqrt(2.0 / inputs)).PointwiseAbs()),
            ("all neurons start with the same weights, so they will learn the same.", (inputs, outputs, rng) =>
            {
                Matrix<double> one = Normal(inputs, 1, rng, Math.Sqrt(2.0 / inputs));
                return Matrix<double>.Build.Dense(inputs, outputs, (i, _) => one[i, 0]);
            }),
        ],
    };

    /// <summary>The softmax of each row, for logits of any size.</summary>
    public static Exercise<Func<Matrix<double>, Matrix<double>>> RowSoftmax { get; } = new(
        "softmax", Softmax.Rows,
        (softmax, size, rng) => [new("P", softmax(rng.Matrix(size, 4) * 3)), new("P for logits around 1000", softmax(rng.Matrix(size, 4) + 1000))],
        "A row is one picture. What should the ten numbers of one picture add up to? And those of the whole batch?",
        "Take the rows one by one: e to the power of each number, divided by the sum of that row. e to the power of 1000 is infinite; subtract the row's largest number first, which changes no quotient.")
    {
        Suspects =
        [
            ("the sum runs over the whole batch: what one picture gets depends on the others.", Z => OverAll(Z)),
            ("the sum runs over the whole batch: what one picture gets depends on the others.", Z => OverAll(Z) * Z.RowCount),
            ("the sum runs down the columns: what one picture gets depends on the others.", Z => Softmax.Rows(Z.Transpose()).Transpose()),
            ("the rows are divided by their sum, but nothing was raised to a power of e.", Z => Z.NormalizeRows(1)),
            ("the logarithm is still there: these are log-probabilities.", Z => Softmax.Rows(Z).PointwiseLog()),
        ],
    };

    /// <summary>One step downhill, with decay.</summary>
    public static Exercise<UpdateFunction> Update { get; } = new(
        "the update", (W, dW, rate, decay) => W - rate * (dW + decay * W),
        (update, size, rng) => [new("W", update(rng.Matrix(size, 3), rng.Matrix(size, 3), 0.1 + rng.NextDouble(), 0.01 + rng.NextDouble()))],
        "Set dW to 0. Which way should decay move a weight of 5, and which way does it?",
        "Decay adds (decay/2)·W² to the error, so decay·W to the gradient. Then the whole gradient is followed downhill.")
    {
        Suspects =
        [
            ("decay has the wrong sign: it makes weights grow.", (W, dW, rate, decay) => W - rate * (dW - decay * W)),
            ("this goes uphill.", (W, dW, rate, decay) => W + rate * (dW + decay * W)),
            ("decay is missing.", (W, dW, rate, decay) => W - rate * dW),
            ("decay is not multiplied by the rate, as the rest of the gradient is.", (W, dW, rate, decay) => W - rate * dW - decay * W),
            ("the rate is missing.", (W, dW, rate, decay) => W - (dW + decay * W)),
            ("this is the step, not where it leads to.", (W, dW, rate, decay) => -rate * (dW + decay * W)),
        ],
    };

    /// <summary>Pictures to train with and pictures to test with.</summary>
    public static Exercise<SplitFunction> Split { get; } = new(
        "the split",
        (count, test, rng) =>
        {
            int[] all = rng.Shuffled(count);
            return (all[test..], all[..test]);
        },
        (split, size, rng) => TruthsOfSplit(split(20 * size, 6 * size, rng), 20 * size),
        "How many pictures are in both parts? It should be none, and each picture should be in one of them.",
        "Write the numbers 0 to count - 1 into one array, once each, shuffle it, cut it in two.")
    {
        Suspects =
        [
            ("the test pictures are among those to train with.", (count, test, rng) =>
            {
                int[] all = rng.Shuffled(count);
                return (all, all[..test]);
            }),
            ("nothing is shuffled: pictures often lie in the order of their classes.", (count, test, rng) => ([.. Enumerable.Range(test, count - test)], [.. Enumerable.Range(0, test)])),
            ("nothing is shuffled: pictures often lie in the order of their classes.", (count, test, rng) => ([.. Enumerable.Range(0, count - test)], [.. Enumerable.Range(count - test, test)])),
            ("the two parts are exchanged.", (count, test, rng) =>
            {
                int[] all = rng.Shuffled(count);
                return (all[..test], all[test..]);
            }),
        ],
    };

    /// <summary>Mean and standard deviation of the accuracy over seeds.</summary>
    public static Exercise<ReportFunction> Report { get; } = new(
        "the report", (P, labels) => MeanAndDeviation(P.Select(p => Accuracy(p, labels))),
        (report, size, rng) =>
        {
            int[] labels = [.. Enumerable.Range(0, 40).Select(_ => rng.Below(10))];
            Matrix<double>[] P = [.. Enumerable.Range(0, size).Select(_ => Softmax.Rows(Matrix<double>.Build.Dense(40, 10, (n, j) => rng.Gaussian() + (j == labels[n] ? 1.5 : 0))))];
            (double mean, double deviation) = report(P, labels);
            return [AnswerPart.Row("the mean", mean), AnswerPart.Row("the deviation", deviation)];
        },
        "Which pictures are counted? Which seeds?",
        "For each seed: the share of all pictures whose largest probability stands at the right class. Then the mean of these shares, and the root of the sum of (share - mean)², divided by the number of seeds less one.")
    {
        Suspects =
        [
            ("this is the best seed. What one may expect of the next training is the mean.", (P, labels) =>
                (P.Max(p => Accuracy(p, labels)), MeanAndDeviation(P.Select(p => Accuracy(p, labels))).Deviation)),
            ("this is the best seed. What one may expect of the next training is the mean.", (P, labels) => (P.Max(p => Accuracy(p, labels)), 0)),
            ("pictures are left out: those of which the network is unsure count too.", (P, labels) => MeanAndDeviation(P.Select(p => AccuracyOfClear(p, labels)))),
            ("pictures are left out, and only the best seed is told.", (P, labels) => (P.Max(p => AccuracyOfClear(p, labels)), 0)),
            ("the spread is missing.", (P, labels) => (P.Average(p => Accuracy(p, labels)), 0)),
            ("the deviation divides by the number of seeds; from a sample it is the number less one.", (P, labels) =>
            {
                double[] shares = [.. P.Select(p => Accuracy(p, labels))];
                return (shares.Average(), MeanAndDeviation(shares).Deviation * Math.Sqrt((shares.Length - 1.0) / shares.Length));
            }),
            ("these are wrong answers, not right ones.", (P, labels) => MeanAndDeviation(P.Select(p => 1 - Accuracy(p, labels)))),
        ],
    };

    private static (double Mean, double Deviation) MeanAndDeviation(IEnumerable<double> shares) => shares.MeanStandardDeviation();

    private static Matrix<double> OverAll(Matrix<double> Z)
    {
        Matrix<double> e = (Z - Z.Enumerate().Max()).PointwiseExp();
        return e / e.Enumerate().Sum();
    }

    private static double Accuracy(Matrix<double> p, int[] labels) => labels.Index().Count(label => p.Row(label.Index).MaximumIndex() == label.Item) / (double)labels.Length;

    private static double AccuracyOfClear(Matrix<double> p, int[] labels)
    {
        int[] clear = [.. Enumerable.Range(0, labels.Length).Where(n => p.Row(n).Maximum() > 0.5)];
        return clear.Count(n => p.Row(n).MaximumIndex() == labels[n]) / (double)Math.Max(1, clear.Length);
    }

    /// <summary>What is true of every right start, rounded so that chance does not show.</summary>
    private static AnswerPart[] TruthsOfStart(Matrix<double> W, int inputs)
    {
        double right = Math.Sqrt(2.0 / inputs);
        var (mean, deviation) = W.Enumerate().MeanStandardDeviation();
        return
        [
            // only the shape of this part says something
            new("W", Matrix<double>.Build.Dense(W.RowCount, W.ColumnCount)),
            AnswerPart.Row("the number of different neurons", W.EnumerateColumns().Select(column => column.Sum()).Distinct().Count()),
            AnswerPart.Row("the mean of the weights, in quarters of their deviation and plus one,", 1 + (deviation == 0 ? 0 : Math.Round(4 * mean / deviation))),
            AnswerPart.Row("the standard deviation of the weights", Math.Abs(deviation / right - 1) < 0.1 ? 1 : Math.Round(deviation / right, 2)),
        ];
    }

    /// <summary>What is true of every right split.</summary>
    private static AnswerPart[] TruthsOfSplit((int[] Train, int[] Test) parts, int count)
    {
        int stretches = parts.Test.Count(i => !parts.Test.Contains(i - 1));
        return
        [
            AnswerPart.Row("the number of pictures that are in both parts, plus one,", 1 + parts.Train.Intersect(parts.Test).Count()),
            AnswerPart.Row("the number of pictures that are in one part at least", parts.Train.Union(parts.Test).Count(i => i >= 0 && i < count)),
            AnswerPart.Row("the number of pictures to test with", parts.Test.Length),
            AnswerPart.Row("the number of pictures to train with", parts.Train.Length),
            AnswerPart.Row("the number of stretches that the test pictures were cut from (two stand for more)", Math.Min(2, stretches)),
        ];
    }

    private static Matrix<double> Normal(int rows, int columns, Rng rng, double deviation) => Matrix<double>.Build.Dense(rows, columns, (_, _) => deviation * rng.Gaussian());
}
