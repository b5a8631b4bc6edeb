using System.Globalization;
using System.Text;

namespace Teaching.Drawing;

/// <summary>Writes SVG: shapes and text with presentation attributes, which every sanitiser lets through, and nothing else.</summary>
internal sealed class SvgCanvas
{
    /// <summary>The most signs of a document: what a notebook can hold and a browser draws at once.</summary>
    public const int Most = 4_000_000;

    private readonly StringBuilder body = new();
    private int most = Most;

    /// <summary>Whether shapes were left out because the document would grow beyond all use.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Lets a little more be drawn, such as the axes around too many points; says whether shapes were left out before.</summary>
    public bool MakeRoom()
    {
        bool wasFull = IsFull;
        (most, IsFull) = (most + Most / 20, false);
        return wasFull;
    }

    public void Line(double x1, double y1, double x2, double y2, Paint color, double width = 1, string dash = "")
    {
        if (width <= 0 || color.Opacity == 0 || !HasRoom()) return;
        body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{P(x1)}\" y1=\"{P(y1)}\" x2=\"{P(x2)}\" y2=\"{P(y2)}\"");
        Stroke(color, width, dash);
        body.Append("/>\n");
    }

    /// <summary>A line through many points, corners rounded.</summary>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, Paint color, double width, string dash = "")
    {
        if (width <= 0 || color.Opacity == 0 || points.Count == 0 || !HasRoom()) return;
        body.Append("<polyline points=\"");
        for (int i = 0; i < points.Count; i++) body.Append(i == 0 ? "" : " ").Append(P(points[i].X)).Append(' ').Append(P(points[i].Y));
        body.Append("\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        Stroke(color, width, dash);
        body.Append("/>\n");
    }

    public void Rect(double x, double y, double width, double height, Paint fill)
    {
        if (fill.Opacity == 0 || !HasRoom()) return;
        body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{P(x)}\" y=\"{P(y)}\" width=\"{P(width)}\" height=\"{P(height)}\"");
        Fill(fill);
        body.Append("/>\n");
    }

    /// <summary>A circle, with an outline when a stroke colour is given.</summary>
    public void Circle(double x, double y, double radius, Paint fill, Paint? stroke = null, double width = 1)
    {
        if (!HasRoom()) return;
        body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{P(x)}\" cy=\"{P(y)}\" r=\"{P(radius)}\"");
        Fill(fill);
        if (stroke is { } line) Stroke(line, width, "");
        body.Append("/>\n");
    }

    /// <summary>A filled path; holes are where it runs round twice.</summary>
    public void Path(string data, Paint fill, Paint? stroke = null, double width = 1, bool crisp = false, string dash = "")
    {
        if (data == "" || !HasRoom()) return;
        body.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\"");
        Fill(fill);
        body.Append(" fill-rule=\"evenodd\"");
        if (stroke is { } line) Stroke(line, width, dash);
        if (crisp) body.Append(" shape-rendering=\"crispEdges\"");
        body.Append("/>\n");
    }

    /// <summary>A text; <paramref name="anchor"/> is start, middle or end, <paramref name="turn"/> degrees clockwise around its point.</summary>
    public void Text(double x, double y, string text, double size, Paint color, string anchor = "start", bool bold = false, double turn = 0)
    {
        if (text == "" || !HasRoom()) return;
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{P(x)}\" y=\"{P(y)}\" font-size=\"{P(size)}\"");
        Fill(color);
        if (anchor != "start") body.Append(" text-anchor=\"").Append(anchor).Append('"');
        if (bold) body.Append(" font-weight=\"bold\"");
        if (turn != 0) body.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({P(turn)} {P(x)} {P(y)})\"");
        body.Append('>').Append(Escape(text)).Append("</text>\n");
    }

    /// <summary>The whole document, with its background and a title for readers who cannot see it.</summary>
    public string Document(double width, double height, string title, Paint paper)
    {
        string w = P(width), h = P(height);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" "
            + $"aria-label=\"{Escape(title)}\" font-family=\"Arial, Helvetica, sans-serif\">\n"
            + $"<rect x=\"0\" y=\"0\" width=\"{w}\" height=\"{h}\" fill=\"{paper.Hex}\"/>\n{body}</svg>\n";
    }

    /// <summary>A coordinate in pixels with at most two decimals; one that no arithmetic could give is zero.</summary>
    public static string Pixel(double value) => double.IsFinite(value) ? (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture) : "0";

    /// <summary>The text with what XML cannot hold replaced and what it reserves escaped.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\t' or '\n' or '\r' => " ",
                < 32 or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }
        return safe.ToString();
    }

    private static string P(double value) => Pixel(value);

    private bool HasRoom() => !(IsFull |= body.Length > most);

    private void Fill(Paint fill)
    {
        body.Append(CultureInfo.InvariantCulture, $" fill=\"{fill.Hex}\"");
        if (fill.Opacity < 1) body.Append(CultureInfo.InvariantCulture, $" fill-opacity=\"{P(fill.Opacity)}\"");
    }

    private void Stroke(Paint color, double width, string dash)
    {
        body.Append(CultureInfo.InvariantCulture, $" stroke=\"{color.Hex}\" stroke-width=\"{P(width)}\"");
        if (color.Opacity < 1) body.Append(CultureInfo.InvariantCulture, $" stroke-opacity=\"{P(color.Opacity)}\"");
        if (dash != "") body.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{dash}\"");
    }
}
