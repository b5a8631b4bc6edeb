using System.Globalization;
using System.Runtime.ExceptionServices;
using Jint;
using Jint.Native;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>A formula that cannot be typeset.</summary>
/// <param name="Cell">The number of its cell, from 1.</param>
/// <param name="CellId">The cell's id.</param>
/// <param name="Tex">The formula.</param>
/// <param name="Reason">What KaTeX says of it.</param>
public sealed record RefusedFormula(int Cell, string CellId, string Tex, string Reason)
{
    /// <summary>All of it on one line.</summary>
    public override string ToString() => OneLine.Of(string.Create(CultureInfo.InvariantCulture,
        $"cell {Cell} (id {CellId}): the formula {(Tex.Length <= 60 ? Tex : Tex[..60] + "…")} cannot be typeset: {Reason}"));
}

/// <summary>
/// Tells which formulas of a notebook KaTeX refuses: runs KaTeX itself, the file that the pages load, in an interpreter. Each
/// formula has a limit of steps and of depth.
/// </summary>
public sealed class FormulaCheck
{
    private const int Stack = 256 << 20;
    private const int Deepest = 1000;
    private const int MostSteps = 5_000_000;
    private readonly string? scripts;

    /// <summary>Finds KaTeX.</summary>
    /// <param name="nearby">Folders; node_modules is looked for in them and in those above.</param>
    public FormulaCheck(IEnumerable<string> nearby) => scripts = WebFiles.FormulaScripts([.. nearby, Environment.CurrentDirectory, AppContext.BaseDirectory]);

    /// <summary>Whether KaTeX was found; without it nothing is refused.</summary>
    public bool IsPossible => scripts is not null;

    /// <summary>Whether there was a formula that could not be checked, since KaTeX is not there.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>The refused formulas of a notebook, in order.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">Its full path.</param>
    /// <exception cref="NotebookException">A cell cannot be shown at all.</exception>
    public IReadOnlyList<RefusedFormula> RefusedIn(Notebook notebook, string path)
    {
        List<(Cell Cell, int Number, string Tex, bool IsDisplay)> formulas = [];
        PageContext page = new(Path.GetDirectoryName(path)!, new SiteNames([path]));
        foreach ((int i, Cell cell) in notebook.Cells.Index())
        {
            // Of a code cell only what it put out can hold any.
            Cell shown = cell.Kind == CellKind.Code ? new Cell(CellKind.Code, "") { Outputs = cell.Outputs } : cell;
            formulas.AddRange(Formulas.In(LessonPage.CellOf(shown, i, run: null, page)).Select(one => (cell, i + 1, one.Tex, one.IsDisplay)));
        }
        HasMissed |= formulas.Count > 0 && !IsPossible;
        if (formulas.Count == 0 || !IsPossible) return [];
        return OnDeepStack(() =>
        {
            using Engine engine = new(options => options.LimitRecursion(Deepest).MaxStatements(MostSteps));
            JsValue refusal = engine.Execute(scripts!).Evaluate("teachingFormulas(globalThis.katex).refusal");
            List<RefusedFormula> refused = [];
            foreach ((Cell cell, int number, string tex, bool isDisplay) in formulas)
                if (Refusal(engine, refusal, tex, isDisplay) is { } reason) refused.Add(new RefusedFormula(number, cell.Id, tex, reason));
            return refused;
        });
    }

    private static string? Refusal(Engine engine, JsValue refusal, string tex, bool isDisplay)
    {
        try
        {
            return engine.Invoke(refusal, tex, isDisplay) is JsString reason ? reason.ToString() : null;
        }
        catch (Exception error) when (error is JintException or InsufficientExecutionStackException)
        {
            return "it is too long or nests too deep";
        }
    }

    private static T OnDeepStack<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? error = null;
        Thread thread = new(Run, Stack);
        thread.Start();
        thread.Join();
        error?.Throw();
        return result;

        void Run()
        {
            try
            {
                result = work();
            }
            catch (Exception thrown)
            {
                error = ExceptionDispatchInfo.Capture(thrown);
            }
        }
    }
}
