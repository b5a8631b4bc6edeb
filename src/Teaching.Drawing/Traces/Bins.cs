namespace Teaching.Drawing;

/// <summary>The bins of a histogram.</summary>
internal static class Bins
{
    private const int Most = 1000;

    /// <summary>The middles of the bins, what stands over them, and their width.</summary>
    public static (double[] Middles, double[] Heights, double Size) Of(Node node, string letter, Axis axis, Font font)
    {
        node.Choice("histfunc", "count");
        double[] values = node.List(letter) is { } list ? [.. axis.Places(list).Where(double.IsFinite)] : [];
        Node bins = node.At(letter + "bins");
        Extent range = Extent.Of(values, log: false);
        if (range.IsEmpty) range = new Extent(0, 1);
        bool names = axis.Type == "category";
        double size = bins.Number("size") is { } given and > 0 ? given : names ? 1 : Width(range, (int)node.Number("nbins" + letter, Math.Ceiling(Math.Log2(values.Length + 1) + 1), 1, Most));
        double start = bins.Number("start", names ? -0.5 : Math.Floor(range.Low / size) * size), end = bins.Number("end", range.High + size);
        int count = (int)Math.Clamp(Math.Ceiling((Math.Min(end, range.High + size) - start) / size - 1e-9), 1, Most);
        var heights = new double[count];
        foreach (double value in values)
        {
            double bin = Math.Floor((value - start) / size + 1e-9);
            if (bin >= 0 && bin < count) heights[(int)bin]++;
        }
        if (count > 1 && heights[^1] == 0 && bins.Number("end") is null) heights = heights[..^1];
        double all = Math.Max(values.Length, 1), scale = node.Choice("histnorm", "", "percent", "probability", "density", "probability density") switch
        {
            "percent" => 100 / all,
            "probability" => 1 / all,
            "density" => 1 / size,
            "probability density" => 1 / (all * size),
            _ => 1,
        };
        return ([.. heights.Select((_, i) => start + (i + 0.5) * size)], [.. heights.Select(height => height * scale)], size);
    }

    private static double Width(Extent range, int most) => range.High > range.Low ? Ticks.Step(range, most) : 1;
}
