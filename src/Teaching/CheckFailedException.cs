namespace Teaching;

/// <summary>A lesson's check did not hold. The message says what was expected and what came.</summary>
/// <param name="message">What was expected and what came.</param>
public sealed class CheckFailedException(string message) : Exception(message);
