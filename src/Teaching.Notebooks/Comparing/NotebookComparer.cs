using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Compares the committed outputs of a notebook with those of a fresh run.</summary>
public static class NotebookComparer
{
    /// <summary>The differences, in the order of the cells; none when the notebooks agree.</summary>
    public static IReadOnlyList<Difference> Compare(Notebook committed, Notebook fresh, CompareOptions? options = null) =>
        throw new NotImplementedException();
}
