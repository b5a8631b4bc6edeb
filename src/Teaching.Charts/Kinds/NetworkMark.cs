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

    public override void Draw(SvgCanvas svg, PanelView view, MarkStyle style)
    {
        foreach (DrawnWeight weight in plan.Weights.Where(weight => double.IsFinite(weight.Value)))
        {
            svg.Line(view.X.Pixel(weight.X1), view.Y.Pixel(weight.Y1), view.X.Pixel(weight.X2), view.Y.Pixel(weight.Y2), ColorOf(weight.Value), WidthOf(LevelOf(weight.Value)));
        }
        foreach (DrawnWeight weight in plan.Weights) DrawLabel(svg, view, weight);
        foreach (DrawnNeuron neuron in plan.Neurons.SelectMany(layer => layer)) DrawNeuron(svg, view, neuron);
        foreach ((double x, double y, string text) in plan.Titles()) svg.Text(view.X.Pixel(x), view.Y.Pixel(y), text, 13, Palette.Muted, "middle");
    }

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

    private static void DrawLabel(SvgCanvas svg, PanelView view, DrawnWeight weight)
    {
        if (weight.Label is not { } place) return;
        (double x, double y) = (view.X.Pixel(place.X), view.Y.Pixel(place.Y));
        string text = NetworkWords.Label(weight);
        string below = weight.Gradient is { } slope ? "∂ " + NetworkPlan.Number(slope) : "";
        double width = Math.Max(TextSize.Of(text, NetworkPlan.FontSize), TextSize.Of(below, NetworkPlan.FontSize)) + 4, height = NetworkLabels.SizeOf(weight).Height;
        svg.Rect(x - width / 2, y - height / 2, width, height, "#ffffff");
        double first = weight.Gradient is null ? y + 4 : y - 2.5;
        svg.Text(x, first, text, NetworkPlan.FontSize, anchor: "middle");
        if (weight.Gradient is { } gradient) svg.Text(x, y + 10.5, below, NetworkPlan.FontSize, ColorOf(gradient), "middle");
    }

    private void DrawNeuron(SvgCanvas svg, PanelView view, DrawnNeuron neuron)
    {
        (double x, double y) = (view.X.Pixel(neuron.X), view.Y.Pixel(neuron.Y));
        svg.Circle(x, y, plan.Radius, NetworkTraces.NeuronFill, Palette.Axis, 1.5);
        bool both = neuron.Value != "" && plan.Radius > 20;
        svg.Text(x, both ? y - 3 : y + 4, neuron.Name, 12, anchor: "middle", bold: true);
        if (both) svg.Text(x, y + 11, neuron.Value, NetworkPlan.FontSize, anchor: "middle");
        svg.Text(x, y + plan.Radius + 13, neuron.Bias, NetworkPlan.FontSize, Palette.Muted, "middle");
    }
}
