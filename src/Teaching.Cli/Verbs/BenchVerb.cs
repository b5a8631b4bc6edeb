using System.CommandLine;
using System.Diagnostics;

namespace Teaching.Cli;

/// <summary>
/// <c>teach bench</c>: starts Teaching.Benchmarks, which times the library against what is installed. A process of its own,
/// since this command knows nothing of the library.
/// </summary>
internal sealed class BenchVerb : Verb
{
    private readonly Argument<string> what = new("WHAT") { Description = "product: matrix products; train: an epoch of training, dense networks and convolutions; layers: where the time of the convolutions goes, beside what the machine could do; kernel: our Jupyter kernel and ipykernel.", DefaultValueFactory = _ => "product" };
    private readonly Option<int> rounds = new("--rounds") { HelpName = "N", Description = "How often each contestant runs each case; the median counts." };
    private readonly Option<string> threads = new("--threads") { HelpName = "1,2", Description = "The numbers of threads to measure with." };
    private readonly Option<int> batches = new("--batches") { HelpName = "N", Description = "With train: how many batches of the convolutions are timed at a time, of the 118 of an epoch." };
    private readonly Option<string?> charts = new("--charts") { HelpName = "FOLDER", Arity = ArgumentArity.ZeroOrOne, Description = "Instead: how training grows with batch, width, images and threads, ours and the peers', as four charts and the page speed.md in this folder; without FOLDER in docs. Some ten minutes." };
    private readonly Option<string> json = new("--json") { HelpName = "FILE", Description = "Writes every figure to this file." };

    public BenchVerb()
        : base("bench", "Times the library against MathNet, NumPy, PyTorch and TorchSharp, and the kernel against ipykernel, as far as they are installed, in turns on this machine.")
    {
        what.AcceptOnlyFromAmong("product", "train", "layers", "kernel");
        Add(what);
        Add(rounds);
        Add(threads);
        Add(batches);
        Add(charts);
        Add(json);
        Validators.Add(result =>
        {
            if (result.GetResult(charts) is not null && result.GetResult(what) is { Tokens.Count: > 0 })
                result.AddError("--charts measures training in its own way: leave WHAT out");
        });
        SetAction(RunAsync);
    }

    public override string Examples => """
        teach bench                              matrix products
        teach bench train --json figures.json    training, with every figure in a file
        teach bench --charts                     docs/speed.md and its charts
        teach bench kernel                       the Jupyter kernel, published to artifacts/teach before

        Needs the sources of the course (tests/Teaching.Benchmarks) and takes minutes. A peer that is not installed is left out.
        TEACHING_PYTHON       the Python that has NumPy, PyTorch and Jupyter's clients; else /usr/bin/python3
        TEACHING_TORCHSHARP   the command that runs TorchSharp's peer; else dotnet. The peer is built before:
                              dotnet build -c Release tests/Teaching.TorchSharpPeer
        Exit code: 0 done, 2 the command line is wrong or the sources are not here.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken _)
    {
        string? root = NotebookPaths.CourseRoot(Environment.CurrentDirectory);
        string project = Path.Combine(root ?? "", "tests", "Teaching.Benchmarks");
        if (root is null || !Directory.Exists(project))
        {
            await Console.Error.WriteLineAsync("teach bench: the benchmarks are not here: start it in a clone of the course").ConfigureAwait(false);
            return ExitCode.BadInput;
        }

        ProcessStartInfo start = new("dotnet", ["run", "-c", "Release", "--project", project, "--", .. PassedOn(parsed, root)]);
        using Stop stop = new();
        using Process process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return stop.ExitCode;
        }
    }

    private IEnumerable<string> PassedOn(ParseResult parsed, string root)
    {
        if (parsed.GetResult(charts) is null)
            yield return parsed.GetValue(what)!;
        else
            foreach (string part in new[] { "charts", "--folder", Path.GetFullPath(parsed.GetValue(charts) ?? Path.Combine(root, "docs")) }) yield return part;
        foreach (Option option in new Option[] { rounds, threads, batches, json })
        {
            if (parsed.GetResult(option) is not { Tokens: [{ } token, ..] }) continue;
            yield return option.Name;
            yield return option == json ? Path.GetFullPath(token.Value) : token.Value;
        }
    }
}
