using System.Globalization;
using System.Text;

namespace Teaching.Charts;

/// <summary>Writes SVG: shapes and text with presentation attributes, which every sanitiser lets through, and nothing else.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder body = new();

    public void Line(double x1, double y1, double x2, double y2, string color, double width = 1, string dash = "")
    {
        body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{P(x1)}\" y1=\"{P(y1)}\" x2=\"{P(x2)}\" y2=\"{P(y2)}\"");
        Stroke(color, width, dash);
        body.Append("/>\n");
    }

    /// <summary>A line through many points, corners rounded.</summary>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, string color, double width, string dash = "")
    {
        body.Append("<polyline points=\"");
        for (int i = 0; i < points.Count; i++) body.Append(i == 0 ? "" : " ").Append(P(points[i].X)).Append(' ').Append(P(points[i].Y));
        body.Append("\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        Stroke(color, width, dash);
        body.Append("/>\n");
    }

    public void Rect(double x, double y, double width, double height, string fill, double opacity = 1)
    {
        body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{P(x)}\" y=\"{P(y)}\" width=\"{P(width)}\" height=\"{P(height)}\" fill=\"{Escape(fill)}\"");
        if (opacity < 1) body.Append(CultureInfo.InvariantCulture, $" fill-opacity=\"{P(opacity)}\"");
        body.Append("/>\n");
    }

    /// <summary>A circle, with an outline when a stroke colour is given.</summary>
    public void Circle(double x, double y, double radius, string fill, string stroke = "", double width = 1)
    {
        body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{P(x)}\" cy=\"{P(y)}\" r=\"{P(radius)}\" fill=\"{Escape(fill)}\"");
        if (stroke != "") Stroke(stroke, width, "");
        body.Append("/>\n");
    }

    /// <summary>A filled path; holes are where it runs round twice.</summary>
    public void Path(string data, string fill, string stroke = "", double width = 1, bool crisp = false)
    {
        body.Append(CultureInfo.InvariantCulture, $"<path d=\"{data}\" fill=\"{Escape(fill)}\" fill-rule=\"evenodd\"");
        if (stroke != "") Stroke(stroke, width, "");
        if (crisp) body.Append(" shape-rendering=\"crispEdges\"");
        body.Append("/>\n");
    }

    /// <summary>A text; <paramref name="anchor"/> is start, middle or end, <paramref name="turn"/> degrees clockwise around its point.</summary>
    public void Text(double x, double y, string text, double size, string color = Palette.Ink, string anchor = "start", bool bold = false, double turn = 0)
    {
        if (text == "") return;
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{P(x)}\" y=\"{P(y)}\" font-size=\"{P(size)}\" fill=\"{Escape(color)}\"");
        if (anchor != "start") body.Append(" text-anchor=\"").Append(anchor).Append('"');
        if (bold) body.Append(" font-weight=\"bold\"");
        if (turn != 0) body.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({P(turn)} {P(x)} {P(y)})\"");
        body.Append('>').Append(Escape(text)).Append("</text>\n");
    }

    /// <summary>A text with a white edge, which can be read over lines.</summary>
    public void TextOverLines(double x, double y, string text, double size, string color, string anchor = "start")
    {
        if (text == "") return;
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{P(x)}\" y=\"{P(y)}\" font-size=\"{P(size)}\" fill=\"#ffffff\" text-anchor=\"{anchor}\" stroke-linejoin=\"round\"");
        Stroke("#ffffff", 4, "");
        body.Append('>').Append(Escape(text)).Append("</text>\n");
        Text(x, y, text, size, color, anchor);
    }

    /// <summary>The whole document, with a white background and a title for readers who cannot see it.</summary>
    public string Document(double width, double height, string title)
    {
        string w = P(width), h = P(height);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" "
            + $"aria-label=\"{Escape(title)}\" font-family=\"Arial, Helvetica, sans-serif\">\n"
            + $"<rect x=\"0\" y=\"0\" width=\"{w}\" height=\"{h}\" fill=\"#ffffff\"/>\n{body}</svg>\n";
    }

    /// <summary>A coordinate in pixels with at most two decimals.</summary>
    public static string Pixel(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The text with what XML cannot hold replaced and what it reserves escaped.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int c = rune.Value;
            string escaped = c switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\t' or '\n' or '\r' => " ",
                < 32 or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            };
            safe.Append(escaped);
        }
        return safe.ToString();
    }

    private static string P(double value) => Pixel(value);

    private void Stroke(string color, double width, string dash)
    {
        body.Append(CultureInfo.InvariantCulture, $" stroke=\"{Escape(color)}\" stroke-width=\"{P(width)}\"");
        if (dash != "") body.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{dash}\"");
    }
}
