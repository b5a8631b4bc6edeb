using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Teaching.Notebooks.Formatting;

namespace Teaching.Notebooks.Sessions;

/// <summary>Runs cells one after another, each continuing those before it, and shows their results.</summary>
internal sealed class CellRunner
{
    private readonly SessionLoadContext loadContext = new();
    private object?[] submissions = new object?[64];
    private int slots = 1; // The first is for a host object, which cells here do not have.
    private int cells;

    public CellRunner(SessionFolder folder, string workingDirectory) =>
        Compiler = new SubmissionCompiler(new ReferenceStore(loadContext, folder, workingDirectory), workingDirectory);

    public SubmissionCompiler Compiler { get; }

    /// <summary>What the cells look at to see that they are to stop.</summary>
    public StopSign Sign { get; } = new();

    /// <summary>Compiles and runs an empty cell, the one that the first continues, so that it finds all warm.</summary>
    public void WarmUp()
    {
        RunCSharp("await Task.Delay(1);", "", new Interruption(Sign));
        _ = ValueFormatter.Format(2);
    }

    /// <summary>Runs a cell to its end. What it shows goes to the display; its failure is thrown.</summary>
    public void Run(string code, Interruption interruption, int? number)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string name = string.Create(CultureInfo.InvariantCulture, $"cell {cells = number ?? cells + 1}");
        SplitCell split = CellSplitter.Split(code);
        foreach (CellPart part in split.Parts)
        {
            if (part.Language == CellLanguage.CSharp) RunCSharp(part.Text, name, interruption);
            else if (part.Language == CellLanguage.Html) DisplaySink.Show(ValueFormatter.Html(part.Text), null, isResult: false);
            else DisplaySink.Show(ValueFormatter.Markdown(part.Text), null, isResult: false);
        }
        if (split.IsTimed)
            DisplaySink.Show(ValueFormatter.Text(string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.###} ms")), null, isResult: false);
    }

    private void RunCSharp(string code, string name, Interruption interruption)
    {
        CompiledCell cell = Compiler.Compile(code, name, interruption.Requested);
        Compiler.Keep(cell);
        if (!cell.HasCode) return;
        if (slots >= submissions.Length) Array.Resize(ref submissions, submissions.Length * 2);
        slots++;

        object? value = new MessagePump().Run(() => Start(cell, submissions), interruption);
        if (value is DisplayedValue) return;
        if (value is not null || SubmissionCompiler.HasResult(cell.Compilation))
            DisplaySink.Show(ValueFormatter.Format(value), null, isResult: true);
    }

    private Task<object> Start(CompiledCell cell, object?[] states)
    {
        Assembly assembly = loadContext.LoadFromStream(cell.Assembly, cell.Symbols);
        Sign.Watch(assembly);
        MethodInfo factory = assembly.GetType(cell.TypeName)!.GetMethod(cell.MethodName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        return factory.CreateDelegate<Func<object?[], Task<object>>>()(states);
    }
}
