using System.Net;
using System.Text;

namespace Teaching;

/// <summary>
/// A grid of numbers as text and as HTML: one number of decimals for all, columns aligned, of a large one the corners,
/// and always the shape. No number other than zero is shown as zero.
/// </summary>
/// <param name="title">What stands above, such as <c>Matrix (2, 3)</c>.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of columns.</param>
/// <param name="at">The number in a row and a column.</param>
internal sealed class MatrixText(string title, int rows, int columns, Func<int, int, double> at)
{
    private const int MostShown = 10;
    private const int ShownDigits = 5;

    /// <summary>The title, then a line in brackets for each row.</summary>
    public override string ToString()
    {
        string[][] cells = Cells();
        int columnCount = cells.Length == 0 ? 0 : cells[0].Length;
        int[] widths = [.. Enumerable.Range(0, columnCount).Select(j => cells.Max(row => row[j].Length))];
        var lines = cells.Select(row => $"[ {string.Join("  ", row.Select((cell, j) => cell.PadLeft(widths[j])))} ]");
        return string.Join("\n", lines.Prepend(title));
    }

    /// <summary>A table with the title as its caption and a bracket at each side.</summary>
    public string ToHtml()
    {
        const string TableStyle = "border-left:2px solid;border-right:2px solid;border-collapse:collapse";
        const string CellStyle = "text-align:right;padding:1px 8px;font-family:monospace;white-space:nowrap";
        var html = new StringBuilder();
        html.Append($"<table style=\"{TableStyle}\"><caption style=\"text-align:left;white-space:nowrap\">");
        html.Append(WebUtility.HtmlEncode(title)).Append("</caption><tbody>");
        foreach (string[] row in Cells())
        {
            html.Append("<tr>");
            foreach (string cell in row) html.Append($"<td style=\"{CellStyle}\">").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private string[][] Cells()
    {
        if (rows == 0 || columns == 0) return [];
        int[] shownRows = Shown(rows), shownColumns = Shown(columns);
        double[] values = [.. from i in shownRows where i >= 0 from j in shownColumns where j >= 0 select at(i, j)];
        var text = FormatFor(values);
        return [.. shownRows.Select(i => shownColumns.Select(j => i < 0 || j < 0 ? "…" : text(at(i, j))).ToArray())];
    }

    /// <summary>The indices to show, -1 for the gap.</summary>
    private static int[] Shown(int count)
    {
        const int Last = MostShown / 2 - 1;
        return count <= MostShown
            ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, MostShown - Last - 1), -1, .. Enumerable.Range(count - Last, Last)];
    }

    private static Func<double, string> FormatFor(double[] values)
    {
        double largest = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (largest >= 1e7 || (largest < 1e-3 && largest > 0)) return x => NumberText.Scientific(x, ShownDigits - 1);

        int magnitude = largest == 0 ? 0 : (int)Math.Floor(Math.Log10(largest));
        int decimals = Math.Max(ShownDigits - 1 - magnitude, 2);
        double smallest = 0.5 * Math.Pow(10, -decimals);
        double[] plain = [.. values.Where(x => double.IsFinite(x) && Math.Abs(x) >= smallest)];
        while (decimals > 0 && plain.All(x => NumberText.Fixed(x, decimals).EndsWith('0'))) decimals--;
        return x => x != 0 && Math.Abs(x) < smallest ? NumberText.Scientific(x, 1) : NumberText.Fixed(x, decimals);
    }
}
