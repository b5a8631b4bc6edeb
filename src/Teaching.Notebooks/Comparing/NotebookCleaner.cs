using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Brings a notebook that some editor saved back to the form in which notebooks are committed.</summary>
public static class NotebookCleaner
{
    /// <summary>Cleans the notebook in place and says what is left for a person or a run to do, one line each; an empty list when nothing is.</summary>
    public static IReadOnlyList<string> Clean(Notebook notebook) => throw new NotImplementedException();
}
