using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises of the lesson on vanishing gradients, each with its reference, its hints and the mistakes that it knows. Used in lesson 04.</summary>
public static class VanishingGradientExercises
{
    /// <summary>The way back through a chain of single neurons, z[k] = w[k]·a[k] and a[k + 1] = f(z[k]): all dL/da[k], that of the input first.</summary>
    /// <param name="w">The weights, w[0] that of the first neuron.</param>
    /// <param name="z">The sums, one for each weight.</param>
    /// <param name="slope">f', the slope of the activation at a sum.</param>
    /// <param name="dLast">dL/da of the last output, a[w.Length].</param>
    public delegate double[] ChainFunction(double[] w, double[] z, Func<double, double> slope, double dLast);

    /// <summary>The size of the gradient that arrives at the output of each layer, as the root of its mean square; the first layer's first.</summary>
    /// <param name="n">The network, after its forward pass.</param>
    /// <param name="dLast">dL/dA of its last output.</param>
    public delegate double[] GradientSizesFunction(Network<double> n, Matrix<double> dLast);

    /// <summary>The standard deviation of starting weights before a leaky ReLU: √(2 / ((1 + slope²)·In)).</summary>
    /// <param name="inputs">In, the inputs of the layer.</param>
    /// <param name="outputs">Out, its neurons.</param>
    /// <param name="slope">The slope of the activation below 0.</param>
    public delegate double DeviationFunction(int inputs, int outputs, double slope);

    /// <summary>Exercise 1: the way back through a deep chain.</summary>
    public static Exercise<ChainFunction> Chain { get; } = new(
        "the way back through the chain", (w, z, slope, dLast) => Walk(w, z, slope, dLast),
        (chain, size, rng) =>
        {
            double[] w = rng.Numbers(size), z = rng.Numbers(size);
            double[] found = chain(w, z, z => 1 - Math.Pow(Math.Tanh(z), 2), rng.Gaussian());
            return [AnswerPart.Row("dA", found)];
        },
        "Start from the end: the last entry is dLast. What are the two factors between one entry and the one before it?",
        "Run k from w.Length - 1 down to 0. From a[k + 1] to a[k] the gradient passes the slope at z[k], then the weight w[k].")
    {
        Suspects =
        [
            ("the slopes are missing: on the way back the gradient passes each neuron's activation too.", (w, z, slope, dLast) => Walk(w, z, _ => 1, dLast)),
            ("the weights are missing.", (w, z, slope, dLast) => Walk([.. w.Select(_ => 1.0)], z, slope, dLast)),
            ("the sum stands where its slope belongs.", (w, z, slope, dLast) => Walk(w, z, at => at, dLast)),
            ("off by one: the slope is that at z[k], the sum of the neuron between a[k] and a[k + 1].", (w, z, slope, dLast) => Walk(w, Later(z), slope, dLast)),
            ("off by one: the slope is that at z[k], the sum of the neuron between a[k] and a[k + 1].", (w, z, slope, dLast) => Walk(w, Earlier(z), slope, dLast)),
            ("off by one: the weight between a[k] and a[k + 1] is w[k].", (w, z, slope, dLast) => Walk(Later(w), z, slope, dLast)),
            ("off by one: the weight between a[k] and a[k + 1] is w[k].", (w, z, slope, dLast) => Walk(Earlier(w), z, slope, dLast)),
            ("it is upside down: the entry of the input comes first, dLast last.", (w, z, slope, dLast) => [.. Walk(w, z, slope, dLast).Reverse()]),
            ("it runs forward: the gradient starts at the last output and walks towards the input.",
                (w, z, slope, dLast) => [.. Walk([.. w.Reverse()], [.. z.Reverse()], slope, dLast).Reverse()]),
            ("each entry starts from dLast again; it must start from the entry behind it.",
                (w, z, slope, dLast) => [.. w.Select((weight, k) => dLast * slope(z[k]) * weight), dLast]),
            ("dLast is missing: the way back starts with 1.", (w, z, slope, dLast) => Walk(w, z, slope, 1)),
        ],
    };

