using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Kernels;

/// <summary>The five sockets of a kernel: requests come in on shell and control, output goes out on iopub, questions on stdin.</summary>
internal sealed class Channels : IDisposable
{
    private static readonly TimeSpan flushPatience = TimeSpan.FromSeconds(2);

    private readonly KernelLog log;
    private readonly MessageFormat format;
    private readonly ServerSocket shell;
    private readonly ServerSocket control;
    private readonly ServerSocket input;
    private readonly ServerSocket heartbeat;
    private readonly Publisher publisher;

    /// <summary>Binds all five; <see cref="Start"/> lets clients in.</summary>
    /// <exception cref="KernelException">A port is taken.</exception>
    public Channels(ConnectionFile file, KernelLog log)
    {
        this.log = log;
        format = new MessageFormat(new Signer(file.Key));
        shell = Bind(file, file.ShellPort, at => new ServerSocket(at, SocketKind.Router, log.Write) { Received = (peer, frames) => Receive(peer, frames, OnShell) });
        control = Bind(file, file.ControlPort, at => new ServerSocket(at, SocketKind.Router, log.Write) { Received = (peer, frames) => Receive(peer, frames, OnControl) });
        input = Bind(file, file.InputPort, at => new ServerSocket(at, SocketKind.Router, log.Write)
        {
            Received = (peer, frames) => Receive(peer, frames, OnInput),
            Left = peer => OnInputLeft(peer),
        });
        heartbeat = Bind(file, file.HeartbeatPort, at => new ServerSocket(at, SocketKind.Reply, log.Write) { Received = Echo });
        publisher = Bind(file, file.PublishPort, at => new Publisher(at, log.Write));
    }

    /// <summary>Told of each request on the shell channel.</summary>
    public Action<Request> OnShell { get; set; } = _ => { };

    /// <summary>Told of each request on the control channel.</summary>
    public Action<Request> OnControl { get; set; } = _ => { };

    /// <summary>Told of each answer on the stdin channel.</summary>
    public Action<Request> OnInput { get; set; } = _ => { };

    /// <summary>Told of each client that has left the stdin channel.</summary>
    public Action<Connection> OnInputLeft { get; set; } = _ => { };

    /// <summary>Lets clients in.</summary>
    public void Start()
    {
        heartbeat.Start();
        publisher.Start();
        input.Start();
        control.Start();
        shell.Start();
    }

    /// <summary>Answers a request.</summary>
    public void Reply(Request request, string type, JsonObject content) =>
        request.Client.Send(Frame.Encode(format.Write(request.Route, type, content, request.Header)));

    /// <summary>Tells all clients something that must not wait.</summary>
    public void Publish(Request? parent, string type, JsonObject content) => publisher.Send(Published(parent, type, content));

    /// <summary>Tells all clients whether the kernel works on a request: busy, idle; starting belongs to none.</summary>
    public void Status(Request? parent, string state) => Publish(parent, "status", new JsonObject { ["execution_state"] = state });

    /// <summary>Tells all clients what a cell put out: waits for slow ones, until waiting is cancelled.</summary>
    public void PublishOutput(Request parent, string type, JsonObject content, CancellationToken waiting) =>
        publisher.SendWhenRoom(Published(parent, type, content), waiting);

    /// <summary>Asks the client that sent a request for input; null when it does not listen, else where it was asked.</summary>
    public Connection? Ask(Request request, JsonObject content)
    {
        Connection? client = input.Peers.LastOrDefault(peer => peer.Identity.AsSpan().SequenceEqual(request.Client.Identity));
        client?.Send(Frame.Encode(format.Write(request.Route, "input_request", content, request.Header)));
        return client;
    }

    /// <summary>Sends what is waiting, then ends all connections.</summary>
    public void Dispose()
    {
        foreach (ServerSocket socket in new[] { shell, control }) socket.Flush(flushPatience);
        publisher.Flush(flushPatience);
        foreach (IDisposable socket in new IDisposable[] { shell, control, input, heartbeat, publisher }) socket.Dispose();
    }

    private static void Echo(Connection peer, IReadOnlyList<byte[]> message) => peer.SendWhenRoom(Frame.Encode(message), CancellationToken.None);

    private static TSocket Bind<TSocket>(ConnectionFile file, int port, Func<IPEndPoint, TSocket> bind)
    {
        try
        {
            return bind(file.At(port));
        }
        catch (SocketException error)
        {
            throw new KernelException($"cannot listen on {file.At(port)}: {error.Message}. Another program may use the port: start the kernel once more");
        }
    }

    private IReadOnlyList<byte[]> Published(Request? parent, string type, JsonObject content) =>
        format.Write([Encoding.UTF8.GetBytes(type)], type, content, parent?.Header);

    private void Receive(Connection peer, IReadOnlyList<byte[]> frames, Action<Request> handle)
    {
        Request request;
        try
        {
            request = format.Read(peer, frames);
        }
        catch (InvalidDataException error)
        {
            log.Write($"a message was dropped: {error.Message}");
            return;
        }
        handle(request);
    }
}
