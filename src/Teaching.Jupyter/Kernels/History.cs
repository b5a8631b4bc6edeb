using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;

namespace Teaching.Jupyter.Kernels;

/// <summary>The cells of this kernel's life that were to be kept. There is one session, number 1, and nothing from before.</summary>
internal sealed class History
{
    private const int SessionNumber = 1;
    private const int MaxEntries = 10_000;

    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];

    /// <summary>Keeps a cell.</summary>
    public void Add(int line, string code, string? output)
    {
        lock (gate)
        {
            entries.Add(new Entry(line, code, output));
            if (entries.Count > MaxEntries) entries.RemoveAt(0);
        }
    }

    /// <summary>Answers a request: the last ones, those of a range of lines, or those that match a pattern.</summary>
    public JsonObject Find(Request request)
    {
        bool withOutput = request.Flag("output", false);
        Entry[] all;
        lock (gate) all = [.. entries];
        IEnumerable<Entry> found = request.Text("hist_access_type") switch
        {
            "range" => Range(all, request),
            "search" => Last(Search(all, request), request.Number("n")),
            _ => Last(all, request.Number("n")),
        };
        return new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(entry => (JsonNode)new JsonArray(SessionNumber, entry.Line, withOutput ? new JsonArray(entry.Code, entry.Output) : entry.Code))]),
        };
    }

    private static IEnumerable<Entry> Range(Entry[] all, Request request)
    {
        if (request.Number("session") is { } session and not (0 or SessionNumber)) return [];
        int start = request.Number("start") ?? 0, stop = request.Number("stop") ?? int.MaxValue;
        return all.Where(entry => entry.Line >= start && entry.Line < stop);
    }

    private static IEnumerable<Entry> Search(Entry[] all, Request request)
    {
        string pattern = request.Text("pattern", "*");
        IEnumerable<Entry> found = all.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Code, ignoreCase: false));
        return request.Flag("unique", false) ? found.Reverse().DistinctBy(entry => entry.Code).Reverse() : found;
    }

    private static IEnumerable<Entry> Last(IEnumerable<Entry> entries, int? count) => count is { } n ? entries.TakeLast(Math.Max(0, n)) : entries;

    private sealed record Entry(int Line, string Code, string? Output);
}
