using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;
using Teaching.Jupyter.Zmtp;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>Carries a cell's question to the client that sent the cell, and the answer back. Where nobody can answer, the cell gets the end of the input.</summary>
internal sealed class InputRequests
{
    private readonly Channels channels;
    private readonly KernelLog log;
    private readonly Lock gate = new();
    private Connection? asked;
    private Session? waiting;

    public InputRequests(Channels channels, KernelLog log)
    {
        this.channels = channels;
        this.log = log;
        channels.OnInput = request =>
        {
            if (request.Type == "input_reply") Answer(request.Client, request.Text("value"));
        };
        channels.OnInputLeft = client => Answer(client, null);
    }

    /// <summary>Asks the client of a request.</summary>
    public void Ask(Session session, Request request, InputRequestEvent question)
    {
        Connection? client = null;
        if (request.Flag("allow_stdin", true))
        {
            lock (gate)
            {
                client = asked = channels.Ask(request, new JsonObject { ["prompt"] = question.Prompt, ["password"] = question.IsPassword });
                waiting = client is null ? null : session;
            }
        }
        if (client is null) Reply(session, null);
    }

    /// <summary>Nobody waits any more: the cell has ended.</summary>
    public void Forget()
    {
        lock (gate) (asked, waiting) = (null, null);
    }

    private void Answer(Connection client, string? text)
    {
        Session? session;
        lock (gate)
        {
            if (client != asked) return;
            session = waiting;
            (asked, waiting) = (null, null);
        }
        if (session is not null) Reply(session, text);
    }

    private void Reply(Session session, string? text) => _ = session.ReplyToInputAsync(text).ContinueWith(
        task => log.Write($"the input did not reach the session: {task.Exception!.InnerException!.Message}"), TaskContinuationOptions.OnlyOnFaulted);
}
