namespace Teaching;

/// <summary>What turns logits into probabilities: a network may end with it, or a loss may do it itself, but never both.</summary>
internal enum Squash
{
    None,
    Sigmoid,
    Softmax,
}
