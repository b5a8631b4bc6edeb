using System.Text;

namespace Teaching.Cells;

/// <summary>The session's console: what cells print goes to the outbox, what they read is asked of the client.</summary>
internal sealed class ConsoleCapture(Outbox outbox, InputQueue input)
{
    private readonly TextWriter standardOutput = new StreamWriterOf(outbox, "stdout");
    private readonly TextWriter standardError = new StreamWriterOf(outbox, "stderr");

    /// <summary>Done before each cell: one that failed between SetOut and setting it back silences no other.</summary>
    public void Install()
    {
        Console.SetOut(standardOutput);
        Console.SetError(standardError);
        Console.SetIn(input);
    }

    private sealed class StreamWriterOf(Outbox outbox, string name) : TextWriter(null)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => outbox.Write(name, [value]);

        public override void Write(char[] buffer, int index, int count) => outbox.Write(name, buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => outbox.Write(name, buffer);

        public override void Write(string? value) => outbox.Write(name, value);

        public override void WriteLine() => outbox.Write(name, CoreNewLine);

        public override void WriteLine(string? value) => outbox.Write(name, value + NewLine);

        public override void WriteLine(ReadOnlySpan<char> buffer) => outbox.Write(name, string.Concat(buffer, NewLine));

        public override void WriteLine(char[] buffer, int index, int count) => WriteLine(buffer.AsSpan(index, count));
    }
}
