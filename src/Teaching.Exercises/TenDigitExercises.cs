using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using Teaching.Fast;

namespace Teaching;

/// <summary>The exercises of the lesson on a network for all ten digits, each with its reference, its hints and the mistakes that it knows. Used in lesson 07.</summary>
public static class TenDigitExercises
{
    /// <summary>Entry (i, j): of the images that show class i, the share that was read as j.</summary>
    /// <param name="truth">The class of each image.</param>
    /// <param name="read">What each was read as.</param>
    /// <param name="classes">The number of classes.</param>
    public delegate Matrix<double> ConfusionFunction(int[] truth, int[] read, int classes);

    /// <summary>The setting with the best mean, the standard error of that mean, and the first setting that comes within it.</summary>
    /// <param name="scores">A row for each setting, from the cheapest to the dearest, with the score of each seed, the higher the better.</param>
    public delegate (int Best, double Error, int Chosen) ChoiceFunction(double[][] scores);

    /// <summary>The power of ten of each layer's update, in sizes of its weights.</summary>
    /// <param name="before">The weights of each layer before the update.</param>
    /// <param name="after">The same after it.</param>
    public delegate double[] RatiosFunction(Matrix<double>[] before, Matrix<double>[] after);

    /// <summary>The loss of a network of ReLUs with a softmax and cross-entropy behind it, and the gradients of all weights and biases.</summary>
    /// <param name="W">The weights of the layers, (In, Out) each.</param>
    /// <param name="b">The biases, (1, Out) each.</param>
    /// <param name="X">The batch.</param>
    /// <param name="right">The number of each row's right class.</param>
    public delegate (double L, Matrix<double>[] dW, Matrix<double>[] db) GradientsFunction(Matrix<double>[] W, Matrix<double>[] b, Matrix<double> X, int[] right);

    /// <summary>Trains until the loss has not been better for some epochs, puts the best weights back and gives the number of their epoch, from 1.</summary>
    /// <param name="epoch">Trains for an epoch and gives the validation loss after it.</param>
    /// <param name="patience">How many epochs in a row may pass that are not better than the best.</param>
    /// <param name="most">The largest number of epochs.</param>
    /// <param name="keep">Keeps a copy of the weights as they are now.</param>
    /// <param name="putBack">Puts the copy back.</param>
    public delegate int StoppingFunction(Func<double> epoch, int patience, int most, Action keep, Action putBack);

    /// <summary>Exercise 1: the confusion matrix, as shares of its rows.</summary>
    public static Exercise<ConfusionFunction> Confusion { get; } = new(
        "the confusion matrix", (truth, read, classes) => OfRows(Counts(truth, read, classes)),
        (confusion, size, rng) =>
        {
            // every class is shown and read at least once
            int[] truth = [.. Enumerable.Range(0, 8 * size).Select(n => n < 8 ? n % 4 : rng.Below(4))];
            int[] read = [.. truth.Select((shown, n) => n < 4 || rng.NextDouble() < 0.6 ? shown : rng.Below(4))];
            return
            [
                new("the table", Coded(confusion(truth, read, 4))),
                new("the table where one digit does not occur", Coded(confusion([.. truth.Select(shown => shown == 2 ? 3 : shown)], read, 4))),
            ];
        },
        "Count first: one loop over the images, each of which adds 1 in the row of what it is and in the column of what it was read as. Then every row is divided by a number of its own.",
        "The number of a row is how many images show that digit: the sum of the row. Where it is 0, leave the row as it is. The entries of a Matrix<double> are doubles already, so nothing is cut off.")
    {
        Suspects =
        [
            ("these are counts: divide each row by its sum.", Counts),
            ("these are counts, and rows and columns are exchanged. The row is what the image shows.", (truth, read, classes) => Counts(read, truth, classes)),
            ("every count is divided by the number of all images; each row should be divided by its own sum.", (truth, read, classes) => Counts(truth, read, classes) / truth.Length),
            ("every count is divided by the sum of its column: of what was read as j, the share that shows i. Asked for is the other share: of what shows i, that read as j.",
                (truth, read, classes) => OfRows(Counts(read, truth, classes)).Transpose()),
            ("the rows are what was read. The row should be what the image shows.", (truth, read, classes) => OfRows(Counts(read, truth, classes))),
            ("the diagonal is missing: what was read rightly belongs there.", (truth, read, classes) => WithoutDiagonal(OfRows(Counts(truth, read, classes)))),
            ("the diagonal is missing before the rows are divided: what was read rightly counts too.", (truth, read, classes) => OfRows(WithoutDiagonal(Counts(truth, read, classes)))),
            ("integers were divided, which cuts off the fraction.", (truth, read, classes) => OfRows(Counts(truth, read, classes)).PointwiseFloor()),
            ("a digit that does not occur gives 0/0, which is NaN; its row should stay at zeros.", (truth, read, classes) => Coded(OfRows(Counts(truth, read, classes), double.NaN))!),
        ],
    };

