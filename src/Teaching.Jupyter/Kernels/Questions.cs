using System.Text.Json.Nodes;
using Teaching.Cells;
using Teaching.Jupyter.Messages;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>
/// What editors ask about code that is being typed. A question waits for the cells that were sent before it, so that it
/// sees what they declare, unless one of them runs for a second already.
/// </summary>
internal sealed class Questions(SessionKeeper sessions, CellQueue cells)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan poll = TimeSpan.FromMilliseconds(50);

    /// <summary>What could stand at the cursor.</summary>
    public async Task<JsonObject> CompleteAsync(Request request)
    {
        (string code, int cursor) = Code(request);
        Session session = await SessionAsync().ConfigureAwait(false);
        Completions found = await session.CompleteAsync(code, cursor).ConfigureAwait(false);
        int start = CodePoints.FromUnits(code, found.Start), end = CodePoints.FromUnits(code, found.End);
        return new()
        {
            ["status"] = "ok",
            ["matches"] = Contents.Texts(found.Items.Select(item => item.Text)),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(item => Typed(item, start, end))]) },
        };
    }

    /// <summary>What stands at the cursor.</summary>
    public async Task<JsonObject> InspectAsync(Request request)
    {
        (string code, int cursor) = Code(request);
        Session session = await SessionAsync().ConfigureAwait(false);
        Inspection? found = await session.InspectAsync(code, cursor).ConfigureAwait(false);
        JsonObject data = found is null ? [] : new() { ["text/plain"] = HelpQuestion.Text(found) };
        return new() { ["status"] = "ok", ["found"] = found is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    /// <summary>Whether code can be run as it stands; when not, how the next line is indented.</summary>
    public async Task<JsonObject> IsCompleteAsync(Request request)
    {
        string code = request.Text("code");
        Session session = await sessions.GetAsync().ConfigureAwait(false);
        return await session.IsCompleteAsync(code).ConfigureAwait(false) switch
        {
            Completeness.Complete => new() { ["status"] = "complete" },
            Completeness.Invalid => new() { ["status"] = "invalid" },
            _ => new() { ["status"] = "incomplete", ["indent"] = Indent(code) },
        };
    }

    /// <summary>Waits for the cells sent before, as long as none of them takes long.</summary>
    public async Task CellsBeforeAsync()
    {
        Task before = cells.Last;
        while (!before.IsCompleted && cells.RunningFor < patience)
            await Task.WhenAny(before, Task.Delay(poll)).ConfigureAwait(false);
    }

    private async Task<Session> SessionAsync()
    {
        await CellsBeforeAsync().ConfigureAwait(false);
        return await sessions.GetAsync().ConfigureAwait(false);
    }

    private static (string Code, int Cursor) Code(Request request)
    {
        string code = request.Text("code");
        return (code, CodePoints.ToUnits(code, request.Number("cursor_pos") ?? int.MaxValue));
    }

    private static JsonNode Typed(Completion item, int start, int end) => new JsonObject
    {
        ["start"] = start,
        ["end"] = end,
        ["text"] = item.Text,
        ["type"] = item.Kind,
        ["signature"] = item.Signature,
    };

    private static string Indent(string code)
    {
        string line = code.TrimEnd().Split('\n')[^1];
        string indent = line[..(line.Length - line.TrimStart().Length)];
        return line.TrimEnd().EndsWith('{') ? indent + "    " : indent;
    }
}
