using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;
using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>Who may make the kernel do something: whoever has the key, once a message.</summary>
public sealed class SecurityTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    private KernelClient Client => kernel.Client;

    [Fact]
    public async Task What_is_not_signed_with_the_key_is_dropped_with_a_line_in_the_log()
    {
        Client.Run("int intrusions = 0;");
        JsonObject cell = new() { ["code"] = "intrusions++;" };
        IReadOnlyList<byte[]> foreign = new MessageFormat(new Signer("another key")).Write([], "execute_request", cell, null);
        IReadOnlyList<byte[]> unsigned = new MessageFormat(new Signer("")).Write([], "execute_request", cell, null);
        IReadOnlyList<byte[]> signed = Client.Write("execute_request", cell);
        IReadOnlyList<byte[]> altered = [.. signed.Take(5), [.. signed[5].Select(b => b == (byte)'+' ? (byte)'-' : b)]];
        foreach (IReadOnlyList<byte[]> message in new[] { foreign, unsigned, altered })
        {
            Client.Shell.Send(Frame.Encode(message));
            Client.Control.Send(Frame.Encode(message));
            Client.Input.Send(Frame.Encode(message));
        }
        Assert.Equal("0", Client.Run("intrusions").Result);
        await kernel.Process.LoggedAsync("dropped: it is not signed");
        await kernel.Process.LoggedAsync("dropped: its signature is wrong");
    }

    [Fact]
    public async Task A_message_counts_once_on_whatever_channel_it_comes_again()
    {
        Client.Run("int runs = 0;");
        byte[] message = Frame.Encode(Client.Write("execute_request", new JsonObject { ["code"] = "runs++;" }));
        for (int i = 0; i < 3; i++) Client.Shell.Send(message);
        Assert.Equal("1", Client.Run("runs").Result);
        Client.Control.Send(message);
        Assert.Equal("1", Client.Run("runs").Result);
        await kernel.Process.LoggedAsync("dropped: it was received before");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_signed_and_the_log_warns()
    {
        await using KernelProcess open = KernelProcess.Start(key: "");
        using KernelClient client = KernelClient.Connect(open);
        Assert.Equal("2", client.Run("1 + 1").Result);
        await open.LoggedAsync("has no key");
    }

    [Fact]
    public async Task A_request_that_the_kernel_does_not_know_is_named_in_the_log()
    {
        Client.Send("debug_request", []);
        Assert.Equal("2", Client.Run("1 + 1").Result);
        await kernel.Process.LoggedAsync("there is no debug_request here");
    }
}
