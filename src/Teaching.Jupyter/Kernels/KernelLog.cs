using System.Threading.Channels;

namespace Teaching.Jupyter.Kernels;

/// <summary>What the kernel has to say of itself, on its standard error. Nobody waits for it: what cannot be written in time is counted.</summary>
internal sealed class KernelLog
{
    private const int MaxWaiting = 1000;

    private readonly Channel<string> lines;
    private long lost;

    public KernelLog(TextWriter output)
    {
        BoundedChannelOptions options = new(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite };
        lines = Channel.CreateBounded<string>(options, _ => Interlocked.Increment(ref lost));
        new Thread(() => WriteAll(output), 256 * 1024) { IsBackground = true, Name = "log" }.Start();
    }

    public void Write(string line) => lines.Writer.TryWrite(line);

    private void WriteAll(TextWriter output)
    {
        try
        {
            while (lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (lines.Reader.TryRead(out string? line)) output.WriteLine($"teach kernel: {line}");
                if (Interlocked.Exchange(ref lost, 0) is > 0 and long count) output.WriteLine($"teach kernel: {count} more lines, too fast to write");
            }
        }
        catch (IOException)
        {
            // Nobody reads our standard error any more.
        }
    }
}
