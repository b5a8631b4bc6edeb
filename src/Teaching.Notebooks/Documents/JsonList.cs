using System.Collections;

namespace Teaching.Notebooks.Documents;

/// <summary>A JSON array.</summary>
public sealed class JsonList : JsonData, IReadOnlyList<JsonData>
{
    private readonly List<JsonData> items;

    /// <summary>An empty array.</summary>
    public JsonList() => items = [];

    /// <summary>An array of these values.</summary>
    public JsonList(IEnumerable<JsonData> values) => items = [.. values];

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public JsonData this[int index] => items[index];

    internal override string KindName => "a list";

    /// <summary>Adds a value at the end.</summary>
    public void Add(JsonData value) => items.Add(value);

    /// <inheritdoc/>
    public override JsonData Copy() => new JsonList(items.Select(item => item.Copy()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonList other && items.SequenceEqual(other.items);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <inheritdoc/>
    public IEnumerator<JsonData> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
