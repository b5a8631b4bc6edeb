using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises of the lesson on improvements of a network, each with its reference, its hints and the mistakes that it knows. Used in lesson 08.</summary>
public static class BetterNetworkExercises
{
    private const double Epsilon = 1e-5;

    /// <summary>One step of Adam with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8: the new weights, and what the next step needs.</summary>
    /// <param name="W">The weights.</param>
    /// <param name="dW">Their gradient.</param>
    /// <param name="m">The running mean of the gradients before this step; 0 at the start.</param>
    /// <param name="v">The running mean of their squares before this step; 0 at the start.</param>
    /// <param name="t">The number of this step; the first is 1.</param>
    /// <param name="lr">The learning rate.</param>
    public delegate (Matrix<double> W, Matrix<double> m, Matrix<double> v) AdamFunction(
        Matrix<double> W, Matrix<double> dW, Matrix<double> m, Matrix<double> v, int t, double lr);

    /// <summary>Batch normalisation in training mode, with ε = 1e-5.</summary>
    /// <param name="Z">(N, Out): a row is an example, a column a neuron.</param>
    /// <param name="gamma">γ, (1, Out).</param>
    /// <param name="beta">β, (1, Out).</param>
    public delegate Matrix<double> NormaliseFunction(Matrix<double> Z, Matrix<double> gamma, Matrix<double> beta);

    /// <summary>The way back through batch normalisation.</summary>
    /// <param name="Z">The Z of the way forward, (N, Out).</param>
    /// <param name="gamma">γ, (1, Out).</param>
    /// <param name="dY">dLoss/dY, (N, Out).</param>
    public delegate (Matrix<double> dZ, Matrix<double> dgamma, Matrix<double> dbeta) NormaliseBackFunction(
        Matrix<double> Z, Matrix<double> gamma, Matrix<double> dY);

    /// <summary>A dropout layer.</summary>
    /// <param name="p">The share that is dropped.</param>
    /// <param name="rng">Where chance comes from.</param>
    public delegate DropoutToWrite DropoutFunction(double p, Rng rng);

    /// <summary>By how much a is above b, and how far off that mean may be.</summary>
    /// <param name="a">One number for each seed, such as accuracies in percent.</param>
    /// <param name="b">The same seeds with another recipe.</param>
    public delegate (double Mean, double Error) DifferenceFunction(double[] a, double[] b);

