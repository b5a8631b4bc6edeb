using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises on a network's building blocks, each with its reference, its hints and the mistakes that it knows. Used in lesson 01.</summary>
public static class BuildingBlockExercises
{
    /// <summary>What a neuron adds up, z = x₁w₁ + … + xₙwₙ + b.</summary>
    /// <param name="x">Its inputs.</param>
    /// <param name="w">A weight for each.</param>
    /// <param name="b">Its bias.</param>
    public delegate double NeuronFunction(double[] x, double[] w, double b);

    /// <summary>What the neurons of a layer give, f(z) for each.</summary>
    /// <param name="x">The inputs, the same for every neuron.</param>
    /// <param name="W">The weights, (In, Out): column j belongs to neuron j.</param>
    /// <param name="b">A bias for each neuron.</param>
    /// <param name="f">The activation function.</param>
    public delegate double[] LayerFunction(double[] x, double[,] W, double[] b, Func<double, double> f);

    /// <summary>The cross-entropy, the mean of -ln of what the right classes were given.</summary>
    /// <param name="P">For each example the probabilities of the classes.</param>
    /// <param name="right">For each example the number of the right class.</param>
    public delegate double LossFunction(double[][] P, int[] right);

    /// <summary>One step of gradient descent for a sigmoid neuron with cross-entropy.</summary>
    /// <param name="X">The inputs of each example.</param>
    /// <param name="y">The target of each, 0 or 1.</param>
    /// <param name="w">The weights.</param>
    /// <param name="b">The bias.</param>
    /// <param name="lr">The learning rate.</param>
    public delegate (double[] w, double b) StepFunction(double[][] X, double[] y, double[] w, double b, double lr);

    /// <summary>Exercise 1: what a neuron adds up.</summary>
    public static Exercise<NeuronFunction> Neuron { get; } = new(
        "the neuron", NeuronOf,
        (neuron, size, rng) => [AnswerPart.Several("z", size + 2, () => neuron(rng.Numbers(size), rng.Numbers(size), rng.Gaussian()))],
        "A loop over the inputs: i runs from 0 to x.Length - 1. What is added to the sum each time, and what only once?",
        "Start the sum at b. In the loop add x[i] * w[i]. Return the sum after the loop.")
    {
        Suspects =
        [
            ("the bias is missing.", (x, w, b) => Products(x, w).Sum()),
            ("the bias is added once for every input; a neuron has one bias.", (x, w, b) => Products(x, w).Sum(product => product + b)),
            ("the bias is subtracted; it is added.", (x, w, b) => Products(x, w).Sum() - b),
            ("off by one: the last input is left out.", (x, w, b) => Products(x, w)[..^1].Sum() + b),
            ("off by one: the first input is left out.", (x, w, b) => Products(x, w)[1..].Sum() + b),
            ("the products are averaged; they are added.", (x, w, b) => Products(x, w).Average() + b),
            ("inputs and weights are added; each input is multiplied by its weight.", (x, w, b) => x.Sum() + w.Sum() + b),
            ("this is bent already: z is the sum before the activation function.", (x, w, b) => Math.Max(0, Products(x, w).Sum() + b)),
            ("this is bent already: z is the sum before the activation function.", (x, w, b) => Sigmoid.Of(Products(x, w).Sum() + b)),
        ],
    };

    /// <summary>Exercise 2: a layer.</summary>
    public static Exercise<LayerFunction> Layer { get; } = new(
        "the layer", LayerOf,
        // as many neurons as inputs, so that exchanged rows and columns fit and are named
        (layer, size, rng) => [AnswerPart.Row("what the layer gives", layer(rng.Numbers(size), Square(rng, size), rng.Numbers(size), Math.Tanh))],
        "The layer gives one number for each neuron, so b.Length of them. Make an array of that length and fill it in a loop over the neurons j.",
        "The weights of neuron j are W[0, j], W[1, j] and so on: the second index stays. Add up x[i] * W[i, j] over all i, add b[j], and only then apply f.")
    {
        Suspects =
        [
            ("rows and columns of W are exchanged: the weights of neuron j are W[i, j] for all i, a column.", (x, W, b, f) => LayerOf(x, Transposed(W), b, f)),
            ("the activation function f is missing.", (x, W, b, f) => LayerOf(x, W, b, z => z)),
            ("f is applied twice.", (x, W, b, f) => LayerOf(x, W, b, z => f(f(z)))),
            ("the biases are missing.", (x, W, b, f) => LayerOf(x, W, new double[b.Length], f)),
            ("the bias is added after f; it belongs to the sum that f bends.", (x, W, b, f) => [.. LayerOf(x, W, new double[b.Length], f).Zip(b, (a, bias) => a + bias)]),
            ("every neuron has the bias of the first; neuron j has b[j].", (x, W, b, f) => LayerOf(x, W, [.. b.Select(_ => b[0])], f)),
            ("f is applied to each product; it bends the sum, once for each neuron.", (x, W, b, f) =>
                [.. b.Select((bias, j) => Products(x, ColumnOf(W, j)).Sum(f) + bias)]),
        ],
    };

