using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>Shows how far the notebooks have come, while they run.</summary>
internal interface IReport : IAsyncDisposable
{
    /// <summary>A notebook starts.</summary>
    void Start(int index);

    /// <summary>A cell of it starts or ends.</summary>
    void Show(CellRun cell);

    /// <summary>The notebook has ended.</summary>
    /// <param name="result">A word: ok, failed, differs.</param>
    /// <param name="elapsed">What it took.</param>
    /// <param name="details">What there is to say about it, lines to read.</param>
    void End(string result, TimeSpan elapsed, IReadOnlyList<string> details);
}
