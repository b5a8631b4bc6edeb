using System.Diagnostics;
using Teaching.Tests.Browsing;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>Debian's Python, which has Debian's Jupyter packages.</summary>
internal static class Python
{
    private const string Program = "/usr/bin/python3";

    /// <summary>Skips the test where a package is missing.</summary>
    public static void Require(string module, string package)
    {
        bool isInstalled = File.Exists(Program) && Run(null, "-c", $"import {module}").Exit == 0;
        if (!isInstalled) Outside.SkipOrFail($"{module} is not installed (Debian: apt-get install {package}).");
    }

    /// <summary>Runs a script of this folder, or a module with -m, to its end.</summary>
    public static (int Exit, string Output, string Error) Run(Jupyter? jupyter, params string[] arguments)
    {
        using Process process = Start(jupyter, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(Jupyter? jupyter, params string[] arguments)
    {
        ProcessStartInfo start = new(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        start.Environment["PYTHONWARNINGS"] = "ignore";
        if (jupyter is not null) foreach ((string name, string value) in jupyter.Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A script that lies beside this file.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Clients", name);
}
