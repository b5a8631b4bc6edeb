using System.Diagnostics;

namespace Teaching.Notebooks.Sessions;

/// <summary>One run of <c>dotnet restore</c>. It tries each address once, so that a machine without network knows within seconds.</summary>
internal static class PackageRestore
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(5);

    /// <exception cref="CellException">The restore failed: why, in one line.</exception>
    public static void Run(string folder, string workingDirectory, PackageRequest request, CancellationToken interrupted)
    {
        ProcessStartInfo start = new(DotnetProgram())
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // A nuget.config beside the notebook, or above it, says where packages come from.
        foreach (string argument in new[] { "restore", "-nologo", "-v:q", "-nodeReuse:false", "-m:1", $"-p:RestoreRootConfigDirectory={workingDirectory}" })
            start.ArgumentList.Add(argument);
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        (int exitCode, string output) = Finish(start, request, interrupted);
        if (exitCode != 0) throw Failed(request, output);
    }

    private static (int ExitCode, string Output) Finish(ProcessStartInfo start, PackageRequest request, CancellationToken interrupted)
    {
        using Process process = StartProcess(start, request);
        process.StandardInput.Close();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        limit.CancelAfter(patience);
        using CancellationTokenRegistration kill = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        interrupted.ThrowIfCancellationRequested();
        if (limit.IsCancellationRequested)
            throw Failure(request, $"the packages did not arrive within {patience.TotalMinutes:0} minutes.");
        return (process.ExitCode, output);
    }

    private static Process StartProcess(ProcessStartInfo start, PackageRequest request)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw Failure(request, $"the dotnet command of the .NET SDK is needed to restore packages, and could not be started: {error.Message}");
        }
    }

    private static CellException Failed(PackageRequest request, string output)
    {
        string? error = output.Split('\n').FirstOrDefault(line => line.Contains("error ", StringComparison.Ordinal));
        if (error is null) return Failure(request, $"dotnet restore failed. {output.Trim()}");

        error = error[error.IndexOf("error ", StringComparison.Ordinal)..].Trim();
        int project = error.LastIndexOf(" [", StringComparison.Ordinal);
        if (project > 0) error = error[..project];
        if (error.Contains("NU1301", StringComparison.Ordinal))
            return Failure(request, $"no package source answered. Is there a network here? Packages restored before work without one, when the version is named. ({error})");
        return Failure(request, error);
    }

    private static CellException Failure(PackageRequest request, string why) =>
        new("ReferenceError", $"#r \"nuget: {request.Id}{(request.Version is null ? "" : ", " + request.Version)}\": {why}", []);

    /// <summary>The client of the runtime that this process runs on, else the one on the path.</summary>
    private static string DotnetProgram()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string own = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        return File.Exists(own) ? own : name;
    }
}
