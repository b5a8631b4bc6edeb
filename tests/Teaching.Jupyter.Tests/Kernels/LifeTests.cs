using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>How a kernel starts, is interrupted, recovers and ends.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task The_kernel_answers_before_its_session_has_started()
    {
        await using KernelProcess kernel = KernelProcess.Start(environment: new Dictionary<string, string> { ["TMPDIR"] = "/no/such/folder", ["TMP"] = @"Z:\no" });
        using KernelClient client = KernelClient.Connect(kernel);
        Answer answer = client.Run("1");
        Assert.Equal("error", answer.Status);
        Assert.Contains("temporary folder", answer.Reply.Text("evalue"));
        Assert.Equal("error", client.Ask("complete_request", new() { ["code"] = "Con", ["cursor_pos"] = 3 }).Status);
        Assert.True(client.Beats());
    }

    [Fact]
    public async Task The_heart_beats_while_a_cell_computes_and_an_interrupt_stops_the_cell()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        client.Run("int kept = 41;");
        string cell = client.SendCell("while (true) { }");
        client.Next(cell);
        for (int i = 0; i < 100; i++) Assert.True(client.Beats());
        Assert.Equal("ok", client.Ask("interrupt_request", [], onControl: true).Status);
        Assert.Equal("Interrupted", client.ReplyTo(cell).Text("ename"));
        Assert.Equal("42", client.Run("kept + 1").Result);
        Assert.Equal("ok", client.Ask("interrupt_request", [], onControl: true).Status);
    }

    [Fact]
    public async Task The_signal_of_Ctrl_C_interrupts_the_cell_and_SIGTERM_ends_the_kernel()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such signals.");
        Teaching.Tests.Signals.RequireInterrupt();
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        client.Run("int kept = 1;");
        string cell = client.SendCell("while (true) { }");
        client.Next(cell);
        client.Next(cell);
        await Process.Start("kill", ["-INT", $"{kernel.Process.Id}"]).WaitForExitAsync();
        Assert.Equal("Interrupted", client.ReplyTo(cell).Text("ename"));
        Assert.Equal("1", client.Run("kept").Result);
        int session = SessionOf(client);
        await Process.Start("kill", ["-TERM", $"{kernel.Process.Id}"]).WaitForExitAsync();
        Assert.Equal(0, await kernel.ExitAsync());
        await GoneAsync(session);
    }

    [Fact]
    public async Task The_death_of_the_session_is_told_and_the_next_cell_finds_a_new_one()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        client.Run("int lost = 1;");
        Answer died = client.Run("Console.Write(\"last words\");\nEnvironment.Exit(7);");
        Assert.Equal("last words", died.Printed);
        Assert.Equal("SessionEnded", died.Reply.Text("ename"));
        Assert.Contains("exit code 7", died.Reply.Text("evalue"));
        Assert.Equal("CompilationError", client.Run("lost").Reply.Text("ename"));
        Assert.Equal("2", client.Run("1 + 1").Result);

        // Also when it dies between two cells.
        using (Process session = Process.GetProcessById(SessionOf(client)))
        {
            session.Kill();
            await session.WaitForExitAsync();
        }
        Assert.Equal("SessionEnded", client.Run("1 + 1").Reply.Text("ename"));
        Assert.Equal("3", client.Run("1 + 2").Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shutdown_is_confirmed_to_all_and_ends_kernel_and_session_whatever_runs(bool restart)
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        using KernelClient other = KernelClient.Connect(kernel);
        int session = SessionOf(client);
        string cell = client.SendCell("while (true) { }");
        client.Next(cell);
        client.Next(cell);
        Answer answer = client.Ask("shutdown_request", new JsonObject { ["restart"] = restart }, onControl: true);
        Assert.Equal(restart, answer.Reply.Content.GetProperty("restart").GetBoolean());
        Assert.Contains("shutdown_reply", answer.Types);
        Assert.Equal(0, await kernel.ExitAsync());
        await GoneAsync(session);

        // A restart binds the same ports at once.
        await using KernelProcess next = KernelProcess.Start(ports: [.. kernel.Ports]);
        using KernelClient again = KernelClient.Connect(next);
        Assert.Equal("2", again.Run("1 + 1").Result);
    }

    [Fact]
    public async Task The_session_ends_with_a_kernel_that_is_killed()
    {
        await using KernelProcess kernel = KernelProcess.Start();
        using KernelClient client = KernelClient.Connect(kernel);
        int session = SessionOf(client);
        kernel.Process.Kill();
        await GoneAsync(session);
    }

    [Fact]
    public async Task A_kernel_ends_with_the_program_that_started_it()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("On Windows a handle is handed on.");
        using Process parent = Process.Start("sleep", "600");
        await using KernelProcess kernel = KernelProcess.Start(environment: new Dictionary<string, string> { ["JPY_PARENT_PID"] = $"{parent.Id}" });
        using KernelClient client = KernelClient.Connect(kernel);
        parent.Kill();
        Assert.Equal(0, await kernel.ExitAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_kernel_with_a_sentence()
    {
        int[] ports = KernelProcess.FreePorts();
        using TcpListener taken = new(IPAddress.Loopback, ports[2]);
        taken.Start();
        await using KernelProcess kernel = KernelProcess.Start(ports: ports);
        Assert.Equal(2, await kernel.ExitAsync());
        await kernel.LoggedAsync($"cannot listen on 127.0.0.1:{ports[2]}");
    }

    [Fact]
    public async Task Only_this_machine_is_served()
    {
        await using KernelProcess kernel = KernelProcess.Start(ip: "0.0.0.0");
        Assert.Equal(2, await kernel.ExitAsync());
        await kernel.LoggedAsync("its ip is '0.0.0.0'");
    }

    private static int SessionOf(KernelClient client) => int.Parse(client.Run("Environment.ProcessId").Result!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task GoneAsync(int process) => Eventually.Async(
        () =>
        {
            try
            {
                using Process found = Process.GetProcessById(process);
                return found.HasExited;
            }
            catch (ArgumentException)
            {
                return true;
            }
        },
        () => $"process {process} still runs");
}
