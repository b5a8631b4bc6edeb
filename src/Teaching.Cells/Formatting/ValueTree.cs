using System.Collections;
using System.Data;
using System.Globalization;

namespace Teaching.Cells;

/// <summary>Decides what of a value is shown: bounded in length, depth and size, and safe against cycles and against what the value's own code throws.</summary>
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
        if (path.Count > 0 && FormatterConvention.Registered?.Invoke(value.GetType()) is not null && Custom(value) is { } registered) return registered;
        if (Scalars.TryText(value) is { } text) return new ScalarNode(path.Count == 0 ? text : Shorten(text));
        if (++nodes > MaxNodes) return new ScalarNode("...");
        if (path.Count > 0 && Custom(value) is { } custom) return custom;
        if (path.Count >= MaxDepth) return new ScalarNode(Shorten(Members.NameOf(value.GetType())));
        if (!value.GetType().IsValueType && !path.Add(value)) return new ScalarNode("<cycle>");
        object? boxed = value.GetType().IsValueType ? new object() : null;
        if (boxed is not null) path.Add(boxed);
        try
        {
            return Safely.Ask(() => Composite(value), name => new ScalarNode(name));
        }
        finally
        {
            path.Remove(boxed ?? value);
        }
    }

    /// <summary>The items of a sequence as the rows of a table, also those that are one piece of text.</summary>
    public TableNode TableOf(IEnumerable sequence)
    {
        path.Add(sequence);
        List<object?> items = Take(sequence.Cast<object?>(), sequence, out string? more);
        return Table(items, more);
    }

    private static string Shorten(string text) => text.Length <= MaxNestedText ? text : text[..MaxNestedText] + "...";

    /// <summary>A nested value that has formatters of its own is shown by its HTML.</summary>
    private static CustomNode? Custom(object value)
    {
        if (value is HtmlText html) return new CustomNode(html.Text, html.Text);
        if (FormatterConvention.Find(value.GetType()) is not { } formatters || formatters.Write(value, ValueFormatter.HtmlType) is not { } own) return null;
        return new CustomNode(own, formatters.Preferred.Contains(ValueFormatter.PlainType)
            ? formatters.Write(value, ValueFormatter.PlainType) ?? ""
            : Safely.Text(value.ToString));
    }

    private Node Composite(object value)
    {
        if (value is Array { Rank: > 1 } array) return Grids(array);
        if (value is DataTable data) return Sequence(data.Rows);
        if (value is DataView view) return Sequence(view.ToTable().Rows);
        if (Members.Pairs(value) is { } pairs) return Pairs(pairs, value);
        if (value is IEnumerable sequence && Members.Group(value) is null) return Sequence(sequence);
        if (IsMemory(value.GetType())) return Sequence((Array)value.GetType().GetMethod("ToArray")!.Invoke(value, null)!);

        KeyValuePair<string, object?>[] members = Members.Of(value);
        string? ownText = Members.OwnText(value);
        if (value is IEnumerable) ownText = null; // A group: its ToString names a private type.
        if (members.Length == 0) return new ScalarNode(ownText ?? Members.NameOf(value.GetType()));
        return new ObjectNode(
            Members.NameOf(value.GetType()), [.. members.Select(member => KeyValuePair.Create(member.Key, Of(member.Value)))], ownText);
    }

    private static bool IsMemory(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>));

    private Node Sequence(IEnumerable sequence)
    {
        List<object?> items = Take(sequence.Cast<object?>(), sequence, out string? more);
        return items.Count > 0 && items.All(Members.IsRow) ? Table(items, more) : new ListNode([.. items.Select(Of)], more);
    }

    private TableNode Table(List<object?> items, string? more)
    {
        List<KeyValuePair<string, object?>[]> rows = [.. items.Select(item => Members.IsRow(item) ? Members.RowOf(item!) : [KeyValuePair.Create("value", item)])];
        string[] columns = [.. rows.SelectMany(row => row.Select(member => member.Key)).Distinct().Take(2 * MaxItems)];
        return new TableNode(columns, [.. rows.Select(row => columns.Select(column => Cell(row, column)).ToArray())], more);
    }

    private Node? Cell(KeyValuePair<string, object?>[] row, string column)
    {
        int index = Array.FindIndex(row, member => member.Key == column);
        return index < 0 ? null : Of(row[index].Value);
    }

    private TableNode Pairs(IEnumerable<KeyValuePair<object?, object?>> pairs, object dictionary)
    {
        List<KeyValuePair<object?, object?>> items = Take(pairs, dictionary, out string? more);
        return new TableNode(["key", "value"], [.. items.Select(pair => new[] { Of(pair.Key), Of(pair.Value) })], more);
    }

    /// <summary>An array of two dimensions is a table, one of more a block for each value of its first indices.</summary>
    private Node Grids(Array array)
    {
        int[] lengths = [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)];
        if (lengths.Contains(0) || (array.Rank > 2 && path.Count > 1))
            return new ScalarNode($"{Members.NameOf(array.GetType().GetElementType()!)}[{string.Join(", ", lengths.Select(Number))}]");
        int[] first = [.. Enumerable.Range(0, array.Rank).Select(array.GetLowerBound)];
        if (array.Rank == 2) return Grid(array, first);

        List<(string Title, TableNode Grid)> blocks = [];
        int[] index = [.. first];
        do
        {
            blocks.Add(($"[{string.Join(", ", index.SkipLast(2).Select(Number))}, .., ..]", Grid(array, index)));
        }
        while (blocks.Count < MaxItems && Advance(array, index));
        long all = lengths.SkipLast(2).Aggregate(1L, (product, length) => product * length);
        return new BlocksNode(blocks, all > blocks.Count ? string.Create(CultureInfo.InvariantCulture, $"... and {all - blocks.Count} more blocks") : null);
    }

    /// <summary>The next value of all indices but the last two, the last of them fastest; false after the last.</summary>
    private static bool Advance(Array array, int[] index)
    {
        for (int dimension = array.Rank - 3; dimension >= 0; dimension--)
        {
            if (++index[dimension] <= array.GetUpperBound(dimension)) return true;
            index[dimension] = array.GetLowerBound(dimension);
        }
        return false;
    }

    private TableNode Grid(Array array, int[] first)
    {
        int rowDimension = array.Rank - 2, columnDimension = array.Rank - 1;
        int rows = Math.Min(array.GetLength(rowDimension), MaxItems), columns = Math.Min(array.GetLength(columnDimension), MaxItems);
        bool isMore = rows < array.GetLength(rowDimension) || columns < array.GetLength(columnDimension);
        return new TableNode(
            [.. Enumerable.Range(0, columns).Select(Number)],
            [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => At(row, column)).ToArray())],
            isMore ? string.Create(CultureInfo.InvariantCulture, $"... of {array.GetLength(rowDimension)} x {array.GetLength(columnDimension)}") : null);

        Node At(int row, int column)
        {
            int[] index = [.. first];
            index[rowDimension] = array.GetLowerBound(rowDimension) + row;
            index[columnDimension] = array.GetLowerBound(columnDimension) + column;
            return Of(array.GetValue(index));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The first items, and what to say of the others: how many there are, or the exception that ended them.</summary>
    private static List<T> Take<T>(IEnumerable<T> sequence, object counted, out string? more)
    {
        List<T> items = [];
        more = null;
        try
        {
            foreach (T item in sequence.Take(MaxItems + 1)) items.Add(item);
        }
        catch (Exception error) when (Safely.IsOfValue(error))
        {
            more = Safely.Name(error);
        }
        if (items.Count <= MaxItems) return items;
        items.RemoveAt(MaxItems);
        more = Members.Count(counted) is { } all ? string.Create(CultureInfo.InvariantCulture, $"... and {all - MaxItems} more") : "... and more";
        return items;
    }
}