    /// <summary>Exercise 2: choosing by the mean over seeds, with the rule of one standard error.</summary>
    public static Exercise<ChoiceFunction> Choice { get; } = new(
        "the choice", scores => Choose(scores),
        (choose, size, rng) =>
        {
            var chosen = Enumerable.Range(0, 8).Select(_ => choose(Scores(size, rng))).ToArray();
            // the half at the end keeps the numbers of settings from looking like multiples of the right ones
            return
            [
                AnswerPart.Row("the number of the best setting", [.. chosen.Select(one => (double)one.Best), 0.5]),
                AnswerPart.Row("the standard error", [.. chosen.Select(one => one.Error)]),
                AnswerPart.Row("the number of the chosen setting", [.. chosen.Select(one => (double)one.Chosen), 0.5]),
            ];
        },
        "Three steps. The mean of each row. Where it is highest, and how sure is that mean? Then go through the rows from the cheapest and stop at the first whose mean is high enough.",
        "The standard error is that of the best row alone: its deviation, which divides by n - 1, divided by the root of n. High enough means: at least the best mean less this error.")
    {
        Suspects =
        [
            ("the settings are counted from 0, as everything in C#.", scores => Plus(Choose(scores), 1)),
            ("the best setting is the one with the highest mean; a single high score is luck.", scores => Choose(scores, best: row => row.Max())),
            ("the best setting is the one with the highest mean; a single high score is luck.", scores => Choose(scores, best: row => row.Max(), mean: row => row.Max())),
            ("this setting has the lowest mean, not the highest.", scores => Choose(scores, best: row => -row.Mean())),
            ("this is the deviation of single scores. The mean of n scores is surer: divide by the root of n.", scores => Choose(scores, error: row => row.StandardDeviation())),
            ("this is the deviation of single scores, with n in place of n - 1. The mean of n scores is surer: divide by its root too.", scores => Choose(scores, error: row => row.PopulationStandardDeviation())),
            ("the deviation divides by n; by n - 1 it is right on average for few seeds too.", scores => Choose(scores, error: row => row.PopulationStandardDeviation() / Math.Sqrt(row.Length))),
            ("the deviation is divided by n; its root belongs there.", scores => Choose(scores, error: row => row.StandardDeviation() / row.Length)),
            ("the root is missing: this is the square of the standard error.", scores => Choose(scores, error: row => row.Variance() / row.Length)),
            ("this is the variance of single scores: take its root, and divide by the root of n.", scores => Choose(scores, error: row => row.Variance())),
            ("the standard error is that of the best setting's own scores, not of the means of all settings.",
                scores => Choose(scores, error: _ => scores.Select(row => row.Mean()).StandardDeviation() / Math.Sqrt(scores.Length))),
            ("the chosen setting is always the best one. Is there no cheaper one that comes within the error?", scores => Choose(scores, pick: (_, _, best) => best)),
            ("of the settings that come within the error, this is the dearest. Take the first.", scores => Choose(scores, pick: (means, least, _) => Array.FindLastIndex(means, mean => mean >= least))),
            ("the first setting is not always good enough: it has to come within the error of the best.", scores => Choose(scores, pick: (_, _, _) => 0)),
            ("of the settings that come within the error, this is the one with the lowest mean. Take the first.",
                scores => Choose(scores, pick: (means, least, _) => Array.IndexOf(means, means.Where(mean => mean >= least).Min()))),
            ("every setting is judged by an error of its own; the error is that of the best.", scores => Choose(scores, pick: (means, _, best) =>
                Enumerable.Range(0, means.Length).First(k => means[k] + StandardError(scores[k]) >= means[best]))),
            ("single scores are compared with the best mean less its error; compare means.", scores => Choose(scores, pick: (_, least, _) => Array.FindIndex(scores, row => row.Max() >= least))),
        ],
    };

