namespace Teaching.Jupyter;

/// <summary>A kernel that cannot start, or a kernelspec that cannot be written. The message is for a person.</summary>
/// <param name="message">What went wrong and what to do.</param>
public sealed class KernelException(string message) : Exception(message);
