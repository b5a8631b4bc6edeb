using System.Collections;

namespace Teaching.Notebooks.Documents;

/// <summary>A JSON object, in the order of its making; it is written with its keys sorted.</summary>
public sealed class JsonMap : JsonData, IEnumerable<KeyValuePair<string, JsonData>>
{
    private readonly OrderedDictionary<string, JsonData> members = new(StringComparer.Ordinal);

    /// <summary>The number of members.</summary>
    public int Count => members.Count;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<string> Keys => members.Keys;

    /// <summary>The member of that key, or null when there is none; setting null removes it.</summary>
    public JsonData? this[string key]
    {
        get => members.TryGetValue(key, out JsonData? value) ? value : null;
        set
        {
            if (value is null) members.Remove(key);
            else members[key] = value;
        }
    }

    internal override string KindName => "an object";

    /// <summary>Adds a member, or replaces it (also for collection initializers).</summary>
    public void Add(string key, JsonData value) => members[key] = value;

    /// <summary>Whether there is a member of that key.</summary>
    public bool Contains(string key) => members.ContainsKey(key);

    /// <summary>Removes a member; false when there was none.</summary>
    public bool Remove(string key) => members.Remove(key);

    /// <summary>The member as a string, or null when it is absent or something else.</summary>
    public string? Text(string key) => (this[key] as JsonText)?.Value;

    /// <summary>The member as a number, or null when it is absent or something else.</summary>
    public double? Number(string key) => (this[key] as JsonNumber)?.Value;

    /// <summary>The member as an object, or null when it is absent or something else.</summary>
    public JsonMap? Map(string key) => this[key] as JsonMap;

    /// <summary>The member as an array, or null when it is absent or something else.</summary>
    public JsonList? List(string key) => this[key] as JsonList;

    /// <summary>A map of the same values without one key.</summary>
    internal JsonMap Without(string key)
    {
        JsonMap rest = [];
        foreach ((string other, JsonData value) in members)
            if (other != key) rest.Add(other, value);
        return rest;
    }

    /// <inheritdoc/>
    public override JsonData Copy() => CopyMap();

    /// <summary>A deep copy.</summary>
    public JsonMap CopyMap()
    {
        JsonMap copy = [];
        foreach ((string key, JsonData value) in members) copy.Add(key, value.Copy());
        return copy;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is JsonMap other && other.Count == Count && members.All(member => member.Value.Equals(other[member.Key]));

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonData>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
