using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Compares one cell of the committed notebook with the same cell of a fresh run.</summary>
internal sealed class CellComparer(int number, Cell committed, Cell fresh, CompareOptions options)
{
    private readonly List<Output> expected = Streams.Merge(committed.Outputs);
    private readonly List<Output> got = Streams.Merge(fresh.Outputs);

    /// <summary>The differences of this cell.</summary>
    public IEnumerable<Difference> Compare()
    {
        if (committed.Kind != fresh.Kind) return [Different(0, "the cell's kind", committed.Kind.ToString(), fresh.Kind.ToString())];
        if (committed.Source != fresh.Source) return [SourceDifference()];
        if (committed.Kind != CellKind.Code || committed.SkipsExecution) return [];
        if (!committed.RaisesException && got.OfType<ErrorOutput>().FirstOrDefault() is { } error)
            return [Different(got.IndexOf(error) + 1, $"the cell failed with {error.Name}: {Mismatch.Piece(error.Message)}", "", "")];
        bool wasNotReached = fresh.ExecutionCount is null && committed.ExecutionCount is not null;
        if (wasNotReached) return [];
        return committed.IsVolatile ? CompareKinds() : CompareOutputs();
    }

    private IEnumerable<Difference> CompareKinds()
    {
        string[] left = [.. expected.Select(OutputKind.Of).Distinct()], right = [.. got.Select(OutputKind.Of).Distinct()];
        return left.Except(right).Select(Missing).Concat(right.Except(left).Select(Unexpected));
    }

    private IEnumerable<Difference> CompareOutputs()
    {
        string[] left = [.. expected.Select(OutputKind.Of)], right = [.. got.Select(OutputKind.Of)];
        foreach ((int? i, int? j) in Alignment.Of(left, right))
        {
            if (j is null) yield return Missing(left[i!.Value]) with { Output = i.Value + 1 };
            else if (i is null) yield return Unexpected(right[j.Value]) with { Output = j.Value + 1 };
            else if (!options.OtherDataSet)
                foreach (Difference difference in ComparePair(j.Value + 1, expected[i.Value], got[j.Value])) yield return difference;
        }
    }

    private IEnumerable<Difference> ComparePair(int output, Output left, Output right) => (left, right) switch
    {
        (StreamOutput a, StreamOutput b) => Text(output, a.Name, a.Text, b.Text),
        (RichOutput a, RichOutput b) => BundleComparer.Compare(a.Data, b.Data, committed.Tolerance)
            .Select(found => Different(output, found.Problem, found.Expected, found.Got)),
        (ErrorOutput a, ErrorOutput b) => Text(output, "the error's name", a.Name, b.Name).Concat(Text(output, "the error's message", a.Message, b.Message)),
        (UnknownOutput a, UnknownOutput b) when !a.Data.Equals(b.Data) => [Different(output, "the output", a.Data.ToString(), b.Data.ToString())],
        _ => [],
    };

    private IEnumerable<Difference> Text(int output, string name, string left, string right) =>
        BundleComparer.CompareShown(name, left, right, committed.Tolerance) is var (problem, a, b) ? [Different(output, problem, a, b)] : [];

    private Difference SourceDifference()
    {
        int common = committed.Source.AsSpan().CommonPrefixLength(fresh.Source);
        Mismatch mismatch = new(committed.Source, fresh.Source, common, common);
        return Different(0, "the cell's source is not the same", mismatch.Expected, mismatch.Got);
    }

    private Difference Missing(string kind) => Different(0, "an output is missing", kind, "none");

    private Difference Unexpected(string kind) => Different(0, "there is an output too many", "none", kind);

    private Difference Different(int output, string problem, string left, string right) => new(number, committed.Id, output, left, right, problem);
}
