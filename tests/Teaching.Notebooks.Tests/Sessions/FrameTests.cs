using System.IO.Pipes;
using System.Text;
using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

public sealed class FrameTests
{
    [Fact]
    public async Task A_message_survives_writing_and_reading()
    {
        MemoryStream pipe = new();
        using FrameStream frames = new(pipe);
        await frames.WriteAsync(new DisplayMessage(new() { ["text/html"] = "<b>ä😀</b>", ["text/plain"] = "\0" }, "id", true));
        await frames.WriteAsync(new InterruptCommand());
        pipe.Position = 0;
        var display = Assert.IsType<DisplayMessage>(await frames.ReadAsync());
        Assert.Equal(["text/html", "text/plain"], display.Data.Keys);
        Assert.Equal("<b>ä😀</b>", display.Data["text/html"]);
        Assert.IsType<InterruptCommand>(await frames.ReadAsync());
        Assert.Null(await frames.ReadAsync());
    }

    [Theory]
    [InlineData(new byte[] { 1, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 9, 0, 0, 0, 1 })]
    public async Task Broken_frames_are_refused(byte[] bytes)
    {
        using FrameStream frames = new(new MemoryStream(bytes));
        await Assert.ThrowsAsync<InvalidDataException>(() => frames.ReadAsync());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"type\":\"nonsense\"}")]
    [InlineData("{\"code\":\"1\"}")]
    [InlineData("{\"type\":\"execute\",\"id\":\"x\"}")]
    public async Task A_whole_frame_without_a_message_is_told_and_the_next_one_read(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        MemoryStream pipe = new([.. BitConverter.GetBytes(body.Length), .. body, 20, 0, 0, 0, .. "{\"type\":\"interrupt\"}"u8]);
        using FrameStream frames = new(pipe);
        Assert.IsType<ProtocolErrorMessage>(await frames.ReadAsync());
        Assert.IsType<InterruptCommand>(await frames.ReadAsync());
    }

    [Fact]
    public async Task A_session_answers_nonsense_and_goes_on()
    {
        string name = OperatingSystem.IsWindows() ? $"teach-test-{Guid.NewGuid():N}" : Path.Combine(Path.GetTempPath(), $"teach-test-{Guid.NewGuid():N}");
        await using NamedPipeServerStream pipe = new(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(TestSession.Options.FileName!, [.. TestSession.Options.Arguments, "session", "--pipe", name]))!;
        await pipe.WaitForConnectionAsync();
        using FrameStream frames = new(pipe);
        Assert.IsType<ReadyMessage>(await frames.ReadAsync());

        byte[] nonsense = Encoding.UTF8.GetBytes("{\"type\":\"dance\"}");
        await pipe.WriteAsync(BitConverter.GetBytes(nonsense.Length));
        await pipe.WriteAsync(nonsense);
        Assert.IsType<ProtocolErrorMessage>(await frames.ReadAsync());
        await frames.WriteAsync(new StreamMessage("stdout", "an event is no command"));
        Assert.IsType<ProtocolErrorMessage>(await frames.ReadAsync());
        await frames.WriteAsync(new ExecuteCommand(7, "1 + 1", 1000, null));
        Assert.Equal(7, Assert.IsType<StartedMessage>(await frames.ReadAsync()).Id);
        Assert.IsType<DisplayMessage>(await frames.ReadAsync());
        Assert.Equal(7, Assert.IsType<FinishedMessage>(await frames.ReadAsync()).Id);

        // A length that nobody can mean ends the conversation, and so does the end of the pipe.
        await pipe.WriteAsync(new byte[] { 255, 255, 255, 255 });
        Assert.IsType<ProtocolErrorMessage>(await frames.ReadAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
    }
}
