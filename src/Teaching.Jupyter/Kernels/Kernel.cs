using System.Text.Json.Nodes;
using System.Threading.Channels;
using Teaching.Jupyter.Messages;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>A kernel: takes the requests of its clients and hands each to what answers it, until one asks it to end.</summary>
internal sealed class Kernel : IAsyncDisposable
{
    private readonly Channels channels;
    private readonly KernelLog log;
    private readonly SessionKeeper sessions;
    private readonly CellQueue cells;
    private readonly Questions questions;
    private readonly History history = new();
    private readonly Channel<Request> control = Channel.CreateUnbounded<Request>();
    private readonly Channel<Request> shell = Channel.CreateUnbounded<Request>();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Binds the sockets and answers from now on.</summary>
    /// <param name="file">Where to listen.</param>
    /// <param name="sessions">The session, which may be starting still; ended with the kernel.</param>
    /// <param name="log">What the kernel has to say of itself.</param>
    /// <exception cref="KernelException">A port is taken.</exception>
    public Kernel(ConnectionFile file, SessionKeeper sessions, KernelLog log)
    {
        this.log = log;
        this.sessions = sessions;
        channels = new Channels(file, log);
        cells = new CellQueue(channels, sessions, new InputRequests(channels, log), history);
        questions = new Questions(sessions, cells);
        channels.OnControl = request => control.Writer.TryWrite(request);
        channels.OnShell = request =>
        {
            if (request.Type == "execute_request") cells.Add(request);
            else shell.Writer.TryWrite(request);
        };
        _ = Task.Run(cells.RunAsync);
        _ = Task.Run(() => AnswerAllAsync(control.Reader));
        _ = Task.Run(() => AnswerAllAsync(shell.Reader));
        channels.Start();
        channels.Status(null, "starting");
    }

    /// <summary>Done when a client has asked the kernel to end.</summary>
    public Task Stopped => stopped.Task;

    /// <summary>Stops the running cell, if there is one.</summary>
    public Task InterruptAsync() => cells.InterruptAsync();

    /// <summary>Ends the session, whatever it is doing, and the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        cells.Hurry();
        await sessions.DisposeAsync().ConfigureAwait(false);
        channels.Dispose();
    }

    private async Task AnswerAllAsync(ChannelReader<Request> requests)
    {
        await foreach (Request request in requests.ReadAllAsync().ConfigureAwait(false))
        {
            channels.Status(request, "busy");
            try
            {
                await AnswerAsync(request).ConfigureAwait(false);
            }
            catch (SessionException error)
            {
                Reply(request, new JsonObject { ["status"] = "error", ["ename"] = "SessionEnded", ["evalue"] = error.Message, ["traceback"] = Contents.Texts([error.Message]) });
            }
            channels.Status(request, "idle");
            if (request.Type == "shutdown_request") stopped.TrySetResult();
        }
    }

    private async Task AnswerAsync(Request request)
    {
        switch (request.Type)
        {
            case "kernel_info_request": Reply(request, KernelInfo.Reply()); break;
            case "complete_request": Reply(request, await questions.CompleteAsync(request).ConfigureAwait(false)); break;
            case "inspect_request": Reply(request, await questions.InspectAsync(request).ConfigureAwait(false)); break;
            case "is_complete_request": Reply(request, await questions.IsCompleteAsync(request).ConfigureAwait(false)); break;
            case "history_request":
                await questions.CellsBeforeAsync().ConfigureAwait(false);
                Reply(request, history.Find(request));
                break;
            case "comm_info_request": Reply(request, new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() }); break;
            case "comm_open": channels.Publish(request, "comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }); break;
            case "comm_msg" or "comm_close": break;
            case "interrupt_request":
                await cells.InterruptAsync().ConfigureAwait(false);
                Reply(request, new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request": ShutDown(request); break;
            default: log.Write($"there is no {request.Type} here"); break;
        }
    }

    /// <summary>All clients are told, so that none waits for a kernel that is gone.</summary>
    private void ShutDown(Request request)
    {
        JsonObject Content() => new() { ["status"] = "ok", ["restart"] = request.Flag("restart", false) };
        Reply(request, Content());
        channels.Publish(request, "shutdown_reply", Content());
    }

    private void Reply(Request request, JsonObject content) => channels.Reply(request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), content);
}