    /// <summary>Exercise 2: the size of the gradient, layer by layer.</summary>
    public static Exercise<GradientSizesFunction> GradientSizes { get; } = new(
        "the size of the gradient by layer", (n, dLast) => SizesBy(n, dLast, RootMeanSquare),
        (sizes, size, rng) =>
        {
            // layers of different widths, so that a wrong divisor shows
            var n = new Network<double>(
                new Dense<double>(3, size + 2, Activation.Tanh, Initializer.Xavier, rng),
                new Dense<double>(size + 2, 4, Activation.Tanh, Initializer.Xavier, rng),
                new Dense<double>(4, 2, Activation.Identity, Initializer.Xavier, rng));
            n.Forward(rng.Matrix(size, 3));
            return [AnswerPart.Row("the sizes", sizes(n, rng.Matrix(size, 2)))];
        },
        "One loop from the last layer to the first. Layer k takes the gradient back by n.Layers[k].Backward(dA), which returns that of its input.",
        "Measure first, then go back. The size of dA is dA.FrobeniusNorm(), the root of the sum of all squares, over the root of how many entries there are.")
    {
        Suspects =
        [
            ("this is the norm: divide it by the root of how many entries there are, or layers of different widths cannot be compared.", (n, dLast) => SizesBy(n, dLast, dA => dA.FrobeniusNorm())),
            ("this is the mean of the squares; the root is missing.", (n, dLast) => SizesBy(n, dLast, dA => Math.Pow(RootMeanSquare(dA), 2))),
            ("the norm is divided by the number of entries, not by its root.", (n, dLast) => SizesBy(n, dLast, dA => dA.FrobeniusNorm() / (dA.RowCount * dA.ColumnCount))),
            ("the mean is taken over the rows only; a matrix has rows times columns entries.", (n, dLast) => SizesBy(n, dLast, dA => dA.FrobeniusNorm() / Math.Sqrt(dA.RowCount))),
            ("the mean is taken over the columns only; a matrix has rows times columns entries.", (n, dLast) => SizesBy(n, dLast, dA => dA.FrobeniusNorm() / Math.Sqrt(dA.ColumnCount))),
            ("this is the mean of the absolute values; square, take the mean, then the root.", (n, dLast) => SizesBy(n, dLast, dA => dA.Enumerate().Average(Math.Abs))),
            ("this is the mean, in which positive and negative entries cancel; square them first.", (n, dLast) => SizesBy(n, dLast, dA => dA.Enumerate().Average())),
            ("off by one: this is the gradient at the input of each layer; measure before the layer takes it back.", (n, dLast) => SizesBy(n, dLast, RootMeanSquare, atInput: true)),
            ("the list is upside down: the first layer's size comes first.", (n, dLast) => [.. SizesBy(n, dLast, RootMeanSquare).Reverse()]),
        ],
    };

    /// <summary>Exercise 3: the start for a leaky ReLU, from the variance of the forward pass.</summary>
    public static Exercise<DeviationFunction> Deviation { get; } = new(
        "the start for a leaky ReLU", (inputs, outputs, slope) => Math.Sqrt(2 / ((1 + slope * slope) * inputs)),
        (deviation, size, rng) =>
        {
            double[] found = new double[size + 2];
            for (int i = 0; i < found.Length; i++) found[i] = deviation(3 + rng.Below(500), 3 + rng.Below(500), rng.NextDouble());
            return [AnswerPart.Row("the standard deviation", found)];
        },
        "Half of the sums are above 0 and keep their square. The other half is multiplied by the slope: what becomes of its square? So which share of the mean square is left?",
        "The share is (1 + slope²)/2. Set In · s² · share = 1, solve for s², and return s, the root. For slope 0 it must be He's √(2/In).")
    {
        Suspects =
        [
            ("it is 0: 2 / inputs divides two integers in C#. Write 2.0 / inputs.", (inputs, outputs, slope) => 0),
            ("this is the variance s²; the standard deviation is its root.", (inputs, outputs, slope) => 2 / ((1 + slope * slope) * inputs)),
            ("this is He's start for the plain ReLU: the slope is not in it.", (inputs, outputs, slope) => Math.Sqrt(2.0 / inputs)),
            ("this keeps the size on the way back; the exercise asks for the way forward, where a sum has In terms.", (inputs, outputs, slope) => Math.Sqrt(2 / ((1 + slope * slope) * outputs))),
            ("this is Xavier's start, for activations like tanh.", (inputs, outputs, slope) => Math.Sqrt(2.0 / (inputs + outputs))),
            ("the slope enters by its square: a variance is made of squares.", (inputs, outputs, slope) => Math.Sqrt(2 / ((1 + slope) * inputs))),
            ("the share that is left goes below the line: a smaller share needs larger weights.", (inputs, outputs, slope) => Math.Sqrt((1 + slope * slope) / (2 * inputs))),
            ("a half is missing: only one half of the sums is above 0.", (inputs, outputs, slope) => Math.Sqrt(1 / ((1 + slope * slope) * inputs))),
            ("the open half is forgotten: it keeps its square, so the share is (1 + slope²)/2.", (inputs, outputs, slope) => Math.Sqrt(2 / (slope * slope * inputs))),
        ],
    };

