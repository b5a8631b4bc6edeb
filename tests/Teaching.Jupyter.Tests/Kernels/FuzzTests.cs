using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>Garbage on every port. TEACHING_FUZZ_FRAMES sets another number of frames, TEACHING_FUZZ_SEED repeats a run.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string[] kinds = ["DEALER", "SUB", "DEALER", "DEALER", "REQ"];

    [Fact]
    public async Task Ten_thousand_frames_of_garbage_leave_the_kernel_alive_and_right()
    {
        int frames = Number("TEACHING_FUZZ_FRAMES") ?? 10_000;
        int seed = Number("TEACHING_FUZZ_SEED") ?? Random.Shared.Next();
        output.WriteLine($"{frames} frames, seed {seed}");
        Random random = new(seed);
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        client.Run("int sum = 0;");
        int rounds = 0;
        for (int sent = 0; sent < frames;)
        {
            int port = random.Next(5);
            sent += Attack(random, kernel.Ports[port], kinds[port], client);
            if (++rounds % 100 == 0) client.Run("sum++;");
        }
        Assert.Equal($"{rounds / 100}", client.Run("sum").Result);
        using KernelClient fresh = KernelClient.Connect(kernel);
        Assert.Equal("2", fresh.Run("1 + 1").Result);
        Assert.True(fresh.Beats() && client.Beats());
        Assert.False(kernel.Process.HasExited);
        kernel.Process.Refresh();
        output.WriteLine($"{kernel.Process.WorkingSet64 / 1_000_000} MB, {kernel.Process.Threads.Count} threads at the end, {kernel.Log.Split('\n').Length} lines of log");
        Assert.InRange(kernel.Process.WorkingSet64, 0, 500_000_000);
    }

    /// <summary>One connection that sends garbage until it is refused or has had enough.</summary>
    /// <returns>How many frames it sent.</returns>
    private static int Attack(Random random, int port, string kind, KernelClient client)
    {
        int sent = 0;
        using Socket socket = KernelClient.Open(port);
        try
        {
            if (random.Next(5) == 0)
            {
                socket.Send(random.Next(2) == 0 ? "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray() : Bytes(random, random.Next(200)));
                return 1;
            }
            socket.Send(Mutate(random, Greeting.Ours(), 20));
            socket.Send(Mutate(random, ReadyCommand.Ours(new SocketKind(random.Next(10) == 0 ? "PAIR" : kind, []), []), 10));
            for (int i = 0; i < 30; i++)
            {
                sent++;
                socket.Send(Frames(random, client));
            }
            // Until the kernel has read it all and hangs up; whoever just goes takes back what was not read.
            socket.Shutdown(SocketShutdown.Send);
            while (socket.Receive(new byte[4096]) > 0) { }
        }
        catch (SocketException)
        {
            // Refused, as it should be.
        }
        return sent + 1;
    }

    private static byte[] Frames(Random random, KernelClient client) => random.Next(40) switch
    {
        0 => Bytes(random, random.Next(60)),
        1 => [(byte)random.Next(8), .. Bytes(random, 9)],
        < 10 => Frame.Encode([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Bytes(random, random.Next(300)))]),
        < 14 => Frame.EncodeCommand(Bytes(random, random.Next(300))),
        < 25 => Frame.Encode([Bytes(random, 5), "<IDS|MSG>"u8.ToArray(), .. Enumerable.Range(0, random.Next(8)).Select(_ => Bytes(random, random.Next(40)))]),
        _ => Mutate(random, Frame.Encode(client.Write("execute_request", new JsonObject { ["code"] = "sum = -1000;" })), 1),
    };

    /// <summary>A copy in which, but for one time in so many, a byte is another.</summary>
    private static byte[] Mutate(Random random, byte[] bytes, int unlessOneIn)
    {
        if (unlessOneIn > 1 && random.Next(unlessOneIn) != 0) return bytes;
        byte[] mutated = [.. bytes];
        mutated[random.Next(mutated.Length)] ^= (byte)random.Next(1, 256);
        return mutated;
    }

    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : null;
}
