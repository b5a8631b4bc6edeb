using System.Globalization;

namespace Teaching.Notebooks.Terminals;

/// <summary>A colour of a terminal.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
internal readonly record struct TerminalColor(byte R, byte G, byte B)
{
    private static readonly TerminalColor[] Named =
    [
        new(0, 0, 0), new(205, 49, 49), new(13, 140, 70), new(160, 120, 0), new(36, 114, 200), new(188, 63, 188), new(17, 150, 180), new(200, 200, 200),
        new(102, 102, 102), new(241, 76, 76), new(35, 209, 139), new(230, 210, 50), new(59, 142, 234), new(214, 112, 214), new(41, 184, 219), new(255, 255, 255),
    ];

    /// <summary>A colour of the 256: sixteen with names, a cube of six steps a side, 24 greys.</summary>
    public static TerminalColor OfPalette(int index)
    {
        if (index < 16) return Named[index];
        if (index >= 232) return Of(8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232));
        int cube = index - 16;
        return Of(Step(cube / 36), Step(cube / 6 % 6), Step(cube % 6));
    }

    /// <summary>A colour by its parts; what is out of range is the nearest that is not.</summary>
    public static TerminalColor Of(int r, int g, int b) => new((byte)Math.Clamp(r, 0, 255), (byte)Math.Clamp(g, 0, 255), (byte)Math.Clamp(b, 0, 255));

    /// <summary>The colour, made as much darker or lighter as it needs for a contrast of 4.5, which readable text has by WCAG 2.</summary>
    /// <param name="paper">What it stands on.</param>
    public TerminalColor ReadableOn(TerminalColor paper)
    {
        TerminalColor end = paper.Light > 0.18 ? new(0, 0, 0) : new(255, 255, 255), color = this;
        for (int step = 1; step <= 20 && color.ContrastTo(paper) < 4.5; step++) color = Towards(end, step / 20.0);
        return color;
    }

    /// <summary>The contrast of two colours, 1 to 21.</summary>
    public double ContrastTo(TerminalColor other) => (Math.Max(Light, other.Light) + 0.05) / (Math.Min(Light, other.Light) + 0.05);

    /// <summary>As CSS writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    /// <summary>The relative luminance, 0 to 1.</summary>
    private double Light => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);

    private TerminalColor Towards(TerminalColor end, double part) =>
        Of((int)(R + (end.R - R) * part), (int)(G + (end.G - G) * part), (int)(B + (end.B - B) * part));

    private static int Step(int level) => level == 0 ? 0 : 55 + 40 * level;

    private static double Linear(byte part)
    {
        double x = part / 255.0;
        return x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
    }
}
