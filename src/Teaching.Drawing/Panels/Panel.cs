namespace Teaching.Drawing;

/// <summary>Two axes and the space between them.</summary>
internal sealed record Panel(Axis X, Axis Y)
{
    public Box Area => new(
        Math.Min(X.Scale.From, X.Scale.To), Math.Min(Y.Scale.From, Y.Scale.To), Math.Abs(X.Scale.To - X.Scale.From), Math.Abs(Y.Scale.To - Y.Scale.From));

    /// <summary>Points as pixels; one that an axis cannot show is NaN.</summary>
    public (double X, double Y)[] Pixels(IReadOnlyList<double> x, IReadOnlyList<double> y) =>
        [.. x.Zip(y, (a, b) => double.IsNaN(a) || double.IsNaN(b) ? (double.NaN, double.NaN) : (X.Scale.Pixel(a), Y.Scale.Pixel(b)))];
}
