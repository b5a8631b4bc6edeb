namespace Teaching.Charts;

/// <summary>The numbers of a network drawing in words.</summary>
internal static class NetworkWords
{
    private const int MostWeights = 24;

    /// <summary>What is written on a weight: its name, if it has one, and its value.</summary>
    public static string Label(DrawnWeight weight) => (weight.Name == "" ? "" : weight.Name + " ") + NetworkPlan.Number(weight.Value);

    /// <summary>One line for the neurons of a layer, one for its weights.</summary>
    public static IEnumerable<string> Of(NeuronLayer layer)
    {
        if (layer.Neurons.Length > MostWeights) yield return $"    {layer.Title}: {layer.Neurons.Length} neurons";
        else yield return $"    {layer.Title}: {string.Join(", ", layer.Neurons.Select((name, i) => Neuron(layer, name, i)))}";
        if (layer.Weights is not { } weights) yield break;
        if (weights.Length > MostWeights) yield return $"      {weights.Length} weights from {Extreme(weights)}";
        else yield return $"      {string.Join(", ", AllWeights(layer, weights))}";
    }

    private static string Neuron(NeuronLayer layer, string name, int i)
    {
        string value = layer.Values is { } values ? $" = {NumberText.Significant(values[i], 6)}" : "";
        return layer.Biases is { } biases ? $"{name}{value} (b {NumberText.Significant(biases[i], 6)})" : name + value;
    }

    private static IEnumerable<string> AllWeights(NeuronLayer layer, double[,] weights)
    {
        for (int i = 0; i < weights.GetLength(0); i++)
        {
            for (int j = 0; j < weights.GetLength(1); j++)
            {
                string name = layer.Names?[i, j] ?? $"w[{i},{j}]";
                string gradient = layer.Gradients is { } gradients ? $" (gradient {NumberText.Significant(gradients[i, j], 6)})" : "";
                yield return $"{name} = {NumberText.Significant(weights[i, j], 6)}{gradient}";
            }
        }
    }

    private static string Extreme(double[,] weights) =>
        $"{NumberText.Significant(weights.Cast<double>().Min(), 6)} to {NumberText.Significant(weights.Cast<double>().Max(), 6)}";
}
