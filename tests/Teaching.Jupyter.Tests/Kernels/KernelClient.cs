using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>A message from the kernel: its type, the id of the request that it belongs to, and what it says.</summary>
internal sealed record Received(string Type, string Parent, JsonElement Content)
{
    public string Text(string name) => Content.GetProperty(name).GetString()!;

    /// <summary>The data of a display.</summary>
    public JsonElement Data(string mimeType) => Content.GetProperty("data").GetProperty(mimeType);
}

/// <summary>How a request went: the reply, and what was published for it, without the first busy and the last idle.</summary>
internal sealed record Answer(Received Reply, IReadOnlyList<Received> Published)
{
    public string Status => Reply.Text("status");

    public IEnumerable<string> Types => Published.Select(message => message.Type);

    public string Printed => string.Concat(Published.Where(message => message.Type == "stream").Select(message => message.Text("text")));

    public string? Result => Published.SingleOrDefault(message => message.Type == "execute_result")?.Data("text/plain").GetString();
}

/// <summary>A small client of a kernel, which connects the same classes from the other side.</summary>
internal sealed class KernelClient : IDisposable
{
    private readonly Signer signer;
    private readonly MessageFormat format;
    private readonly BlockingCollection<Received> published = [];
    private readonly BlockingCollection<Received> replies = [];
    private readonly BlockingCollection<Received> questions = [];
    private readonly Dictionary<string, Received> early = [];
    private readonly List<Connection> connections = [];
    private readonly byte[] identity = Guid.NewGuid().ToByteArray();

    private KernelClient(KernelProcess kernel, bool readsOutput)
    {
        signer = new Signer(kernel.Key);
        format = new MessageFormat(signer);
        Shell = Connect(kernel.Ports[0], "DEALER", "ROUTER");
        Published = Connect(kernel.Ports[1], "SUB", "PUB");
        Input = Connect(kernel.Ports[2], "DEALER", "ROUTER");
        Control = Connect(kernel.Ports[3], "DEALER", "ROUTER");
        Heartbeat = Connect(kernel.Ports[4], "REQ", "REP");
        Published.Send(Frame.Encode([[1]]));
        Listen(Shell, replies);
        Listen(Control, replies);
        Listen(Input, questions);
        if (readsOutput) Listen(Published, published);
    }

    public Connection Shell { get; }

    public Connection Control { get; }

    public Connection Input { get; }

    public Connection Published { get; }

    public Connection Heartbeat { get; }

    /// <summary>Connects, and waits until the kernel answers and publishes.</summary>
    public static KernelClient Connect(KernelProcess kernel, bool readsOutput = true)
    {
        KernelClient client = new(kernel, readsOutput);
        if (!readsOutput) return client;
        while (true)
        {
            string id = client.Send("kernel_info_request", []);
            client.ReplyTo(id);
            if (client.published.TryTake(out Received? first, 1000))
            {
                while (first is not { Type: "status" } || first.Parent != id || first.Text("execution_state") != "idle") first = client.Take(client.published);
                return client;
            }
        }
    }

    /// <summary>A connection of one's own to a port of the kernel.</summary>
    public static Socket Open(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        long end = Environment.TickCount64 + (long)Eventually.Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                return socket;
            }
            catch (SocketException) when (Environment.TickCount64 < end)
            {
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>Sends a request on the shell channel, and gives its id.</summary>
    public string Send(string type, JsonObject content, bool onControl = false, JsonObject? metadata = null)
    {
        IReadOnlyList<byte[]> frames = Write(type, content, metadata);
        (onControl ? Control : Shell).Send(Frame.Encode(frames));
        return JsonElement.Parse(frames[2]).GetProperty("msg_id").GetString()!;
    }

    /// <summary>The frames of a request.</summary>
    public IReadOnlyList<byte[]> Write(string type, JsonObject content, JsonObject? metadata = null)
    {
        IReadOnlyList<byte[]> frames = format.Write([], type, content, null);
        if (metadata is null) return frames;
        byte[][] parts = [frames[2], frames[3], Encoding.UTF8.GetBytes(metadata.ToJsonString()), frames[5]];
        return [frames[0], signer.Sign(parts), .. parts];
    }

    /// <summary>Sends a cell.</summary>
    public string SendCell(string code, JsonObject? options = null)
    {
        JsonObject content = new() { ["code"] = code };
        foreach ((string name, JsonNode? value) in options ?? []) content[name] = value?.DeepClone();
        return Send("execute_request", content);
    }

    /// <summary>Runs a cell to its end.</summary>
    public Answer Run(string code, JsonObject? options = null) => Await(SendCell(code, options));

    /// <summary>Asks something and waits for all that belongs to the answer.</summary>
    public Answer Ask(string type, JsonObject content, bool onControl = false) => Await(Send(type, content, onControl));

    /// <summary>Waits for all that belongs to a request; what belongs to others is dropped.</summary>
    public Answer Await(string id)
    {
        List<Received> own = [];
        while (own.LastOrDefault() is not { Type: "status" } last || last.Text("execution_state") != "idle") own.Add(Next(id));
        Assert.Equal("busy", own[0].Text("execution_state"));
        return new Answer(ReplyTo(id), own[1..^1]);
    }

    /// <summary>The next message that is published for a request.</summary>
    public Received Next(string id)
    {
        while (true)
        {
            Received message = Take(published);
            if (message.Parent == id) return message;
        }
    }

    /// <summary>Waits for the reply to a request.</summary>
    public Received ReplyTo(string id)
    {
        while (true)
        {
            if (early.Remove(id, out Received? reply)) return reply;
            reply = Take(replies);
            early[reply.Parent] = reply;
        }
    }

    /// <summary>Waits for the question of a cell.</summary>
    public Received Question() => Take(questions);

    /// <summary>Answers the question of a cell.</summary>
    public void Answer(string text) => Input.Send(Frame.Encode(Write("input_reply", new JsonObject { ["value"] = text })));

    /// <summary>Whether the kernel sends back what the heartbeat is sent.</summary>
    public bool Beats()
    {
        Heartbeat.Send(Frame.Encode([[], [1, 2, 3]]));
        return Heartbeat.Read() is [[], [1, 2, 3]];
    }

    public void Dispose()
    {
        foreach (Connection connection in connections) connection.Dispose();
    }

    private Connection Connect(int port, string kind, string peer)
    {
        Connection connection = new(Open(port), new SocketKind(kind, [peer]), identity);
        connections.Add(connection);
        connection.ShakeHands();
        return connection;
    }

    private Received Take(BlockingCollection<Received> messages) =>
        messages.TryTake(out Received? message, Eventually.Patience) ? message : throw new TimeoutException("the kernel says nothing");

    private static void Listen(Connection connection, BlockingCollection<Received> target) => new Thread(() =>
    {
        try
        {
            while (connection.Read() is { } frames)
            {
                int start = frames.Index().First(frame => frame.Item.AsSpan().SequenceEqual("<IDS|MSG>"u8)).Index;
                JsonElement parent = JsonElement.Parse(frames[start + 3]);
                string id = parent.TryGetProperty("msg_id", out JsonElement value) ? value.GetString()! : "";
                target.Add(new Received(JsonElement.Parse(frames[start + 2]).GetProperty("msg_type").GetString()!, id, JsonElement.Parse(frames[start + 5])));
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ObjectDisposedException)
        {
            // The connection has ended.
        }
    })
    { IsBackground = true }.Start();
}
