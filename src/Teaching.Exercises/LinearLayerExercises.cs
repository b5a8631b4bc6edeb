using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>The exercises of the lesson on one layer that reads digits, each with its reference, its hints and the mistakes that it knows. Used in lesson 05.</summary>
public static class LinearLayerExercises
{
    /// <summary>The cross-entropy behind a softmax, and the gradient by the scores.</summary>
    /// <param name="Z">The scores, (N, C).</param>
    /// <param name="right">The number of each row's right class.</param>
    public delegate (double L, Matrix<double> dZ) LossFunction(Matrix<double> Z, int[] right);

    /// <summary>A dense layer.</summary>
    /// <param name="W">Its weights, (In, Out).</param>
    /// <param name="b">Its biases, (1, Out).</param>
    /// <param name="f">Its activation.</param>
    public delegate LayerToWrite LayerFunction(Matrix<double> W, Matrix<double> b, Activation f);

    /// <summary>The slopes of a loss, measured by nudging the entries of M, which are put back.</summary>
    /// <param name="loss">The loss as M is now.</param>
    /// <param name="M">What to nudge.</param>
    public delegate Matrix<double> MeasureFunction(Func<double> loss, Matrix<double> M);

    /// <summary>The numbers 0 to count - 1 in shuffled batches.</summary>
    /// <param name="count">How many examples there are.</param>
    /// <param name="size">How many go into a batch; the last may be shorter.</param>
    /// <param name="rng">Where chance comes from.</param>
    public delegate int[][] BatchesFunction(int count, int size, Rng rng);

    /// <summary>Exercise 1: softmax and cross-entropy in one, with the gradient.</summary>
    public static Exercise<LossFunction> SoftmaxCrossEntropy { get; } = new(
        "the loss with its gradient", (Z, right) => (MeanLoss(Z, right), (Softmax.Rows(Z) - OneHot(Z, right)) / Z.RowCount),
        (loss, size, rng) =>
        {
            int[] right = [.. Enumerable.Range(0, size).Select(_ => rng.Below(4))];
            (double L, Matrix<double> dZ) = loss(rng.Matrix(size, 4), right);
            return
            [
                AnswerPart.Row("L", L), new("dZ", dZ),
                AnswerPart.Row("L (here with scores a thousand apart)", loss(1000 * rng.Matrix(size, 4), right).L),
            ];
        },
        "For each row, L takes minus the logarithm of what the right class was given. dZ is the matrix P with 1 taken off in N places. Both are then divided by something.",
        "A probability can be 0 to the last digit, and ln 0 is infinite. Take ln p of the right class from the scores: with m the row's largest, it is z - m less the logarithm of the sum of e to the power of (z - m) over the row.")
    {
        Suspects =
        [
            ("the 1 of the right class is not subtracted in dZ.", (Z, right) => (MeanLoss(Z, right), Softmax.Rows(Z) / Z.RowCount)),
            ("dZ is the slope by the probabilities; the way back through the softmax is missing.", (Z, right) => (MeanLoss(Z, right), -OneHot(Z, right).PointwiseDivide(Softmax.Rows(Z)) / Z.RowCount)),
            ("dZ is 0 for the wrong classes: this is the diagonal of the softmax's slope alone. A higher score of one class takes from all others.", (Z, right) =>
                (MeanLoss(Z, right), OneHot(Z, right).PointwiseMultiply(Softmax.Rows(Z) - 1) / Z.RowCount)),
            ("dZ takes the scores for probabilities: the softmax is missing.", (Z, right) => (MeanLoss(Z, right), (Z - OneHot(Z, right)) / Z.RowCount)),
            ("L looks at all classes; only the probability of the right one counts.", (Z, right) => (-Softmax.LogRows(Z).Enumerate().Sum() / Z.RowCount, (Softmax.Rows(Z) - OneHot(Z, right)) / Z.RowCount)),
            ("L is the mean probability of the right classes; its logarithm is missing.", (Z, right) =>
                (OneHot(Z, right).PointwiseMultiply(Softmax.Rows(Z)).Enumerate().Sum() / Z.RowCount, (Softmax.Rows(Z) - OneHot(Z, right)) / Z.RowCount)),
        ],
    };

