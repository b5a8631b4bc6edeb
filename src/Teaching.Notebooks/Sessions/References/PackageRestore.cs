using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>How a restore ended.</summary>
/// <param name="Error">Why it failed, in one line; null when it did not.</param>
/// <param name="SilentSources">What was said of sources that did not answer.</param>
internal sealed record RestoreOutcome(string? Error, IReadOnlyList<string> SilentSources)
{
    public bool HasSilentSource => SilentSources.Count > 0;

    public bool IsSilent(string source) => SilentSources.Any(line => line.Contains(source, StringComparison.Ordinal));
}

/// <summary>One run of <c>dotnet restore</c>. It tries each address once, so that a machine without network knows within seconds.</summary>
internal static class PackageRestore
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan silence = TimeSpan.FromSeconds(2);

    /// <param name="folder">An empty folder for the project that is restored.</param>
    /// <param name="packages">What to restore.</param>
    /// <param name="sources">Sources beside those that are configured.</param>
    /// <param name="workingDirectory">A nuget.config here, or above, says where packages come from.</param>
    /// <param name="what">What to say that it brings when it takes long.</param>
    /// <param name="interrupted">Ends it.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static RestoreOutcome Run(
        string folder, IEnumerable<PackageRequest> packages, IEnumerable<string> sources, string workingDirectory, string what, CancellationToken interrupted)
    {
        WriteProject(folder, packages, sources, workingDirectory);
        ProcessStartInfo start = new(DotnetProgram())
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in new[] { "restore", "-nologo", "-v:q", "-nodeReuse:false", "-m:1" })
            start.ArgumentList.Add(argument);
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return Finish(start, what, interrupted);
    }

    private static RestoreOutcome Finish(ProcessStartInfo start, string what, CancellationToken interrupted)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        limit.CancelAfter(patience);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return new RestoreOutcome($"the dotnet command of the .NET SDK is needed to restore packages, and could not be started: {error.Message}", []);
        }
        Task<string[]> output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            process.StandardInput.Close();
            ShowUntilDone(output, what, limit.Token);
            process.WaitForExit();
            return Read(process.ExitCode, string.Concat(output.GetAwaiter().GetResult()));
        }
        catch (OperationCanceledException)
        {
            // Its death takes a moment, which the cell does not wait for.
            _ = Task.Run(() => Kill(process), CancellationToken.None);
            if (interrupted.IsCancellationRequested || !limit.IsCancellationRequested) throw;
            return new RestoreOutcome($"the packages did not arrive within {patience.TotalMinutes:0} minutes.", []);
        }
    }

    /// <summary>What takes long says so, and leaves no trace: a run that finds the packages in the cache shows the same.</summary>
    private static void ShowUntilDone(Task done, string what, CancellationToken cancellation)
    {
        if (Task.WaitAny([done], (int)silence.TotalMilliseconds, cancellation) == 0) return;
        bool isShown = !DisplaySink.HasOutput;
        if (isShown) DisplaySink.Show(ValueFormatter.Text($"Restoring {what} ..."), null, isResult: false);
        Task.WaitAny([done], cancellation);
        if (isShown) DisplaySink.Clear(wait: false);
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has just ended by itself.
        }
    }

    private static RestoreOutcome Read(int exitCode, string output)
    {
        string[] lines = [.. output.Split('\n').Select(line => line.Trim()).Distinct()];
        string[] silent = [.. lines.Where(line => line.Contains("NU1301", StringComparison.Ordinal) || line.Contains("NU1801", StringComparison.Ordinal)).Select(Message)];
        if (exitCode == 0) return new RestoreOutcome(null, silent);

        string[] errors = [.. lines.Where(line => line.Contains("error ", StringComparison.Ordinal)).Select(Message)];
        string error = silent.FirstOrDefault() ?? errors.FirstOrDefault() ?? $"dotnet restore failed. {string.Join(' ', lines).Trim()}";
        int nearest = output.IndexOf("Nearest version: ", StringComparison.Ordinal);
        if (nearest >= 0) error += $" ({output[nearest..].Split(']', '\n')[0].Trim()})";
        return new RestoreOutcome(error, silent);
    }

    /// <summary>A line of MSBuild from its code on, without the project.</summary>
    private static string Message(string line)
    {
        int start = Math.Max(line.IndexOf("error ", StringComparison.Ordinal), line.IndexOf("warning ", StringComparison.Ordinal));
        int project = line.LastIndexOf(" [", StringComparison.Ordinal);
        return project > start ? line[start..project] : line[Math.Max(start, 0)..];
    }

    private static void WriteProject(string folder, IEnumerable<PackageRequest> packages, IEnumerable<string> sources, string workingDirectory)
    {
        XElement project = new(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
                new XElement("RuntimeIdentifier", NativePlaces.Platform),
                new XElement("SelfContained", false),
                new XElement("UseAppHost", false),
                new XElement("NuGetAudit", false),
                new XElement("RestoreRootConfigDirectory", Escape(workingDirectory)),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', sources.Select(Escape))),
                // A source that does not answer is no harm when another has the package.
                new XElement("RestoreIgnoreFailedSources", true)),
            new XElement(
                "ItemGroup",
                packages.Select(package => new XElement("PackageReference", new XAttribute("Include", package.Id), new XAttribute("Version", package.Version)))));
        project.Save(Path.Combine(folder, "packages.csproj"));
        // What a project further up the folders says of its build is not meant for this one.
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(folder, name), "<Project />\n");
    }

    /// <summary>Text as MSBuild wants it, to which some characters mean something.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => "%$@';?*()".Contains(c) ? FormattableString.Invariant($"%{(int)c:X2}") : c.ToString()));

    /// <summary>The client of the runtime that this process runs on, else the one on the path.</summary>
    private static string DotnetProgram()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string own = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(own) ? own : name;
    }
}
