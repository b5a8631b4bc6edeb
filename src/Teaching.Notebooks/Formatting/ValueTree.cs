using System.Collections;
using System.Globalization;

namespace Teaching.Notebooks.Formatting;

/// <summary>Decides what of a value is shown: bounded in length, depth and size, and safe against cycles.</summary>
internal sealed class ValueTree
{
    private const int MaxItems = 20;
    private const int MaxDepth = 4;
    private const int MaxNodes = 2_000;
    private const int MaxNestedText = 400;

    private readonly HashSet<object> path = new(ReferenceEqualityComparer.Instance);
    private int nodes;

    public Node Of(object? value)
    {
        if (value is null) return new ScalarNode("<null>");
        if (Scalars.TryText(value) is { } text) return new ScalarNode(path.Count == 0 ? text : Shorten(text));
        if (++nodes > MaxNodes) return new ScalarNode("...");
        if (path.Count > 0 && Custom(value) is { } custom) return custom;
        if (path.Count >= MaxDepth) return new ScalarNode(Shorten(Members.NameOf(value.GetType())));
        if (!value.GetType().IsValueType && !path.Add(value)) return new ScalarNode("<cycle>");
        object? boxed = value.GetType().IsValueType ? new object() : null;
        if (boxed is not null) path.Add(boxed);
        try
        {
            return Composite(value);
        }
        finally
        {
            path.Remove(boxed ?? value);
        }
    }

    private static string Shorten(string text) => text.Length <= MaxNestedText ? text : text[..MaxNestedText] + "...";

    /// <summary>A nested value that has formatters of its own is shown by its HTML.</summary>
    private static CustomNode? Custom(object value)
    {
        if (value is HtmlText html) return new CustomNode(html.Text, html.Text);
        if (FormatterConvention.Find(value.GetType()) is not { } formatters || formatters.Write(value, ValueFormatter.HtmlType) is not { } own) return null;
        return new CustomNode(own, formatters.Preferred.Contains(ValueFormatter.PlainType) ? formatters.Write(value, ValueFormatter.PlainType) ?? "" : value.ToString() ?? "");
    }

    private Node Composite(object value)
    {
        if (value is Array { Rank: 2 } grid) return Grid(grid);
        if (Members.Pairs(value) is { } pairs) return Pairs(pairs, Members.Count(value));
        if (value is IEnumerable sequence) return Sequence(sequence);

        KeyValuePair<string, object?>[] members = Members.Of(value);
        string? ownText = Members.OwnText(value);
        if (members.Length == 0) return new ScalarNode(ownText ?? Members.NameOf(value.GetType()));
        return new ObjectNode(
            Members.NameOf(value.GetType()), [.. members.Select(member => KeyValuePair.Create(member.Key, Of(member.Value)))], ownText);
    }

    private Node Sequence(IEnumerable sequence)
    {
        List<object?> items = Take(sequence.Cast<object?>(), out bool isMore);
        string? more = More(isMore, Members.Count(sequence));
        return items.Count > 0 && items.All(Members.IsRow) ? Table(items, more) : new ListNode([.. items.Select(Of)], more);
    }

    private TableNode Table(List<object?> items, string? more)
    {
        List<KeyValuePair<string, object?>[]> rows = [.. items.Select(item => Members.RowOf(item!))];
        string[] columns = [.. rows.SelectMany(row => row.Select(member => member.Key)).Distinct().Take(2 * MaxItems)];
        return new TableNode(columns, [.. rows.Select(row => columns.Select(column => Cell(row, column)).ToArray())], more);
    }

    private Node? Cell(KeyValuePair<string, object?>[] row, string column)
    {
        int index = Array.FindIndex(row, member => member.Key == column);
        return index < 0 ? null : Of(row[index].Value);
    }

    private TableNode Pairs(IEnumerable<KeyValuePair<object?, object?>> pairs, int? count)
    {
        List<KeyValuePair<object?, object?>> items = Take(pairs, out bool isMore);
        return new TableNode(["key", "value"], [.. items.Select(pair => new[] { Of(pair.Key), Of(pair.Value) })], More(isMore, count));
    }

    private TableNode Grid(Array grid)
    {
        int rows = Math.Min(grid.GetLength(0), MaxItems), columns = Math.Min(grid.GetLength(1), MaxItems);
        bool isMore = rows < grid.GetLength(0) || columns < grid.GetLength(1);
        return new TableNode(
            [.. Enumerable.Range(0, columns).Select(column => column.ToString(CultureInfo.InvariantCulture))],
            [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns)
                .Select(column => Of(grid.GetValue(row + grid.GetLowerBound(0), column + grid.GetLowerBound(1)))).ToArray())],
            isMore ? string.Create(CultureInfo.InvariantCulture, $"... of {grid.GetLength(0)} x {grid.GetLength(1)}") : null);
    }

    private static List<T> Take<T>(IEnumerable<T> sequence, out bool isMore)
    {
        List<T> items = [.. sequence.Take(MaxItems + 1)];
        isMore = items.Count > MaxItems;
        if (isMore) items.RemoveAt(MaxItems);
        return items;
    }

    private static string? More(bool isMore, int? count) =>
        !isMore ? null : count is { } all ? string.Create(CultureInfo.InvariantCulture, $"... and {all - MaxItems} more") : "... and more";
}
