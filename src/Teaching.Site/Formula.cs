namespace Teaching.Site;

/// <summary>A formula in a text.</summary>
/// <param name="Source">How it is written there, with what marks it as a formula.</param>
/// <param name="Tex">The TeX.</param>
/// <param name="IsDisplay">Whether it has a line of its own.</param>
internal sealed record Formula(string Source, string Tex, bool IsDisplay)
{
    /// <summary>Whether it is written over several lines, as a block of its own.</summary>
    public bool IsBlock => IsDisplay && Source.Contains('\n', StringComparison.Ordinal);
}
