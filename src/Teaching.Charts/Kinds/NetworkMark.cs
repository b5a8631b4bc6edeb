using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>A network as circles and lines, with its numbers written on it.</summary>
internal sealed record NetworkMark(NeuronLayer[] Layers) : Mark
{
    /// <summary>How many widths the lines have.</summary>
    public const int Levels = 6;

    private readonly NetworkPlan plan = new(Layers);

    /// <summary>The largest weight by amount: its line is the widest.</summary>
    public double Largest { get; init; } = LargestOf(Layers);

    public override string Kind => "network drawing";

    public override string LegendName => "";

    public override bool TakesColor => false;

    public override bool Fills => true;

    public override (double Width, double Height)? AreaSize => (plan.Width, plan.Height);

    public override Extent XExtent(bool log) => new(0, plan.Width);

    public override Extent YExtent(bool log) => new(0, plan.Height);

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style) => NetworkTraces.Of(this, plan);

    public override IEnumerable<JsonObject> PlotlyTexts(PanelView view) => NetworkTraces.Texts(plan, view);

    public override string Describe(Panel panel)
    {
        string sizes = string.Join(" - ", Layers.Select(layer => NumberText.Significant(layer.Neurons.Length, 9)));
        return $"network {sizes}\n" + string.Join('\n', Layers.SelectMany(NetworkWords.Of));
    }

    public override IEnumerable<string> LeftOut(Panel panel)
    {
        int notFinite = Layers.Sum(layer => layer.Weights?.Cast<double>().Count(w => !double.IsFinite(w)) ?? 0);
        return Teaching.Charts.LeftOut.Sentence(notFinite, "weight", "", "not finite")
            .Concat(Teaching.Charts.LeftOut.Sentence(plan.HiddenNeurons, "neuron", "", "too many for the drawing"));
    }

    public override Mark OnScaleOf(IReadOnlyList<Mark> frames)
    {
        NetworkMark[] all = [.. frames.Cast<NetworkMark>()];
        NetworkMark? other = Array.Find(all, mark => !mark.Layers.Select(l => l.Neurons.Length).SequenceEqual(Layers.Select(l => l.Neurons.Length)));
        if (other is not null) throw new ArgumentException("Chart.Slider: the networks of two frames have layers of different sizes.");
        return this with { Largest = all.Max(mark => mark.Largest) };
    }

    public static string ColorOf(double value) => value < 0 ? Palette.Negative : Palette.Positive;

    public static double WidthOf(int level) => 0.8 + level * 0.9;

    /// <summary>Which of the widths a weight has, 0 for the smallest.</summary>
    public int LevelOf(double weight) => Largest == 0 ? 0 : (int)Math.Min(Levels - 1, Math.Abs(weight) / Largest * Levels);

    private static double LargestOf(NeuronLayer[] layers) =>
        layers.SelectMany(layer => layer.Weights?.Cast<double>() ?? []).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
}
