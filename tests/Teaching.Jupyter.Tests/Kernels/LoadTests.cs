using System.Globalization;
using System.Net.Sockets;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>Much output, slow clients, several clients.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task Ten_thousand_displays_arrive_in_order()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        Answer answer = client.Run("for (int i = 0; i < 10_000; i++) display(i);");
        IEnumerable<string?> shown = answer.Published.Where(message => message.Type == "display_data").Select(message => message.Data("text/plain").GetString());
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => i.ToString(CultureInfo.InvariantCulture)), shown);
    }

    /// <summary>The client that reads nothing holds the cell up until it is given up; the other gets every character.</summary>
    [Fact]
    public async Task Fifty_megabytes_arrive_whole_though_another_client_reads_nothing_and_the_kernel_stays_small()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        using KernelClient stalled = KernelClient.Connect(kernel, readsOutput: false);
        client.Run("1");
        string id = client.SendCell("var line = new string('x', 999);\nfor (int i = 0; i < 50_000; i++) Console.WriteLine(line);");
        long length = 0;
        for (Received message = client.Next(id); message.Type != "status" || message.Text("execution_state") != "idle"; message = client.Next(id))
        {
            if (message.Type != "stream") continue;
            string text = message.Text("text");
            Assert.Equal(text.Length, text.Count(c => c is 'x' or '\n'));
            length += text.Length;
        }
        Assert.Equal(50_000_000, length);
        await kernel.LoggedAsync("a peer was dropped: it took nothing for 30 s");
        kernel.Process.Refresh();
        Assert.InRange(kernel.Process.PeakWorkingSet64, 0, 400_000_000);
        Assert.Equal("2", client.Run("1 + 1").Result);
    }

    [Fact]
    public async Task Two_clients_share_the_variables_and_each_gets_its_own_replies()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient first = KernelClient.Connect(kernel);
        using KernelClient second = KernelClient.Connect(kernel);
        first.Run("var log = new List<string>();");
        Task[] both = [.. new[] { (Client: first, Name: "a"), (Client: second, Name: "b") }.Select(one => Task.Run(() =>
        {
            for (int i = 0; i < 25; i++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{one.Name}{i}");
                Assert.Equal(name, one.Client.Run($"log.Add(\"{name}\");\n\"{name}\"").Result);
            }
        }))];
        await Task.WhenAll(both);
        Assert.Equal("50", first.Run("log.Count").Result);
        Assert.Equal("True", second.Run("log.Where(n => n[0] == 'a').SequenceEqual(Enumerable.Range(0, 25).Select(i => $\"a{i}\"))").Result);
    }

    [Fact]
    public async Task A_client_that_dies_in_the_middle_of_its_cell_leaves_the_others_served()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        client.Run("int done = 0;");
        for (int i = 0; i < 5; i++)
        {
            KernelClient dying = KernelClient.Connect(kernel);
            string cell = dying.SendCell("for (int i = 0; i < 2_000; i++) { Console.WriteLine(new string('y', 1000)); }\ndone++;");
            dying.Next(cell);
            dying.Next(cell);
            dying.Dispose();
        }
        // Half a message and half a handshake, too.
        using (Socket socket = KernelClient.Open(kernel.Ports[0]))
        {
            socket.Send(Greeting.Ours());
            socket.Send(ReadyCommand.Ours(new SocketKind("DEALER", []), []));
            socket.Send([3, 0, 0, 0, 0, 1, 0, 0, 0, 7, 7]);
        }
        using (Socket socket = KernelClient.Open(kernel.Ports[1])) socket.Send(Greeting.Ours().AsSpan(0, 30));
        Assert.Equal("5", client.Run("done").Result);
        Assert.True(client.Beats());
    }
}
