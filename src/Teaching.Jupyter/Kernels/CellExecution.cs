using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>
/// One cell that a client sent: what it puts out goes to all clients, also what comes after its end from what it has left
/// behind, as long as no other cell has started; how it ended goes to the one that sent it.
/// </summary>
/// <param name="channels">Where clients are told.</param>
/// <param name="input">Who is asked for input.</param>
/// <param name="request">The cell, and the parent of all that is told of it.</param>
/// <param name="count">Its execution count.</param>
/// <param name="before">The last cell that was shown: where the output goes that comes after a silent one.</param>
internal sealed class CellExecution(Channels channels, InputRequests input, Request request, int count, CellExecution? before)
{
    private CancellationTokenSource hurry = new();
    private readonly bool isSilent = request.Flag("silent", false);
    private readonly CellExecution? shownBefore = request.Flag("silent", false) ? before?.Shown : null;
    private ErrorEvent? error;
    private volatile bool isOver;

    /// <summary>Its code.</summary>
    public string Code { get; } = request.Text("code");

    /// <summary>The language that the cell's metadata names, if the client sends it.</summary>
    private string? Language => Cell.LanguageIn(request.Metadata.GetRawText());

    /// <summary>The text of its result, null when it had none.</summary>
    public string? ResultText { get; private set; }

    /// <summary>Whether it failed; cells that wait behind it are then not run.</summary>
    public bool Failed => error is not null;

    /// <summary>The last cell that clients are shown: this one, unless it is silent.</summary>
    private CellExecution? Shown => isSilent ? shownBefore : this;

    /// <summary>From now on until its end its output waits for no client.</summary>
    public void Hurry()
    {
        hurry.Cancel();
        if (isOver) Shown?.hurry.Cancel();
    }

    /// <summary>Runs it.</summary>
    /// <returns>The content of the reply.</returns>
    public async Task<JsonObject> RunAsync(SessionKeeper sessions)
    {
        if (!isSilent) channels.Publish(request, "execute_input", new JsonObject { ["code"] = Code, ["execution_count"] = count });
        JsonObject reply = new() { ["status"] = "ok", ["execution_count"] = count, ["payload"] = new JsonArray() };
        try
        {
            Session session = await sessions.GetAsync().ConfigureAwait(false);
            if (HelpQuestion.NameIn(Code) is { } name) reply["payload"] = new JsonArray(await HelpQuestion.AnswerAsync(session, name).ConfigureAwait(false));
            else await session.ExecuteAsync(Code, happened => Forward(session, happened), count, Language).ConfigureAwait(false);
            if (!Failed) reply["user_expressions"] = await EvaluateAsync(session).ConfigureAwait(false);
        }
        catch (SessionException lost)
        {
            Fail(new ErrorEvent("SessionEnded", lost.Message, []));
        }
        input.Forget();
        sessions.Replace();
        if (hurry.IsCancellationRequested) hurry = new CancellationTokenSource();
        isOver = true;
        if (error is null) return reply;

        reply = Contents.Error(error);
        reply["status"] = "error";
        reply["execution_count"] = count;
        return reply;
    }

    private void Forward(Session session, SessionEvent happened)
    {
        if (isOver) Shown?.ForwardLate(happened);
        else ForwardNow(session, happened);
    }

    /// <summary>What comes after the end. A failure is then that of the whole session.</summary>
    private void ForwardLate(SessionEvent happened)
    {
        if (happened is ErrorEvent failure) channels.Publish(request, "error", Contents.Error(failure));
        else ForwardNow(null, happened);
    }

    private void ForwardNow(Session? session, SessionEvent happened)
    {
        switch (happened)
        {
            case InputRequestEvent question when session is not null: input.Ask(session, request, question); break;
            case ErrorEvent failure: Fail(failure); break;
            case DisplayEvent { IsResult: true } result: Show("execute_result", result.Data, result.DisplayId); break;
            case DisplayEvent shown: Show("display_data", shown.Data, shown.DisplayId); break;
            case DisplayUpdateEvent update: Show("update_display_data", update.Data, update.DisplayId); break;
            case StreamEvent printed: Output("stream", new JsonObject { ["name"] = printed.Name, ["text"] = printed.Text }); break;
            case ClearEvent clear: Output("clear_output", new JsonObject { ["wait"] = clear.Wait }); break;
        }
    }

    private void Show(string type, OrderedDictionary<string, string> data, string? displayId)
    {
        JsonObject bundle = Contents.Bundle(data);
        if (bundle.Count == 0) return;
        JsonObject content = Contents.Display(bundle, displayId);
        if (type == "execute_result")
        {
            content["execution_count"] = count;
            if (!isOver) ResultText = data.GetValueOrDefault("text/plain");
        }
        Output(type, content);
    }

    private void Output(string type, JsonObject content)
    {
        if (!isSilent) channels.PublishOutput(request, type, content, hurry.Token);
    }

    private void Fail(ErrorEvent failure)
    {
        error = failure;
        if (!isSilent) channels.Publish(request, "error", Contents.Error(failure));
    }

    private async Task<JsonObject> EvaluateAsync(Session session)
    {
        JsonObject values = [];
        foreach ((string name, string expression) in request.Texts("user_expressions")) values[name] = await EvaluateAsync(session, expression).ConfigureAwait(false);
        return values;
    }

    /// <summary>The value of an expression; what is printed or shown meanwhile is the cell's.</summary>
    private async Task<JsonObject> EvaluateAsync(Session session, string expression)
    {
        JsonObject value = Contents.Display([], null);
        value["status"] = "ok";
        bool isEvaluated = false;
        await session.ExecuteAsync(expression, happened =>
        {
            if (isEvaluated || happened is StreamEvent or DisplayEvent { IsResult: false } or DisplayUpdateEvent)
            {
                Forward(session, happened);
                return;
            }
            if (happened is DisplayEvent { IsResult: true } result) value["data"] = Contents.Bundle(result.Data);
            if (happened is ErrorEvent failure)
            {
                value = Contents.Error(failure);
                value["status"] = "error";
            }
            if (happened is InputRequestEvent) _ = session.ReplyToInputAsync(null);
        }, count).ConfigureAwait(false);
        isEvaluated = true;
        return value;
    }
}
