using System.Text;
using Teaching.Cells;

namespace Teaching.Browser;

/// <summary>What cells print and show, on its way to the page: text of one stream grows together until something else comes.</summary>
/// <param name="send">Takes a message.</param>
internal sealed class PageOutput(Action<Message> send)
{
    private const int WorthSending = 4000;
    private const int SentAtOnce = 100;
    private readonly StringBuilder text = new();
    private string textName = "";
    private OutputBudget budget;
    private int sent;
    private long lastSent;

    /// <summary>Whether the cell has shown or printed anything.</summary>
    public bool HasOutput { get; private set; }

    /// <summary>Makes this the console of the cells.</summary>
    public void Install()
    {
        Console.SetOut(new StreamWriterOf(this, "stdout"));
        Console.SetError(new StreamWriterOf(this, "stderr"));
    }

    public void BeginCell(long limit)
    {
        budget = new OutputBudget(limit);
        HasOutput = false;
        sent = 0;
    }

    public void EndCell(Message? error, Message finished)
    {
        if (budget.EndNotice() is { } notice) Append("stderr", notice);
        Flush();
        if (error is not null) send(error);
        send(finished);
    }

    public void Show(Message display, long length)
    {
        if (!budget.TakeWhole(length)) return;
        HasOutput = true;
        Flush();
        send(display);
    }

    private void Write(string name, string written)
    {
        Append(name, budget.Take(written));
        // While a cell is busy its lines are seen as they come; one that writes many is not kept busy with sending them.
        if (text.Length > WorthSending || (text.Length > 0 && text[^1] == '\n' && (sent < SentAtOnce || Environment.TickCount64 - lastSent > 50))) Flush();
    }

    private void Append(string name, string added)
    {
        if (added.Length == 0) return;
        if (name != textName) Flush();
        HasOutput = true;
        textName = name;
        text.Append(added);
    }

    private void Flush()
    {
        if (text.Length == 0) return;
        sent++;
        lastSent = Environment.TickCount64;
        send(new StreamMessage(textName, text.ToString()));
        text.Clear();
    }

    private sealed class StreamWriterOf(PageOutput output, string name) : TextWriter(null)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => output.Write(name, value.ToString());

        public override void Write(char[] buffer, int index, int count) => output.Write(name, new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => output.Write(name, buffer.ToString());

        public override void Write(string? value) => output.Write(name, value ?? "");

        public override void WriteLine() => output.Write(name, NewLine);

        public override void WriteLine(string? value) => output.Write(name, value + NewLine);
    }
}
