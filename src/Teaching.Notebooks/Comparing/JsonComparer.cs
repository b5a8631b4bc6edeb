using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Compares two JSON values: numbers and numbers in strings within a tolerance, typed arrays by their numbers. Counts all differences, shows the first.</summary>
internal sealed class JsonComparer(Tolerance tolerance)
{
    /// <summary>The number of differences found.</summary>
    public int Count { get; private set; }

    /// <summary>The path of the first difference, as <c>data[0].y[17]</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The first difference, expected side.</summary>
    public string Expected { get; private set; } = "";

    /// <summary>The first difference, the side that came.</summary>
    public string Got { get; private set; } = "";

    /// <summary>Compares two values at a path; null stands for a member that is not there.</summary>
    public void Compare(JsonData? expected, JsonData? got, string path)
    {
        if (expected is null && got is null) return;
        if (expected is null || got is null)
        {
            Add(path, Show(expected), Show(got));
            return;
        }
        switch (TypedArray.Open(expected), TypedArray.Open(got))
        {
            case (JsonMap a, JsonMap b):
                foreach (string key in a.Keys.Union(b.Keys)) Compare(a[key], b[key], path.Length == 0 ? key : $"{path}.{key}");
                break;
            case (JsonList a, JsonList b):
                CompareLists(a, b, path);
                break;
            case (JsonNumber a, JsonNumber b):
                if (!Same(a, b)) Add(path, a.Text, b.Text);
                break;
            case (JsonText a, JsonText b):
                if (TextComparer.Compare(a.Value, b.Value, tolerance) is { } mismatch) Add(path, mismatch.Expected, mismatch.Got);
                break;
            case (JsonData a, JsonData b):
                if (!a.Equals(b)) Add(path, Show(a), Show(b));
                break;
        }
    }

    private void CompareLists(JsonList a, JsonList b, string path)
    {
        if (a.Count != b.Count) Add(path, $"{a.Count} values", $"{b.Count} values");
        for (int i = 0; i < Math.Min(a.Count, b.Count); i++) Compare(a[i], b[i], $"{path}[{i}]");
    }

    private bool Same(JsonNumber a, JsonNumber b) =>
        a.IsInteger && b.IsInteger && tolerance == Tolerance.Default ? a.Text == b.Text : tolerance.Allows(a.Value, b.Value);

    private void Add(string path, string expected, string got)
    {
        if (Count++ == 0) (Path, Expected, Got) = (path, expected, got);
    }

    private static string Show(JsonData? value) => value switch
    {
        null => "nothing",
        JsonText text => Mismatch.Piece(text.Value),
        JsonList list => $"a list of {list.Count}",
        JsonMap map => $"an object of {map.Count} members",
        _ => value.ToString(),
    };
}
