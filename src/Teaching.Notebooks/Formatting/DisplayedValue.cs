namespace Teaching.Notebooks.Formatting;

/// <summary>A value that is shown: <see cref="Update"/> shows another in its place.</summary>
public sealed class DisplayedValue
{
    internal DisplayedValue()
    {
    }

    /// <summary>What the session's client knows the display by.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows another value in the place of the one before.</summary>
    public void Update(object? value) => DisplaySink.Update(ValueFormatter.Format(value), DisplayId);
}

/// <summary>Text that is HTML already.</summary>
/// <param name="Text">The HTML.</param>
public sealed record HtmlText(string Text)
{
    /// <summary>The HTML.</summary>
    public override string ToString() => Text;
}
