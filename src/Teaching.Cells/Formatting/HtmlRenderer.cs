using System.Text;

namespace Teaching.Cells;

/// <summary>Writes what is shown of a value as HTML: tables, without style or script.</summary>
internal static class HtmlRenderer
{
    public static string Render(Node node)
    {
        StringBuilder html = new();
        bool isText = node is ScalarNode || (node is ListNode list && list.Items.All(item => item is ScalarNode));
        if (isText) html.Append("<pre>");
        Write(html, node);
        if (isText) html.Append("</pre>");
        return html.ToString();
    }

    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static void Write(StringBuilder html, Node node)
    {
        switch (node)
        {
            case ScalarNode scalar: html.Append(Escape(scalar.Text)); break;
            case CustomNode custom: html.Append(custom.Html); break;
            case ListNode list when list.Items.All(item => item is ScalarNode): html.Append(Escape(PlainRenderer.Render(list))); break;
            case ListNode list: WriteTable(html, [], [.. list.Items.Select(item => new[] { item })], list.More); break;
            case TableNode table: WriteTable(html, table.Columns, table.Rows, table.More); break;
            case BlocksNode blocks: WriteBlocks(html, blocks); break;
            case ObjectNode thing: WriteObject(html, thing); break;
        }
    }

    private static void WriteObject(StringBuilder html, ObjectNode thing)
    {
        html.Append("<table>");
        string title = thing.OwnText ?? thing.TypeName;
        if (title.Length > 0) html.Append("<thead><tr><th colspan=\"2\">").Append(Escape(title)).Append("</th></tr></thead>");
        html.Append("<tbody>");
        foreach ((string name, Node value) in thing.Members)
        {
            html.Append("<tr><th>").Append(Escape(name)).Append("</th><td>");
            Write(html, value);
            html.Append("</td></tr>");
        }
        html.Append("</tbody></table>");
    }

    private static void WriteBlocks(StringBuilder html, BlocksNode blocks)
    {
        html.Append("<table><tbody>");
        foreach ((string title, TableNode grid) in blocks.Blocks)
        {
            html.Append("<tr><th>").Append(Escape(title)).Append("</th><td>");
            Write(html, grid);
            html.Append("</td></tr>");
        }
        if (blocks.More is not null) html.Append("<tr><td colspan=\"2\">").Append(Escape(blocks.More)).Append("</td></tr>");
        html.Append("</tbody></table>");
    }

    private static void WriteTable(StringBuilder html, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Node?>> rows, string? more)
    {
        html.Append("<table>");
        if (columns.Count > 0)
        {
            html.Append("<thead><tr>");
            foreach (string column in columns) html.Append("<th>").Append(Escape(column)).Append("</th>");
            html.Append("</tr></thead>");
        }
        html.Append("<tbody>");
        foreach (IReadOnlyList<Node?> row in rows)
        {
            html.Append("<tr>");
            foreach (Node? cell in row)
            {
                html.Append("<td>");
                if (cell is not null) Write(html, cell);
                html.Append("</td>");
            }
            html.Append("</tr>");
        }
        if (more is not null) html.Append("<tr><td colspan=\"").Append(Math.Max(1, columns.Count)).Append("\">").Append(Escape(more)).Append("</td></tr>");
        html.Append("</tbody></table>");
    }
}
