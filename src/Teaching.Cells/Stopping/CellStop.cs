using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Teaching.Cells;

/// <summary>What compiled cells call in their loops.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellStop
{
    internal static readonly StrongBox<CancellationToken> Sign = new();

    /// <summary>Goes on unless the cell is to stop.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ThrowIfAsked() => Sign.Value.ThrowIfCancellationRequested();
}