    /// <summary>Exercise 2: a dense layer with its activation.</summary>
    public static Exercise<LayerFunction> Layer { get; } = new(
        "the layer", (W, b, f) => new KnownLayer(W, b, f),
        (make, size, rng) =>
        {
            LayerToWrite layer = make(rng.Matrix(4, 3), rng.Matrix(1, 3), Activation.Tanh);
            List<AnswerPart> parts = [];
            // twice, as training does: what the second batch leaves must be its own
            foreach (string batch in (string[])["", " of a second batch"])
            {
                parts.Add(new("Y" + batch, layer.Forward(rng.Matrix(size, 4))?.Clone()));
                parts.Add(new("dX" + batch, layer.Backward(rng.Matrix(size, 3))?.Clone()));
                parts.Add(new("dW" + batch, layer.dW?.Clone()));
                parts.Add(new("db" + batch, layer.db?.Clone()));
            }
            return parts;
        },
        "Forward: keep the input in X and the sums in Z, then bend Z. Backward: which index is summed in dW, in db, in dX? And at which numbers is the slope of f taken?",
        "dZ is dY times f.Slope of Z, entry by entry: dY.PointwiseMultiply(Z.Map(f.Slope)). Then three products as in the table: with X.Transpose() for dW, with W.Transpose() for dX, and column sums for db.")
    {
        Suspects =
        [
            ("the activation is missing: Y is Z, not f(Z).", (W, b, f) => new KnownLayer(W, b, f) { Y = z => z }),
            ("the activation is missing: Y is Z, not f(Z).", (W, b, f) => new KnownLayer(W, b, Activation.Identity)),
            ("the bias is missing.", (W, b, f) => new KnownLayer(W, b, f) { BiasTimes = 0 }),
            ("the slope of the activation is missing: from dY first make dZ.", (W, b, f) => new KnownLayer(W, b, f) { SlopesOf = (Z, dY) => Z.Map(_ => 1.0, Zeros.Include) }),
            ("the slope is taken in the wrong place, at dY. It belongs at Z, the sums of Forward.", (W, b, f) => new KnownLayer(W, b, f) { SlopesOf = (Z, dY) => dY.Map(f.Slope) }),
            ("the slope is taken in the wrong place, at Y. It belongs at Z, the sums before the activation.", (W, b, f) => new KnownLayer(W, b, f) { SlopesOf = (Z, dY) => Z.Map(z => f.Slope(f.Value(z)), Zeros.Include) }),
            ("dZ uses the value of f where its slope belongs.", (W, b, f) => new KnownLayer(W, b, f) { SlopesOf = (Z, dY) => Z.Map(f.Value, Zeros.Include) }),
            ("dX is made of dY: it takes dZ, with the slope in it.", (W, b, f) => new KnownLayer(W, b, f) { BackFrom = (dZ, dY) => dY }),
            ("dW and db add up from batch to batch: each Backward begins anew.", (W, b, f) => new KnownLayer(W, b, f) { AddsUp = true }),
        ],
    };

    /// <summary>Exercise 3: slopes by nudging.</summary>
    public static Exercise<MeasureFunction> Measure { get; } = new(
        "the judge", NudgeEach(1e-5),
        (measure, size, rng) => TruthsOfMeasuring(measure, rng.Matrix(size, 3), rng.Matrix(size, 3)),
        "Two loops, over rows and columns. For each entry: remember it, move it up, ask for the loss, move it down, ask again, put it back.",
        "The slope is (up - down) / (2 * h) with h = 1e-5. Write M[i, j] = old + h before the first loss() and M[i, j] = old - h before the second, and M[i, j] = old after it.")
    {
        Suspects =
        [
            ("each number is nudged to one side only. Nudge to both: then the bend of the curve cancels.", NudgeEach(1e-5, below: 0)),
            ("the numbers are not put back after they were nudged: the next slope is measured in another place.", NudgeEach(1e-5, putBack: false)),
            ("each number is nudged to one side only, and is not put back.", NudgeEach(1e-5, below: 0, putBack: false)),
            ("all numbers are nudged at once: nudge one at a time, or nobody can say which of them it was.", (loss, M) => NudgeAll(loss, M, 1e-5)),
            ("the nudge is too large: the curve bends on the way. Take 1e-5.", NudgeEach(0.1)),
            ("the nudge is so small that rounding eats the difference. Take 1e-5.", NudgeEach(1e-13)),
        ],
    };

