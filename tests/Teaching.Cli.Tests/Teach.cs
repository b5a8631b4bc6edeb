using System.Diagnostics;
using System.Globalization;
using Teaching.Notebooks.Documents;

namespace Teaching.Cli.Tests;

/// <summary>What a run of the command gave.</summary>
internal sealed record Result(int Exit, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the real <c>teach</c> as a child process, in a folder of its own with a space and an umlaut in its name.</summary>
public sealed class Teach : IDisposable
{
    private readonly Dictionary<string, string?> environment = [];

    public Teach() => Directory.CreateDirectory(Folder);

    public string Folder { get; } =
        Path.Combine(Path.GetTempPath(), $"teach Prüfung {Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8]}");

    /// <summary>A path in the folder.</summary>
    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Sets a variable for what runs from now on.</summary>
    public Teach With(string variable, string value)
    {
        environment[variable] = value;
        return this;
    }

    /// <summary>Writes a notebook with code cells, and gives its path.</summary>
    internal string Write(string name, params string[] cells)
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Markdown("# Lesson of " + Path.GetFileNameWithoutExtension(name)));
        notebook.Cells.AddRange(cells.Select(Cell.Code));
        return Write(name, notebook);
    }

    internal string Write(string name, Notebook notebook)
    {
        string path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        notebook.Write(path);
        return path;
    }

    internal async Task<Result> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        return await EndAsync(process);
    }

    internal Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "teach.exe" : "teach"), arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach ((string variable, string? value) in environment) start.Environment[variable] = value;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    internal static async Task<Result> EndAsync(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return new Result(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Every test leaves no temporary file behind, wherever it wrote.</summary>
    public void Dispose()
    {
        string[] leftovers = Directory.GetFiles(Folder, "*.tmp", SearchOption.AllDirectories);
        Directory.Delete(Folder, recursive: true);
        Assert.Empty(leftovers);
    }
}
