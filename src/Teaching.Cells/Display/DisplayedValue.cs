namespace Teaching.Cells;

/// <summary>A value that is shown: <see cref="Update"/> shows another in its place.</summary>
public sealed class DisplayedValue
{
    private readonly string[] mimeTypes;

    internal DisplayedValue(params string[] mimeTypes) => this.mimeTypes = mimeTypes;

    /// <summary>What the session's client knows the display by.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows another value in the place of the one before, in the same MIME types where some were asked for.</summary>
    public void Update(object? value) =>
        DisplaySink.Update(mimeTypes.Length == 0 ? ValueFormatter.Format(value) : ValueFormatter.Format(value, mimeTypes), DisplayId);
}
