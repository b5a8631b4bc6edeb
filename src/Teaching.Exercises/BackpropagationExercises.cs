using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises of the lesson on backpropagation, each with its reference, its hints and the mistakes that it knows. Used in lesson 02.</summary>
public static class BackpropagationExercises
{
    /// <summary>The backward pass of a dense layer: from X (N, In), W (In, Out) and dZ (N, Out) to dX, dW and db (1, Out).</summary>
    /// <param name="X">The layer's input, (N, In).</param>
    /// <param name="W">Its weights, (In, Out).</param>
    /// <param name="dZ">dE/dZ of its output Z = XW + b, (N, Out).</param>
    public delegate (Matrix<double> dX, Matrix<double> dW, Matrix<double> db) DenseBackwardFunction(Matrix<double> X, Matrix<double> W, Matrix<double> dZ);

    /// <summary>The δ of every layer of sigmoids, the first layer's first.</summary>
    /// <param name="W">The weights, W[0] those of the first layer.</param>
    /// <param name="A">The activations: A[0] is the input, A[l + 1] the output of layer l.</param>
    /// <param name="Y">The targets.</param>
    public delegate Matrix<double>[] DeltasFunction(Matrix<double>[] W, Matrix<double>[] A, Matrix<double> Y);

    /// <summary>The δ of a hidden neuron: (δ1·w1 + δ2·w2)·a(1 - a).</summary>
    /// <param name="delta1">δ of the first output neuron.</param>
    /// <param name="w1">The weight that leads there.</param>
    /// <param name="delta2">δ of the second output neuron.</param>
    /// <param name="w2">The weight that leads there.</param>
    /// <param name="a">What the hidden neuron gives.</param>
    public delegate double HiddenDeltaFunction(double delta1, double w1, double delta2, double w2, double a);

    /// <summary>Exercise 1: the slope of the sigmoid at z.</summary>
    public static Exercise<Func<double, double>> SigmoidSlope { get; } = new(
        "the slope of the sigmoid", z => Sigmoid.Of(z) * (1 - Sigmoid.Of(z)),
        (slope, size, rng) => [AnswerPart.Several("the slope", size + 2, () => slope(2 * rng.Gaussian()))],
        "Let a be the sigmoid of z. The slope can be written with a alone.",
        "The slope is a times whatever is missing from a to make 1. Compute a first: the argument of the function is z, not a.")
    {
        Suspects =
        [
            ("this is the sigmoid itself, not its slope.", Sigmoid.Of),
            ("the slope is taken at the wrong place: z stands where a = σ(z) belongs.", z => z * (1 - z)),
            ("the slope is taken at the wrong place: at σ(z) instead of z, so the sigmoid was applied twice.", z => SlopeFrom(Sigmoid.Of(Sigmoid.Of(z)))),
            ("this is the slope of tanh.", z => 1 - Math.Tanh(z) * Math.Tanh(z)),
            ("1 - a² is the slope of tanh; the sigmoid's has another form.", z => 1 - Sigmoid.Of(z) * Sigmoid.Of(z)),
        ],
    };

    /// <summary>Exercise 2: δ of a hidden neuron.</summary>
    public static Exercise<HiddenDeltaFunction> HiddenDelta { get; } = new(
        "δ of a hidden neuron", (delta1, w1, delta2, w2, a) => (delta1 * w1 + delta2 * w2) * SlopeFrom(a),
        (delta, size, rng) => [AnswerPart.Several("δ", size + 2, () => delta(rng.Gaussian(), rng.Gaussian(), rng.Gaussian(), rng.Gaussian(), rng.NextDouble()))],
        "The neuron reaches the error over two paths. What do you do with the slopes along one path, and with those of two paths?",
        "Each path brings a δ over its weight. Add what arrives, then pass it through this neuron's own slope, which a gives.")
    {
        Suspects =
        [
            ("one of the two paths is missing: only the first output was asked.", (delta1, w1, delta2, w2, a) => delta1 * w1 * SlopeFrom(a)),
            ("one of the two paths is missing: only the second output was asked.", (delta1, w1, delta2, w2, a) => delta2 * w2 * SlopeFrom(a)),
            ("the slope of this neuron's own sigmoid is missing.", (delta1, w1, delta2, w2, a) => delta1 * w1 + delta2 * w2),
            ("the slope is taken at the wrong place: a is already the output of the sigmoid.", (delta1, w1, delta2, w2, a) => (delta1 * w1 + delta2 * w2) * SlopeFrom(Sigmoid.Of(a))),
            ("the weights are exchanged: each δ travels over the weight that leads to its own output.", (delta1, w1, delta2, w2, a) => (delta1 * w2 + delta2 * w1) * SlopeFrom(a)),
            ("the two paths are multiplied; slopes of different paths are added.", (delta1, w1, delta2, w2, a) => delta1 * w1 * delta2 * w2 * SlopeFrom(a)),
        ],
    };

