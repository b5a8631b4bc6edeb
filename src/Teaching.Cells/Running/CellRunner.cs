using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Teaching.Cells;

/// <summary>Runs cells one after another, each continuing those before it, and shows their results.</summary>
internal sealed class CellRunner
{
    private readonly CellReferences references;
    private readonly FormatterLibraries formatterLibraries;
    private readonly InteractiveCells interactive;
    private readonly MessagePump pump;
    private CellEnd lastEnd = new();
    private object?[] submissions = new object?[64];
    private int slots = 1; // The first is for a host object, which cells here do not have.
    private int cells;

    public CellRunner(CellReferences references, MessagePump pump)
    {
        this.references = references;
        this.pump = pump;
        Compiler = new SubmissionCompiler(references);
        formatterLibraries = new FormatterLibraries(references.LoadContext, references.All);
        interactive = new InteractiveCells(references, pump, submitted => RunPartsAsync(CellSplitter.Split(submitted), "submitted code", isCell: false));
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
        SplitCell split = CellSplitter.Split(code, language);
        try
        {
            RunParts(split, NextName(number), context, interruption);
        }
        finally
        {
            interactive.EndCell();
        }
        if (split.IsTimed) ShowTime(watch);
    }

    /// <summary>Runs a cell where there is no thread to wait on, as in a browser: nothing interrupts it, and there are no packages of .NET Interactive.</summary>
    public async Task RunAsync(string code, string? language, int? number)
    {
        Stopwatch watch = Stopwatch.StartNew();
        SplitCell split = CellSplitter.Split(code, language);
        await RunPartsAsync(split, NextName(number), isCell: true);
        if (split.IsTimed) ShowTime(watch);
    }

    /// <summary>Does ahead of time what it can for the cell that probably comes next, the one with the next number.</summary>
    public void Prepare() => Compiler.Prepare(Name(cells + 1));

    private string NextName(int? number) => Name(cells = number ?? cells + 1);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"cell {number}");

    private static void ShowTime(Stopwatch watch) =>
        DisplaySink.Show(ValueFormatter.Text(string.Create(CultureInfo.InvariantCulture, $"Wall time: {watch.Elapsed.TotalMilliseconds:0.###} ms")), null, isResult: false);

    private void RunParts(SplitCell split, string name, CellContext context, Interruption interruption)
    {
        foreach (CellPart part in split.Parts)
        {
            if (part.Language == CellLanguage.CSharp) RunCSharp(part.Text, name, context, interruption);
            else DisplaySink.Show(Shown(part), null, isResult: false);
        }
    }

    private static OrderedDictionary<string, string> Shown(CellPart part)
    {
        if (part.Language == CellLanguage.Html) return ValueFormatter.Html(part.Text);
        if (part.Language == CellLanguage.Markdown) return ValueFormatter.Markdown(part.Text);
        return ValueFormatter.Text($"(not run: this part of the cell is {part.Language.Name}; here C# runs, html and markdown are shown)");
    }

    private void RunCSharp(string code, string name, CellContext context, Interruption interruption)
    {
        Compiler.Follow(code, name, interruption.Requested);
        interactive.Prepare(code, context, interruption, script => RunParts(script, name, context, interruption));
        if (Next(code, name, interruption.Requested) is not { } cell) return;

        object? value = pump.Run(context, () => Start(cell), interruption);
        if (!HasResult(cell, value)) return;
        // The value's own code, a ToString or an enumerator that never ends, can be interrupted too.
        OrderedDictionary<string, string> shown = pump.Run(context, () => Task.FromResult(ValueFormatter.Format(value)), interruption);
        DisplaySink.Show(shown, null, isResult: true);
    }

    /// <summary>Runs a cell's parts, or those of code that a cell or an extension submits while it runs: each is awaited where it stands.</summary>
    private async Task RunPartsAsync(SplitCell split, string name, bool isCell)
    {
        foreach (CellPart part in split.Parts)
        {
            if (part.Language != CellLanguage.CSharp)
            {
                DisplaySink.Show(Shown(part), null, isResult: false);
                continue;
            }
            Compiler.Follow(part.Text, name, CancellationToken.None);
            if (Next(part.Text, name, CancellationToken.None) is not { } cell) continue;
            object? value = isCell ? await StartAfterLast(cell) : await Start(cell);
            if (HasResult(cell, value)) DisplaySink.Show(ValueFormatter.Format(value), null, isResult: isCell);
        }
    }

    /// <summary>Starts a cell in the culture and with the AsyncLocal values that the one before has left.</summary>
    private Task<object> StartAfterLast(CompiledCell cell)
    {
        lastEnd.RestoreState();
        lastEnd = new CellEnd();
        Task<object> task = Start(cell, keepsLines: true);
        lastEnd.Watch(task, () => { });
        return task;
    }

    /// <summary>The next cell, compiled; null when there is nothing in it to run.</summary>
    private CompiledCell? Next(string code, string name, CancellationToken interrupted)
    {
        CompiledCell cell = Compiler.Compile(code, name, interrupted);
        Compiler.Keep(cell);
        formatterLibraries.Load(cell.Compilation);
        if (!cell.HasCode) return null;
        if (slots >= submissions.Length) Array.Resize(ref submissions, submissions.Length * 2);
        slots++;
        return cell;
    }

    private static bool HasResult(CompiledCell cell, object? value) =>
        value is null ? SubmissionCompiler.HasResult(cell.Compilation) : value is not DisplayedValue && value.GetType().FullName != "Microsoft.DotNet.Interactive.Formatting.DisplayedValue";

    private Task<object> Start(CompiledCell cell, bool keepsLines = false)
    {
        Assembly assembly = references.LoadContext.LoadFromStream(cell.Assembly, cell.Symbols);
        if (keepsLines) CellLines.Keep(assembly, cell.Symbols);
        pump.Sign.Watch(assembly);
        return CellBody.Start(assembly, cell, submissions);
    }
}
