using System.Text;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// Reads what the process writes to its standard output or error itself, past the session's console: native
/// libraries, and the runtime's last words. After each cell the session writes a marker here, so that the end of a
/// cell is known on this side road too.
/// </summary>
internal sealed class NativeOutput
{
    private static readonly string[] lastWords = ["Stack overflow.", "Unhandled exception.", "Fatal error.", "Process terminated.", "Out of memory."];
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    private readonly string name;
    private readonly string marker;
    private readonly Action<SessionEvent> forward;
    private readonly Task reading;
    private readonly StringBuilder pending = new();
    private readonly Queue<string> lines = new();
    private volatile TaskCompletionSource atMarker = new();
    private bool isDying;

    public NativeOutput(string name, Stream stream, string marker, Action<SessionEvent> forward)
    {
        this.name = name;
        this.marker = marker;
        this.forward = forward;
        reading = Task.Run(() => ReadAsync(stream));
    }

    /// <summary>The last words of a process that died, as the runtime wrote them; known after <see cref="EndAsync"/>.</summary>
    public IReadOnlyCollection<string> LastLines => lines;

    public void Begin() => atMarker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task MarkerAsync() => Task.WhenAny(atMarker.Task, reading, Task.Delay(patience));

    public Task EndAsync() => Task.WhenAny(reading, Task.Delay(patience));

    private async Task ReadAsync(Stream stream)
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = new byte[16 * 1024];
        char[] characters = new char[16 * 1024 + 1];
        try
        {
            while (await stream.ReadAsync(bytes).ConfigureAwait(false) is > 0 and int count)
                Take(new string(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0, flush: false)));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process was ended while its output was read.
        }
        if (pending.Length > 0) Emit(pending.ToString());
    }

    private void Take(string text)
    {
        pending.Append(text);
        string all = pending.ToString();
        int found;
        while ((found = all.IndexOf(marker, StringComparison.Ordinal)) >= 0)
        {
            // The process lives, so whatever looked like last words was not.
            string before = all[..found];
            if (isDying) before = string.Join('\n', lines) + before;
            isDying = false;
            lines.Clear();
            Emit(before);
            atMarker.TrySetResult();
            all = all[(found + marker.Length)..];
        }

        int held = HeldBack(all);
        Emit(all[..^held]);
        pending.Clear().Append(all, all.Length - held, held);
    }

    /// <summary>How many characters at the end may be the start of a marker.</summary>
    private int HeldBack(string text)
    {
        int start = text.LastIndexOf(marker[0]);
        return start >= 0 && marker.StartsWith(text[start..], StringComparison.Ordinal) ? text.Length - start : 0;
    }

    private void Emit(string text)
    {
        if (text.Length == 0) return;
        if (!isDying && name == "stderr" && FindLastWords(text) is >= 0 and int at)
        {
            if (at > 0) forward(new StreamEvent(name, text[..at]));
            text = text[at..];
            isDying = true;
        }
        if (isDying) Remember(text);
        else forward(new StreamEvent(name, text));
    }

    private void Remember(string text)
    {
        foreach (string line in text.Split('\n'))
            if (lines.Count < 200) lines.Enqueue(line.TrimEnd('\r'));
    }

    private static int FindLastWords(string text)
    {
        foreach (string words in lastWords)
        {
            int at = text.IndexOf(words, StringComparison.Ordinal);
            if (at == 0 || (at > 0 && text[at - 1] == '\n')) return at;
        }
        return -1;
    }
}
