namespace Teaching.Cells;

/// <summary>Where the code of one cell goes on after its awaits, also when the cell has ended: on the cells' thread.</summary>
internal sealed class CellContext(MessagePump pump, int number) : SynchronizationContext
{
    /// <summary>Its place among all cells of the session.</summary>
    public int Number => number;

    public override void Post(SendOrPostCallback callback, object? state) => pump.Post(new PostedWork(this, callback, state));

    public override void Send(SendOrPostCallback callback, object? state) => callback(state);

    public override SynchronizationContext CreateCopy() => this;
}