    /// <summary>Exercise 4: leaky ReLU as an activation, made from the slope below 0.</summary>
    public static Exercise<Func<double, Activation>> LeakyRelu { get; } = new(
        "leaky ReLU", Activation.LeakyRelu,
        (make, size, rng) =>
        {
            Activation f = make(0.05 + 0.9 * rng.NextDouble());
            double[] z = [-1 - rng.NextDouble(), .. rng.Numbers(size), 1 + rng.NextDouble()];
            return [AnswerPart.Row("Value", [.. z.Select(f.Value)]), AnswerPart.Row("Slope", [.. z.Select(f.Slope)])];
        },
        "Both members ask the same question, z > 0, and have two answers. C# writes it z > 0 ? this : that.",
        "Above 0 the value is z and its slope 1. Below 0 the value is a straight line through 0, and the slope of a straight line does not depend on z.")
    {
        Suspects =
        [
            ("this is the plain ReLU: below 0 the value is not 0.", _ => Activation.Relu),
            ("Slope is 0 below 0, as for the plain ReLU: then a shut neuron still learns nothing.", slope => new Made(z => Leaky(z, slope), z => z > 0 ? 1 : 0)),
            ("Slope gives the value: it is the derivative that is asked for.", slope => new Made(z => Leaky(z, slope), z => Leaky(z, slope))),
            ("Slope has a z too much below 0: the slope of a straight line is a constant.", slope => new Made(z => Leaky(z, slope), z => z > 0 ? 1 : slope * z)),
            ("Slope has a z too much above 0: the slope of a straight line is a constant.", slope => new Made(z => Leaky(z, slope), z => z > 0 ? z : slope)),
            ("the two sides are exchanged in Value and in Slope.", slope => new Made(z => z > 0 ? slope * z : z, z => z > 0 ? slope : 1)),
            ("the two sides are exchanged in Value.", slope => new Made(z => z > 0 ? slope * z : z, z => Activation.LeakyRelu(slope).Slope(z))),
            ("the two sides are exchanged in Slope.", slope => new Made(z => Leaky(z, slope), z => z > 0 ? slope : 1)),
            ("Value is constant below 0: the z is missing.", slope => new Made(z => z > 0 ? z : slope, z => Activation.LeakyRelu(slope).Slope(z))),
            ("the sign of Value is wrong below 0: there z is negative, and so is the value.", slope => new Made(z => z > 0 ? z : -slope * z, z => Activation.LeakyRelu(slope).Slope(z))),
        ],
    };

    private static double[] Walk(double[] w, double[] z, Func<double, double> slope, double dLast)
    {
        double[] dA = [.. w, dLast];
        for (int k = w.Length - 1; k >= 0; k--) dA[k] = dA[k + 1] * slope(z[k]) * w[k];
        return dA;
    }

    /// <summary>The numbers one place on, as a loop reads them that is one ahead; the last stays.</summary>
    private static double[] Later(double[] values) => [.. values.Skip(1), values[^1]];

    /// <summary>The numbers one place back, as a loop reads them that is one behind; the first stays.</summary>
    private static double[] Earlier(double[] values) => [values[0], .. values.SkipLast(1)];

    private static double[] SizesBy(Network<double> n, Matrix<double> dLast, Func<Matrix<double>, double> measure, bool atInput = false)
    {
        double[] sizes = new double[n.Layers.Count];
        Matrix<double> dA = dLast;
        for (int k = sizes.Length - 1; k >= 0; k--)
        {
            if (!atInput) sizes[k] = measure(dA);
            dA = n.Layers[k].Backward(dA);
            if (atInput) sizes[k] = measure(dA);
        }
        return sizes;
    }

    private static double RootMeanSquare(Matrix<double> m) => m.FrobeniusNorm() / Math.Sqrt(m.RowCount * m.ColumnCount);

    private static double Leaky(double z, double slope) => z > 0 ? z : slope * z;

    /// <summary>An activation made of two functions, right or wrong.</summary>
    private sealed class Made(Func<double, double> value, Func<double, double> slope) : Activation
    {
        public override string Name => "made";
        public override double Value(double z) => value(z);
        public override double Slope(double z) => slope(z);
    }
}
