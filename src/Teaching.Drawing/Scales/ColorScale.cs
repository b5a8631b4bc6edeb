namespace Teaching.Drawing;

/// <summary>Colours for values between 0 and 1: straight lines in RGB between a few stops.</summary>
internal sealed class ColorScale(IReadOnlyList<(double At, Paint Color)> stops)
{
    /// <summary>The scales that plotly knows by name and figures ask for most, each from low to high.</summary>
    private static readonly Dictionary<string, string> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Viridis"] = "440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725",
        ["Plasma"] = "0d0887 46039f 7201a8 9c179e bd3786 d8576b ed7953 fb9f3a fdca26 f0f921",
        ["Greys"] = "000000 ffffff",
        ["Blues"] = "050aac 2826be 4632d1 6a89f7 dcdcdc",
        ["Reds"] = "dcdcdc f5c39d f5a069 b20a1c",
        ["RdBu"] = "050aac 6a89f7 bebebe dcaa84 e6915a b20a1c",
    };

    /// <summary>What plotly takes when a figure names no scale.</summary>
    public static ColorScale Usual => OfName("RdBu")!;

    public static ColorScale? OfName(string name)
    {
        if (!Named.TryGetValue(name.EndsWith("_r", StringComparison.Ordinal) ? name[..^2] : name, out string? colors)) return null;
        string[] all = colors.Split(' ');
        ColorScale scale = new([.. all.Select((hex, i) => (i / (all.Length - 1.0), Paint.Of("#" + hex)!.Value))]);
        return name.EndsWith("_r", StringComparison.Ordinal) ? scale.Reversed() : scale;
    }

    public ColorScale Reversed() => new([.. stops.Reverse().Select(stop => (1 - stop.At, stop.Color))]);

    /// <summary>The colour at t; t outside [0, 1] takes the nearer end.</summary>
    public Paint At(double t)
    {
        t = Math.Clamp(double.IsNaN(t) ? 0 : t, 0, 1);
        int i = 0;
        while (i < stops.Count - 2 && stops[i + 1].At < t) i++;
        ((double from, Paint a), (double to, Paint b)) = (stops[i], stops[Math.Min(i + 1, stops.Count - 1)]);
        double f = to > from ? Math.Clamp((t - from) / (to - from), 0, 1) : 0;
        int Mix(int low, int high) => (int)Math.Round(low + (high - low) * f);
        return new Paint(Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B), a.Opacity + (b.Opacity - a.Opacity) * f);
    }
}