    /// <summary>Exercise 3: the backward pass of a dense layer with biases.</summary>
    public static Exercise<DenseBackwardFunction> DenseBackward { get; } = new(
        "Backward of a dense layer",
        (X, W, dZ) => (dZ * W.Transpose(), X.Transpose() * dZ, RowSum(dZ)),
        (backward, size, rng) =>
        {
            var (dX, dW, db) = backward(rng.Matrix(size, 4), rng.Matrix(4, 3), rng.Matrix(size, 3));
            return [new("dX", dX), new("dW", dW), new("db", db)];
        },
        "dX has the shape of X, dW that of W, db that of b. Only one order and one transposition of each product fits.",
        "(N, Out) times (Out, In) gives dX; (In, N) times (N, Out) gives dW. The bias is added to every row, so its gradient is a sum over the rows.");

    /// <summary>Exercise 4: the loop over all layers.</summary>
    public static Exercise<DeltasFunction> Deltas { get; } = new(
        "the loop over the layers", AllDeltas,
        (deltas, size, rng) =>
        {
            // as many layers as the size says, all of one width, so that a wrong layer fits and is named
            Matrix<double>[] W = [.. Enumerable.Range(0, size).Select(_ => rng.Matrix(3, 3))];
            Matrix<double>[] A = [rng.Matrix(2, 3), .. W.Select(w => rng.Matrix(2, w.ColumnCount).Map(Sigmoid.Of))];
            Matrix<double>[] found = deltas(W, A, rng.Matrix(2, A[^1].ColumnCount));
            return [.. (found ?? []).Select((delta, l) => new AnswerPart($"δ[{l}], counted from the first layer,", delta))];
        },
        "The last δ starts from A - Y. Every other is the δ of exercise 2, with matrices.",
        "Run l from the last layer but one down to 0. δ[l] takes δ[l + 1] back over W[l + 1], then through the slope of A[l + 1].")
    {
        Suspects =
        [
            ("off by one: the slope of layer l is that of its output, A[l + 1], not of its input, A[l].", (W, A, Y) => LoopOver(W, A, Y, l => l)),
            ("off by one: the backward pass goes through W[l + 1], the weights that follow layer l, not through its own.", (W, A, Y) => LoopOver(W, A, Y, l => l + 1, weightAt: 0)),
            ("the slopes of the hidden layers are missing.", (W, A, Y) => LoopOver(W, A, Y, slopeAt: null)),
            ("the list is upside down: δ[0] belongs to the first layer.", (W, A, Y) => [.. AllDeltas(W, A, Y).Reverse()]),
            ("the slope of the last layer is missing.", (W, A, Y) => LoopOver(W, A, Y, l => l + 1, lastSlope: false)),
            ("all signs are wrong: the error's slope is A - Y, not Y - A.", (W, A, Y) => [.. AllDeltas(W, A, Y).Select(delta => -delta)]),
        ],
    };

    private static Matrix<double>[] AllDeltas(Matrix<double>[] W, Matrix<double>[] A, Matrix<double> Y) => LoopOver(W, A, Y, l => l + 1);

    /// <summary>The loop, with the slope of hidden layer l taken at A[slopeAt(l)], or left out.</summary>
    private static Matrix<double>[] LoopOver(Matrix<double>[] W, Matrix<double>[] A, Matrix<double> Y, Func<int, int>? slopeAt, bool lastSlope = true, int weightAt = 1)
    {
        var deltas = new Matrix<double>[W.Length];
        deltas[^1] = lastSlope ? (A[^1] - Y).PointwiseMultiply(A[^1].Map(SlopeFrom)) : A[^1] - Y;
        for (int l = W.Length - 2; l >= 0; l--)
        {
            deltas[l] = deltas[l + 1] * W[l + weightAt].Transpose();
            if (slopeAt is null) continue;
            deltas[l] = deltas[l].PointwiseMultiply(A[slopeAt(l)].Map(SlopeFrom));
        }
        return deltas;
    }

    private static double SlopeFrom(double a) => a * (1 - a);

    private static Matrix<double> RowSum(Matrix<double> m) => m.ColumnSums().ToRowMatrix();
}
