using System.Text;

namespace Teaching.Cells;

/// <summary>Writes what is shown of a value as plain text: tables with aligned columns, nested values on one line.</summary>
internal static class PlainRenderer
{
    private const int MaxWidth = 60;

    public static string Render(Node node) => node switch
    {
        TableNode table => Table(table),
        BlocksNode blocks => string.Join('\n', blocks.Blocks.Select(block => $"{block.Title}\n{Table(block.Grid)}").Append(blocks.More).OfType<string>()),
        _ => Line(node),
    };

    private static string Line(Node node) => node switch
    {
        ScalarNode scalar => scalar.Text,
        CustomNode custom => custom.Plain,
        ListNode list => $"[ {string.Join(", ", list.Items.Select(Line).Append(list.More).OfType<string>())} ]".Replace("[  ]", "[]", StringComparison.Ordinal),
        TableNode table => $"[ {string.Join(", ", table.Rows.Select(row => Row(table.Columns, row)).Append(table.More).OfType<string>())} ]",
        ObjectNode { OwnText: { } text } => text,
        ObjectNode thing => $"{thing.TypeName} {{ {string.Join(", ", thing.Members.Select(member => $"{member.Key} = {Line(member.Value)}"))} }}".TrimStart(),
        _ => "",
    };

    private static string Row(IReadOnlyList<string> columns, IReadOnlyList<Node?> row) =>
        $"{{ {string.Join(", ", columns.Zip(row, (column, cell) => cell is null ? null : $"{column} = {Line(cell)}").OfType<string>())} }}";

    private static string Table(TableNode table)
    {
        List<string[]> lines = [[.. table.Columns], .. table.Rows.Select(row => row.Select(cell => cell is null ? "" : OneLine(Line(cell))).ToArray())];
        int[] widths = [.. table.Columns.Select((_, column) => lines.Max(line => line[column].Length))];
        StringBuilder text = new();
        foreach (string[] line in lines)
            text.AppendLine(string.Join("  ", line.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        if (table.More is not null) text.AppendLine(table.More);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
    }

    private static string OneLine(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= MaxWidth ? text : text[..(MaxWidth - 3)] + "...";
    }
}