    /// <summary>Exercise 3: the update of each layer, beside its weights.</summary>
    public static Exercise<RatiosFunction> Ratios { get; } = new(
        "the update-to-weight ratio", (before, after) => PerLayer(before, after, (w, step, _) => Math.Log10(step.FrobeniusNorm() / w.FrobeniusNorm())),
        (ratios, size, rng) =>
        {
            Matrix<double>[] before = [rng.Matrix(size + 1, 4), 2 * rng.Matrix(4, 3) + 1, 0.1 * rng.Matrix(3, 5)];
            Matrix<double>[] after = [.. before.Select((w, l) => w + Math.Pow(10, -1 - l) * (rng.Matrix(w.RowCount, w.ColumnCount) + 0.3))];
            return [AnswerPart.Row("the list of ratios", ratios(before, after))];
        },
        "What did the update add to a layer's weights? How large is that, and how large were the weights?",
        "The update is after[l] - before[l]. FrobeniusNorm() of it, divided by that of before[l]; of the quotient take Math.Log10.")
    {
        Suspects =
        [
            ("the logarithm is missing.", (before, after) => PerLayer(before, after, (w, step, _) => step.FrobeniusNorm() / w.FrobeniusNorm())),
            ("this is the natural logarithm; Math.Log10 counts in powers of ten.", (before, after) => PerLayer(before, after, (w, step, _) => Math.Log(step.FrobeniusNorm() / w.FrobeniusNorm()))),
            ("the ratio is upside down: the update is divided by the weights.", (before, after) => PerLayer(before, after, (w, step, _) => Math.Log10(w.FrobeniusNorm() / step.FrobeniusNorm()))),
            ("this compares the weights after with those before; the update is their difference.", (before, after) => PerLayer(before, after, (w, _, then) => Math.Log10(then.FrobeniusNorm() / w.FrobeniusNorm()))),
            ("this is the difference of two sizes. A weight that turns moves too: take the size of the difference.", (before, after) =>
                PerLayer(before, after, (w, _, then) => Math.Log10(Math.Abs(then.FrobeniusNorm() - w.FrobeniusNorm()) / w.FrobeniusNorm()))),
            ("the update is divided by the weights after it; take those before.", (before, after) => PerLayer(before, after, (_, step, then) => Math.Log10(step.FrobeniusNorm() / then.FrobeniusNorm()))),
            ("this is the size of the update alone; divide it by that of the weights.", (before, after) => PerLayer(before, after, (_, step, _) => Math.Log10(step.FrobeniusNorm()))),
            ("these are the squares of the sizes, which doubles every power of ten.", (before, after) => PerLayer(before, after, (w, step, _) => 2 * Math.Log10(step.FrobeniusNorm() / w.FrobeniusNorm()))),
            ("the amounts are added up; a size is the root of the sum of squares.", (before, after) => PerLayer(before, after, (w, step, _) => Math.Log10(step.Enumerate().Sum(Math.Abs) / w.Enumerate().Sum(Math.Abs)))),
            ("L2Norm() of a matrix is not the root of the sum of all squares; FrobeniusNorm() is.", (before, after) => PerLayer(before, after, (w, step, _) => Math.Log10(step.L2Norm() / w.L2Norm()))),
            ("the standard deviation takes the mean off first, so a shift that all weights share is not seen. The size keeps it.", (before, after) =>
                PerLayer(before, after, (w, step, _) => Math.Log10(step.Enumerate().StandardDeviation() / w.Enumerate().StandardDeviation()))),
            ("the ratio is taken entry by entry; take one size for a whole layer.", (before, after) => PerLayer(before, after, (w, step, _) => Math.Log10(step.PointwiseDivide(w).Enumerate().Average(Math.Abs)))),
            ("the last layer comes first.", (before, after) => [.. PerLayer(before, after, (w, step, _) => Math.Log10(step.FrobeniusNorm() / w.FrobeniusNorm())).Reverse()]),
        ],
    };

