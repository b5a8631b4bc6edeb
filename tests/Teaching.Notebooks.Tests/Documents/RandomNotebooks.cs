using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>Makes notebooks of every shape that nbformat 4.5 allows from a seed, with the strings and numbers that trip writers.</summary>
internal sealed class RandomNotebooks(int seed)
{
    private static readonly string[] Pieces =
    [
        "x", "loss = 0.5", "\n", "\r", "\r\n", "\v", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028", "\u2029", "\u001f", "\0", "\u007f",
        "\"", "\\", "/", "\t", "\b", "é", "ﬁ", "\uFF01", "😀", "\uD83D\uDE00", " ", "</script>", "∂E/∂w", "\uFEFF", "\uFFFF",
    ];

    private readonly Random random = new(seed);

    /// <summary>Half a surrogate pair may occur in strings: JSON can carry it, Python cannot write it.</summary>
    public bool HasLoneSurrogates { get; init; }

    public Notebook Next() => new()
    {
        Cells = [.. Enumerable.Range(0, random.Next(6)).Select(_ => NextCell())],
        Metadata = NextMap(2),
    };

    private Cell NextCell()
    {
        CellKind kind = (CellKind)random.Next(3);
        Cell cell = new(kind, NextText())
        {
            Metadata = NextMap(2),
            Id = random.Next(3) == 0 ? "" : "id-" + random.Next(1000),
            Attachments = kind == CellKind.Markdown && random.Next(3) == 0 ? new JsonMap { { NextText(), NextBundle() } } : null,
        };
        if (kind != CellKind.Code) return cell;
        cell.ExecutionCount = random.Next(2) == 0 ? null : random.Next(100);
        for (int i = random.Next(4); i > 0; i--) cell.Outputs.Add(NextOutput());
        return cell;
    }

    private Output NextOutput() => random.Next(4) switch
    {
        0 => new StreamOutput(random.Next(2) == 0 ? "stdout" : "stderr", NextText()),
        1 => new DisplayOutput(NextBundle(), NextMap(1)),
        2 => new ResultOutput(NextBundle(), NextMap(1), random.Next(2) == 0 ? null : random.Next(100)),
        _ => new ErrorOutput(NextText(), NextText(), [.. Enumerable.Range(0, random.Next(3)).Select(_ => NextText())]),
    };

    private JsonMap NextBundle()
    {
        JsonMap bundle = [];
        foreach (string type in (string[])["text/plain", "text/html", "text/x.y", "image/png", "image/svg+xml", "application/javascript", "application/xml"])
            if (random.Next(3) == 0) bundle.Add(type, NextText());
        foreach (string type in (string[])["application/json", "application/vnd.plotly.v1+json", "application/geo+json"])
            if (random.Next(3) == 0) bundle.Add(type, NextValue(3));
        return bundle;
    }

    private JsonMap NextMap(int depth)
    {
        JsonMap map = [];
        for (int i = random.Next(5); i > 0; i--) map["_" + NextText()] = NextValue(depth);
        return map;
    }

    private JsonData NextValue(int depth) => random.Next(depth > 0 ? 9 : 7) switch
    {
        0 => JsonNull.Instance,
        1 => random.Next(2) == 0,
        2 => NextText(),
        3 => random.NextInt64(long.MinValue, long.MaxValue),
        4 => JsonData.Parse(new string('9', random.Next(1, 60))),
        5 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        6 => NextRoundNumber(),
        7 => new JsonList(Enumerable.Range(0, random.Next(4)).Select(_ => NextValue(depth - 1))),
        _ => NextMap(depth - 1),
    };

    private double NextRoundNumber() =>
        random.Next(-20, 21) * Math.Pow(10, random.Next(-25, 26)) / (random.Next(2) == 0 ? 1 : random.Next(1, 1000));

    private string NextText()
    {
        string text = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        return HasLoneSurrogates && random.Next(2) == 0 ? text + (char)random.Next(0xD800, 0xE000) : text;
    }
}
