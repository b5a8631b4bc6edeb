namespace Teaching.Notebooks.Documents;

/// <summary>One output of a code cell; outputs do not change once made.</summary>
public abstract record Output
{
    private protected Output()
    {
    }

    /// <summary>Members that nbformat does not define, kept as they were read.</summary>
    public JsonMap Extra { get; init; } = [];
}

/// <summary>Text that the cell wrote to a stream.</summary>
/// <param name="Name">stdout or stderr.</param>
/// <param name="Text">The text.</param>
public sealed record StreamOutput(string Name, string Text) : Output;

/// <summary>Something with a MIME bundle: a display or the cell's result.</summary>
/// <param name="Data">The MIME bundle; see <see cref="MimeBundle"/>.</param>
/// <param name="Metadata">The output's metadata.</param>
public abstract record RichOutput(JsonMap Data, JsonMap Metadata) : Output;

/// <summary>Something that the cell displayed.</summary>
/// <param name="Data">The MIME bundle; see <see cref="MimeBundle"/>.</param>
/// <param name="Metadata">The output's metadata.</param>
public sealed record DisplayOutput(JsonMap Data, JsonMap Metadata) : RichOutput(Data, Metadata)
{
    /// <summary>A display without metadata.</summary>
    public DisplayOutput(JsonMap data) : this(data, [])
    {
    }
}

/// <summary>The value of the cell's last expression.</summary>
/// <param name="Data">The MIME bundle; see <see cref="MimeBundle"/>.</param>
/// <param name="Metadata">The output's metadata.</param>
/// <param name="ExecutionCount">The cell's execution count.</param>
public sealed record ResultOutput(JsonMap Data, JsonMap Metadata, int? ExecutionCount) : RichOutput(Data, Metadata)
{
    /// <summary>A result without metadata.</summary>
    public ResultOutput(JsonMap data, int? executionCount) : this(data, [], executionCount)
    {
    }
}

/// <summary>An output of a type that this program does not know, or with members that are not what nbformat says: kept as it was read, not shown.</summary>
/// <param name="Data">The whole output.</param>
public sealed record UnknownOutput(JsonMap Data) : Output;

/// <summary>The error that ended the cell.</summary>
/// <param name="Name">The error's type, as DivideByZeroException.</param>
/// <param name="Message">Its message.</param>
/// <param name="Traceback">Its trace, one entry a line or so.</param>
public sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback) : Output
{
    /// <inheritdoc/>
    public bool Equals(ErrorOutput? other) =>
        base.Equals(other) && Name == other!.Name && Message == other.Message && Traceback.SequenceEqual(other.Traceback);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Message);
}