    /// <summary>Exercise 4: the whole way through a deep network, and back.</summary>
    public static Exercise<GradientsFunction> Gradients { get; } = new(
        "the way through the network and back", (W, b, X, right) => new Pass().Run(W, b, X, right),
        (gradients, size, rng) =>
        {
            int[] widths = [5, 6, 7, 6, 4];
            Matrix<double>[] W = [.. Enumerable.Range(0, 4).Select(l => 0.8 * rng.Matrix(widths[l], widths[l + 1]))];
            Matrix<double>[] b = [.. Enumerable.Range(0, 4).Select(l => rng.Matrix(1, widths[l + 1]))];
            var (L, dW, db) = gradients(W, b, rng.Matrix(size, 5), [.. Enumerable.Range(0, size).Select(_ => rng.Below(4))]);
            if ((dW?.Length ?? 4, db?.Length ?? 4) != (4, 4)) throw new ArgumentException("Four layers have four dW and four db.");
            List<AnswerPart> parts = [AnswerPart.Row("L", L)];
            // in the order of the way back, so that the first mistake is named first
            for (int l = 3; l >= 0; l--) parts.AddRange([new($"dW[{l}]", dW?[l]), new($"db[{l}]", db?[l])]);
            return parts;
        },
        "Keep every A on the way forward: A[0] = X, and A[l + 1] is what layer l gives. At the end dZ = (P - Y)/N. On the way back each layer needs three things: dW from A[l], db, and the dZ of the layer below.",
        "For l from the last down to 0: dW[l] = A[l].Transpose() * dZ and db[l] = the column sums of dZ; then, if l > 0, dZ = (dZ * W[l].Transpose()).PointwiseMultiply(A[l].Map(a => a > 0 ? 1.0 : 0)).")
    {
        Suspects =
        [
            ("the scores are bent by the ReLU too; behind the last layer comes the softmax alone.", (W, b, X, right) => new Pass { BendsScores = true }.Run(W, b, X, right)),
            ("the ReLU is missing on the way forward.", (W, b, X, right) => new Pass { Bend = z => z }.Run(W, b, X, right)),
            ("the ReLU is missing, on the way forward and back.", (W, b, X, right) => new Pass { Bend = z => z, Back = (dA, _) => dA }.Run(W, b, X, right)),
            ("the hidden layers bend with the sigmoid; they should be ReLUs.", (W, b, X, right) => new Pass { Bend = Sigmoid.Of, Back = (dA, A) => dA.PointwiseMultiply(A.PointwiseMultiply(1 - A)) }.Run(W, b, X, right)),
            ("the biases are missing on the way forward.", (W, b, X, right) => new Pass { BiasTimes = 0 }.Run(W, b, X, right)),
            ("the slope of the ReLU is missing on the way back: nothing passes a neuron that was shut, so where A is 0.", (W, b, X, right) => new Pass { Back = (dA, _) => dA }.Run(W, b, X, right)),
            ("the slope of the ReLU is taken at the gradient that comes back. It is open where the way forward was open: where A > 0.", (W, b, X, right) => new Pass { Back = (dA, _) => dA.PointwiseMaximum(0) }.Run(W, b, X, right)),
            ("on the way back the gradient is multiplied by A itself; the slope of the ReLU is 0 or 1.", (W, b, X, right) => new Pass { Back = (dA, A) => dA.PointwiseMultiply(A) }.Run(W, b, X, right)),
            ("behind P - Y stands a further factor p(1 - p). P - Y is the whole way back through softmax and loss.", (W, b, X, right) => new Pass { Start = (_, P, Y) => (P - Y).PointwiseMultiply(Slope(P)) / Y.RowCount }.Run(W, b, X, right)),
            ("behind P - Y stands a further slope of the softmax, taken at P. P - Y is the whole way back through softmax and loss.", (W, b, X, right) =>
                new Pass { Start = (_, P, Y) => (P - Y).PointwiseMultiply(Slope(Softmax.Rows(P))) / Y.RowCount }.Run(W, b, X, right)),
            ("behind P - Y stands a further factor p(1 - p), and nothing is divided by N.", (W, b, X, right) => new Pass { Start = (_, P, Y) => (P - Y).PointwiseMultiply(Slope(P)) }.Run(W, b, X, right)),
            ("behind P - Y stands a further slope of the softmax, taken at P, and nothing is divided by N.", (W, b, X, right) =>
                new Pass { Start = (_, P, Y) => (P - Y).PointwiseMultiply(Slope(Softmax.Rows(P))) }.Run(W, b, X, right)),
            ("dZ takes the scores for probabilities: the softmax is missing.", (W, b, X, right) => new Pass { Start = (Z, _, Y) => (Z - Y) / Y.RowCount }.Run(W, b, X, right)),
            ("the 1 of the right class is not subtracted in dZ.", (W, b, X, right) => new Pass { Start = (_, P, Y) => P / Y.RowCount }.Run(W, b, X, right)),
            ("dZ is the slope by the probabilities; the way back through the softmax is missing.", (W, b, X, right) => new Pass { Start = (_, P, Y) => -Y.PointwiseDivide(P) / Y.RowCount }.Run(W, b, X, right)),
        ],
    };

