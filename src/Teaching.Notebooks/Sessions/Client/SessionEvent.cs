namespace Teaching.Notebooks.Sessions;

/// <summary>Something that happened while a cell ran, or between its end and the start of the next. Events come in the order in which they were caused.</summary>
public abstract record SessionEvent;

/// <summary>Text that the cell printed.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, with its line ends.</param>
public sealed record StreamEvent(string Name, string Text) : SessionEvent;

/// <summary>A value that the cell showed, or its result.</summary>
/// <param name="Data">MIME types in order of preference with their text; of a type ending in <c>json</c> the JSON text.</param>
/// <param name="DisplayId">What a later <see cref="DisplayUpdateEvent"/> refers to; null when the value is never updated.</param>
/// <param name="IsResult">Whether this is the value of the cell's last expression.</param>
public sealed record DisplayEvent(OrderedDictionary<string, string> Data, string? DisplayId, bool IsResult) : SessionEvent;

/// <summary>A value shown before, in this cell or an earlier one, changed.</summary>
/// <param name="Data">What to show from now on.</param>
/// <param name="DisplayId">Which display it was.</param>
public sealed record DisplayUpdateEvent(OrderedDictionary<string, string> Data, string DisplayId) : SessionEvent;

/// <summary>What the cell has put out so far is to be taken away.</summary>
/// <param name="Wait">Only when something new comes, so that nothing flickers.</param>
public sealed record ClearEvent(bool Wait) : SessionEvent;

/// <summary>The cell failed.</summary>
/// <param name="Name">The kind of failure: an exception's type, <c>CompilationError</c>, <c>Interrupted</c>, <c>SessionEnded</c>.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Traceback">Lines to read: where in the student's own code.</param>
public sealed record ErrorEvent(string Name, string Message, IReadOnlyList<string> Traceback) : SessionEvent;

/// <summary>The cell waits for a line of input: answer with <see cref="Session.ReplyToInputAsync"/>.</summary>
/// <param name="Prompt">What the cell printed on the current line before it asked.</param>
/// <param name="IsPassword">Whether what is typed is not to be shown.</param>
public sealed record InputRequestEvent(string Prompt, bool IsPassword = false) : SessionEvent;
