using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Teaching.Cells;

/// <summary>Runs cells one after another, each continuing those before it, and shows their results.</summary>
internal sealed class CellRunner
{
    private readonly CellReferences references;
    private readonly FormatterLibraries formatterLibraries;
    private readonly MessagePump pump;
    private object?[] submissions = new object?[64];
    private int slots = 1; // The first is for a host object, which cells here do not have.
    private int cells;

    public CellRunner(CellReferences references, MessagePump pump)
    {
        this.references = references;
        this.pump = pump;
        Compiler = new SubmissionCompiler(references);
        formatterLibraries = new FormatterLibraries(references.LoadContext, references.All);
    }

    public SubmissionCompiler Compiler { get; }

    /// <summary>Compiles and runs an empty cell, the one that the first continues, so that it finds all warm.</summary>
    public void WarmUp()
    {
        RunCSharp("await Task.Delay(1);", "", pump.NewContext(), new Interruption(pump.Sign));
        _ = ValueFormatter.Format(2);
    }

    /// <summary>Runs a cell to its end. What it shows goes to the display; its failure is thrown.</summary>
    public void Run(string code, string? language, Interruption interruption, int? number)
    {
        interruption.Requested.ThrowIfCancellationRequested();
        Stopwatch watch = Stopwatch.StartNew();
        CellContext context = pump.NewContext();
        string name = string.Create(CultureInfo.InvariantCulture, $"cell {cells = number ?? cells + 1}");
        SplitCell split = CellSplitter.Split(code, language);
        foreach (CellPart part in split.Parts)
        {
            if (part.Language == CellLanguage.CSharp) RunCSharp(part.Text, name, context, interruption);
            else DisplaySink.Show(Shown(part), null, isResult: false);
        }
        if (split.IsTimed)
            DisplaySink.Show(ValueFormatter.Text(string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.###} ms")), null, isResult: false);
    }

    private static OrderedDictionary<string, string> Shown(CellPart part)
    {
        if (part.Language == CellLanguage.Html) return ValueFormatter.Html(part.Text);
        if (part.Language == CellLanguage.Markdown) return ValueFormatter.Markdown(part.Text);
        return ValueFormatter.Text($"(not run: this part of the cell is {part.Language.Name}; here C# runs, html and markdown are shown)");
    }

    private void RunCSharp(string code, string name, CellContext context, Interruption interruption)
    {
        CompiledCell cell = Compiler.Compile(code, name, interruption.Requested);
        Compiler.Keep(cell);
        formatterLibraries.Load(cell.Compilation);
        if (!cell.HasCode) return;
        if (slots >= submissions.Length) Array.Resize(ref submissions, submissions.Length * 2);
        slots++;

        object? value = pump.Run(context, () => Start(cell), interruption);
        if (value is DisplayedValue) return;
        if (value is null && !SubmissionCompiler.HasResult(cell.Compilation)) return;
        // The value's own code, a ToString or an enumerator that never ends, can be interrupted too.
        OrderedDictionary<string, string> shown = pump.Run(context, () => Task.FromResult(ValueFormatter.Format(value)), interruption);
        DisplaySink.Show(shown, null, isResult: true);
    }

    private Task<object> Start(CompiledCell cell)
    {
        Assembly assembly = references.LoadContext.LoadFromStream(cell.Assembly, cell.Symbols);
        pump.Sign.Watch(assembly);
        return CellBody.Start(assembly, cell, submissions);
    }
}
