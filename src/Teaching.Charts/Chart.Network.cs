namespace Teaching.Charts;

/// <content>Network drawings.</content>
public sealed partial class Chart
{
    /// <summary>
    /// A network as circles and lines, from left to right: blue weights are positive, orange ones negative, and the wider
    /// the larger. Values, weights and gradients are written in as far as there is room; hovering shows them all.
    /// </summary>
    /// <param name="layers">The layers, the inputs first; each but the first with the weights that arrive at it.</param>
    /// <exception cref="ArgumentException">There are fewer than two layers, or weights do not fit the layer before.</exception>
    public static Chart Network(params IEnumerable<NeuronLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        NeuronLayer[] all = [.. layers];
        if (all.Length < 2) throw new ArgumentException($"Chart.Network was given {Summary.Count(all.Length, "layer")}: it needs at least two.");
        if (all[0].Weights is not null) throw new ArgumentException($"Chart.Network: the first layer '{all[0].Title}' has weights, but no layer before it.");
        for (int k = 1; k < all.Length; k++) CheckWeights(all[k - 1], all[k]);
        return Of(new Panel
        {
            X = new Axis { Hidden = true },
            Y = new Axis { Hidden = true, Reversed = true },
            Marks = [new NetworkMark(all)],
        });
    }

    private static void CheckWeights(NeuronLayer before, NeuronLayer layer)
    {
        (int inputs, int outputs) = (before.Neurons.Length, layer.Neurons.Length);
        if (layer.Weights is null)
        {
            throw new ArgumentException($"Chart.Network: layer '{layer.Title}' has no weights; give ({inputs}, {outputs}) of them.");
        }
        if (layer.Weights.GetLength(0) != inputs || layer.Weights.GetLength(1) != outputs)
        {
            throw new ArgumentException($"Chart.Network: the weights of layer '{layer.Title}' are ({layer.Weights.GetLength(0)}, {layer.Weights.GetLength(1)}); "
                + $"from {inputs} neurons of '{before.Title}' to {outputs} they must be ({inputs}, {outputs}).");
        }
    }
}
