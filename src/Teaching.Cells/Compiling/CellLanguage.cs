namespace Teaching.Cells;

/// <summary>What a part of a cell is written in. C# runs, HTML and Markdown are shown, others are named as not run.</summary>
/// <param name="Name">As notebooks name it.</param>
internal sealed record CellLanguage(string Name)
{
    public static readonly CellLanguage CSharp = new("csharp");
    public static readonly CellLanguage Markdown = new("markdown");
    public static readonly CellLanguage Html = new("html");

    /// <summary>The languages that .NET Interactive runs or connects to, and the names by which notebooks call them.</summary>
    private static readonly Dictionary<string, CellLanguage> known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = CSharp,
        ["c#"] = CSharp,
        ["cs"] = CSharp,
        ["csharp-script"] = CSharp,
        [".net-csharp"] = CSharp,
        ["polyglot-notebook"] = CSharp,
        ["markdown"] = Markdown,
        ["md"] = Markdown,
        ["html"] = Html,
        ["javascript"] = new("javascript"),
        ["js"] = new("javascript"),
        ["typescript"] = new("typescript"),
        ["fsharp"] = new("fsharp"),
        ["f#"] = new("fsharp"),
        [".net-fsharp"] = new("fsharp"),
        ["pwsh"] = new("pwsh"),
        ["powershell"] = new("pwsh"),
        [".net-pwsh"] = new("pwsh"),
        ["mermaid"] = new("mermaid"),
        ["python"] = new("python"),
        ["python3"] = new("python"),
        ["r"] = new("r"),
        ["julia"] = new("julia"),
        ["sql"] = new("sql"),
        ["kql"] = new("kql"),
        ["http"] = new("http"),
        ["httprequest"] = new("http"),
        ["value"] = new("value"),
        ["bash"] = new("bash"),
        ["sh"] = new("bash"),
        ["shellscript"] = new("bash"),
        ["cmd"] = new("cmd"),
        ["css"] = new("css"),
        ["latex"] = new("latex"),
        ["xml"] = new("xml"),
        ["json"] = new("json"),
        ["yaml"] = new("yaml"),
        ["vb"] = new("vb"),
        ["vbnet"] = new("vb"),
        ["d2"] = new("d2"),
    };

    /// <summary>The language that a cell's metadata names: any name is one. C# when it names none.</summary>
    public static CellLanguage Named(string? name) =>
        string.IsNullOrWhiteSpace(name) ? CSharp : known.GetValueOrDefault(name.Trim()) ?? new CellLanguage(name.Trim());

    /// <summary>The language that a line such as <c>#!html</c> or <c>#!sql-orders --name x</c> switches to; null when it names none.</summary>
    public static CellLanguage? OfMagic(string line)
    {
        string word = line[2..].Split([' ', '\t'], 2)[0];
        if (known.TryGetValue(word, out CellLanguage? language)) return language;
        return word.StartsWith("sql-", StringComparison.Ordinal) || word.StartsWith("kql-", StringComparison.Ordinal) ? new CellLanguage(word) : null;
    }
}
