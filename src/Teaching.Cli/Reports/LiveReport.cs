using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Teaching.Notebooks.Running;

namespace Teaching.Cli;

/// <summary>Progress for a person at a terminal: a line for each notebook, the running one with its cell and the time it takes.</summary>
internal sealed class LiveReport : IReport
{
    private sealed class Lesson(Input input)
    {
        public readonly string Name = input.Name;
        public readonly int Cells = input.Notebook.Cells.Count;
        public string? Result;
        public TimeSpan Elapsed;
        public Stopwatch? Watch;
        public volatile CellRun? Cell;
    }

    private readonly IAnsiConsole console;
    private readonly Lesson[] lessons;
    private readonly List<string> details = [];
    private readonly CancellationTokenSource ended = new();
    private readonly Task drawing;
    private volatile int current;

    public LiveReport(IAnsiConsole console, IReadOnlyList<Input> inputs)
    {
        this.console = console;
        lessons = [.. inputs.Select(input => new Lesson(input))];
        drawing = console.Live(Draw()).StartAsync(DrawUntilEndedAsync);
    }

    public void Start(int index)
    {
        current = index;
        lessons[index].Watch = Stopwatch.StartNew();
    }

    public void Show(CellRun cell) => lessons[current].Cell = cell;

    public void End(string result, TimeSpan elapsed, IReadOnlyList<string> lines)
    {
        (lessons[current].Elapsed, lessons[current].Result) = (elapsed, result);
        details.AddRange(lines);
    }

    /// <summary>Ends the live part; what there is to say about the notebooks follows it.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await drawing.ConfigureAwait(false);
        foreach (string line in details) Console.Out.WriteLine(line);
        ended.Dispose();
    }

    private async Task DrawUntilEndedAsync(LiveDisplayContext context)
    {
        while (!ended.IsCancellationRequested)
        {
            context.UpdateTarget(Draw());
            await Task.Delay(100, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        context.UpdateTarget(Draw());
    }

    private Rows Draw()
    {
        int height = Math.Max(3, console.Profile.Height - 2);
        int first = Math.Clamp(current - height + 2, 0, Math.Max(0, lessons.Length - height));
        int width = lessons.Max(lesson => lesson.Name.Length);
        return new Rows(lessons.Skip(first).Take(height).Select(lesson => Line(lesson, width)));
    }

    private IRenderable Line(Lesson lesson, int width)
    {
        string name = lesson.Name.PadRight(width);
        (string text, Color color) = lesson switch
        {
            { Result: { } result } => (Row(result == "ok" ? "✓" : "✗", name, result, lesson.Elapsed), result == "ok" ? Color.Green : Color.Red),
            { Watch: { } watch } => (Row(Spin(watch), name, Place(lesson), watch.Elapsed) + "  " + lesson.Cell?.FirstLine, Color.Default),
            _ => ($"  {name}", Color.Grey),
        };
        int room = console.Profile.Width - 1;
        text = text.Replace('\t', ' ');
        return new Text(text.Length <= room ? text : text[..(room - 1)] + "…", new Style(color));
    }

    private static string Row(string mark, string name, string place, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{mark} {name}  {place,-16} {elapsed.TotalSeconds,6:0.0} s");

    private static string Place(Lesson lesson) => lesson.Cell is { } cell ? $"cell {cell.Number} of {lesson.Cells}" : "starting";

    private static string Spin(Stopwatch watch) => @"|/-\"[(int)(watch.ElapsedMilliseconds / 120 % 4)].ToString();
}
