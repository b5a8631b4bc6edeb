namespace Teaching.Notebooks.Sessions;

/// <summary>How a cell ended.</summary>
public enum ExecutionStatus
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It did not compile, or it threw.</summary>
    Failed,

    /// <summary>It was interrupted; the variables of the session are intact.</summary>
    Interrupted,

    /// <summary>Its process ended, or had to be ended; the variables are lost.</summary>
    Ended,
}

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

/// <summary>One proposal to complete what is being typed.</summary>
/// <param name="Text">What to insert.</param>
/// <param name="Kind">As <c>class</c>, <c>method</c>, <c>property</c>, <c>field</c>, <c>variable</c>, <c>namespace</c>, <c>keyword</c>.</param>
/// <param name="Signature">Its declaration, one line for all overloads together.</param>
/// <param name="Summary">The first sentences of its documentation, or null.</param>
public sealed record Completion(string Text, string Kind, string Signature, string? Summary);

/// <summary>Proposals, and the range of the code that a chosen one replaces.</summary>
/// <param name="Start">Where the replaced range starts.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Items">The proposals in alphabetical order.</param>
public sealed record Completions(int Start, int End, IReadOnlyList<Completion> Items);

/// <summary>What stands at a place in the code.</summary>
/// <param name="Signature">Its declaration.</param>
/// <param name="Summary">Its documentation, or null.</param>
public sealed record Inspection(string Signature, string? Summary);

/// <summary>Whether code can be run as it stands.</summary>
public enum Completeness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>Something is still to be typed.</summary>
    Incomplete,

    /// <summary>It has a syntax error that further typing does not mend.</summary>
    Invalid,
}

/// <summary>A session that could not start, or was asked something after its end. The message is for a person.</summary>
/// <param name="message">What went wrong and what to do.</param>
public sealed class SessionException(string message) : Exception(message);
