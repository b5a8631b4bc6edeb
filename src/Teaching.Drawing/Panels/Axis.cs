using System.Globalization;

namespace Teaching.Drawing;

/// <summary>What an axis has to show: the values between Low and High, with room around them, from zero on.</summary>
internal readonly record struct Span(Extent Values, bool Room, bool FromZero);

/// <summary>One axis of a figure: which values it runs between, where they lie in pixels, and which of them are labelled.</summary>
internal sealed class Axis
{
    private const int MostLabels = 500;

    private readonly List<string> names = [];
    private readonly Dictionary<string, int> places = [];
    private readonly List<Span> spans = [];

    public Axis(Node node, string id, Font font, bool strict)
    {
        (Node, Id, Horizontal) = (node, id, id[0] == 'x');
        Strict = strict;
        Type = node.Choice("type", "-", "linear", "log", "category");
        Font = font.Of(node.At("tickfont"));
        Title = node.Title;
        TitleFont = (font with { Size = font.Size + 1 }).Of(node.At("title").At("font"));
        Visible = node.Flag("visible", true);
        node.Choice("exponentformat", "power");
        node.At("title").Skip("standoff");
    }

    public Node Node { get; }
    public string Id { get; }
    public bool Horizontal { get; }
    public bool Visible { get; }

    /// <summary>Whether texts that look like numbers are texts all the same.</summary>
    public bool Strict { get; }

    public Font Font { get; }
    public string Title { get; }
    public Font TitleFont { get; }

    /// <summary>linear, log or category; - until the first list of values has settled it.</summary>
    public string Type { get; private set; }

    /// <summary>Whether it stands at the top or on the right.</summary>
    public bool IsFar => Node.Choice("side", "", "bottom", "left", "top", "right") is "top" or "right";

    public bool IsLog => Type == "log";

    /// <summary>The axis under which this one lies, another's place or none.</summary>
    public string? Overlays => Node.Text("overlaying");

    /// <summary>Where its values lie; set once the figure's space is divided.</summary>
    public AxisScale Scale { get; private set; } = new(new Extent(0, 1), false, 0, 1);

    public IReadOnlyList<Tick> Labels { get; private set; } = [];

    /// <summary>The values as places on the axis, NaN for what it cannot show; names get their places in the order of their coming.</summary>
    public double[] Places(Cells list)
    {
        if (Type == "-") Type = list.Texts is { } texts && !Array.Exists(list.Numbers, double.IsFinite) && (Strict || !Array.TrueForAll(texts, IsNumber)) ? "category" : "linear";
        if (Type == "category") return [.. Enumerable.Range(0, list.Count).Select(i => list.Text(i) is "" ? double.NaN : Place(list.Text(i)))];
        double[] values = [.. Enumerable.Range(0, list.Count).Select(i => list.Texts?[i] is { } text ? Parsed(text) : list.Numbers[i])];
        return IsLog ? [.. values.Select(value => value > 0 ? value : double.NaN)] : values;
    }

    public void Show(Span span) => spans.Add(span);

    /// <summary>The pixel of a place that an annotation or shape names: a number, or a category.</summary>
    public double? Pixel(Node node, string key, bool logged)
    {
        if (Type == "category" && node.Text(key) is { } name && places.TryGetValue(name, out int place)) return Scale.Pixel(place);
        if (node.Number(key) is not { } value) return null;
        if (IsLog && logged) value = Math.Pow(10, value);
        return IsLog && value <= 0 ? null : Scale.Pixel(value);
    }

    /// <summary>Settles the range, the scale and the labels between two pixels.</summary>
    public void Lay(double from, double to)
    {
        (Extent range, bool reversed) = Range();
        Scale = new AxisScale(range, IsLog, reversed ? to : from, reversed ? from : to);
        Labels = Visible && Node.Flag("showticklabels", true) ? [.. Found(range, Math.Abs(to - from)).Where(tick => Scale.Holds(tick.Value))] : [];
    }

    private static bool IsNumber(string? text) => text is null || double.IsFinite(Parsed(text));

    private static double Parsed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : double.NaN;

    private double Place(string name)
    {
        if (!places.TryGetValue(name, out int place))
        {
            places[name] = place = names.Count;
            names.Add(name);
        }
        return place;
    }

