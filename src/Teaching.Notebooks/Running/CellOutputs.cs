using System.Text;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Running;

/// <summary>
/// Turns the events of a session into the outputs of a notebook's cells: text of one stream in a row is one output, an
/// update replaces what it updates, wherever it was shown. Events may come while the runner asks: what a cell left
/// behind speaks whenever it likes.
/// </summary>
internal sealed class CellOutputs
{
    private readonly Dictionary<string, List<(List<Output> Outputs, int Index)>> displays = [];
    private readonly StringBuilder text = new();
    private readonly Lock gate = new();
    private Cell cell = new(CellKind.Code, "");
    private string? stream;
    private bool isClearing;

    /// <summary>The data sets that cells reported, in order.</summary>
    public List<DataSet> Data { get; } = [];

    /// <summary>The error of the current cell.</summary>
    public ErrorOutput? Error { get; private set; }

    /// <summary>What follows belongs to this cell, until another one begins.</summary>
    public void Begin(Cell next)
    {
        lock (gate)
        {
            if (next == cell) return;
            EndStream();
            cell = next;
            isClearing = false;
            Error = null;
        }
    }

    /// <summary>The current cell has ended; what still comes of it is added to it.</summary>
    public void End()
    {
        lock (gate) EndStream();
    }

    /// <summary>Adds one event.</summary>
    public void Add(SessionEvent happened)
    {
        lock (gate) AddNow(happened);
    }

    /// <summary>Makes this the error of the current cell, in place of the one it had.</summary>
    public void Fail(ErrorOutput error)
    {
        lock (gate)
        {
            EndStream();
            if (Error is not null) cell.Outputs.Remove(Error);
            Error = error;
            cell.Outputs.Add(error);
        }
    }

    private void AddNow(SessionEvent happened)
    {
        if (isClearing && happened is StreamEvent or DisplayEvent) Clear();
        switch (happened)
        {
            case StreamEvent printed:
                if (stream != printed.Name) EndStream();
                stream = printed.Name;
                text.Append(printed.Text);
                break;
            case DisplayEvent shown:
                EndStream();
                Show(shown);
                break;
            case ClearEvent clear:
                isClearing = clear.Wait;
                if (!clear.Wait) Clear();
                break;
            case DisplayUpdateEvent update:
                Update(update);
                break;
            case ErrorEvent error:
                EndStream();
                Error = new ErrorOutput(error.Name, error.Message, error.Traceback);
                cell.Outputs.Add(Error);
                break;
        }
    }

    private void Clear()
    {
        isClearing = false;
        stream = null;
        text.Clear();
        cell.Outputs.Clear();
        foreach (var places in displays.Values) places.RemoveAll(place => place.Outputs == cell.Outputs);
    }

    private void EndStream()
    {
        if (stream is not null && text.Length > 0)
        {
            // What comes after the end of a cell may go on with the text that was its last output.
            if (cell.Outputs.LastOrDefault() is StreamOutput last && last.Name == stream) cell.Outputs[^1] = last with { Text = last.Text + text };
            else cell.Outputs.Add(new StreamOutput(stream, text.ToString()));
        }
        text.Clear();
        stream = null;
    }

    private void Show(DisplayEvent shown)
    {
        JsonMap data = MimeBundle.FromTexts(shown.Data);
        ReportedData.Take(data, Data);
        if (data.Count == 0) return;
        if (shown.DisplayId is { } id)
        {
            if (!displays.TryGetValue(id, out var places)) displays[id] = places = [];
            places.Add((cell.Outputs, cell.Outputs.Count));
        }
        cell.Outputs.Add(shown.IsResult ? new ResultOutput(data, cell.ExecutionCount) : new DisplayOutput(data));
    }

    private void Update(DisplayUpdateEvent update)
    {
        if (!displays.TryGetValue(update.DisplayId, out var places)) return;
        JsonMap data = MimeBundle.FromTexts(update.Data);
        foreach ((List<Output> outputs, int index) in places)
            outputs[index] = ((RichOutput)outputs[index]) with { Data = data };
    }
}
