using Teaching.Notebooks.Documents;

namespace Teaching.Cli;

/// <summary>A notebook to work on.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">Its path as a person reads it: from the current folder.</param>
/// <param name="Notebook">What is in it.</param>
/// <param name="Changed">When the file was last written.</param>
internal sealed record Input(string Path, string Name, Notebook Notebook, DateTime Changed)
{
    /// <summary>Reads what the arguments name. Of what cannot be read one line goes to the error output and to <paramref name="errors"/>.</summary>
    public static List<Input> ReadAll(string[] arguments, List<string> errors)
    {
        string current = Directory.GetCurrentDirectory();
        NotebookPaths paths = NotebookPaths.Find(arguments, current);
        foreach (string error in paths.Errors) Report(error, errors);
        List<Input> inputs = [];
        foreach (string path in paths.Files)
        {
            string name = ShownName(path, current);
            try
            {
                Input input = new(path, name, Notebook.Read(path), File.GetLastWriteTimeUtc(path));
                Warn(input);
                inputs.Add(input);
            }
            catch (Exception error) when (Fence.Holds(error))
            {
                Report(Fence.Fault(path, "", error), errors);
            }
        }
        return inputs;
    }

    /// <summary>Says what was repaired or not understood as a notebook was read: no error, since Jupyter reads it too.</summary>
    private static void Warn(Input input)
    {
        const int shown = 5;
        IReadOnlyList<string> warnings = input.Notebook.Warnings;
        foreach (string warning in warnings.Take(shown)) Console.Error.WriteLine($"teach: {input.Name}: warning: {warning}");
        if (warnings.Count > shown) Console.Error.WriteLine(FormattableString.Invariant($"teach: {input.Name}: and {warnings.Count - shown} more warnings of this kind"));
    }

    /// <summary>Says on one line what is wrong with a notebook, named as a person knows it, and keeps it.</summary>
    public static void Report(NotebookException error, List<string> errors)
    {
        string name = ShownName(error.File, Directory.GetCurrentDirectory());
        Report(error.Place.Length == 0 ? $"{name}: {error.Problem}" : $"{name}: {error.Place}: {error.Problem}", errors);
    }

    /// <summary>Says one error, on one line, and keeps it.</summary>
    public static void Report(string error, List<string> errors)
    {
        Console.Error.WriteLine($"teach: {error.ReplaceLineEndings(" ")}");
        errors.Add(error);
    }

    /// <summary>A path as a person reads it: short where it lies below the current folder.</summary>
    public static string ShownName(string path, string current)
    {
        string relative = System.IO.Path.GetRelativePath(current, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
