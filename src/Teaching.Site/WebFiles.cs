using System.Security.Cryptography;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// The scripts and styles that the pages share. KaTeX and plotly.js come from node_modules where npm brought exactly the
/// versions named here, else the pages load them from a public copy of the npm packages, the one place that they ask.
/// </summary>
internal sealed class WebFiles
{
    public const string KatexVersion = "0.19.1";
    public const string PlotlyVersion = "4.1.2";

    /// <summary>A browser refuses a file of any other sum.</summary>
    public const string KatexScriptIntegrity = "sha384-a1WQdjRj162i159OYq041X6I4K8NenkrI09LlPmiHg0YOb7CR+wJOraXwK9abpnE";
    public const string KatexStyleIntegrity = "sha384-WwGtaC6ywCHxA5cstpj/3+xIZvTez8dq2IcBQaXRkenHZ7FVVq1ZROtURwfbtTlG";
    public const string PlotlyIntegrity = "sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8";

    public const string KatexAddress = $"https://cdn.jsdelivr.net/npm/katex@{KatexVersion}/dist/";
    public const string PlotlyAddress = $"https://cdn.jsdelivr.net/npm/plotly.js-dist-min@{PlotlyVersion}/plotly.min.js";

    private const string FormulaScript = "formulas.js";
    private static readonly string[] Own = ["site.css", "site.js", FormulaScript];
    private readonly Dictionary<string, string> copies = [];

    private WebFiles()
    {
    }

    /// <summary>Whether the pages have everything beside them.</summary>
    public bool AreLocal => copies.Count > 0;

    /// <summary>The files that the site gets, as addresses from its folder.</summary>
    public IEnumerable<string> Names => [.. Own.Select(name => "assets/" + name), .. copies.Keys];

    /// <summary>The only scripts, styles and fonts that a page may load; all else is refused by the browser.</summary>
    public string Policy => AreLocal
        ? "script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'"
        : $"script-src 'self' {KatexAddress}katex.min.js {PlotlyAddress}; style-src 'self' 'unsafe-inline' {KatexAddress}katex.min.css; font-src {KatexAddress}fonts/";

    /// <summary>Finds the files.</summary>
    /// <param name="nearby">Folders; node_modules is looked for in them and in those above.</param>
    /// <param name="offline">Whether all must be there.</param>
    /// <exception cref="NotebookException">They are needed and not there.</exception>
    public static WebFiles Find(IEnumerable<string> nearby, bool offline)
    {
        WebFiles files = new();
        string? modules = nearby.SelectMany(Above).Select(folder => Path.Combine(folder, "node_modules")).FirstOrDefault(HasAll);
        if (modules is not null) files.Take(modules);
        else if (offline)
            throw new NotebookException("--offline", "", $"needs katex {KatexVersion} and plotly.js-dist-min {PlotlyVersion} in node_modules; "
                + "run 'npm ci' in the folder of the course, the one that holds package.json");
        return files;
    }

    /// <summary>The scripts that say whether a formula can be typeset, as the pages do; null without the KaTeX that npm brings.</summary>
    /// <param name="nearby">Folders; node_modules is looked for in them and in those above.</param>
    public static string? FormulaScripts(IEnumerable<string> nearby) => nearby.SelectMany(Above)
        .Select(folder => Path.Combine(folder, "node_modules", "katex", "dist", "katex.min.js"))
        .FirstOrDefault(file => Is(file, KatexScriptIntegrity)) is { } katex ? File.ReadAllText(katex) + "\n" + Embedded(FormulaScript) : null;

    /// <summary>Writes them.</summary>
    public void WriteTo(SiteFolder folder)
    {
        foreach (string name in Own) folder.Write("assets/" + name, Embedded(name));
        foreach ((string name, string source) in copies) folder.Copy(name, source);
    }

    /// <summary>What loads them, for the head of a page.</summary>
    /// <param name="formulas">Whether the page has formulas.</param>
    /// <param name="charts">Whether the page has charts.</param>
    public string Head(bool formulas, bool charts)
    {
        List<string> lines = ["<link rel=\"stylesheet\" href=\"assets/site.css\">", "<script src=\"assets/site.js\"></script>"];
        if (formulas)
        {
            lines.Add($"<script src=\"assets/{FormulaScript}\"></script>");
            lines.Add($"<link rel=\"stylesheet\" {Source("href", "assets/katex/katex.min.css", KatexAddress + "katex.min.css", KatexStyleIntegrity)}>");
            lines.Add($"<script async data-for=\"katex\" {Source("src", "assets/katex/katex.min.js", KatexAddress + "katex.min.js", KatexScriptIntegrity)}></script>");
        }
        if (charts) lines.Add($"<script async data-for=\"Plotly\" {Source("src", "assets/plotly.min.js", PlotlyAddress, PlotlyIntegrity)}></script>");
        return string.Join('\n', lines) + "\n";
    }

    private string Source(string attribute, string copy, string address, string integrity) =>
        AreLocal ? $"{attribute}=\"{copy}\"" : $"{attribute}=\"{address}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"";

    private void Take(string modules)
    {
        string katex = Path.Combine(modules, "katex"), plotly = Path.Combine(modules, "plotly.js-dist-min");
        copies["assets/plotly.min.js"] = Path.Combine(plotly, "plotly.min.js");
        foreach (string name in new[] { "katex.min.js", "katex.min.css" }) copies["assets/katex/" + name] = Path.Combine(katex, "dist", name);
        foreach (string font in Directory.GetFiles(Path.Combine(katex, "dist", "fonts"), "*.woff2"))
            copies["assets/katex/fonts/" + Path.GetFileName(font)] = font;
        copies["assets/katex/LICENSE"] = Path.Combine(katex, "LICENSE");
    }

    private static bool HasAll(string modules) =>
        Is(Path.Combine(modules, "katex", "dist", "katex.min.js"), KatexScriptIntegrity)
        && Is(Path.Combine(modules, "katex", "dist", "katex.min.css"), KatexStyleIntegrity)
        && Is(Path.Combine(modules, "plotly.js-dist-min", "plotly.min.js"), PlotlyIntegrity);

    private static bool Is(string file, string integrity) =>
        File.Exists(file) && "sha384-" + Convert.ToBase64String(SHA384.HashData(File.ReadAllBytes(file))) == integrity;

    public static IEnumerable<string> Above(string folder)
    {
        for (string? at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at)) yield return at;
    }

    private static string Embedded(string name)
    {
        using StreamReader reader = new(typeof(WebFiles).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
