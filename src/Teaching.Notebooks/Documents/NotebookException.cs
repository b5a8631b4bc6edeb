namespace Teaching.Notebooks.Documents;

/// <summary>Something is wrong with a notebook file: which file, where in it, and what. The message is one line for a user to read.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>Describes a problem at a place in a file.</summary>
    public NotebookException(string file, string place, string problem, Exception? cause = null)
        : base(OneLine.Of(place.Length == 0 ? $"{file}: {problem}" : $"{file}: {place}: {problem}"), cause)
    {
        File = file;
        Place = place;
        Problem = problem;
    }

    /// <summary>The file, as it was named by the caller.</summary>
    public string File { get; }

    /// <summary>The place in the file: a line and column, or a path such as <c>cells[3].source</c>; empty when it is the whole file.</summary>
    public string Place { get; }

    /// <summary>What is wrong, and what to do where that can be said.</summary>
    public string Problem { get; }
}
