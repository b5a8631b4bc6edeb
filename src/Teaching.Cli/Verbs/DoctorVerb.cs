using Teaching.Jupyter.Kernelspecs;

namespace Teaching.Cli;

/// <summary><c>teach doctor</c>: what this machine has, as a table to paste into a bug report.</summary>
internal sealed class DoctorVerb : Verb
{
    public DoctorVerb()
        : base("doctor", "Shows what this machine has, as a table to paste into a bug report.") => SetAction((_, cancellation) => RunAsync(cancellation));

    public override string Examples => """
        teach doctor

        Each line starts with [OK] or with [WARN], then it ends with what to do. Your home folder is written as ~.
        Exit code: 0 done, with or without warnings.
        """;

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        int warnings = 0;
        await foreach (Finding finding in FindingsAsync().WithCancellation(cancellation).ConfigureAwait(false))
        {
            Console.Out.WriteLine(Line(finding));
            if (!finding.IsWell) warnings++;
        }
        Console.Out.WriteLine(warnings switch { 0 => "All is well.", 1 => "One warning.", _ => FormattableString.Invariant($"{warnings} warnings.") });
        return ExitCode.Ok;
    }

    private static async IAsyncEnumerable<Finding> FindingsAsync()
    {
        string? root = NotebookPaths.CourseRoot(Environment.CurrentDirectory);
        await foreach (Finding finding in Machine.FindingsAsync().ConfigureAwait(false)) yield return finding;
        yield return Library.Of(root);
        await foreach (Finding finding in DataSets.FindingsAsync().ConfigureAwait(false)) yield return finding;
        yield return Kernels.Of(KernelspecFolder.OfUser());
        await foreach (Finding finding in Clients.FindingsAsync(root).ConfigureAwait(false)) yield return finding;
    }

    private static string Line(Finding finding)
    {
        string line = $"{(finding.IsWell ? "[OK]" : "[WARN]"),-6}  {finding.What,-18}  {finding.Detail}{(finding.IsWell ? "" : $"  ->  {finding.Advice}")}";
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 ? line.Replace(home, "~", StringComparison.Ordinal) : line;
    }
}
