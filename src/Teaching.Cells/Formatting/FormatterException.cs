namespace Teaching.Cells;

/// <summary>A type's own formatter broke the convention, or threw.</summary>
internal sealed class FormatterException(string message, Exception? inner = null) : Exception(message, inner);
