using FsCheck;
using FsCheck.Fluent;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Site.Tests;

/// <summary>Notebooks of any text whatever: torn code of the lessons, markdown, formulas, control characters, outputs of all types in all shapes.</summary>
internal static class AnyText
{
    private static readonly string[] Lessons =
    [
        .. Directory.GetFiles(Path.Combine(Outside.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)
            .SelectMany(path => Notebook.Read(path).Cells).Select(cell => cell.Source).Where(source => source.Length > 0),
    ];

    private static readonly string[] Pieces =
    [
        ".", ".Sum()", "var y = ", "(", ")", "{", "}", "[", "]", "<", ">", "a<b", "\"", "'", "@\"", "$\"{", "$$\"\"\"", "/*", "*/", "//", "#if ", "#endif\n", "#r \"", "#!", "\\", "\\u", "\\U0001",
        "=>", "?.", "??", "0x", "1e", "record ", "class ", "using ", "from x in ", "new", "\n", "\r", "\r\n", "\t", " ", "\0", "\u001b", "\u001b[", "\u001b[31", "\u001b[38;2;1;2;300m", "\u001b[4:3m",
        "\u001b[1A", "\u001b[999999999C", "\u001b[2J", "\u001b]0;t", "\u0007", "\b", "\u009b", "\u0085", "\u2028", "\uFEFF", "\uFFFF", "\uD83D", "\uDE00", "😀", "\uE000", "\uE0000\uE001", "e\u0301",
        "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\\\[", "\\\\]", "\\begin{align}", "\\end{align}", "\\begin{", "\\newcommand{\\R}", "$5 and $6", "a_1^2", "\\\\", "\\$", "&",
        "# ", "## ", "> ", "- ", "1. ", "    ", "```", "~~~", "`", "``", "*", "**", "_", "|", "\n|---|\n", "| a | b |\n|---|---|\n", "![a](", "![a](attachment:b)", "[a](", "[a]: b", "](", "<b>", "</pre>",
        "<!--", "-->", "<script>", "</script>", "<table><tr><td>", "&amp;", "&#0;", "&#xD800;", "javascript:", "data:image/png;base64,", "%00", "%ZZ", "../", "C:\\", "\n===\n", "\n---\n", "<a@b.c>", "<http://x>",
    ];

    private static readonly string[] Types =
    [
        "text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml", "image/png", "image/jpeg", "application/json", "application/vnd.plotly.v1+json", "application/javascript", "x/\"><b>", "",
    ];

    public static Gen<string> Texts { get; } = Gen.OneOf(Strings(0, 12), TornLessons(), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    private static Gen<JsonData> Values { get; } = Gen.OneOf(
        Texts.Select(text => (JsonData)text),
        Gen.Elements<JsonData>(JsonNull.Instance, true, 1L, -0.5, double.NaN, new JsonList(), new JsonMap(), new JsonList([JsonNull.Instance, "a", new JsonMap()])),
        Texts.Select(text => (JsonData)new JsonMap { { "data", text }, { "layout", new JsonList([text]) }, { "frames", JsonNull.Instance } }),
        Texts.Select(text => (JsonData)new JsonMap { { "data", new JsonList([new JsonMap { { text, text } }]) }, { "layout", new JsonMap { { "title", text } } } }));

    private static Gen<JsonMap> Maps { get; } =
        from pairs in Gen.Zip(Gen.OneOf(Gen.Elements(Types), Texts), Values).ListOf()
        select MapOf(pairs.Take(4));

    private static Gen<Output> Outputs { get; } = Gen.OneOf<Output>(
        from name in Gen.Elements("stdout", "stderr", "x") from text in Texts select (Output)new StreamOutput(name, text),
        from data in Maps from metadata in Maps select (Output)new DisplayOutput(data, metadata),
        from data in Maps select (Output)new ResultOutput(data, 1),
        from name in Texts from message in Texts from trace in Texts.ListOf() select (Output)new ErrorOutput(name, message, [.. trace.Take(3)]));

    private static Gen<Cell> Cells { get; } =
        from kind in Gen.Elements(CellKind.Code, CellKind.Markdown, CellKind.Raw)
        from source in Texts
        from id in Gen.OneOf(Gen.Constant(""), Texts)
        from metadata in Maps
        from attached in Gen.Zip(Texts, Maps)
        from outputs in Outputs.ListOf()
        select new Cell(kind, source)
        {
            Id = id,
            Metadata = metadata,
            Outputs = [.. kind == CellKind.Code ? outputs.Take(4) : []],
            Attachments = kind == CellKind.Markdown ? new JsonMap { { attached.Item1, attached.Item2 }, { "b", attached.Item2 } } : null,
        };

    public static Gen<Notebook> Notebooks { get; } =
        from cells in Cells.ListOf()
        from metadata in Maps
        select new Notebook { Cells = [.. cells.Take(5)], Metadata = metadata };

    private static Gen<string> Strings(int least, int most) =>
        from count in Gen.Choose(least, most)
        from pieces in Gen.Elements(Pieces).ArrayOf(count)
        select string.Concat(pieces);

    /// <summary>A prefix of a cell of a lesson, as somebody has typed it so far, with something else behind it now and then.</summary>
    private static Gen<string> TornLessons() =>
        from lesson in Gen.Elements(Lessons)
        from length in Gen.Choose(0, lesson.Length)
        from rest in Strings(0, 2)
        select lesson[..length] + rest;

    private static JsonMap MapOf(IEnumerable<(string, JsonData)> pairs)
    {
        JsonMap map = [];
        foreach ((string key, JsonData value) in pairs) map[key] = value;
        return map;
    }
}
