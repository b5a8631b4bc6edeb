using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Puts neighbouring outputs of the same stream together, since where a stream is cut into outputs is chance.</summary>
internal static class Streams
{
    /// <summary>The outputs with neighbouring stream outputs of one name merged, empty ones left out.</summary>
    public static List<Output> Merge(IEnumerable<Output> outputs)
    {
        List<Output> merged = [];
        foreach (Output output in outputs)
        {
            if (output is StreamOutput { Text: "", Extra.Count: 0 }) continue;
            if (output is StreamOutput next && merged.LastOrDefault() is StreamOutput last && last.Name == next.Name && next.Extra.Count == 0)
                merged[^1] = last with { Text = last.Text + next.Text };
            else
                merged.Add(output);
        }
        return merged;
    }
}
