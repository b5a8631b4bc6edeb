using System.Diagnostics;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>Jupyter's own nbformat (Debian's python3-nbformat), to compare with. One Python process handles a whole folder.</summary>
internal static class Nbformat
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Validates each notebook of a folder and writes it again; prints where the bytes differ.</summary>
    public const string Rewrite = """
        import sys, io, os, json, nbformat
        from nbformat.validator import validate
        for name in sorted(os.listdir(sys.argv[1])):
            if not name.endswith(".ipynb"): continue
            path = os.path.join(sys.argv[1], name)
            text = io.open(path, encoding="utf-8", newline="").read()
            notebook = nbformat.reads(text, as_version=4)
            if not name.startswith("extra"): validate(json.loads(text))
            again = nbformat.writes(notebook) + "\n"
            if again != text:
                at = next((i for i, (a, b) in enumerate(zip(again, text)) if a != b), min(len(again), len(text)))
                print(name, "nbformat writes", ascii(again[max(0, at - 40):at + 40]), "ours is", ascii(text[max(0, at - 40):at + 40]))
        """;

    /// <summary>Runs a script with a folder as its argument and returns what it prints; skips the test when nbformat is not installed.</summary>
    public static string Run(string script, string folder)
    {
        Require();
        (int exit, string output) = Start("-c", script, folder);
        Assert.True(exit == 0, output);
        return output;
    }

    private static void Require()
    {
        bool isInstalled = File.Exists(Python) && Start("-c", "import nbformat").Exit == 0;
        if (isInstalled) return;
        const string reason = "Jupyter's nbformat is not installed (Debian: apt-get install python3-nbformat)";
        Assert.False(Environment.GetEnvironmentVariable("TEACHING_REQUIRE_CLIENTS") == "1", reason);
        Assert.Skip(reason);
    }

    private static (int Exit, string Output) Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        start.Environment["PYTHONWARNINGS"] = "ignore";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
