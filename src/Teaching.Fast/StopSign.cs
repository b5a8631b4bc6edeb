using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>
/// An interrupted notebook cell: long work asks between its steps and throws. The host of the notebook says so by a convention that knows
/// nothing of this library: a <see cref="StrongBox{T}"/> of a token under a name in <see cref="AppContext"/>. Elsewhere nothing is ever interrupted.
/// </summary>
/// <remarks>
/// It spares the host to abort the thread, which the runtime (.NET 10 on Unix) often does not survive, and it stops threads that work for
/// the cell as well.
/// </remarks>
internal static class StopSign
{
    /// <summary>The sign. It holds no token as long as the cell may go on.</summary>
    public static readonly StrongBox<CancellationToken> Sign =
        AppContext.GetData("Notebook.StopRequested") as StrongBox<CancellationToken> ?? new();

    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void ThrowIfRequested() => Sign.Value.ThrowIfCancellationRequested();
}
