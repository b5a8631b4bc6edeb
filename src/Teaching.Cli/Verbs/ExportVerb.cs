using System.CommandLine;
using System.Globalization;
using Teaching.Notebooks.Documents;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary><c>teach export</c>: the lessons as they lie there, with the outputs that are in them, as a static site to read.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Argument<string[]> paths = CommonArguments.Paths();
    private readonly Option<string> output = CommonArguments.Output("Where the site goes.");
    private readonly Option<bool> offline = new("--offline")
    {
        Description = "Pages that ask no network for anything: KaTeX and plotly.js lie beside them. Needs node_modules (npm ci).",
    };
    private readonly Option<bool> live = new("--live")
    {
        Description = "Pages in which each cell can be run and changed, with nothing installed: .NET for the browser lies beside them, 30 MB. They need a server, such as 'teach serve'.",
    };
    private readonly Option<bool> withData = new("--with-data")
    {
        Description = "With --live: MNIST lies beside the pages, 11 MB, for the lessons that read it. It must be here: 'teach data fetch mnist'. Without it the lessons draw digits.",
    };
    private readonly Option<bool> open = CommonArguments.Open();

    public ExportVerb()
        : base("export", "Writes the lessons as a static site: an index, a page a lesson, interactive charts, search. Runs no lesson and needs no server.")
    {
        Add(paths);
        foreach (Option option in new Option[] { output, offline, live, withData, open }) Add(option);
        Validators.Add(result =>
        {
            if (result.GetResult(withData) is { Implicit: false } && result.GetResult(live) is null)
                result.AddError("--with-data is for pages whose cells run: give --live with it");
        });
        SetAction((parsed, _) => RunAsync(parsed));
    }

    public override string Examples => """
        teach export                                the whole course to artifacts/course
        teach export --output public --offline      a site to copy anywhere, which asks no network for anything
        teach export --output public --live         a site whose lessons run in the browser, for any static host
        teach export homework/a.ipynb --open        one notebook, and opens it in the browser

        Of a folder that is there already only files of an earlier site are replaced or removed.
        Exit code: 0 done, 2 a file or the command line is wrong, 130 after Ctrl-C.
        """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using Stop stop = new();
        List<string> errors = [];
        List<Input> inputs = Input.ReadAll(parsed.GetValue(paths)!, errors);
        if (inputs.Count == 0) return ExitCode.BadInput;
        try
        {
            if (parsed.GetValue(live)) await LiveBuild.RunAsync(stop.Token).ConfigureAwait(false);
            string folder = SitePlace.Folder(parsed.GetValue(output), inputs);
            CourseSite site = new(folder, [.. inputs.Select(input => input.Path)], parsed.GetValue(offline), parsed.GetValue(live) ? Live.Yes : Live.No,
                parsed.GetValue(withData) ? PublishedData.Mnist() : null);
            site.Prepare(ours: parsed.GetValue(output) is null);
            foreach (NotebookException fault in site.Write([.. inputs.Select(input => new Lesson(input.Path, input.Notebook))], DateTimeOffset.Now, Say, stop.Token))
                Input.Report(fault, errors);
            await SitePlace.SayAsync(site, parsed.GetValue(open), stop).ConfigureAwait(false);
        }
        catch (NotebookException error)
        {
            Input.Report(error.Message, errors);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("teach: stopped; no page was written.");
            return stop.ExitCode;
        }
        return errors.Count > 0 ? ExitCode.BadInput : ExitCode.Ok;

        void Say(Lesson lesson, long bytes) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Input.ShownName(lesson.Path, Directory.GetCurrentDirectory())}: a page of {Math.Max(1, bytes / 1000)} KB"));
    }
}