    /// <summary>Exercise 1: a step of Adam.</summary>
    public static Exercise<AdamFunction> Adam { get; } = new(
        "Adam", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr),
        (adam, size, rng) =>
        {
            // the second row has gradients as small as ε, so that the place of ε counts
            Matrix<double> W = rng.Matrix(2, size), m = 0 * W, v = 0 * W;
            double lr = 0.05 + 0.01 * size;
            List<AnswerPart> parts = [];
            for (int t = 1; t <= 3; t++)
            {
                Matrix<double> dW = rng.Matrix(2, size).MapIndexed((i, _, g) => i == 0 ? g : 1e-8 * g, Zeros.Include);
                (Matrix<double>? newW, Matrix<double>? newM, Matrix<double>? newV) = adam(W.Clone(), dW, m.Clone(), v.Clone(), t, lr);
                string step = t == 1 ? "in the first step" : "in a later step";
                parts.Add(new("m " + step, newM));
                parts.Add(new("v " + step, newV));
                parts.Add(new("W " + step, newW));
                (W, m, v) = AdamStep(W, dW, m, v, t, lr);
            }
            return parts;
        },
        "In the order of the formulas: m, v, then both divided by 1 minus a power, then the step. Squares, root and the last division are entry by entry.",
        "m is 0.9 * m + 0.1 * dW; v is the same with 0.999, 0.001 and the squares. Divide m by 1 - Math.Pow(0.9, t) for the step only: what you return is the plain m and v.")
    {
        Suspects =
        [
            ("the correction of the start is missing: m and v begin at 0 and are too small at first.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, correctM: false, correctV: false)),
            ("m is not corrected in the step: it begins at 0 and is too small at first.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, correctM: false)),
            ("v is not corrected in the step: it begins at 0 and is too small at first.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, correctV: false)),
            ("the corrected m and v are returned. Return the plain ones, or the next step corrects them once more.", (W, dW, m, v, t, lr) =>
            {
                var step = AdamStep(W, dW, m, v, t, lr);
                return (step.W, step.m / (1 - Math.Pow(0.9, t)), step.v / (1 - Math.Pow(0.999, t)));
            }),
            ("the correction divides by 1 - 0.9 in every step; the share that is missing fades: 0.9 to the power of t.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, power: _ => 1)),
            ("off by one: the power is t + 1. The first step has t = 1.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, power: t => t + 1)),
            ("the correction multiplies where it should divide.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, multiply: true)),
            ("the step divides by v itself; its root is missing.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, root: (v, epsilon) => v + epsilon)),
            ("ε stands under the root; it is added to the root.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, root: (v, epsilon) => (v + epsilon).PointwiseSqrt())),
            ("ε is missing: where no gradient ever came, this divides 0 by 0.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, root: (v, _) => v.PointwiseSqrt())),
            ("the two memories are exchanged: m keeps 0.9 of its past, v keeps 0.999.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, beta1: 0.999, beta2: 0.9)),
            ("m and v keep too little: 0.9 and 0.999 are the shares of the past, 0.1 and 0.001 those of the new gradient.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, past: true)),
            ("it walks uphill: subtract the step.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, -lr)),
            ("the learning rate is missing.", (W, dW, m, v, t, _) => AdamStep(W, dW, m, v, t, 1)),
            ("the first result is the step, not where it leads to.", (W, dW, m, v, t, lr) => (AdamStep(0 * W, dW, m, v, t, lr).W, AdamStep(W, dW, m, v, t, lr).m, AdamStep(W, dW, m, v, t, lr).v)),
            ("the step follows the gradient itself; m, its running mean, belongs there.", (W, dW, m, v, t, lr) => AdamStep(W, dW, m, v, t, lr, direction: (_, g) => g)),
        ],
    };

    /// <summary>Exercise 2: batch normalisation, forward.</summary>
    public static Exercise<NormaliseFunction> Normalise { get; } = new(
        "batch normalisation", (Z, gamma, beta) => Scaled(Standard(Z, out _), gamma, beta),
        (normalise, size, rng) =>
        {
            Matrix<double> Z = 3 * rng.Matrix(size, 4) + 2, gamma = rng.Matrix(1, 4), beta = rng.Matrix(1, 4);
            Matrix<double> level = Matrix<double>.Build.Dense(size, 4, (_, j) => j + 1);
            return [new("Y for neurons with one and the same number in every row", normalise(level, gamma, beta)), new("Y", normalise(Z.Clone(), gamma, beta))];
        },
        "Work on one column after the other: its mean, then the mean square of what is left, then γ and β of that column. What is divided by how many?",
        "For column j with N rows: mu = Z.Column(j).Sum() / N; variance = the mean of (z - mu) squared, also with N; then gamma[0, j] * (z - mu) / Math.Sqrt(variance + 1e-5) + beta[0, j].")
    {
        Suspects =
        [
            ("the variance divides by N - 1; here it is a plain mean, with N.", (Z, gamma, beta) => Normalised(Z, gamma, beta, divisor: n => n - 1)),
            ("ε stands outside the root; it is added to the variance, under the root.", (Z, gamma, beta) => Normalised(Z, gamma, beta, root: v => Math.Sqrt(v) + Epsilon)),
            ("it divides by the variance; its root is missing.", (Z, gamma, beta) => Normalised(Z, gamma, beta, root: v => v + Epsilon)),
            ("the variance is that around 0; subtract the mean before you square.", (Z, gamma, beta) => Normalised(Z, gamma, beta, around: 0)),
            ("the mean is not subtracted from the numbers.", (Z, gamma, beta) => Normalised(Z, gamma, beta, subtract: 0)),
            ("the mean is subtracted, but nothing is divided by the deviation.", (Z, gamma, beta) => Normalised(Z, gamma, beta, root: _ => 1)),
            ("γ and β are missing.", (Z, gamma, beta) => Scaled(Standard(Z, out _), 0 * gamma + 1, 0 * beta)),
            ("γ is missing.", (Z, gamma, beta) => Scaled(Standard(Z, out _), 0 * gamma + 1, beta)),
            ("β is missing.", (Z, gamma, beta) => Scaled(Standard(Z, out _), gamma, 0 * beta)),
            ("γ and β are exchanged: γ multiplies, β is added.", (Z, gamma, beta) => Scaled(Standard(Z, out _), beta, gamma)),
            ("β is added before γ multiplies; it comes last.", (Z, gamma, beta) => Scaled(Standard(Z, out _), gamma, beta.PointwiseMultiply(gamma))),
            ("the mean is taken along the rows: what is normalised there are the neurons of one example. Here each neuron is, over the batch.", (Z, gamma, beta) => Scaled(Standard(Z.Transpose(), out _).Transpose(), gamma, beta)),
            ("one mean is taken of the whole matrix; every neuron, that is every column, has its own.", (Z, gamma, beta) =>
                Scaled(Back(Standard(Matrix<double>.Build.DenseOfColumnMajor(Z.RowCount * Z.ColumnCount, 1, Z.ToColumnMajorArray()), out _), Z), gamma, beta)),
        ],
    };

    /// <summary>Exercise 3: the way back.</summary>
    public static Exercise<NormaliseBackFunction> NormaliseBack { get; } = new(
        "the way back", (Z, gamma, dY) => WayBack(Z, gamma, dY),
        (back, size, rng) =>
        {
            // one row more: with two rows alone, dZ is nearly 0
            Matrix<double> Z = 3 * rng.Matrix(size + 1, 4) + 2, gamma = rng.Matrix(1, 4);
            (Matrix<double>? dZ, Matrix<double>? dgamma, Matrix<double>? dbeta) = back(Z.Clone(), gamma, rng.Matrix(size + 1, 4));
            return [new("dbeta", dbeta), new("dgamma", dgamma), new("dZ", dZ)];
        },
        "Compute ẑ and the deviation again, column by column. dβ and dγ are sums over the batch. Then dZ: a part for the direct path, and one taken away for each of the two paths through the batch.",
        "With s = 1 / Math.Sqrt(variance + 1e-5): dz = gamma * s * (dy - (mean of dy over the batch) - ẑ * (mean of dy * ẑ over the batch)). The two means are dβ / N and dγ / N.")
    {
        Suspects =
        [
            ("dZ takes the batch's mean and deviation for constants: both paths through the batch are missing.", (Z, gamma, dY) => WayBack(Z, gamma, dY, overMean: 0, overDeviation: 0)),
            ("dZ lacks the path through the mean: every z moves the mean of its column.", (Z, gamma, dY) => WayBack(Z, gamma, dY, overMean: 0)),
            ("dZ lacks the path through the deviation: every z moves the deviation of its column.", (Z, gamma, dY) => WayBack(Z, gamma, dY, overDeviation: 0)),
            ("in dZ the two paths through the batch have the wrong sign: they are taken away.", (Z, gamma, dY) => WayBack(Z, gamma, dY, overMean: -1, overDeviation: -1)),
            ("in dZ the sums over the batch are not divided by N.", (Z, gamma, dY) => WayBack(Z, gamma, dY, overMean: Z.RowCount, overDeviation: Z.RowCount)),
            ("in dZ the path through the deviation lacks its ẑ: an example far from the mean moves the deviation more.", (Z, gamma, dY) => WayBack(Z, gamma, dY, standard: (_, h) => h.Map(_ => 1.0, Zeros.Include))),
            ("γ is missing in dZ.", (Z, gamma, dY) => WayBack(Z, gamma, dY, scale: g => 0 * g + 1)),
            ("γ is in dZ twice.", (Z, gamma, dY) => WayBack(Z, gamma, dY, scale: g => g.PointwiseMultiply(g))),
            ("dZ is not divided by the deviation.", (Z, gamma, dY) => WayBack(Z, gamma, dY, deviation: _ => 1)),
            ("dZ is multiplied by the deviation; it is divided by it.", (Z, gamma, dY) => WayBack(Z, gamma, dY, deviation: s => 1 / s)),
            ("dγ is made with Z; it belongs to ẑ, the number that γ multiplies.", (Z, gamma, dY) =>
            {
                var back = WayBack(Z, gamma, dY);
                return (back.dZ, Z.PointwiseMultiply(dY).ColumnSums().ToRowMatrix(), back.dbeta);
            }),
            ("dγ and dβ are exchanged.", (Z, gamma, dY) =>
            {
                var back = WayBack(Z, gamma, dY);
                return (back.dZ, back.dbeta, back.dgamma);
            }),
        ],
    };

    /// <summary>Exercise 4: dropout. Chance is the reader's, so what is compared is what must be true of every right answer.</summary>
    public static Exercise<DropoutFunction> Dropout { get; } = new(
        "dropout", (p, rng) => new KnownDropout(p, rng),
        (make, size, rng) => TruthsOfDropout(make(0.15 + 0.05 * size, rng), 0.15 + 0.05 * size, rng),
        "Forward makes a mask M of the shape of X, with a new draw for every entry: 0 with probability p, else a number that keeps the mean. Backward uses the same M.",
        "An entry of M is rng.NextDouble() < p ? 0 : 1 / (1 - p). Y is X.PointwiseMultiply(M), dX is dY.PointwiseMultiply(M). Where IsTraining is false, return what came in, in both.")
    {
        Suspects =
        [
            ("what is kept is not made larger: the mean falls to the share that is kept. Divide by 1 - p.", (p, rng) => new KnownDropout(p, rng) { Kept = _ => 1 }),
            ("what is kept is divided by p; divide by the share that is kept, 1 - p.", (p, rng) => new KnownDropout(p, rng) { Kept = p => 1 / p }),
            ("what is kept is multiplied by 1 - p; divide by it.", (p, rng) => new KnownDropout(p, rng) { Kept = p => 1 - p }),
            ("p is the share that is dropped; here it is the share that is kept.", (p, rng) => new KnownDropout(p, rng) { Drops = p => 1 - p }),
            ("p is the share that is dropped; here it is the share that is kept.", (p, rng) => new KnownDropout(p, rng) { Drops = p => 1 - p, Kept = p => 1 / p }),
            ("nothing is dropped in training mode.", (p, rng) => new KnownDropout(p, rng) { Drops = _ => 0, Kept = _ => 1 }),
            ("all examples of a batch lose the same neurons: draw for every entry.", (p, rng) => new KnownDropout(p, rng) { By = (_, j) => j }),
            ("an example loses all its neurons or none: draw for every entry.", (p, rng) => new KnownDropout(p, rng) { By = (n, _) => n }),
            ("the mask is drawn once and for all: every Forward in training mode draws a new one.", (p, rng) => new KnownDropout(p, rng) { Once = true }),
            ("Backward lets everything through: what was dropped has no gradient.", (p, rng) => new KnownDropout(p, rng) { Return = (layer, dY) => dY }),
            ("Backward draws a mask of its own: it needs the one of Forward.", (p, rng) => new KnownDropout(p, rng) { Return = (layer, dY) => dY.PointwiseMultiply(layer.Draw(dY)) }),
            ("Backward drops the right entries, but does not scale the others as Forward did.", (p, rng) => new KnownDropout(p, rng) { Return = (layer, dY) => dY.PointwiseMultiply(layer.Mask.PointwiseSign()) }),
            ("in evaluation mode it goes on dropping: look at IsTraining.", (p, rng) => new KnownDropout(p, rng) { Evaluated = (layer, X) => X.PointwiseMultiply(layer.Mask), EvaluatedBack = (layer, dY) => dY.PointwiseMultiply(layer.Mask), DrawsAlways = true }),
            ("in evaluation mode Backward goes on dropping; there nothing was dropped.", (p, rng) => new KnownDropout(p, rng) { EvaluatedBack = (layer, dY) => dY.PointwiseMultiply(layer.Mask) }),
            ("in evaluation mode the numbers are multiplied by 1 - p. That belongs to a dropout that does not scale in training; here both would be too much.", (p, rng) => new KnownDropout(p, rng) { Evaluated = (layer, X) => (1 - layer.Rate) * X }),
            ("in evaluation mode the numbers are multiplied by 1 - p, and in training nothing is scaled. That is the first form of dropout; here training divides by 1 - p, and evaluation does nothing.", (p, rng) =>
                new KnownDropout(p, rng) { Kept = _ => 1, Evaluated = (layer, X) => (1 - layer.Rate) * X }),
        ],
    };

    /// <summary>Exercise 5: the difference of two recipes over the same seeds.</summary>
    public static Exercise<DifferenceFunction> Difference { get; } = new(
        "the difference", (a, b) => MeanAndError([.. a.Zip(b, (x, y) => x - y)]),
        (difference, size, rng) =>
        {
            double[] luck = [.. rng.Numbers(size + 1).Select(x => 90 + x)];    // of a seed: common to both
            (double mean, double error) = difference([.. luck.Select(x => x + 1 + 0.3 * rng.Gaussian())], [.. luck.Select(x => x + 0.3 * rng.Gaussian())]);
            return [AnswerPart.Row("the mean", mean), AnswerPart.Row("the error of the mean", error)];
        },
        "First one array with a difference for each seed. Everything after that is about this array alone: its mean, and how much it scatters.",
        "The standard deviation s of n differences is the root of the sum of squares around their mean, divided by n - 1. The mean of n is surer than one of them: its error is s divided by the root of n.")
    {
        Suspects =
        [
            ("the sign is turned: it is a minus b.", (a, b) => (-MeanAndError([.. a.Zip(b, (x, y) => x - y)]).Mean, MeanAndError([.. a.Zip(b, (x, y) => x - y)]).Error)),
            ("this is a share of b, a relative change. A difference of two percentages is their plain difference, in percentage points.", (a, b) => MeanAndError([.. a.Zip(b, (x, y) => 100 * (x - y) / y)])),
            ("this is a share of b, a relative change. A difference of two percentages is their plain difference, in percentage points.", (a, b) => MeanAndError([.. a.Zip(b, (x, y) => (x - y) / y)])),
            ("the signs of the differences are lost, so a loss counts as a gain.", (a, b) => MeanAndError([.. a.Zip(b, (x, y) => Math.Abs(x - y))])),
            ("the error is that of two sets of seeds that have nothing to do with each other. The seeds are the same: subtract seed by seed first.", (a, b) =>
                (a.Average() - b.Average(), Math.Sqrt(Square(MeanAndError(a).Error) + Square(MeanAndError(b).Error)))),
            ("the error is the deviation of single differences; that of their mean is smaller by the root of n.", (a, b) => Changed(a, b, (error, n) => error * Math.Sqrt(n))),
            ("the error is divided by n; divide the deviation by the root of n.", (a, b) => Changed(a, b, (error, n) => error / Math.Sqrt(n))),
            ("the deviation divides by n; its mean was taken from the same numbers, so it is n - 1.", (a, b) => Changed(a, b, (error, n) => error * Math.Sqrt((n - 1) / n))),
            ("this is the deviation with n, not n - 1, and of single differences; that of their mean is smaller by the root of n.", (a, b) => Changed(a, b, (error, n) => error * Math.Sqrt(n - 1))),
            ("the error is a variance: its root is missing.", (a, b) => Changed(a, b, (error, n) => error * error)),
            ("the error is half of the range from the smallest to the largest difference; that grows with the number of seeds.", (a, b) =>
            {
                double[] d = [.. a.Zip(b, (x, y) => x - y)];
                return (d.Average(), (d.Max() - d.Min()) / 2);
            }),
        ],
    };

    private static (Matrix<double> W, Matrix<double> m, Matrix<double> v) AdamStep(Matrix<double> W, Matrix<double> dW, Matrix<double> m, Matrix<double> v, int t, double lr,
        double beta1 = 0.9, double beta2 = 0.999, bool correctM = true, bool correctV = true, bool multiply = false, bool past = false, Func<int, int>? power = null,
        Func<Matrix<double>, double, Matrix<double>>? root = null, Func<Matrix<double>, Matrix<double>, Matrix<double>>? direction = null)
    {
        (double ofM, double ofV) = past ? (1 - beta1, 1 - beta2) : (beta1, beta2);
        m = ofM * m + (1 - ofM) * dW;
        v = ofV * v + (1 - ofV) * dW.PointwiseMultiply(dW);
        int exponent = power is null ? t : power(t);
        double missingM = correctM ? 1 - Math.Pow(beta1, exponent) : 1, missingV = correctV ? 1 - Math.Pow(beta2, exponent) : 1;
        if (multiply) (missingM, missingV) = (1 / missingM, 1 / missingV);
        Matrix<double> mHat = (direction is null ? m : direction(m, dW)) / (direction is null ? missingM : 1), vHat = v / missingV;
        return (W - lr * mHat.PointwiseDivide(root is null ? vHat.PointwiseSqrt() + 1e-8 : root(vHat, 1e-8)), m, v);
    }

    /// <summary>ẑ, and s = 1/√(σ² + ε) of each column.</summary>
    private static Matrix<double> Standard(Matrix<double> Z, out double[] s)
    {
        double[] mu = [.. Z.ColumnSums() / Z.RowCount];
        double[] scale = new double[Z.ColumnCount];
        for (int j = 0; j < scale.Length; j++) scale[j] = 1 / Math.Sqrt(Z.Column(j).Sum(z => Square(z - mu[j])) / Z.RowCount + Epsilon);
        s = scale;
        return Z.MapIndexed((_, j, z) => (z - mu[j]) * scale[j], Zeros.Include);
    }

    private static Matrix<double> Scaled(Matrix<double> H, Matrix<double> gamma, Matrix<double> beta) => H.MapIndexed((_, j, h) => gamma[0, j] * h + beta[0, j], Zeros.Include);

    private static Matrix<double> Back(Matrix<double> column, Matrix<double> Z) => Matrix<double>.Build.DenseOfColumnMajor(Z.RowCount, Z.ColumnCount, column.ToColumnMajorArray());

    /// <summary>Batch normalisation with one thing done otherwise.</summary>
    private static Matrix<double> Normalised(Matrix<double> Z, Matrix<double> gamma, Matrix<double> beta,
        Func<double, double>? divisor = null, Func<double, double>? root = null, double around = 1, double subtract = 1)
    {
        double[] mu = [.. Z.ColumnSums() / Z.RowCount];
        double n = divisor is null ? Z.RowCount : divisor(Z.RowCount);
        double[] deviation = [.. Enumerable.Range(0, Z.ColumnCount).Select(j => Z.Column(j).Sum(z => Square(z - around * mu[j])) / n).Select(root ?? (v => Math.Sqrt(v + Epsilon)))];
        return Z.MapIndexed((_, j, z) => gamma[0, j] * (z - subtract * mu[j]) / deviation[j] + beta[0, j], Zeros.Include);
    }

    private static (Matrix<double> dZ, Matrix<double> dgamma, Matrix<double> dbeta) WayBack(Matrix<double> Z, Matrix<double> gamma, Matrix<double> dY, double overMean = 1,
        double overDeviation = 1, Func<Matrix<double>, Matrix<double>, Matrix<double>>? standard = null, Func<Matrix<double>, Matrix<double>>? scale = null, Func<double, double>? deviation = null)
    {
        Matrix<double> H = Standard(Z, out double[] s), g = scale is null ? gamma : scale(gamma), back = standard is null ? H : standard(Z, H);
        Vector<double> dbeta = dY.ColumnSums(), dgamma = dY.PointwiseMultiply(H).ColumnSums();
        Matrix<double> dZ = dY.MapIndexed((n, j, dy) => g[0, j] * (deviation is null ? s[j] : deviation(s[j]))
            * (dy - overMean * dbeta[j] / Z.RowCount - overDeviation * back[n, j] * dgamma[j] / Z.RowCount), Zeros.Include);
        return (dZ, dgamma.ToRowMatrix(), dbeta.ToRowMatrix());
    }

    /// <summary>What is true of every right dropout, in codes: 2 is right, and a 1 before them keeps a wrong code from looking like a factor.</summary>
    private static AnswerPart[] TruthsOfDropout(DropoutToWrite layer, double p, Rng rng)
    {
        Matrix<double> X = rng.Matrix(150, 20) + 10, dY = rng.Matrix(150, 20) + 10;
        Matrix<double>? Y = layer.Forward(X.Clone())?.Clone(), dX = layer.Backward(dY.Clone())?.Clone(), again = layer.Forward(X.Clone())?.Clone();
        layer.IsTraining = false;
        Matrix<double>? still = layer.Forward(X.Clone())?.Clone(), stillBack = layer.Backward(dY.Clone())?.Clone();
        if (Shapeless(Y) || Shapeless(again)) return [new("Y", null)];
        if (Shapeless(dX)) return [new("dX", null)];
        if (Shapeless(still)) return [new("Y in evaluation mode", null)];
        if (Shapeless(stillBack)) return [new("dX in evaluation mode", null)];
        Matrix<double> mask = Y!.PointwiseDivide(X), maskBack = dX!.PointwiseDivide(dY), kept = mask.PointwiseSign();
        double share = mask.Enumerate().Count(x => x == 0) / 3000.0;
        double[] factors = [.. mask.Enumerate().Where(x => x != 0)];
        bool IsAll(double factor) => factors.All(x => Math.Abs(x - factor) < 1e-9);
        bool Same(Matrix<double> a, Matrix<double> b) => (a - b).Enumerate().All(x => Math.Abs(x) < 1e-9);
        bool rows = kept.EnumerateRows().All(row => row.Equals(kept.Row(0))), columns = kept.EnumerateColumns().All(column => column.Equals(kept.Column(0)));
        bool often = rows || columns;    // a mask that repeats has an uncertain share
        return
        [
            AnswerPart.Row("which entries are dropped", 1, often && !(share == 0) ? 2 : Close(share, p) ? 2 : Close(share, 1 - p) ? 3 : share == 0 ? 4 : 5, rows && columns ? 2 : rows ? 3 : columns ? 4 : 2),
            AnswerPart.Row("what is done to the entries that are kept", 1, IsAll(1 / (1 - p)) ? 2 : IsAll(1) ? 3 : IsAll(1 / p) ? 4 : IsAll(1 - p) ? 5 : 6),
            AnswerPart.Row("the mask of a second Forward", 1, Same(Y, again!) && share > 0 ? 3 : 2),
            AnswerPart.Row("what Backward does", 1, Same(maskBack, mask) ? 2 : Same(dX, dY) ? 3 : Same(maskBack, kept) ? 4 : Close(maskBack.Enumerate().Count(x => x == 0) / 3000.0, share) ? 5 : 6),
            AnswerPart.Row("Forward in evaluation mode", 1, Same(still!, X) ? 2 : Same(still!, (1 - p) * X) ? 3 : still!.Enumerate().Any(x => x == 0) ? 4 : 5),
            AnswerPart.Row("Backward in evaluation mode", 1, Same(stillBack!, dY) ? 2 : stillBack!.Enumerate().Any(x => x == 0) ? 3 : 4),
        ];
        bool Close(double a, double b) => Math.Abs(a - b) < 0.04;
        bool Shapeless(Matrix<double>? value) => value is null || (value.RowCount, value.ColumnCount) != (150, 20);
    }

    private static (double Mean, double Error) MeanAndError(double[] d) =>
        (d.Average(), Math.Sqrt(d.Sum(x => Square(x - d.Average())) / (d.Length - 1) / d.Length));

    /// <summary>The right mean with another error.</summary>
    private static (double Mean, double Error) Changed(double[] a, double[] b, Func<double, double, double> change)
    {
        (double mean, double error) = MeanAndError([.. a.Zip(b, (x, y) => x - y)]);
        return (mean, change(error, a.Length));
    }

    private static double Square(double x) => x * x;

    /// <summary>Dropout, right or with one mistake.</summary>
    private sealed class KnownDropout(double rate, Rng source) : DropoutToWrite(rate, source)
    {
        public Func<double, double> Kept { get; init; } = p => 1 / (1 - p);

        public Func<double, double> Drops { get; init; } = p => p;

        /// <summary>What shares one draw; null where every entry has its own.</summary>
        public Func<int, int, int>? By { get; init; }

        public bool Once { get; init; }

        public bool DrawsAlways { get; init; }

        public Func<KnownDropout, Matrix<double>, Matrix<double>> Return { get; init; } = (layer, dY) => dY.PointwiseMultiply(layer.M);

        public Func<KnownDropout, Matrix<double>, Matrix<double>> Evaluated { get; init; } = (_, X) => X;

        public Func<KnownDropout, Matrix<double>, Matrix<double>> EvaluatedBack { get; init; } = (_, dY) => dY;

        public Matrix<double> Mask => M;

        public double Rate => p;

        public Matrix<double> Draw(Matrix<double> X)
        {
            double[] draws = [.. Enumerable.Range(0, X.RowCount + X.ColumnCount).Select(_ => rng.NextDouble())];
            return X.MapIndexed((n, j, _) => (By is null ? rng.NextDouble() : draws[By(n, j)]) < Drops(p) ? 0 : Kept(p), Zeros.Include);
        }

        public override Matrix<double> Forward(Matrix<double> X)
        {
            if ((IsTraining || DrawsAlways) && !(Once && M is not null)) M = Draw(X);
            return IsTraining ? X.PointwiseMultiply(M) : Evaluated(this, X);
        }

        public override Matrix<double> Backward(Matrix<double> dY) => IsTraining ? Return(this, dY) : EvaluatedBack(this, dY);
    }
}
