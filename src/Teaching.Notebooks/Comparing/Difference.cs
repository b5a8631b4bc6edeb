namespace Teaching.Notebooks.Comparing;

/// <summary>One difference between a committed notebook and a fresh run of it.</summary>
/// <param name="Cell">The number of the cell, from 1 as a reader counts all cells; 0 when it is about the notebook.</param>
/// <param name="CellId">The cell's id; empty when it is about the notebook.</param>
/// <param name="Output">The number of the output in the cell, from 1; 0 when it is about the cell.</param>
/// <param name="Expected">What is committed, shortened around the first difference.</param>
/// <param name="Got">What the fresh run gave, shortened likewise.</param>
/// <param name="Problem">What differs, as "the chart's data[0].y[17]".</param>
public sealed record Difference(int Cell, string CellId, int Output, string Expected, string Got, string Problem)
{
    /// <summary>Where the difference is, as "cell 12 (id 4f2a), output 2".</summary>
    public string Place =>
        Cell == 0 ? "the notebook"
        : Output == 0 ? $"cell {Cell} (id {CellId})"
        : $"cell {Cell} (id {CellId}), output {Output}";

    /// <summary>The difference in one line.</summary>
    public override string ToString() =>
        Expected.Length + Got.Length == 0 ? $"{Place}: {Problem}" : $"{Place}: {Problem}: expected {Expected}, got {Got}";
}
