namespace Teaching;

/// <summary>
/// A training stopped because a number became NaN or infinite. The message says where first, when, and what to try.
/// Used in lesson 08.
/// </summary>
public sealed class TrainingException(string message) : Exception(message);