    /// <summary>Exercise 5: early stopping.</summary>
    public static Exercise<StoppingFunction> Stopping { get; } = new(
        "early stopping", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack),
        (stop, size, rng) =>
        {
            int most = 5 * size + 8;
            var runs = Courses(size, most, rng).Select(losses => Watch(stop, losses, patience: size, most)).ToArray();
            return
            [
                AnswerPart.Row("the number of epochs that are trained", [.. runs.Select(run => (double)run.Trained), 0.5]),
                AnswerPart.Row("the epoch whose weights the network has at the end", [.. runs.Select(run => (double)run.InNetwork), 0.5]),
                AnswerPart.Row("the number that is returned", [.. runs.Select(run => (double)run.Returned), 0.5]),
            ];
        },
        "You need three numbers that live through the loop: the best loss so far, its epoch, and how many epochs have passed since. What happens to each after a better epoch, and after one that is not?",
        "Count epochs from 1 to most. If the loss is lower than the best: note it and its number, call keep. Otherwise, if the number of this epoch less that of the best has reached patience: leave the loop. Behind the loop, putBack and return.")
    {
        Suspects =
        [
            ("at the end the network has the weights of the last epoch. Keep them only when the loss is the best so far, and put them back behind the loop.",
                (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, () => { })),
            ("the epochs that were not better are counted from the beginning; a better one should start the count anew.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack, countsAnew: false)),
            ("off by one: it trains one epoch too many.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience + 1, most, keep, putBack)),
            ("off by one: it stops one epoch too early.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience - 1, most, keep, putBack)),
            ("off by one: one epoch of the most that are allowed is missing.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most - 1, keep, putBack)),
            ("patience is not used: it stops at the first epoch that is not better.", (epoch, patience, most, keep, putBack) => Stop(epoch, 1, most, keep, putBack)),
            ("patience is not used: it always trains for most epochs.", (epoch, patience, most, keep, putBack) => Stop(epoch, most, most, keep, putBack)),
            ("what is returned is the number of the last epoch; return that of the best.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack, returnsLast: true)),
            ("what is returned counts the epochs from 0; the first is number 1.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack) - 1),
            ("an epoch that is as good as the best counts as better. It is not: the count should go on.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack, isBetter: (loss, best, _) => loss <= best)),
            ("each epoch is compared with the one before it; compare it with the best so far.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack, isBetter: (loss, _, last) => loss < last)),
            ("a loss is better when it is lower.", (epoch, patience, most, keep, putBack) => Stop(epoch, patience, most, keep, putBack, isBetter: (loss, best, _) => double.IsInfinity(best) || loss > best)),
        ],
    };

    /// <summary>7 in place of NaN, which equals nothing, not even itself.</summary>
    private static Matrix<double>? Coded(Matrix<double>? table) => table?.Map(share => double.IsNaN(share) ? 7 : share, Zeros.Include);

    private static Matrix<double> Counts(int[] truth, int[] read, int classes)
    {
        Matrix<double> counts = Matrix<double>.Build.Dense(classes, classes);
        foreach ((int shown, int answer) in truth.Zip(read)) counts[shown, answer]++;
        return counts;
    }

    private static Matrix<double> OfRows(Matrix<double> counts, double empty = 0) =>
        counts.MapIndexed((i, _, count) => counts.Row(i).Sum() is var sum && sum > 0 ? count / sum : empty, Zeros.Include);

    private static Matrix<double> WithoutDiagonal(Matrix<double> table) => table.MapIndexed((i, j, share) => i == j ? 0 : share, Zeros.Include);

    /// <summary>Scores of six settings, of which later ones are better on average, but by less than chance.</summary>
    private static double[][] Scores(int seeds, Rng rng) =>
        [.. Enumerable.Range(0, 6).Select(k => rng.Numbers(seeds).Select(chance => 0.9 + 0.003 * Math.Min(k, 3) + 0.004 * chance).ToArray())];

    private static double StandardError(double[] scores) => scores.StandardDeviation() / Math.Sqrt(scores.Length);

    private static (int Best, double Error, int Chosen) Choose(
        double[][] scores, Func<double[], double>? best = null, Func<double[], double>? mean = null, Func<double[], double>? error = null, Func<double[], double, int, int>? pick = null)
    {
        double[] means = [.. scores.Select(mean ?? (row => row.Mean()))], worth = best is null ? means : [.. scores.Select(best)];
        int k = Array.IndexOf(worth, worth.Max());
        double own = (error ?? StandardError)(scores[k]), least = means[k] - own;
        return (k, own, (pick ?? ((all, enough, _) => Array.FindIndex(all, one => one >= enough)))(means, least, k));
    }

    private static (int, double, int) Plus((int Best, double Error, int Chosen) choice, int more) => (choice.Best + more, choice.Error, choice.Chosen + more);

    private static double[] PerLayer(Matrix<double>[] before, Matrix<double>[] after, Func<Matrix<double>, Matrix<double>, Matrix<double>, double> of) =>
        [.. before.Zip(after, (w, then) => of(w, then - w, then))];

    private static Matrix<double> Slope(Matrix<double> P) => P.PointwiseMultiply(1 - P);

    /// <summary>How validation losses can go: a turn; a better epoch just before patience ends; down to the end; as good as the best and never better; best at once; up and down above the best.</summary>
    private static double[][] Courses(int patience, int most, Rng rng)
    {
        double high = 2 + rng.NextDouble(), step = 0.05 + 0.01 * rng.NextDouble();
        double[] Course(Func<int, double> at) => [.. Enumerable.Range(0, most).Select(at)];
        int turn = 2 + rng.Below(3), late = turn + patience;
        return
        [
            Course(e => high + step * Math.Abs(e - turn)),
            Course(e => e == late ? high - step : high + step * Math.Abs(e - turn)),
            Course(e => high - step * e),
            Course(e => high + step * Math.Max(0, turn - e)),
            Course(e => high + step * e),
            Course(e => e <= turn ? high - step * e : high + step * (e % 2)),
        ];
    }

    /// <summary>Lets an answer run through a course of losses, and notes what it does.</summary>
    private static (int Trained, int InNetwork, int Returned) Watch(StoppingFunction stop, double[] losses, int patience, int most)
    {
        (int trained, int now, int kept) = (0, 0, -1);
        double Epoch()
        {
            if (trained == most) throw new InvalidOperationException("epoch() was called more often than most allows.");
            now = ++trained;
            return losses[trained - 1];
        }
        void PutBack() => now = kept >= 0 ? kept : throw new InvalidOperationException("putBack() was called before anything was kept.");
        int returned = stop(Epoch, patience, most, () => kept = now, PutBack);
        return (trained, now, returned);
    }

    private static int Stop(
        Func<double> epoch, int patience, int most, Action keep, Action putBack, bool countsAnew = true, bool returnsLast = false, Func<double, double, double, bool>? isBetter = null)
    {
        (double best, double last, int bestEpoch, int waited, int e) = (double.PositiveInfinity, double.PositiveInfinity, 0, 0, 0);
        while (e < most)
        {
            e++;
            double loss = epoch();
            if (isBetter?.Invoke(loss, best, last) ?? loss < best)
            {
                (best, bestEpoch, waited) = (loss, e, countsAnew ? 0 : waited);
                keep();
            }
            else if (++waited >= patience)
            {
                break;
            }
            last = loss;
        }
        putBack();
        return returnsLast ? e : bestEpoch;
    }

    /// <summary>Forward and back, right or with one mistake, with the library's fast products: a lesson looks into a whole network with it.</summary>
    private sealed class Pass
    {
        public Func<double, double> Bend { get; init; } = z => Math.Max(0, z);

        public bool BendsScores { get; init; }

        public double BiasTimes { get; init; } = 1;

        public Func<Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>> Start { get; init; } = (_, P, Y) => (P - Y) / Y.RowCount;

        public Func<Matrix<double>, Matrix<double>, Matrix<double>> Back { get; init; } = (dA, A) => dA.PointwiseMultiply(A.Map(a => a > 0 ? 1.0 : 0, Zeros.Include));

        public (double, Matrix<double>[], Matrix<double>[]) Run(Matrix<double>[] W, Matrix<double>[] b, Matrix<double> X, int[] right)
        {
            List<Matrix<double>> A = [X];
            for (int l = 0; l < W.Length; l++)
            {
                Matrix<double> Z = DenseProducts.Affine(A[l], W[l], BiasTimes * b[l], Matrix<double>.Build.Dense(X.RowCount, W[l].ColumnCount));
                A.Add(l < W.Length - 1 || BendsScores ? Z.Map(Bend, Zeros.Include) : Z);
            }
            Matrix<double> Y = CrossEntropy.OneHot<double>(right, A[^1].ColumnCount), dZ = Start(A[^1], Softmax.Rows(A[^1]), Y);
            Matrix<double>[] dW = [.. W.Select(Matrix<double>.Build.SameAs)], db = [.. b.Select(Matrix<double>.Build.SameAs)];
            for (int l = W.Length - 1; l >= 0; l--)
            {
                DenseProducts.ParameterGradients(A[l], dZ, dW[l], db[l]);
                if (l > 0) dZ = Back(DenseProducts.TimesTranspose(dZ, W[l], Matrix<double>.Build.SameAs(A[l])), A[l]);
            }
            return (CrossEntropy.MeanFromLogits(A[^1], Y), dW, db);
        }
    }
}