    /// <summary>Exercise 4: mini-batches.</summary>
    public static Exercise<BatchesFunction> Batches { get; } = new(
        "the cut into batches", (count, size, rng) => [.. rng.Shuffled(count).Chunk(size)],
        (batches, size, rng) =>
        {
            int count = size == 4 ? 24 : 6 * (size + 1) + 2;    // one trial without a shorter last batch
            return TruthsOfBatches(batches(count, size == 4 ? 6 : size + 1, rng), count);
        },
        "One array with the numbers 0 to count - 1, once each. Shuffle it as a whole, and only then cut it.",
        "rng.Shuffle(all) shuffles in place. Cut with a loop that goes on by size as long as it is below count; the last piece ends at count. Or look up what all.Chunk(size) does.")
    {
        Suspects =
        [
            ("the last, shorter batch is left out, so some examples are not seen in this epoch.", (count, size, rng) => [.. rng.Shuffled(count).Chunk(size).Where(batch => batch.Length == size)]),
            ("nothing is shuffled.", (count, size, _) => [.. Enumerable.Range(0, count).Chunk(size)]),
            ("only the order of the batches is shuffled: the same examples always stand together.", (count, size, rng) => Reordered(count, size, rng)),
            ("examples are drawn anew for every batch: some come twice, and others never.", (count, size, rng) => Drawn(count, size, rng, full: false)),
            ("examples are drawn anew for every batch: some come twice, and others never. And the last batch is as long as the others.", (count, size, rng) => Drawn(count, size, rng, full: true)),
            ("the last batch is filled up with examples that had their turn already; leave it shorter.", (count, size, rng) => FilledUp(count, size, rng)),
            ("there is an empty batch at the end where count is a multiple of size.", (count, size, rng) =>
                [.. rng.Shuffled(count).Chunk(size), .. count % size == 0 ? (int[][])[[]] : []]),
        ],
    };

    private static Matrix<double> OneHot(Matrix<double> Z, int[] right) => CrossEntropy.OneHot<double>(right, Z.ColumnCount);

    private static double MeanLoss(Matrix<double> Z, int[] right) => CrossEntropy.MeanFromLogits(Z, OneHot(Z, right));

    private static MeasureFunction NudgeEach(double h, int below = 1, bool putBack = true) => (loss, M) =>
        M.MapIndexed((i, j, _) =>
        {
            double old = M[i, j];
            M[i, j] = old + h;
            double up = loss();
            M[i, j] = old - below * h;
            double down = loss();
            if (putBack || below == 0) M[i, j] = putBack ? old : old + h;
            return (up - down) / ((1 + below) * h);
        }, Zeros.Include);

    private static Matrix<double> NudgeAll(Func<double> loss, Matrix<double> M, double h)
    {
        Matrix<double> old = M.Clone();
        (old + h).CopyTo(M);
        double up = loss();
        (old - h).CopyTo(M);
        double down = loss();
        old.CopyTo(M);
        return M.Map(_ => (up - down) / (2 * h), Zeros.Include);
    }

    /// <summary>How the numbers were nudged, and if that was right, the slopes, without what depends on the size of the nudge.</summary>
    private static AnswerPart[] TruthsOfMeasuring(MeasureFunction measure, Matrix<double> M, Matrix<double> a)
    {
        Matrix<double> start = M.Clone(), right = a + 0.5 * M;
        bool[] up = new bool[M.RowCount * M.ColumnCount], down = new bool[up.Length];
        (int calls, bool many, bool large, bool small) = (0, false, false, false);
        double Loss()
        {
            int moved = 0;
            for (int k = 0; k < up.Length; k++)
            {
                double by = M[k / M.ColumnCount, k % M.ColumnCount] - start[k / M.ColumnCount, k % M.ColumnCount];
                if (by == 0) continue;
                moved++;
                (up[k], down[k]) = (up[k] || by > 0, down[k] || by < 0);
                (large, small) = (large || Math.Abs(by) > 2e-4, small || Math.Abs(by) < 5e-8);
            }
            many |= calls++ == 0 && moved > 1;
            return (M.PointwiseMultiply(a) + 0.25 * M.PointwiseMultiply(M)).Enumerate().Sum();
        }

        Matrix<double>? slopes = measure(Loss, M)?.Clone();
        bool isBack = (M - start).Enumerate().All(by => Math.Abs(by) < 1e-13);
        bool bothSides = up.Zip(down).All(side => side.First && side.Second);
        AnswerPart way = AnswerPart.Row("the way in which the numbers are nudged", calls == 0 ? 3 : bothSides ? 2 : 1, many ? 1 : 2, isBack ? 2 : 1, large ? 1 : 2, small ? 1 : 2);
        bool isRight = bothSides && isBack && !(many || large || small);
        return [way, new("the slope", isRight ? Snapped(slopes, right) : right)];
    }

