using System.CommandLine;
using Spectre.Console;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary><c>teach run</c>: runs notebooks and leaves something to read.</summary>
internal sealed class RunVerb : Verb
{
    private readonly Argument<string[]> paths = CommonArguments.Paths();
    private readonly Option<TimeSpan?> timeout = CommonArguments.Timeout();
    private readonly Option<bool> inPlace = new("--in-place")
    {
        Description = "Write the outputs into the notebooks themselves, in the form in which they are committed. A notebook with a failing cell stays as it was.",
    };
    private readonly Option<string> output = CommonArguments.Output("Where the executed copies and the site to read them go.");
    private readonly Option<bool> open = CommonArguments.Open();
    private readonly Option<bool> keepGoing = new("--keep-going") { Description = "Run the cells after a failing one too." };
    private readonly Option<bool> timings = new("--timings") { Description = "First measure how fast the engine is on this machine, and print it with the times of the slowest cells." };
    private readonly Option<string> json = new("--json") { HelpName = "FILE", Description = "Also write the summary, with every cell's time, as JSON." };

    public RunVerb()
        : base("run", "Runs notebooks from top to bottom, each in a fresh session, and writes executed copies and a site to read them, from the start on.")
    {
        Add(paths);
        foreach (Option option in new Option[] { inPlace, output, open, timeout, keepGoing, timings, json }) Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(inPlace) is not null && result.GetResult(output) is not null)
                result.AddError("--in-place writes no copies, so it has no --output: give one of them");
            if (result.GetResult(inPlace) is not null && result.GetResult(open) is { Implicit: false })
                result.AddError("--in-place writes no site, so there is none to --open: give one of them");
        });
        SetAction((parsed, _) => RunAsync(parsed));
    }

    public override string Examples => """
        teach run                                      the whole course
        teach run notebooks/03-learning-rates.ipynb    one lesson
        teach run homework --output graded             every notebook in a folder, results to 'graded'
        teach run notebooks --in-place                 outputs into the notebooks, ready to commit

        The site is there to read from the start, with the outputs that are in the notebooks; each page is replaced when its lesson has run.
        Exit code: 0 all ran, 1 a cell failed, 2 a file or the command line is wrong, 130 after Ctrl-C.
        """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using Stop stop = new();
        RunOptions options = new() { Timeout = parsed.GetValue(timeout) ?? RunOptions.DefaultTimeout, KeepGoing = parsed.GetValue(keepGoing) };
        List<string> errors = [];
        Speed? speed = null;
        try
        {
            if (parsed.GetValue(timings)) speed = await MeasureAsync(options, errors, stop.Token).ConfigureAwait(false);
            return await RunAsync(parsed, options, errors, speed, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("teach: stopped before a notebook ran.");
            return stop.ExitCode;
        }
        catch (NotebookException error)
        {
            Input.Report(error.Message, errors);
            return ExitCode.BadInput;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, RunOptions options, List<string> errors, Speed? speed, Stop stop)
    {
        List<Input> inputs = Input.ReadAll(parsed.GetValue(paths)!, errors);
        CourseSite? site = parsed.GetValue(inPlace) || inputs.Count == 0 ? null : SiteOf(parsed, inputs);
        ResultWriter writer = new(site, inputs, errors);
        if (site is not null) writer.WriteTo(site, stop.Token);
        await using SiteServer? server = site is null ? null : await SitePlace.SayFirstAsync(site, parsed.GetValue(open)).ConfigureAwait(false);
        IAnsiConsole console = Terminal.Open();
        Batch batch = new(inputs, options, stop, errors);
        await batch.RunAsync(console, (input, run) =>
        {
            IReadOnlyList<string> remarks = writer.Add(input, run);
            return (run.Passed ? "ok" : "failed", [.. Failure.Lines(run, input.Name), .. remarks]);
        }).ConfigureAwait(false);
        if (stop.Token.IsCancellationRequested)
        {
            batch.SayWhatIsLeft();
            return stop.ExitCode;
        }

        NotebookRun[] runs = [.. batch.Done.Select(one => one.Run)];
        if (runs.Length > 0) SummaryTable.Write(console, batch.Done.Select(one => (one.Input.Name, one.Run, one.Result)));
        if (speed is not null) TimingsText.Write(speed, batch.Done);
        writer.SayUnwritten();
        if (parsed.GetValue(json) is { } file) WriteSummary(file, runs, errors, speed);
        if (site is not null && !await FinishAsync(parsed, inputs, writer, server, errors, stop).ConfigureAwait(false)) return stop.ExitCode;
        return errors.Count > 0 ? ExitCode.BadInput : runs.All(run => run.Passed) ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Builds what makes cells run in the pages, writes the pages with it, and says where they are.</summary>
    /// <returns>False when it was stopped.</returns>
    private async Task<bool> FinishAsync(ParseResult parsed, List<Input> inputs, ResultWriter writer, SiteServer? server, List<string> errors, Stop stop)
    {
        try
        {
            await LiveBuild.RunAsync(stop.Token).ConfigureAwait(false);
            CourseSite site = SiteOf(parsed, inputs);
            foreach (NotebookException fault in writer.WriteTo(site, stop.Token)) Input.Report(fault, errors);
            if (LiveBuild.Project is not null && !site.IsLive)
                Console.Out.WriteLine("The pages are to read: their cells run in the browser where Node.js is, after 'npm ci' and another 'teach run'.");
            if (server is null) await SitePlace.SayAsync(site, open: false, stop).ConfigureAwait(false);
            else await ServeVerb.SayUntilStoppedAsync(server, open: false, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("teach: stopped. All lessons have run and their pages are written, to read only.");
            return false;
        }
    }

    private static void WriteSummary(string file, NotebookRun[] runs, List<string> errors, Speed? speed)
    {
        try
        {
            RunSummary.Write(file, runs, run => Lesson.Of(run).Title, errors, speed);
        }
        catch (NotebookException error)
        {
            Input.Report(error.Message, errors);
        }
    }

    private CourseSite SiteOf(ParseResult parsed, List<Input> inputs)
    {
        CourseSite site = new(SitePlace.Folder(parsed.GetValue(output), inputs), [.. inputs.Select(input => input.Path)], live: Live.WhereBuilt);
        site.Prepare(ours: parsed.GetValue(output) is null);
        return site;
    }

    private static async Task<Speed?> MeasureAsync(RunOptions options, List<string> errors, CancellationToken cancellation)
    {
        if (Terminal.IsLive) Console.Error.WriteLine("measuring the speed of the engine with 300 trivial cells ...");
        try
        {
            return await Speed.MeasureAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (InvalidOperationException error)
        {
            Input.Report($"the speed could not be measured: {error.Message}", errors);
            return null;
        }
    }
}
