namespace Teaching;

/// <summary>
/// The order in which examples are learned: each epoch all of them once, newly shuffled, cut into batches of one size. What is left over
/// makes a last, smaller batch. The same seed gives the same batches.
/// Used in lessons 03, 06.
/// </summary>
public sealed class Batches
{
    private readonly int[] order;
    private readonly int[][] batches;
    private readonly Rng rng;

    /// <summary>Batches of the examples 0 to examples - 1, in that order until the first <see cref="Shuffle"/>.</summary>
    /// <exception cref="ArgumentException">There is no example, or the size is below 1 or above the number of examples.</exception>
    public Batches(int examples, int size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (examples < 1) throw new ArgumentException("There is nothing to make batches of: the set of examples is empty.");
        if (size < 1) throw new ArgumentException($"A batch needs at least one example, not {size}; 64 is a usual size.");
        if (size > examples)
            throw new ArgumentException($"A batch of {size} examples cannot be filled: there are only {examples}. Take a batch size of at most {examples}.");
        this.rng = rng;
        order = [.. Enumerable.Range(0, examples)];
        batches = [.. order.Chunk(size)];
    }

    /// <summary>The number of batches in an epoch.</summary>
    public int Count => batches.Length;

    /// <summary>The numbers of the examples in one batch, valid until the next shuffle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public int[] this[int batch] => batch >= 0 && batch < Count ? batches[batch]
        : throw new ArgumentOutOfRangeException(nameof(batch), $"There is no batch {batch}: the {Count} batches have the numbers 0 to {Count - 1}.");

    /// <summary>A new order for the next epoch.</summary>
    public void Shuffle()
    {
        rng.Shuffle(order);
        for (int i = 0; i < Count; i++) Array.Copy(order, i * batches[0].Length, batches[i], 0, batches[i].Length);
    }
}
