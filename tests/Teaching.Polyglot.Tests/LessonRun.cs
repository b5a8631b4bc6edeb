using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Sessions;
using Teaching.Polyglot.Tests.Hosts;

namespace Teaching.Polyglot.Tests;

/// <summary>A run of a lesson in a host, to the first cell that fails and should not. What comes becomes outputs by the same code as in a run of ours.</summary>
internal sealed class LessonRun
{
    private readonly CellOutputs outputs = new();
    private readonly Dictionary<string, List<JsonMap>> updates = [];

    private LessonRun(Notebook lesson) => Executed = lesson.Copy();

    /// <summary>The lesson with what the host gave.</summary>
    public Notebook Executed { get; }

    public static async Task<LessonRun> InAsync(Host host, Notebook lesson)
    {
        LessonRun run = new(lesson);
        await run.RunAsync(host);
        return run;
    }

    /// <summary>What displayed values of a cell were to become, in order.</summary>
    public IReadOnlyList<JsonMap> UpdatesOf(string cell) => updates.GetValueOrDefault(cell, []);

    private async Task RunAsync(Host host)
    {
        Cell[] cells = [.. Executed.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.SkipsExecution)];
        foreach (Cell cell in cells)
        {
            cell.ExecutionCount = null;
            cell.Outputs.Clear();
        }
        foreach ((int index, Cell cell) in cells.Index())
        {
            cell.ExecutionCount = index + 1;
            outputs.Begin(cell);
            foreach (SessionEvent happened in await host.RunAsync(cell.Source)) Add(cell, happened);
            outputs.End();
            if (outputs.Error is not null && !cell.RaisesException) break;
        }
        Executed.Data = outputs.Data;
    }

    private void Add(Cell cell, SessionEvent happened)
    {
        outputs.Add(happened);
        if (happened is not DisplayUpdateEvent update) return;
        if (!updates.TryGetValue(cell.Id, out List<JsonMap>? ofCell)) updates[cell.Id] = ofCell = [];
        ofCell.Add(MimeBundle.FromTexts(update.Data));
    }
}
