using System.Net;
using System.Net.Sockets;
using System.Text;
using Teaching.Jupyter.Tests.Kernels;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Tests.Zmtp;

public sealed class HandshakeTests
{
    private static readonly SocketKind dealer = new("DEALER", ["ROUTER"]);

    [Fact]
    public void The_greeting_and_READY_are_the_bytes_of_the_specification()
    {
        Assert.Equal("FF00000000000000007F0300" + "4E554C4C" + new string('0', 32 + 2 + 62), Convert.ToHexString(Greeting.Ours()));
        Assert.Equal(
            [4, 40, 5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, 3, .. "PUB"u8, 8, .. "Identity"u8, 0, 0, 0, 2, 1, 2],
            ReadyCommand.Ours(SocketKind.Publisher, [1, 2]));
    }

    [Fact]
    public void Another_protocol_an_old_version_and_another_mechanism_are_refused()
    {
        Assert.Contains("does not speak", Refusal(() => Greeting.CheckSignature("GET / HTTP/1.1"u8)));
        byte[] greeting = Greeting.Ours();
        greeting[10] = 1;
        Assert.Contains("ZMTP 1", Refusal(() => Greeting.CheckSignature(greeting)));
        "CURVE"u8.CopyTo(greeting.AsSpan(12));
        Assert.Contains("NULL", Refusal(() => Greeting.CheckMechanism(greeting)));
    }

    [Fact]
    public void Properties_that_end_early_and_kinds_that_do_not_fit_are_refused()
    {
        byte[] ready = ReadyCommand.Ours(dealer, [7])[2..];
        Assert.Equal([7], ReadyCommand.Read(ready, SocketKind.Router));
        Assert.Contains("a DEALER cannot talk to a PUB", Refusal(() => ReadyCommand.Read(ready, SocketKind.Publisher)));
        for (int length = 7; length < ready.Length; length++)
        {
            // It may end between two properties, but not before the type is known.
            if (length == ready.Length - 14) continue;
            Assert.NotEmpty(Refusal(() => ReadyCommand.Read(ready.AsSpan(0, length), SocketKind.Router)));
        }
        Assert.Contains("ends early", Refusal(() => ReadyCommand.Read([5, .. "READY"u8, 1, 65, 255, 255, 255, 255], SocketKind.Router)));
    }

    [Fact]
    public void A_socket_serves_its_peers_whatever_another_sends()
    {
        List<string> log = [];
        using ServerSocket server = Echo(log);
        using Connection good = Connect(server);
        foreach (byte[] bad in new[] { "hello there, is this a web server?"u8.ToArray(), Greeting.Ours()[..20], [.. Greeting.Ours(), 4, 3, 1, 2, 3], [.. Greeting.Ours(), .. ReadyCommand.Ours(new SocketKind("SUB", []), [])] })
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(server.Address);
            socket.Send(bad);
            socket.Shutdown(SocketShutdown.Send);
            while (socket.Receive(new byte[100]) > 0) { }
        }
        good.Send(Frame.Encode([[1], [2]]));
        Assert.Equal([[1], [2]], good.Read());
        lock (log) Assert.Contains("ROUTER: a peer was dropped: a SUB cannot talk to a ROUTER", log);
    }

    [Fact]
    public void A_message_comes_whole_however_its_bytes_are_cut()
    {
        using ServerSocket server = Echo([]);
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server.Address);
        byte[] message = Frame.Encode([Encoding.ASCII.GetBytes(new string('z', 700)), [], [9]]);
        foreach (byte one in (byte[])[.. Greeting.Ours(), .. ReadyCommand.Ours(dealer, []), .. message]) socket.Send([one]);
        byte[] echoed = new byte[64 + ReadyCommand.Ours(SocketKind.Router, []).Length + message.Length];
        for (int got = 0; got < echoed.Length;) got += socket.Receive(echoed, got, echoed.Length - got, SocketFlags.None);
        Assert.Equal(message, echoed[^message.Length..]);
    }

    [Fact]
    public async Task Only_what_was_subscribed_to_is_sent()
    {
        using Publisher publisher = new(new IPEndPoint(IPAddress.Loopback, 0), _ => { });
        publisher.Start();
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(publisher.Address);
        using Connection subscriber = new(socket, new SocketKind("SUB", ["PUB"]));
        subscriber.ShakeHands();
        subscriber.Send(Frame.Encode([[0, (byte)'q']]));
        subscriber.Send(Frame.Encode([[1, (byte)'a']]));
        subscriber.Send(Frame.Encode([[1, (byte)'b']]));
        subscriber.Send(Frame.Encode([[0, (byte)'a']]));
        Task<IReadOnlyList<byte[]>?> reading = Task.Run(subscriber.Read);
        await Eventually.Async(
            () =>
            {
                publisher.Send(["c"u8.ToArray()]);
                publisher.Send(["bc"u8.ToArray(), [1]]);
                return reading.IsCompleted;
            },
            () => "nothing came");
        // While the subscription to a is not yet cancelled nothing that begins with a is sent either.
        Assert.Equal("bc"u8.ToArray(), (await reading)![0]);
    }

    private static ServerSocket Echo(List<string> log)
    {
        ServerSocket server = new(new IPEndPoint(IPAddress.Loopback, 0), SocketKind.Router, line =>
        {
            lock (log) log.Add(line);
        })
        { Received = (peer, message) => peer.Send(Frame.Encode(message)) };
        server.Start();
        return server;
    }

    private static Connection Connect(ServerSocket server)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(server.Address);
        Connection connection = new(socket, dealer);
        connection.ShakeHands();
        return connection;
    }

    private static string Refusal(Action act) => Assert.Throws<InvalidDataException>(act).Message;
}
