namespace Teaching.Charts;

/// <summary>A neuron of the drawing: where it stands and what is written on it.</summary>
internal sealed record DrawnNeuron(double X, double Y, string Name, string Value, string Bias);

/// <summary>A weight of the drawing; from the edge of one neuron to that of another.</summary>
internal sealed record DrawnWeight(int Layer, int From, int To, double X1, double Y1, double X2, double Y2)
{
    public double Value { get; init; }

    public double? Gradient { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The middle of its text; null where there was no room for one.</summary>
    public (double X, double Y)? Label { get; init; }
}

/// <summary>Settles where everything of a network drawing stands, in pixels of its own. The numbers do not matter, so that frames of a slider agree.</summary>
internal sealed class NetworkPlan
{
    public const double FontSize = 11;

    /// <summary>The most neurons of a layer that are drawn; of more, the first six and the last five.</summary>
    private const int MostNeurons = 12;

    /// <summary>The most weights whose numbers are written on them.</summary>
    private const int MostLabels = 40;

    private readonly NeuronLayer[] layers;

    public NetworkPlan(NeuronLayer[] layers)
    {
        this.layers = layers;
        int most = layers.Max(layer => Shown(layer).Length);
        Radius = most <= 4 ? 27 : most <= 8 ? 22 : 15;
        double spacing = Spacing(most);
        Width = Math.Max(560, (layers.Length - 1) * 250 + 120);
        Height = Math.Max(Top + 2 * Radius + (most - 1) * spacing + 30, 230);
        Neurons = [.. layers.Select((layer, k) => Place(layer, k))];
        Weights = NetworkLabels.Place(AllWeights(), Neurons.SelectMany(layer => layer), Radius, MostLabels);
    }

    public double Width { get; }

    public double Height { get; }

    public double Radius { get; }

    public IReadOnlyList<IReadOnlyList<DrawnNeuron>> Neurons { get; }

    public IReadOnlyList<DrawnWeight> Weights { get; }

    /// <summary>Over each layer its title, and where neurons are missing three dots.</summary>
    public IEnumerable<(double X, double Y, string Text)> Titles()
    {
        for (int k = 0; k < layers.Length; k++)
        {
            yield return (ColumnX(k), 14, layers[k].Title);
            if (layers[k].Neurons.Length > MostNeurons) yield return (ColumnX(k), (Neurons[k][5].Y + Neurons[k][6].Y) / 2 + 4, "⋮");
        }
    }

    public int HiddenNeurons => layers.Sum(layer => layer.Neurons.Length - Shown(layer).Length);

    private static double Top => 34;

    private static int[] Shown(NeuronLayer layer)
    {
        int count = layer.Neurons.Length;
        return count <= MostNeurons ? [.. Enumerable.Range(0, count)] : [0, 1, 2, 3, 4, 5, .. Enumerable.Range(count - 5, 5)];
    }

    private static double Spacing(int neurons) => neurons <= 2 ? 190 : neurons <= 4 ? 110 : neurons <= 8 ? 66 : 44;

    private double ColumnX(int layer) => 50 + layer * (Width - 100) / (layers.Length - 1);

    private DrawnNeuron[] Place(NeuronLayer layer, int k)
    {
        int[] shown = Shown(layer);
        bool gap = layer.Neurons.Length > MostNeurons;
        double slots = shown.Length - 1 + (gap ? 1 : 0);
        double middle = Top + (Height - Top - 14) / 2, step = Math.Min(Spacing(shown.Length), slots == 0 ? 0 : (Height - Top - 30 - 2 * Radius) / slots);
        return [.. shown.Select((n, i) => new DrawnNeuron(
            ColumnX(k),
            middle + (i + (gap && i > 5 ? 1 : 0) - slots / 2) * step,
            layer.Neurons[n],
            layer.Values is { } values ? Number(values[n], longest: 8) : "",
            layer.Biases is { } biases ? "b " + Number(biases[n]) : ""))];
    }

    private IEnumerable<DrawnWeight> AllWeights()
    {
        for (int k = 1; k < layers.Length; k++)
        {
            int[] before = Shown(layers[k - 1]), here = Shown(layers[k]);
            for (int i = 0; i < before.Length; i++)
            {
                for (int j = 0; j < here.Length; j++) yield return Weight(k, i, j, before[i], here[j]);
            }
        }
    }

    private DrawnWeight Weight(int k, int i, int j, int from, int to)
    {
        DrawnNeuron a = Neurons[k - 1][i], b = Neurons[k][j];
        double length = Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
        double dx = (b.X - a.X) / length * Radius, dy = (b.Y - a.Y) / length * Radius;
        return new DrawnWeight(k, i, j, a.X + dx, a.Y + dy, b.X - dx, b.Y - dy)
        {
            Value = layers[k].Weights![from, to],
            Gradient = layers[k].Gradients?[from, to],
            Name = layers[k].Names?[from, to] ?? "",
        };
    }

    /// <summary>A number with four digits, or fewer where four take more signs than allowed.</summary>
    public static string Number(double value, int longest = 9)
    {
        int digits = 4;
        while (digits > 1 && NumberText.Significant(value, digits).Length > longest) digits--;
        return NumberText.Significant(value, digits);
    }
}
