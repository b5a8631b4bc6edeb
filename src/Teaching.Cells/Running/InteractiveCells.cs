using System.Reflection;

namespace Teaching.Cells;

/// <summary>Cells in a session that has the packages of .NET Interactive: the kernel that they find around them, and extensions that run before them.</summary>
internal sealed class InteractiveCells(CellReferences references, MessagePump pump, Func<string, Task> runInside)
{
    private bool isInCell;

    /// <summary>Before a cell's code: begins the cell where the packages are there, and runs the extensions that its reference lines have brought.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="context">The cell's context.</param>
    /// <param name="interruption">Ends an extension too.</param>
    /// <param name="runScript">Runs the parts of a script.</param>
    public void Prepare(string code, CellContext context, Interruption interruption, Action<SplitCell> runScript)
    {
        if (references.Interactive is not { } interactive) return;
        FormatterConvention.Registered ??= interactive.FormattersFor;
        if (!isInCell) interactive.BeginCell(code, submitted => SubmitAsync(submitted, context));
        isInCell = true;
        foreach (PackageExtension extension in references.TakeExtensions())
        {
            try
            {
                if (extension.Script is { } script) runScript(CellSplitter.Split(WithoutMetadata(script)));
                else pump.Run(context, () => LoadAsync(interactive, extension.Library!), interruption);
            }
            catch (Exception error) when (!interruption.Requested.IsCancellationRequested)
            {
                ErrorMessage failure = ErrorReport.Describe(error);
                Console.Error.WriteLine($"The extension of {extension.Package} failed: {failure.Name}: {failure.Message}");
            }
        }
    }

    /// <summary>After a cell.</summary>
    public void EndCell()
    {
        if (isInCell) references.Interactive?.EndCell();
        isInCell = false;
    }

    private async Task<bool> LoadAsync(InteractiveKernel interactive, string library)
    {
        await interactive.LoadAsync(references.LoadContext.LoadFromAssemblyName(new AssemblyName(library)));
        return true;
    }

    /// <summary>Hands code over to the cells' thread, which runs it while the cell waits.</summary>
    private Task SubmitAsync(string code, CellContext context)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        context.Post(_ => _ = RunAsync(), null);
        return done.Task;

        async Task RunAsync()
        {
            try
            {
                await runInside(code);
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }
    }

    /// <summary>A .dib file may begin with a part that says which kernels it was written for.</summary>
    private static string WithoutMetadata(string script)
    {
        string[] lines = script.ReplaceLineEndings("\n").Split('\n');
        int start = Array.FindIndex(lines, line => line.Trim() == "#!meta");
        if (start < 0) return string.Join('\n', lines);
        int end = Array.FindIndex(lines, start + 1, line => line.StartsWith("#!", StringComparison.Ordinal));
        return string.Join('\n', lines[..start].Concat(end < 0 ? [] : lines[end..]));
    }
}
