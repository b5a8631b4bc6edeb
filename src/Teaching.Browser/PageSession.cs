using System.Globalization;
using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text.Json;
using Teaching.Cells;

namespace Teaching.Browser;

/// <summary>One session in a page's worker. What it says are the messages of the session's protocol, one JSON text each.</summary>
[SupportedOSPlatform("browser")]
public static partial class PageSession
{
    private static readonly PageOutput output = new(Send);
    private static CellRunner? runner;
    private static CodeQuestions? questions;

    /// <summary>Makes the session and runs an empty cell, so that the first real one finds all warm.</summary>
    /// <param name="framework">Names of the libraries that every cell knows.</param>
    /// <param name="brings">Names of all libraries that the site brings.</param>
    [JSExport]
    public static Task Start(string[] framework, string[] brings)
    {
        AppContext.SetData("Teaching.Kernels", (Action<int, nint, nint, bool>)Compute);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        Directory.SetCurrentDirectory(Directory.CreateDirectory("/lesson").FullName);
        output.Install();
        DisplaySink.Install(output.Show, () => output.HasOutput, () => throw new PlatformNotSupportedException());
        runner = new CellRunner(new PageReferences(framework, brings), new MessagePump(new StopSign()));
        questions = new CodeQuestions(runner.Compiler);
        return InPool(() => runner.RunAsync("await Task.Delay(1);", null, 0));
    }

    /// <summary>Puts a file where cells and the library find it.</summary>
    /// <param name="path">Its path from the folder in which cells run.</param>
    /// <param name="content">Its bytes.</param>
    [JSExport]
    public static void AddFile(string path, byte[] content)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Runs a cell; the last message is that it has finished.</summary>
    /// <param name="id">Of the run.</param>
    /// <param name="code">The cell.</param>
    /// <param name="number">Its number, which errors name.</param>
    /// <param name="language">The cell's language; null for C#.</param>
    /// <param name="outputLimit">How many characters it may put out.</param>
    [JSExport]
    public static async Task Run(int id, string code, int number, string? language, int outputLimit)
    {
        output.Install();
        output.BeginCell(outputLimit);
        ErrorMessage? error = null;
        try
        {
            await InPool(() => runner!.RunAsync(code, language, number));
        }
        catch (Exception failure)
        {
            error = ErrorReport.Describe(failure is PlatformNotSupportedException ? NotHere(failure) : failure);
        }
        output.EndCell(error, new FinishedMessage(id, error is null ? ExecutionStatus.Succeeded : ExecutionStatus.Failed));
    }

    /// <summary>What could follow at a place in the code.</summary>
    [JSExport]
    public static void Complete(int id, string code, int position)
    {
        Completions found = questions!.Complete(code, position);
        Send(new CompletionsMessage(id, found.Start, found.End, found.Items));
    }

    /// <summary>What stands at a place in the code.</summary>
    [JSExport]
    public static void Inspect(int id, string code, int position)
    {
        Inspection? found = questions!.Inspect(code, position);
        Send(new InspectionMessage(id, found?.Signature, found?.Summary));
    }

    private static PlatformNotSupportedException NotHere(Exception failure) => new(
        "A page in a browser cannot do this: it has one thread, no files but its own, and nobody types into a cell. "
        + "Download the notebook and run it with teach, or in Jupyter.", failure);

    /// <summary>
    /// As an item of the pool, in which the compiler's own tasks run where they are waited for. Elsewhere the wait would be one on a monitor,
    /// which a browser refuses.
    /// </summary>
    private static Task InPool(Func<Task> cell) => Task.Run(cell);

    private static void Send(Message message) => Post(JsonSerializer.Serialize(message, MessageContext.Default.Message));

    [JSImport("post", "page")]
    private static partial void Post(string message);

    /// <summary>The page's module of WebAssembly; Teaching.Fast asks for it under a name (HostKernels.cs).</summary>
    [JSImport("compute", "page")]
    private static partial void Compute(int kernel, nint task, nint work, bool isDouble);
}
