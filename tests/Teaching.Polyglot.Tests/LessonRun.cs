using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Sessions;
using Teaching.Polyglot.Tests.Hosts;

namespace Teaching.Polyglot.Tests;

/// <summary>Runs a lesson cell by cell in a host; what comes becomes outputs by the same code as in a run of ours.</summary>
internal static class LessonRun
{
    /// <summary>A copy of the lesson with what the host gave, to the first cell that failed and should not.</summary>
    public static async Task<Notebook> InAsync(Host host, Notebook lesson)
    {
        Notebook executed = lesson.Copy();
        CellOutputs outputs = new();
        foreach (Cell cell in executed.Cells.Where(cell => !cell.SkipsExecution)) (cell.ExecutionCount, _) = (null, Clear(cell));
        int count = 0;
        foreach (Cell cell in executed.Cells.Where(cell => cell.Kind == CellKind.Code && !cell.SkipsExecution))
        {
            cell.ExecutionCount = ++count;
            outputs.Begin(cell);
            foreach (SessionEvent happened in await host.RunAsync(cell.Source)) outputs.Add(happened);
            outputs.End();
            if (outputs.Error is not null && !cell.RaisesException) break;
        }
        executed.Data = outputs.Data;
        return executed;
    }

    private static bool Clear(Cell cell)
    {
        cell.Outputs.Clear();
        return true;
    }
}
