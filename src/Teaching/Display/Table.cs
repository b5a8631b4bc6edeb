using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Text;

namespace Teaching;

/// <summary>
/// A small table that a notebook shows as a table and a console as aligned text. Columns that hold only numbers stand
/// to the right, all others to the left; of a long table the first and the last rows are shown.
/// <code>new Table("weight", "gradient").Add("w1", 0.000316993).Add("w2", 0.000633987)</code>
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, 13.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Table
{
    private const int MostRows = 100;
    private readonly List<object?[]> rows = [];
    private string alignment = "";
    private string caption = "";
    private int digits = 6;

    /// <summary>An empty table with these columns.</summary>
    /// <exception cref="ArgumentException">There is no column.</exception>
    public Table(params string[] columns)
    {
        if (columns.Length == 0) throw new ArgumentException("A table needs at least one column.");
        Columns = columns;
    }

    /// <summary>The names over the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => rows;

    /// <summary>A table of objects: a row for each, a column for each public property (records, anonymous types, tuples' fields).</summary>
    public static Table Of<T>(IEnumerable<T> items)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = typeof(T).GetProperties(Public).Where(p => p.CanRead && p.GetIndexParameters().Length == 0).ToArray();
        var fields = typeof(T).GetFields(Public);
        if (properties.Length + fields.Length == 0)
            throw new ArgumentException($"{typeof(T).Name} has no public property to make a column of.");

        var table = new Table([.. properties.Select(p => p.Name), .. fields.Select(f => f.Name)]);
        foreach (var item in items)
            table.Add([.. properties.Select(p => p.GetValue(item)), .. fields.Select(f => f.GetValue(item))]);
        return table;
    }

    /// <summary>Adds a row and returns the table.</summary>
    /// <exception cref="ArgumentException">The number of cells is not the number of columns.</exception>
    public Table Add(params object?[] cells)
    {
        if (cells.Length != Columns.Count)
            throw new ArgumentException($"The table has {Columns.Count} columns ({string.Join(", ", Columns)}), but the row has {cells.Length} cells.");
        rows.Add([.. cells]);
        return this;
    }

    /// <summary>Sets the line above the table.</summary>
    public Table Caption(string text)
    {
        caption = text;
        return this;
    }

    /// <summary>Sets how many significant digits float and double numbers have, 1 to 17. At the start it is 6.</summary>
    public Table Digits(int significant)
    {
        if (significant is < 1 or > 17)
            throw new ArgumentOutOfRangeException(nameof(significant), $"A number can have 1 to 17 significant digits, not {significant}.");
        digits = significant;
        return this;
    }

    /// <summary>Sets the alignment, a letter for each column: <c>l</c> left, <c>r</c> right, <c>c</c> centre.</summary>
    public Table Align(string letters)
    {
        if (letters.Length != Columns.Count || letters.Any(c => !"lrc".Contains(c)))
            throw new ArgumentException($"\"{letters}\" should be {Columns.Count} letters of l, r and c, one for each column.");
        alignment = letters;
        return this;
    }

    /// <summary>The table as HTML, all styling in attributes.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table>");
        if (caption != "") html.Append("<caption style=\"text-align:left\">").Append(WebUtility.HtmlEncode(caption)).Append("</caption>");
        html.Append("<thead>");
        AppendRow("th", [.. Columns]);
        html.Append("</thead><tbody>");
        foreach (string[] row in ShownRows()) AppendRow("td", row);
        return html.Append("</tbody></table>").ToString();

        void AppendRow(string tag, string[] cells)
        {
            html.Append("<tr>");
            for (int j = 0; j < cells.Length; j++)
            {
                string side = AlignmentOf(j) switch { 'r' => "right", 'c' => "center", _ => "left" };
                html.Append($"<{tag} style=\"text-align:{side};padding:1px 8px\">").Append(WebUtility.HtmlEncode(cells[j])).Append($"</{tag}>");
            }
            html.Append("</tr>");
        }
    }

    /// <summary>The table as aligned lines of text.</summary>
    public override string ToString()
    {
        List<string[]> lines = [[.. Columns], .. ShownRows()];
        int[] widths = [.. Columns.Select((_, j) => lines.Max(line => line[j].Length))];
        lines.Insert(1, [.. widths.Select(w => new string('-', w))]);
        var text = lines.Select(line => string.Join("  ", line.Select((cell, j) => Pad(cell, widths[j], AlignmentOf(j)))).TrimEnd());
        return string.Join("\n", caption == "" ? text : text.Prepend(caption));
    }

    private static string Pad(string cell, int width, char side) => side switch
    {
        'r' => cell.PadLeft(width),
        'c' => cell.PadLeft((width + cell.Length) / 2).PadRight(width),
        _ => cell.PadRight(width),
    };

    private char AlignmentOf(int column)
    {
        if (alignment != "") return alignment[column];
        return rows.Count > 0 && rows.All(row => row[column] is null || IsNumber(row[column]!)) ? 'r' : 'l';
    }

    private static bool IsNumber(object value) =>
        value is IConvertible and not (string or bool or char or DateTime or Enum) or BigInteger or Half;

    private IEnumerable<string[]> ShownRows()
    {
        int hidden = rows.Count > MostRows ? rows.Count - MostRows : 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (hidden > 0 && i == MostRows / 2)
            {
                yield return [.. Columns.Select((_, j) => j == 0 ? $"… {hidden} more rows" : "…")];
                i += hidden;
            }
            yield return [.. rows[i].Select(CellText)];
        }
    }

    private string CellText(object? value) => (value switch
    {
        null => "",
        double x => NumberText.Significant(x, digits),
        float x => NumberText.Significant(x, Math.Min(digits, 9)),
        IFormattable x => x.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    }).ReplaceLineEndings(" ");
}
