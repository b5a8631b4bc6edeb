namespace Teaching.Charts;

/// <summary>One column of a network drawing: its neurons, and the weights that arrive at them.</summary>
public sealed class NeuronLayer
{
    /// <summary>A layer as it shall be drawn.</summary>
    /// <param name="title">What stands over the column, such as "hidden".</param>
    /// <param name="neurons">The name of each neuron, such as h1, h2.</param>
    /// <param name="values">The value written into each neuron; null for none.</param>
    /// <param name="weights">The weights that arrive, (In, Out): from neuron i of the layer before to neuron j of this one. Null in the first layer.</param>
    /// <param name="gradients">dL/dW, of the same shape, written under each weight; null for none.</param>
    /// <param name="names">The name of each weight, of the same shape, such as w1; null for none.</param>
    /// <param name="biases">The bias of each neuron, written under it; null for none.</param>
    /// <exception cref="ArgumentException">There is no neuron, or a list or matrix has another size.</exception>
    public NeuronLayer(
        string title, IEnumerable<string> neurons, IEnumerable<double>? values = null, double[,]? weights = null,
        double[,]? gradients = null, string[,]? names = null, IEnumerable<double>? biases = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(neurons);
        Title = title;
        Neurons = [.. neurons];
        Values = values?.ToArray();
        Biases = biases?.ToArray();
        // Copies, since a lesson goes on training the network that it has drawn.
        Weights = (double[,]?)weights?.Clone();
        Gradients = (double[,]?)gradients?.Clone();
        Names = (string[,]?)names?.Clone();
        if (Neurons.Length == 0) throw new ArgumentException($"layer '{title}' has no neuron: it needs at least one.");
        CheckLength(Values?.Length, "values");
        CheckLength(Biases?.Length, "biases");
        CheckShape(gradients, "gradients");
        CheckShape(names, "names");
    }

    internal string Title { get; }

    internal string[] Neurons { get; }

    internal double[]? Values { get; }

    internal double[]? Biases { get; }

    internal double[,]? Weights { get; }

    internal double[,]? Gradients { get; }

    internal string[,]? Names { get; }

    private void CheckLength(int? length, string what)
    {
        if (length is { } given && given != Neurons.Length)
        {
            throw new ArgumentException($"layer '{Title}' has {Summary.Count(Neurons.Length, "neuron")} and {given} {what}.");
        }
    }

    private void CheckShape(Array? other, string what)
    {
        if (other is null) return;
        if (Weights is null) throw new ArgumentException($"layer '{Title}' has {what} of weights but no weights.");
        if (other.GetLength(0) != Weights.GetLength(0) || other.GetLength(1) != Weights.GetLength(1))
        {
            throw new ArgumentException($"layer '{Title}': {what} are ({other.GetLength(0)}, {other.GetLength(1)}) and the weights ({Weights.GetLength(0)}, {Weights.GetLength(1)}).");
        }
    }
}
