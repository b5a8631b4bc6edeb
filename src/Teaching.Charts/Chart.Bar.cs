using System.Numerics;

namespace Teaching.Charts;

/// <content>Bar charts.</content>
public sealed partial class Chart
{
    /// <summary>One bar for each label; with <see cref="Add"/> a second series of bars stands beside the first.</summary>
    /// <param name="labels">The names under the bars.</param>
    /// <param name="values">The heights, as many as labels.</param>
    /// <param name="name">The name in the legend.</param>
    /// <param name="color">#rrggbb or a CSS colour name; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">The series is empty, or labels and values differ in number.</exception>
    public static Chart Bar<T>(IEnumerable<string> labels, IEnumerable<T> values, string name = "", string? color = null)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(labels);
        string[] places = [.. labels];
        double[] heights = Doubles(values, "Chart.Bar", name, "values");
        string who = Series.Who("Chart.Bar", name);
        if (places.Length == 0 && heights.Length == 0) throw new ArgumentException($"{who} is empty: it needs at least one bar.");
        if (places.Length != heights.Length)
        {
            throw new ArgumentException($"{who} has {places.Length} labels and {heights.Length} values: each bar needs one of both.");
        }
        return Of(new Panel
        {
            X = new Axis { Categories = places },
            Marks = [new BarMark(heights) { Name = name, Color = Css(color) }],
        });
    }
}
