using System.Runtime.ExceptionServices;

namespace Teaching.Cells;

/// <summary>Something that is to run on the cells' thread: what comes after an await, a report of progress, the failure of an async void method.</summary>
internal sealed record PostedWork(CellContext Context, SendOrPostCallback Callback, object? State)
{
    /// <summary>
    /// Whether an async method would go on with it. Awaits post delegates of the runtime's own libraries; so does
    /// Progress, but that only hands on what some other code reports.
    /// </summary>
    public bool GoesOnWithMethod =>
        State is not ExceptionDispatchInfo
        && Callback.Method.Module.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)
        && !(Callback.Target?.GetType() is { IsGenericType: true } target && target.GetGenericTypeDefinition() == typeof(Progress<>));

    public void Run() => Callback(State);
}
