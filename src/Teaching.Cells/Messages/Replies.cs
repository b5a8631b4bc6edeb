namespace Teaching.Cells;

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
