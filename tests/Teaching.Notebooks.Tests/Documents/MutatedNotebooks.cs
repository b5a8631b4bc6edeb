using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>Changes the JSON of notebooks from a seed: any node at any depth is deleted, made null, made something else, doubled, wrapped or renamed.</summary>
internal sealed class MutatedNotebooks(int seed)
{
    private const int Others = 16;

    private readonly Random random = new(seed);

    /// <summary>A notebook with one to three changes.</summary>
    public JsonMap Next(IReadOnlyList<JsonMap> originals)
    {
        JsonMap notebook = originals[random.Next(originals.Count)].CopyMap();
        if (notebook["nbformat"] is JsonNumber { Text: "4" } && random.Next(3) == 0) notebook["nbformat_minor"] = random.Next(8);
        for (int i = random.Next(1, 4); i > 0; i--) notebook = (JsonMap)Inside(notebook);
        return notebook;
    }

    /// <summary>The notebook with one node left out, doubled or replaced by each of the other values, for every node at any depth.</summary>
    public static IEnumerable<JsonMap> EachOnce(JsonMap notebook) => Variants(notebook).Cast<JsonMap>();

    private static IEnumerable<JsonData> Variants(JsonData container)
    {
        if (container is JsonMap map)
        {
            foreach ((string key, JsonData value) in map)
                foreach (JsonData[] changed in Variants(value).Select(one => (JsonData[])[one]).Concat(Replacements(value)))
                    yield return With(map, key, changed);
        }
        if (container is not JsonList list) yield break;
        for (int i = 0; i < list.Count; i++)
            foreach (JsonData[] changed in Variants(list[i]).Select(one => (JsonData[])[one]).Concat(Replacements(list[i])))
                yield return new JsonList([.. list.Take(i), .. changed, .. list.Skip(i + 1)]);
    }

    private static JsonMap With(JsonMap map, string key, JsonData[] values)
    {
        JsonMap changed = map.Without(key);
        foreach ((int i, JsonData value) in values.Index()) changed[i == 0 ? key : key + "2"] = value;
        return changed;
    }

    private static IEnumerable<JsonData[]> Replacements(JsonData value) =>
        [[], [value, value.Copy()], [JsonNull.Instance], [new JsonList([value])], .. Enumerable.Range(0, Others).Select(i => (JsonData[])[Other(i)])];

    /// <summary>The same container with one change somewhere below it.</summary>
    private JsonData Inside(JsonData container) => container switch
    {
        JsonMap { Count: > 0 } map => InsideMap(map),
        JsonList { Count: > 0 } list => InsideList(list),
        _ => container,
    };

    private JsonMap InsideMap(JsonMap map)
    {
        string chosen = map.Keys.ElementAt(random.Next(map.Count));
        JsonMap changed = [];
        foreach ((string key, JsonData value) in map)
        {
            if (key != chosen) changed[key] = value;
            else if (random.Next(12) == 0) changed[key + "2"] = value;
            else foreach ((int i, JsonData other) in Changed(value).Index()) changed[i == 0 ? key : key + "2"] = other;
        }
        return changed;
    }

    private JsonList InsideList(JsonList list)
    {
        int chosen = random.Next(list.Count);
        return new JsonList(list.SelectMany((value, i) => i == chosen ? Changed(value) : [value]));
    }

    private JsonData[] Changed(JsonData value)
    {
        bool isContainer = value is JsonMap { Count: > 0 } or JsonList { Count: > 0 };
        if (isContainer && random.Next(10) < 7) return [Inside(value)];
        return random.Next(7) switch
        {
            0 => [],
            1 => [JsonNull.Instance],
            2 => [value, value.Copy()],
            3 => [new JsonList([value])],
            _ => [Another()],
        };
    }

    private JsonData Another() => Other(random.Next(Others));

    private static JsonData Other(int number) => number switch
    {
        0 => 0,
        1 => 7,
        2 => -1,
        3 => 1.5,
        4 => 3.0,
        5 => double.NaN,
        6 => JsonData.Parse("123456789012345678901234567890"),
        7 => true,
        8 => false,
        9 => "",
        10 => "text\nof two lines",
        11 => new JsonList(),
        12 => new JsonList(["a\n", "b"]),
        13 => new JsonList([1L, JsonNull.Instance]),
        14 => new JsonMap(),
        _ => new JsonMap { { "a", 1L }, { "text/plain", "x" } },
    };
}
