namespace Teaching;

/// <summary>A training stopped because a number became NaN or infinite. The message says where first, when, and what to try.</summary>
/// <param name="layer">Where.</param>
/// <param name="epoch">In which epoch, from 1.</param>
/// <param name="update">In which update of the training, from 1.</param>
/// <param name="message">All of it as a sentence.</param>
public sealed class TrainingException(string layer, int epoch, int update, string message) : Exception(message)
{
    /// <summary>The layer, such as <c>layer 2 (Dense 256-10)</c>, or <c>the loss</c> or <c>the batch</c>.</summary>
    public string Layer { get; } = layer;

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The update, counted from 1 over all epochs.</summary>
    public int Update { get; } = update;
}
