using System.Text;

namespace Teaching.Cells;

/// <summary>
/// What the session has still to send, in the order in which it came up. Text of one stream grows together while the
/// pipe is busy, so many small writes are cheap; when the reader is slow, writers wait.
/// A cell's thread can be aborted anywhere but in a finally block: that is why each change is made in one.
/// </summary>
internal sealed class Outbox
{
    /// <summary>The name of the thread that sends.</summary>
    public const string ThreadName = "outbox";

    private const int MaxPending = 1_000_000;
    private const int WorthSending = 16_000;
    private static readonly TimeSpan gatheringTime = TimeSpan.FromMilliseconds(5);

    private readonly object gate = new();
    private readonly Action<Message> send;
    private readonly StringBuilder text = new();
    private readonly StringBuilder line = new();
    private List<Message> pending = [];
    private string textName = "stdout";
    private long pendingLength;
    private OutputBudget budget;
    private volatile bool isMuted;
    private volatile bool hasOutput;
    private bool isClosed;
    private bool isSending;
    private bool isBetweenCells;

    /// <param name="send">Sends one message; an <see cref="IOException"/> says that nobody listens any more.</param>
    public Outbox(Action<Message> send)
    {
        this.send = send;
        new Thread(SendAll) { IsBackground = true, Name = ThreadName }.Start();
    }

    /// <summary>Whether the cell has shown or printed anything.</summary>
    public bool HasOutput => hasOutput;

    /// <summary>A cell starts: what comes from here on belongs to it, also after its end, until the next one starts.</summary>
    public void BeginCell(long limit, Message started)
    {
        lock (gate)
        {
            budget = new OutputBudget(limit);
            isMuted = isBetweenCells = hasOutput = false;
            line.Clear();
            Enqueue(started, 100);
        }
    }

    /// <summary>From now until the end of the cell nothing more is taken, and nobody waits: it is being interrupted.</summary>
    public void Mute()
    {
        lock (gate)
        {
            if (!isBetweenCells) isMuted = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Text that the cell prints.</summary>
    public void Write(string name, ReadOnlySpan<char> written)
    {
        if (written.IsEmpty || IsStopped()) return;
        string taken = written.ToString();
        try
        {
        }
        finally
        {
            lock (gate)
            {
                WaitForRoom();
                if (!isMuted) Append(name, budget.Take(taken));
                SayWhatIsCut();
            }
        }
        IsStopped();
    }

    /// <summary>A value that the cell shows.</summary>
    public void Show(Message display, long length)
    {
        if (IsStopped()) return;
        try
        {
        }
        finally
        {
            lock (gate)
            {
                WaitForRoom();
                if (!isMuted && budget.TakeWhole(length))
                {
                    hasOutput = true;
                    Enqueue(display, length);
                }
                SayWhatIsCut();
            }
        }
        IsStopped();
    }

    /// <summary>What is sent whatever the cell's budget says: errors, answers.</summary>
    public void Send(Message message)
    {
        lock (gate) Enqueue(message, 100);
    }

    /// <summary>The end of a cell: the notice of what was cut, if anything was, then the message.</summary>
    public void EndCell(Message? error, Message finished)
    {
        lock (gate)
        {
            if (budget.EndNotice() is { } notice) Append("stderr", notice);
            if (error is not null) Enqueue(error, 100);
            Enqueue(finished, 100);
            isMuted = false;
            isBetweenCells = true;
        }
    }

    /// <summary>What was printed on the line that is not yet ended, the prompt of a question; the answer ends it.</summary>
    public string EndLine()
    {
        lock (gate)
        {
            string prompt = line.ToString();
            line.Clear();
            return prompt;
        }
    }

    /// <summary>The session ends: nothing more is taken; waits until all is sent, or the time is over.</summary>
    public void Close(TimeSpan patience)
    {
        lock (gate)
        {
            isMuted = true;
            Monitor.PulseAll(gate);
        }
        Flush(patience);
    }

    /// <summary>Waits until all is sent, or the time is over.</summary>
    public void Flush(TimeSpan patience)
    {
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (gate)
        {
            while (!isClosed && (isSending || pending.Count > 0 || text.Length > 0) && Environment.TickCount64 < end)
                Monitor.Wait(gate, 20);
        }
    }

    /// <summary>A cell that is being interrupted ends where it prints; its other threads print into nothing.</summary>
    private bool IsStopped()
    {
        if (isMuted && CellThread.IsCurrent) throw new OperationCanceledException("The cell was interrupted.");
        return isMuted;
    }

    /// <summary>Nobody waits for the end of what comes between cells, so the first thing that is cut is told at once.</summary>
    private void SayWhatIsCut()
    {
        if (isBetweenCells && budget.LateNotice() is { } notice) Append("stderr", notice);
    }

    private void WaitForRoom()
    {
        while (pendingLength > MaxPending && !isMuted && !isClosed) Monitor.Wait(gate);
    }

    private void Append(string name, string added)
    {
        if (added.Length == 0) return;
        hasOutput = true;
        if (name != textName) TakeText(all: true);
        textName = name;
        text.Append(added);
        pendingLength += added.Length;
        RememberLine(added);
        if (text.Length == added.Length || text.Length > WorthSending) Monitor.PulseAll(gate);
    }

    private void RememberLine(string added)
    {
        int lineEnd = added.LastIndexOf('\n');
        if (lineEnd >= 0) line.Clear();
        if (line.Length < 1000) line.Append(added, lineEnd + 1, added.Length - lineEnd - 1);
    }

    private void Enqueue(Message message, long length)
    {
        TakeText(all: true);
        pending.Add(message);
        pendingLength += length;
        Monitor.PulseAll(gate);
    }

    /// <summary>Half of a surrogate pair waits for its other half, which the next write may bring.</summary>
    private void TakeText(bool all)
    {
        if (text.Length == 0) return;
        int taken = !all && char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;
        if (taken > 0) pending.Add(new StreamMessage(textName, text.ToString(0, taken)));
        text.Remove(0, taken);
    }

    private void SendAll()
    {
        try
        {
            while (true)
                foreach (Message message in TakePending()) send(message);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            lock (gate)
            {
                isClosed = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    private List<Message> TakePending()
    {
        lock (gate)
        {
            isSending = false;
            Monitor.PulseAll(gate);
            while (pending.Count == 0 && text.Length == 0) Monitor.Wait(gate);
            // Text alone is worth a moment's wait: more of it is likely to follow.
            if (pending.Count == 0 && text.Length < WorthSending) Monitor.Wait(gate, gatheringTime);
            TakeText(all: false);
            if (pending.Count == 0) Monitor.Wait(gate, gatheringTime);

            List<Message> taken = pending;
            pending = [];
            pendingLength = text.Length;
            isSending = true;
            return taken;
        }
    }
}