    /// <summary>Exercise 3: the cross-entropy.</summary>
    public static Exercise<LossFunction> Loss { get; } = new(
        "the loss", (P, right) => right.Select((c, n) => -Math.Log(P[n][c])).Average(),
        (loss, size, rng) => [AnswerPart.Several("the loss", size + 2, () =>
            loss([.. Enumerable.Range(0, size).Select(_ => Probabilities(rng))], [.. Enumerable.Range(0, size).Select(_ => rng.Below(Classes))]))],
        "For example n only one of the probabilities P[n] counts. Which? And what do you divide by at the end?",
        "Add up -Math.Log(P[n][right[n]]) over all n, and divide by the number of examples, right.Length.")
    {
        Suspects =
        [
            ("the mean is taken over all entries of the table, so it is divided by the number of classes as well; it is a mean over the examples.",
                (P, right) => right.Select((c, n) => -Math.Log(P[n][c])).Average() / P[0].Length),
            ("this is the surprise at the winner, the largest probability; the right class counts, whether it won or not.",
                (P, right) => P.Average(p => -Math.Log(p.Max()))),
            ("the logarithm is missing: this is the mean of 1 - p.", (P, right) => right.Select((c, n) => 1 - P[n][c]).Average()),
            ("the logarithm is taken of the mean; it is the mean of the logarithms.", (P, right) => -Math.Log(right.Select((c, n) => P[n][c]).Average())),
            ("this is the squared error; the surprise is -ln p.", (P, right) => right.Select((c, n) => (1 - P[n][c]) * (1 - P[n][c])).Average()),
            ("only the first example counts: does the loop return too early?", (P, right) => -Math.Log(P[0][right[0]])),
            ("this adds up -ln p over all classes; only the right class counts.", (P, right) => P.Average(p => p.Sum(q => -Math.Log(q)))),
            ("this is the accuracy, or one minus it; the loss asks how much probability the right class was given.", (P, right) => Accuracy(P, right)),
            ("this is the accuracy, or one minus it; the loss asks how much probability the right class was given.", (P, right) => 1 - Accuracy(P, right)),
        ],
    };

