using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>Grey images side by side, each with a caption under it.</summary>
/// <param name="Images">The pixels of each image, row by row.</param>
/// <param name="Rows">The height of an image in its own pixels.</param>
/// <param name="Columns">The width of an image in its own pixels.</param>
/// <param name="Captions">A text for each image; empty when there are none.</param>
/// <param name="Across">How many images stand in a row.</param>
/// <param name="Inverse">Whether the smallest value is white.</param>
internal sealed record ImageGridMark(double[][] Images, int Rows, int Columns, string[] Captions, int Across, bool Inverse) : Mark
{
    private const double Gap = 10;
    private const double CaptionSize = 12;
    private const int Wanted = 84;

    /// <summary>The values that are black and white.</summary>
    public Extent Range { get; init; } = AxisRange.Of(new Axis(), Extent.Of(Images.SelectMany(image => image), log: false), 0);

    public override string Kind => "image grid";

    public override string LegendName => "";

    public override bool TakesColor => false;

    public override bool Fills => true;

    public override (double Width, double Height)? AreaSize => (Across * CellWidth - Gap, (Images.Length + Across - 1) / Across * CellHeight - Gap);

    // Whole screen pixels for each pixel of an image, so that no seams show.
    private int Zoom => Math.Max(1, Wanted / Math.Max(Rows, Columns));

    private double CellWidth => Math.Max(Columns * Zoom, Captions.Select(text => TextSize.Of(text, CaptionSize)).DefaultIfEmpty(0).Max()) + Gap;

    private double CellHeight => Rows * Zoom + Gap + (Captions.Length == 0 ? 0 : 18);

    public override Extent XExtent(bool log) => new(0, AreaSize!.Value.Width);

    public override Extent YExtent(bool log) => new(0, AreaSize!.Value.Height);

    public override IEnumerable<JsonObject> Traces(PanelView view, MarkStyle style)
    {
        for (int i = 0; i < Images.Length; i++)
        {
            (double left, double top) = Corner(i);
            bool whole = Array.TrueForAll(Images[i], double.IsFinite);
            yield return new JsonObject
            {
                ["type"] = "heatmap",
                ["name"] = PlotlyText.Of(Captions.Length > 0 ? Captions[i] : $"image {i}"),
                ["x0"] = left + Zoom / 2.0,
                ["dx"] = Zoom,
                ["y0"] = top + Zoom / 2.0,
                ["dy"] = Zoom,
                ["z"] = whole ? Numbers.Of([.. Images[i].Select(value => (byte)Grey(value)!)], Rows, Columns) : Numbers.Of(Gappy(Images[i])),
                ["zmin"] = 0,
                ["zmax"] = 255,
                ["colorscale"] = PlotlyColors.Stops(PlotlyColors.Grey),
                ["showscale"] = false,
                ["hoverongaps"] = false,
                ["hovertemplate"] = "grey %{z} of 255<extra>%{fullData.name}</extra>",
            };
        }
    }

    public override IEnumerable<JsonObject> PlotlyTexts(PanelView view)
    {
        for (int i = 0; i < Captions.Length; i++)
        {
            (double left, double top) = Corner(i);
            double x = view.X.Pixel(left + Columns * Zoom / 2.0), y = view.Y.Pixel(top + Rows * Zoom) + 14;
            JsonObject text = PlotlyText.AtPixel(PlotlyText.Of(Captions[i]), x, y, CaptionSize, view.Figure);
            text["xanchor"] = "center";
            yield return text;
        }
    }

    public override string Describe(Panel panel)
    {
        string captions = Captions.Length == 0 ? "" : $": {string.Join(", ", Captions.Take(20))}{(Captions.Length > 20 ? ", ..." : "")}";
        return $"{Summary.Count(Images.Length, "image")} of {Columns} x {Rows} pixels, values {NumberText.Significant(Range.Low, 6)} to {NumberText.Significant(Range.High, 6)}{captions}";
    }

    public override IEnumerable<string> LeftOut(Panel panel) =>
        Teaching.Charts.LeftOut.Sentence(Images.Sum(image => image.Count(value => !double.IsFinite(value))), "pixel", Name, "not finite");

    public override Mark OnScaleOf(IReadOnlyList<Mark> frames)
    {
        IEnumerable<Extent> ranges = frames.Cast<ImageGridMark>().Select(mark => mark.Range);
        return this with { Range = ranges.Aggregate((a, b) => a.Union(b)) };
    }

    private (double Left, double Top) Corner(int i) =>
        (i % Across * CellWidth + Math.Floor((CellWidth - Gap - Columns * Zoom) / 2), i / Across * CellHeight);

    private int? Grey(double value)
    {
        if (!double.IsFinite(value)) return null;
        int grey = (int)Math.Round(255 * Math.Clamp(new AxisScale(Range, false, 0, 1).Pixel(value), 0, 1));
        return Inverse ? 255 - grey : grey;
    }

    private double[,] Gappy(double[] image)
    {
        var grid = new double[Rows, Columns];
        for (int p = 0; p < image.Length; p++) grid[p / Columns, p % Columns] = Grey(image[p]) ?? double.NaN;
        return grid;
    }
}
