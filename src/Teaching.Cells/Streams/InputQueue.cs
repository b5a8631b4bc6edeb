namespace Teaching.Cells;

/// <summary>What a cell reads from the console: each line is asked of the client, and the cell waits for the reply.</summary>
internal sealed class InputQueue(Outbox outbox) : TextReader
{
    private readonly object gate = new();
    private string unread = "";
    private string? reply;
    private bool isReplied;
    private bool isCellRunning;
    private CancellationToken interrupted;

    public void BeginCell(CancellationToken interruption)
    {
        lock (gate)
        {
            unread = "";
            isReplied = false;
            isCellRunning = true;
            interrupted = interruption;
        }
    }

    /// <summary>Between cells nobody is asked: whoever reads then, or waits still, gets the end of the input.</summary>
    public void EndCell()
    {
        lock (gate)
        {
            isCellRunning = false;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The client's answer; null is the end of the input.</summary>
    public void Reply(string? text)
    {
        lock (gate)
        {
            reply = text;
            isReplied = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Wakes a cell that waits for an answer that will not come.</summary>
    public void Wake()
    {
        lock (gate) Monitor.PulseAll(gate);
    }

    public override string? ReadLine()
    {
        if (unread.Length == 0) return Ask();
        string line = unread.TrimEnd('\n');
        unread = "";
        return line;
    }

    public override int Peek()
    {
        if (unread.Length == 0 && Ask() is { } line) unread = line + "\n";
        return unread.Length == 0 ? -1 : unread[0];
    }

    public override int Read()
    {
        int next = Peek();
        if (next >= 0) unread = unread[1..];
        return next;
    }

    public override string ReadToEnd()
    {
        string all = unread;
        unread = "";
        while (Ask() is { } line) all += line + "\n";
        return all;
    }

    /// <summary>Asks for a line that is not to be seen.</summary>
    public string? ReadPassword() => Ask(isPassword: true);

    private string? Ask(bool isPassword = false)
    {
        lock (gate)
        {
            if (!isCellRunning) return null;
            interrupted.ThrowIfCancellationRequested();
            isReplied = false;
            outbox.Send(new InputRequestMessage(outbox.EndLine(), isPassword));
            while (!isReplied && isCellRunning && !interrupted.IsCancellationRequested) Monitor.Wait(gate);
            if (!isReplied && !isCellRunning) return null;
            interrupted.ThrowIfCancellationRequested();
            return reply;
        }
    }
}
