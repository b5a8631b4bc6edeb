using System.Globalization;

namespace Teaching.Drawing;

/// <summary>A labelled place on an axis.</summary>
internal readonly record struct Tick(double Value, string Text);

/// <summary>Where an axis is labelled: steps of 1, 2 or 5, on a log axis whole powers of ten.</summary>
internal static class Ticks
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>About <paramref name="count"/> ticks inside the range of the axis.</summary>
    public static IReadOnlyList<Tick> Of(AxisScale scale, int count) =>
        scale.Log ? Logarithmic(scale.Range, count) : Linear(scale.Range, count);

    /// <summary>As many ticks as stand beside each other without touching.</summary>
    public static IReadOnlyList<Tick> Fitting(AxisScale scale, double length)
    {
        int count = Math.Max(2, (int)(length / 65));
        IReadOnlyList<Tick> ticks = Of(scale, count);
        while (count > 2 && ticks.Count * (Widest(ticks) + 10) > length) ticks = Of(scale, --count);
        return ticks;
    }

    public static double Widest(IReadOnlyList<Tick> ticks) => ticks.Select(tick => TextSize.Of(tick.Text, TextSize.Axis)).DefaultIfEmpty(0).Max();

    /// <summary>A power of ten as 10⁻³, with a factor in front when there is one: 2×10⁻³.</summary>
    public static string Power(double mantissa, int exponent)
    {
        string power = "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : Superscripts[c - '0']));
        return mantissa == 1 ? power : $"{Digits.Text(mantissa, 6)}×{power}";
    }

    /// <summary>A power of ten as a reader likes it: 0.001, 100, 10⁻⁷.</summary>
    public static string Decade(int exponent) => exponent is >= -3 and <= 4 ? Digits.Text(Math.Pow(10, exponent), 6) : Power(1, exponent);

    /// <summary>The step 1, 2 or 5 times a power of ten that cuts the range into at most <paramref name="count"/> parts.</summary>
    public static double Step(Extent range, int count)
    {
        double rough = (range.High / 2 - range.Low / 2) / Math.Max(count, 2) * 2;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double factor = rough / power;
        return power * (factor <= 1 + 1e-9 ? 1 : factor <= 2 + 1e-9 ? 2 : factor <= 5 + 1e-9 ? 5 : 10);
    }

    /// <summary>How many powers of ten lie between two labels of a log axis.</summary>
    public static int DecadeStep(Extent range, int count)
    {
        double decades = Math.Log10(range.High) - Math.Log10(range.Low);
        int step = (int)Math.Ceiling(decades / Math.Max(count, 1));
        int[] nice = [1, 2, 3, 5, 10, 20, 50, 100];
        return nice.FirstOrDefault(n => n >= step, 200);
    }

    /// <summary>Every so many powers of ten.</summary>
    public static List<Tick> Decades(Extent range, int step)
    {
        int first = (int)Math.Ceiling(Math.Log10(range.Low) / step - 1e-9) * step, last = (int)Math.Floor(Math.Log10(range.High) + 1e-9);
        if (last < first) return [];
        int highest = first + (last - first) / step * step;
        bool plain = first >= -3 && highest <= 4;
        return [.. Enumerable.Range(0, (last - first) / step + 1).Select(i => LogTick(1, first + i * step, plain))];
    }

    private static List<Tick> Linear(Extent range, int count)
    {
        double step = Step(range, count);
        // A short axis around zero, such as -4.2 to 4.2, would be labelled in its middle alone.
        if (Places(range, step) is var (low, high) && low == high) step = Step(range, 2 * count);
        (double first, double last) = Places(range, step);
        var ticks = new List<Tick>();
        for (int i = 0; i < 100 && first + i <= last; i++)
        {
            double value = (first + i) * step;
            if (double.IsFinite(value)) ticks.Add(new Tick(value, LinearText(value, step, range)));
        }
        // Far from zero six digits may not tell two neighbours apart.
        bool same = ticks.Select(tick => tick.Text).Distinct().Count() < ticks.Count;
        return same ? [.. ticks.Select(tick => tick with { Text = Digits.Text(tick.Value, 15) })] : ticks;
    }

    private static (double First, double Last) Places(Extent range, double step) =>
        (Math.Ceiling(range.Low / step - 1e-9), Math.Floor(range.High / step + 1e-9));

    private static string LinearText(double value, double step, Extent range)
    {
        double largest = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        if (value == 0 || Math.Abs(value) < step / 2) return "0";
        if (largest >= 1e6 || largest < 1e-3)
        {
            int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
            double mantissa = Digits.Six(value / Math.Pow(10, exponent / 2) / Math.Pow(10, exponent - exponent / 2));
            return (mantissa < 0 ? "−" : "") + Power(Math.Abs(mantissa), exponent);
        }
        int decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        string text = Math.Abs(value).ToString("F" + decimals, CultureInfo.InvariantCulture);
        return value < 0 ? "−" + text : text;
    }

    private static List<Tick> Logarithmic(Extent range, int count)
    {
        double low = Math.Max(Math.Log10(range.Low), -330), high = Math.Log10(range.High);
        int step = DecadeStep(range, count);
        int first = (int)Math.Ceiling(low / step - 1e-9) * step, last = (int)Math.Floor(high + 1e-9);
        if (last - first >= 2 || (last - first >= 1 && count < 5)) return Decades(range, step);
        var ticks = new List<Tick>();
        for (int exponent = (int)Math.Floor(low); exponent <= high; exponent++)
        {
            foreach (int digit in new[] { 1, 2, 5 })
            {
                Tick tick = LogTick(digit, exponent, low >= -4 && high <= 5);
                if (double.IsFinite(tick.Value) && tick.Value >= range.Low * (1 - 1e-9) && tick.Value <= range.High * (1 + 1e-9)) ticks.Add(tick);
            }
        }
        return ticks.Count >= 2 ? ticks : Linear(range, count);
    }

    private static Tick LogTick(int digit, int exponent, bool plain)
    {
        double value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}"), CultureInfo.InvariantCulture);
        return new Tick(value, plain || exponent is 0 or 1 ? Digits.Text(value, 6) : Power(digit, exponent));
    }
}
