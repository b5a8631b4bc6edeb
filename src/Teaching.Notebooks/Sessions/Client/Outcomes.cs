using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>The end of a cell. Its outputs, and its error if any, came as events before.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Elapsed">From the request to the end, as the caller saw it.</param>
public sealed record ExecutionOutcome(ExecutionStatus Status, TimeSpan Elapsed);

/// <summary>What an interrupt did.</summary>
public enum InterruptOutcome
{
    /// <summary>No cell was running.</summary>
    NothingToStop,

    /// <summary>The cell stopped; the variables are intact.</summary>
    Stopped,

    /// <summary>The cell did not stop, so its session was ended and a new one started; the variables are lost.</summary>
    Restarted,
}

/// <summary>A session that could not start, or was asked something after its end. The message is for a person.</summary>
/// <param name="message">What went wrong and what to do.</param>
public sealed class SessionException(string message) : Exception(message);