    private (Extent Range, bool Reversed) Range()
    {
        (double? a, double? b) = Node.Pair("range");
        if (IsLog) (a, b) = (Power(a), Power(b));
        bool reversed = Node.Choice("autorange", "", "reversed") == "reversed";
        Node.Flag("autorange", true);
        Extent data = spans.Aggregate(Extent.Empty, (sum, span) => sum.Union(span.Values));
        bool zero = !IsLog && spans.Exists(span => span.FromZero);
        if (zero && !data.IsEmpty) data = data.With(0);
        if (data.IsEmpty) data = IsLog ? new Extent(0.1, 10) : new Extent(0, 1);
        // An error bar may end, and a bar begins, where a log axis does not reach.
        if (IsLog && !(data.Low > 0)) data = data.High > 0 ? new Extent(data.High / 1000, data.High) : new Extent(0.1, 10);
        Extent range = a is null || b is null ? WithRoom(data, zero) : default;
        double low = a ?? (b is { } top && top < range.Low ? range.High : range.Low), high = b ?? range.High;
        if (low > high) (low, high, reversed) = (high, low, true);
        return (Widened(low, high), reversed);
    }

    private static double? Power(double? exponent) => exponent is { } power ? Math.Pow(10, Math.Clamp(power, -300, 300)) : null;

    private Extent WithRoom(Extent data, bool zero)
    {
        if (Type == "category" && !spans.TrueForAll(span => !span.Room)) return new Extent(Math.Min(data.Low, -0.5), Math.Max(data.High, names.Count - 0.5));
        if (!spans.Exists(span => span.Room)) return data;
        if (IsLog)
        {
            double factor = Math.Pow(data.High / data.Low, 0.05);
            return new Extent(data.Low / factor, Math.Min(data.High * factor, 1e300));
        }
        double room = (data.High / 2 - data.Low / 2) * 0.1;
        return new Extent(zero && data.Low == 0 ? 0 : data.Low - room, zero && data.High == 0 ? 0 : data.High + room);
    }

    // One value alone has no length; give it some.
    private Extent Widened(double low, double high)
    {
        if (IsLog) return high > low * (1 + 1e-9) ? new Extent(low, high) : new Extent(low / 3, high * 3);
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        (low, high) = (Math.Max(low, double.MinValue), Math.Min(high, double.MaxValue));
        if (high / 2 - low / 2 > Math.Max(size * 1e-12, 1e-300)) return new Extent(low, high);
        double step = size > 1e-300 ? size * 0.1 : 1;
        return new Extent(Math.Max(low - step, double.MinValue), Math.Min(high + step, double.MaxValue));
    }

    private IEnumerable<Tick> Found(Extent range, double length)
    {
        Node.Choice("tickmode", "auto", "array", "linear");
        if (Node.List("tickvals") is { } values)
        {
            Cells? texts = Node.List("ticktext");
            return Places(values).Take(MostLabels).Select((value, i) => new Tick(IsLog ? values.Numbers[i] : value, TextSize.Cut(Markup.Plain(texts?.Text(i) ?? values.Text(i)), 150, Font.Size)));
        }
        if (Type == "category")
        {
            int every = Math.Max(1, (int)Math.Ceiling((Font.Size + 3) * (range.High - range.Low) / Math.Max(length, 1)));
            return Enumerable.Range(0, names.Count).Where(i => i % every == 0).Select(i => new Tick(i, TextSize.Cut(Markup.Plain(names[i]), 150, Font.Size)));
        }
        int most = (int)Node.Number("nticks", 0, 0, 100);
        // On a log axis a step is so many powers of ten; other steps are left to the eye that sees the labels.
        if (IsLog && Node.Number("dtick") is { } step and >= 1 && Ticks.Decades(range, (int)Math.Min(step, 600)) is { Count: > 0 } decades) return decades;
        if (Horizontal && most == 0) return Ticks.Fitting(Scale, length);
        int count = Math.Max(2, (int)(length / (Horizontal ? 65 : 42)));
        return Horizontal ? Ticks.Fitting(Scale, length) : Ticks.Of(Scale, most > 0 ? Math.Min(count, most) : count);
    }
}
