using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Running;

/// <summary>How far a code cell has come.</summary>
public enum CellState
{
    /// <summary>It was not run, since a cell before it failed.</summary>
    NotRun,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ran as it should; with the tag <c>raises-exception</c> that means it failed.</summary>
    Passed,

    /// <summary>It failed, or took too long, or ended its process, or should have failed and did not.</summary>
    Failed,
}

/// <summary>One code cell of a run.</summary>
/// <param name="Number">Its number as a reader counts all cells of the notebook, from 1.</param>
/// <param name="Count">Its execution count, which traces and editors show; 0 when it was not run.</param>
/// <param name="Source">Its code.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Elapsed">What it took; zero until it has ended.</param>
/// <param name="Error">Why it failed.</param>
public sealed record CellRun(int Number, int Count, string Source, CellState State, TimeSpan Elapsed = default, ErrorOutput? Error = null)
{
    /// <summary>The first line of the code that is not empty.</summary>
    public string FirstLine => Source.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
}
