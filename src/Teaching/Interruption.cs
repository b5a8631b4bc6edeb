using Teaching.Fast;

namespace Teaching;

/// <summary>
/// An interrupted notebook cell. What trains or draws for long asks between its steps; so can a long loop of a library of your own. (The
/// code in a cell need not: the session asks for it.) Elsewhere nothing is ever interrupted.
/// </summary>
public static class Interruption
{
    /// <exception cref="OperationCanceledException">The cell that runs is to stop.</exception>
    public static void ThrowIfRequested() => StopSign.ThrowIfRequested();
}
