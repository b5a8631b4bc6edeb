namespace Teaching.Cells;

/// <summary>Text that is HTML already.</summary>
/// <param name="Text">The HTML.</param>
public sealed record HtmlText(string Text)
{
    /// <summary>The HTML.</summary>
    public override string ToString() => Text;
}
