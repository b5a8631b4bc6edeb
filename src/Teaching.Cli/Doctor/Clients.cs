namespace Teaching.Cli;

/// <summary>The programs beside .NET: those that show lessons, and those that only the tests use.</summary>
internal static class Clients
{
    private static readonly string[] pythonParts = ["nbformat", "nbclient", "nbconvert", "jupyter_client", "notebook", "numpy", "torch"];

    /// <summary>What was found; that something is missing is no trouble, since nothing here needs it to run a lesson.</summary>
    public static async IAsyncEnumerable<Finding> FindingsAsync(string? root)
    {
        yield return Extension();
        yield return await VersionAsync("Jupyter", ["jupyter"], "--version").ConfigureAwait(false);
        yield return await PythonAsync().ConfigureAwait(false);
        yield return await VersionAsync("Chromium", ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"], "--version").ConfigureAwait(false);
        yield return await VersionAsync("Node.js", ["node"], "--version").ConfigureAwait(false);
        if (root is not null) yield return NodeModules(root);
    }

    private static Finding Extension()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] editors = [".vscode", ".vscode-insiders", ".vscode-server", ".vscode-oss", Path.Combine(".local", "share", "code-server")];
        string[] found =
        [
            .. editors.Select(editor => Path.Combine(home, editor, "extensions")).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateDirectories(folder, "teaching.teaching*")).Select(folder => Path.GetFileName(folder)!),
        ];
        if (found.Length > 0) return new("VS Code extension", string.Join(", ", found));
        return Tools.OnPath("code", "code-insiders", "codium", "code-server") is { } editor
            ? new("VS Code extension", $"{Path.GetFileNameWithoutExtension(editor)} is here, our extension is not", "README tells how to install it")
            : new("VS Code extension", "no VS Code on the PATH");
    }

    private static async Task<Finding> VersionAsync(string what, string[] programs, string argument)
    {
        if (Tools.OnPath(programs) is not { } program) return new(what, "not found");
        string? said = await Tools.AskAsync(program, [argument], default).ConfigureAwait(false);
        return said is null
            ? new(what, $"{Path.GetFileName(program)} is there but does not answer '{argument}'", "start it by hand to see why")
            : new(what, OneLine(said));
    }

    /// <summary>The lines that name a version, joined; Jupyter says a line for each of its parts.</summary>
    private static string OneLine(string said)
    {
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> versions = lines.Where(line => line.Any(char.IsAsciiDigit)).Select(line => string.Join(' ', line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries)));
        return string.Join(", ", versions);
    }

    private static async Task<Finding> PythonAsync()
    {
        string[] places = [.. new[] { "/usr/bin/python3", Tools.OnPath("python3", "python", "py") }.OfType<string>().Where(File.Exists).Distinct()];
        List<string> found = [];
        foreach (string python in places)
        {
            string code = $"import sys, importlib.metadata as m\nhave = {{d.metadata['Name'].lower().replace('-', '_') for d in m.distributions() if d.metadata['Name']}}\n"
                + $"print(sys.version.split()[0], *[p for p in '{string.Join(' ', pythonParts)}'.split() if p in have])";
            if (await Tools.AskAsync(python, ["-c", code], default).ConfigureAwait(false) is { Length: > 0 } said) found.Add(said.Replace("\n", " "));
        }
        return new("Python", found.Count == 0 ? "not found" : string.Join("; ", found.Distinct()));
    }

    private static Finding NodeModules(string root)
    {
        string[] wanted = ["katex", "plotly.js-dist-min"];
        string[] missing = [.. wanted.Where(name => !Directory.Exists(Path.Combine(root, "node_modules", name)))];
        return new("npm packages", missing.Length == 0 ? "here: pages need no network" : $"{string.Join(", ", missing)} not here; pages load them from their public address");
    }
}
