namespace Teaching.Fast;

/// <summary>Work on the rows of a batch, shared among the workers; after it is made it needs no new memory.</summary>
internal sealed class SharedRows
{
    private readonly Action<int, int> work, part;
    private int rows;

    /// <param name="work">Does the rows from the first number up to, but without, the second.</param>
    public SharedRows(Action<int, int> work) => (this.work, part) = (work, DoPart);

    /// <summary>Does this many rows, which cost as much as the given number of multiplications of a product.</summary>
    public void Run(int rows, long multiplications)
    {
        this.rows = rows;
        Team.Run(Team.Parts(multiplications), part);
    }

    private void DoPart(int index, int parts)
    {
        Part some = new Part(0, rows).Divide(parts, index, unit: 16);
        work(some.Begin, some.End);
    }
}