    /// <summary>Exercise 4: one step of gradient descent.</summary>
    public static Exercise<StepFunction> Step { get; } = new(
        "the step downhill", (X, y, w, b, lr) => StepOf(X, y, w, b, lr),
        (step, size, rng) =>
        {
            double[][] X = [.. Enumerable.Range(0, size).Select(_ => rng.Numbers(3))];
            double[] y = [.. X.Select((_, n) => n % 2)], w = rng.Numbers(3);
            double b = rng.Gaussian(), lr = 0.2 + rng.NextDouble();
            // copies, since the reader's function may write into what it is given
            var (newW, newB) = step([.. X.Select(x => x.ToArray())], [.. y], [.. w], b, lr);
            double[]? change = newW?.Length == w.Length ? [.. newW.Zip(w, (after, before) => after - before)] : newW;
            return [AnswerPart.Row("the change of w", change), AnswerPart.Row("the change of b", newB - b)];
        },
        "First the slopes. For example n, dz = p - y, with p = σ(z). How much does z change with w[i], and how much with b? The chain rule multiplies.",
        "Average dz * X[n][i] over the examples: that is the slope for w[i]. Average dz: that is the slope for b. Each number moves by lr times its slope, against it.")
    {
        Suspects =
        [
            ("the step goes uphill: p - y points where the loss grows, and descent goes the other way.", (X, y, w, b, lr) => StepOf(X, y, w, b, -lr)),
            ("the learning rate is missing.", (X, y, w, b, lr) => StepOf(X, y, w, b, 1)),
            ("the slopes are added up over the examples; the loss is a mean, so they are averaged.", (X, y, w, b, lr) => StepOf(X, y, w, b, lr * X.Length)),
            ("the sigmoid is missing: p is σ(z), not z.", (X, y, w, b, lr) => StepOf(X, y, w, b, lr, dz: (z, target) => z - target)),
            ("there is a factor p(1 - p) too much: with the cross-entropy it cancels.", (X, y, w, b, lr) => StepOf(X, y, w, b, lr, dz: (z, target) =>
                (Sigmoid.Of(z) - target) * Sigmoid.Of(z) * (1 - Sigmoid.Of(z)))),
            ("the bias is missing in z.", (X, y, w, b, lr) => StepFrom(X, y, w, 0, lr, b)),
            ("the slope for w[i] lacks the input: z changes by X[n][i] when w[i] changes by 1.", (X, y, w, b, lr) =>
                ([.. w.Select(v => v + StepOf(X, y, w, b, lr).b - b)], StepOf(X, y, w, b, lr).b)),
            ("the bias does not move; it learns like a weight whose input is 1.", (X, y, w, b, lr) => (StepOf(X, y, w, b, lr).w, b)),
            ("the weights do not move.", (X, y, w, b, lr) => (w, StepOf(X, y, w, b, lr).b)),
            ("these are the slopes; the step is the old numbers minus lr times the slopes.", (X, y, w, b, lr) => Slopes(X, y, w, b)),
        ],
    };

    private const int Classes = 4;

    private static double NeuronOf(double[] x, double[] w, double b)
    {
        double z = b;
        for (int i = 0; i < x.Length; i++) z += x[i] * w[i];
        return z;
    }

    private static double[] LayerOf(double[] x, double[,] W, double[] b, Func<double, double> f) =>
        [.. b.Select((bias, j) => f(NeuronOf(x, ColumnOf(W, j), bias)))];

    private static (double[] w, double b) StepOf(double[][] X, double[] y, double[] w, double b, double lr, Func<double, double, double>? dz = null) =>
        StepFrom(X, y, w, b, lr, b, dz);

    /// <summary>A step with one bias in z and another that moves; they are the same unless something is wrong.</summary>
    private static (double[] w, double b) StepFrom(double[][] X, double[] y, double[] w, double biasInZ, double lr, double b, Func<double, double, double>? dz = null)
    {
        double[] slopes = new double[w.Length];
        double slope = 0;
        for (int n = 0; n < X.Length; n++)
        {
            double[] x = X[n];
            double z = NeuronOf(x, w, biasInZ);
            double delta = (dz is null ? Sigmoid.Of(z) - y[n] : dz(z, y[n])) / X.Length;
            for (int i = 0; i < w.Length; i++) slopes[i] += delta * x[i];
            slope += delta;
        }
        return ([.. w.Zip(slopes, (weight, dw) => weight - lr * dw)], b - lr * slope);
    }

    private static (double[] w, double b) Slopes(double[][] X, double[] y, double[] w, double b)
    {
        var (moved, movedB) = StepOf(X, y, w, b, 1);
        return ([.. w.Zip(moved, (before, after) => before - after)], b - movedB);
    }

    private static double Accuracy(double[][] P, int[] right) => right.Select((c, n) => P[n][c] == P[n].Max() ? 1.0 : 0).Average();

    private static double[] Products(double[] x, double[] w) => [.. x.Zip(w, (input, weight) => input * weight)];

    private static double[] ColumnOf(double[,] W, int j) => [.. Enumerable.Range(0, W.GetLength(0)).Select(i => W[i, j])];

    private static double[,] Transposed(double[,] W)
    {
        double[,] turned = new double[W.GetLength(1), W.GetLength(0)];
        for (int i = 0; i < W.GetLength(0); i++)
        {
            for (int j = 0; j < W.GetLength(1); j++) turned[j, i] = W[i, j];
        }
        return turned;
    }

    private static double[,] Square(Rng rng, int side)
    {
        double[,] W = new double[side, side];
        for (int i = 0; i < W.Length; i++) W[i / side, i % side] = rng.Gaussian();
        return W;
    }

    private static double[] Probabilities(Rng rng) => Softmax.Of(Vector<double>.Build.Dense(rng.Numbers(Classes))).ToArray();
}