    /// <summary>Where the slopes are a multiple of the right ones to three digits, exactly that multiple.</summary>
    private static Matrix<double>? Snapped(Matrix<double>? slopes, Matrix<double> right)
    {
        if (slopes is null || (slopes.RowCount, slopes.ColumnCount) != (right.RowCount, right.ColumnCount)) return slopes;
        double factor = slopes.PointwiseMultiply(right).Enumerate().Sum() / right.PointwiseMultiply(right).Enumerate().Sum();
        if (!((slopes - factor * right).FrobeniusNorm() < 1e-3 * slopes.FrobeniusNorm())) return slopes;
        double digits = Math.Pow(10, 2 - Math.Floor(Math.Log10(Math.Abs(factor))));
        return Math.Round(factor * digits) / digits * right;
    }

    private static int[][] Reordered(int count, int size, Rng rng)
    {
        int[][] batches = [.. Enumerable.Range(0, count).Chunk(size)];
        rng.Shuffle(batches);
        return batches;
    }

    private static int[][] Drawn(int count, int size, Rng rng, bool full) =>
        [.. Enumerable.Range(0, count).Chunk(size).Select(batch => Enumerable.Range(0, full ? size : batch.Length).Select(_ => rng.Below(count)).ToArray())];

    private static int[][] FilledUp(int count, int size, Rng rng)
    {
        int[] all = rng.Shuffled(count);
        return [.. Enumerable.Range(0, (count + size - 1) / size).Select(k => Enumerable.Range(k * size, size).Select(n => all[n % count]).ToArray())];
    }

    /// <summary>What is true of all right batches. Their sizes go in order of size: the shorter one may come anywhere.</summary>
    private static AnswerPart[] TruthsOfBatches(int[][]? batches, int count)
    {
        if (batches is null || batches.Any(batch => batch is null)) return [.. Enumerable.Repeat(AnswerPart.Row("the batches"), 4)];
        int[] all = [.. batches.SelectMany(batch => batch)];
        bool missing = Enumerable.Range(0, count).Except(all).Any(), twice = all.Length > all.Distinct().Count();
        bool foreign = all.Any(n => n < 0 || n >= count);
        bool together = batches.All(batch => batch.Zip(batch.Skip(1)).All(pair => pair.Second == pair.First + 1));
        bool inOrder = all.Zip(all.Skip(1)).All(pair => pair.Second == pair.First + 1);
        return
        [
            AnswerPart.Row("the number of batches", batches.Length),
            AnswerPart.Row("the number of examples that a batch holds, plus one,", [.. batches.Select(batch => 1.0 + batch.Length).OrderDescending()]),
            AnswerPart.Row("what the batches hold", missing ? 1 : 2, twice ? 1 : 2, foreign ? 1 : 2),
            AnswerPart.Row("the order of the examples", inOrder ? 1 : 2, together ? 1 : 2),
        ];
    }

    /// <summary>The layer, right or with one mistake, with the library's fast products: a lesson trains it.</summary>
    private sealed class KnownLayer(Matrix<double> weights, Matrix<double> biases, Activation activation) : LayerToWrite(weights, biases, activation)
    {
        public Func<double, double>? Y { get; init; }

        public double BiasTimes { get; init; } = 1;

        public Func<Matrix<double>, Matrix<double>, Matrix<double>>? SlopesOf { get; init; }

        public Func<Matrix<double>, Matrix<double>, Matrix<double>>? BackFrom { get; init; }

        public bool AddsUp { get; init; }

        public override Matrix<double> Forward(Matrix<double> input)
        {
            X = input;
            Z = DenseProducts.Affine(X, W, BiasTimes * b, Matrix<double>.Build.Dense(X.RowCount, W.ColumnCount));
            return Z.Map(Y ?? f.Value, Zeros.Include);
        }

        public override Matrix<double> Backward(Matrix<double> dY)
        {
            Matrix<double> dZ = dY.PointwiseMultiply(SlopesOf is null ? Z.Map(f.Slope, Zeros.Include) : SlopesOf(Z, dY));
            Matrix<double> newW = Matrix<double>.Build.SameAs(W), newB = Matrix<double>.Build.SameAs(b);
            DenseProducts.ParameterGradients(X, dZ, newW, newB);
            (dW, db) = AddsUp && dW is not null ? (dW + newW, db + newB) : (newW, newB);
            return DenseProducts.TimesTranspose(BackFrom is null ? dZ : BackFrom(dZ, dY), W, Matrix<double>.Build.SameAs(X));
        }
    }
}
