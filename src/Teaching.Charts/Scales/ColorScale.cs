using System.Globalization;

namespace Teaching.Charts;

/// <summary>Colours for values between 0 and 1, straight lines between a few stops in RGB; one list for both writers.</summary>
internal sealed class ColorScale
{
    /// <summary>Black to white.</summary>
    public static readonly ColorScale Grey = new((0, 0, 0), (255, 255, 255));

    /// <summary>Pale to dark blue: amounts.</summary>
    public static readonly ColorScale Amount = new((247, 251, 255), (198, 219, 239), (107, 174, 214), (33, 113, 181), (8, 48, 107));

    /// <summary>Vermilion over white to blue: values with a sign.</summary>
    public static readonly ColorScale Signed = new((179, 79, 0), (236, 150, 94), (255, 255, 255), (92, 163, 207), (0, 82, 130));

    /// <summary>Slate to cream, pale enough for lines on top: the height of a surface.</summary>
    public static readonly ColorScale Height = new((126, 158, 189), (170, 195, 208), (208, 222, 218), (236, 236, 216), (253, 247, 226));

    private readonly (int R, int G, int B)[] stops;

    private ColorScale(params (int R, int G, int B)[] stops) => this.stops = stops;

    /// <summary>The colour at t as #rrggbb; t outside [0, 1] takes the nearer end.</summary>
    public string At(double t)
    {
        (int r, int g, int b) = Rgb(t);
        return string.Create(CultureInfo.InvariantCulture, $"#{r:x2}{g:x2}{b:x2}");
    }

    /// <summary>Whether text on this colour must be white to be read.</summary>
    public bool IsDark(double t)
    {
        (int r, int g, int b) = Rgb(t);
        return 0.299 * r + 0.587 * g + 0.114 * b < 140;
    }

    /// <summary>The stops as plotly wants them: pairs of position and colour.</summary>
    public IEnumerable<(double Position, string Color)> Stops() =>
        stops.Select((_, i) => ((double)i / (stops.Length - 1), At((double)i / (stops.Length - 1))));

    private (int R, int G, int B) Rgb(double t)
    {
        double place = Math.Clamp(double.IsNaN(t) ? 0 : t, 0, 1) * (stops.Length - 1);
        int i = Math.Min((int)place, stops.Length - 2);
        double f = place - i;
        int Mix(int a, int b) => (int)Math.Round(a + (b - a) * f);
        return (Mix(stops[i].R, stops[i + 1].R), Mix(stops[i].G, stops[i + 1].G), Mix(stops[i].B, stops[i + 1].B));
    }
}
