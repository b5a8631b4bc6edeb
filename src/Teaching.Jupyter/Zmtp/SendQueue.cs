namespace Teaching.Jupyter.Zmtp;

/// <summary>
/// What one peer has still to be sent, written by a thread of its own. Whoever adds output waits while 16 MB or more
/// are ahead of it: that is how a slow client slows a cell down. A peer that takes nothing for 30 seconds is given up.
/// </summary>
internal sealed class SendQueue
{
    /// <summary>How many bytes may wait before the next has to.</summary>
    public const int MaxWaiting = 16 * 1024 * 1024;

    private const int ChunkLength = 64 * 1024;
    private static readonly TimeSpan stallPatience = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private readonly Queue<byte[]> waiting = [];
    private readonly Stream stream;
    private readonly Action<string?> giveUp;
    private long waitingLength;
    private long lastProgress;
    private bool isClosed;

    /// <summary>Starts the thread.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="name">The thread's name.</param>
    /// <param name="giveUp">Called when the peer takes no more; with the reason, unless it has gone by itself.</param>
    public SendQueue(Stream stream, string name, Action<string?> giveUp)
    {
        this.stream = stream;
        this.giveUp = giveUp;
        new Thread(WriteAll, 256 * 1024) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Adds what must be sent, however much waits already.</summary>
    public void Add(byte[] encoded)
    {
        lock (gate) Enqueue(encoded);
    }

    /// <summary>Adds when there is room, or at once when waiting is cancelled.</summary>
    public void AddWhenRoom(byte[] encoded, CancellationToken waiting)
    {
        bool isStalled = false;
        lock (gate)
        {
            while (waitingLength >= MaxWaiting && !isClosed && !isStalled && !waiting.IsCancellationRequested)
            {
                Monitor.Wait(gate, 100);
                isStalled = Environment.TickCount64 - lastProgress > stallPatience.TotalMilliseconds;
            }
            if (!isStalled) Enqueue(encoded);
        }
        if (isStalled) giveUp($"it took nothing for {stallPatience.TotalSeconds} s");
    }

    /// <summary>Waits until all is sent, or the time is over.</summary>
    public void Flush(TimeSpan patience)
    {
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (gate)
        {
            while (waitingLength > 0 && !isClosed && Environment.TickCount64 < end) Monitor.Wait(gate, 20);
        }
    }

    /// <summary>Drops what waits; nothing more is taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            waiting.Clear();
            waitingLength = 0;
            Monitor.PulseAll(gate);
        }
    }

    private void Enqueue(byte[] encoded)
    {
        if (isClosed) return;
        if (waitingLength == 0) lastProgress = Environment.TickCount64;
        waiting.Enqueue(encoded);
        waitingLength += encoded.Length;
        Monitor.PulseAll(gate);
    }

    private void WriteAll()
    {
        try
        {
            while (Next() is { } encoded) Write(encoded);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            giveUp(null);
        }
    }

    private byte[]? Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0 && !isClosed) Monitor.Wait(gate);
            return isClosed ? null : waiting.Dequeue();
        }
    }

    private void Write(byte[] encoded)
    {
        for (int start = 0; start < encoded.Length; start += ChunkLength)
        {
            int length = Math.Min(ChunkLength, encoded.Length - start);
            stream.Write(encoded, start, length);
            lock (gate)
            {
                lastProgress = Environment.TickCount64;
                waitingLength = Math.Max(0, waitingLength - length);
                Monitor.PulseAll(gate);
            }
        }
    }
}
