namespace Teaching.Notebooks.Documents;

/// <summary>A Jupyter notebook: read from whatever Jupyter's nbformat reads (1 to 4, a newer 4.x with a warning), written as 4.5, or the newer 4.x that it
/// was, byte for byte as nbformat writes it.</summary>
public sealed class Notebook
{
    /// <summary>The largest file that is read: 512 MB.</summary>
    public const long MaximumBytes = 512L << 20;

    /// <summary>The cells, in order.</summary>
    public List<Cell> Cells { get; init; } = [];

    /// <summary>The notebook's metadata.</summary>
    public JsonMap Metadata { get; init; } = [];

    /// <summary>Top-level members that nbformat does not define, kept as they were read.</summary>
    public JsonMap Extra { get; init; } = [];

    /// <summary>What was repaired or not understood as the notebook was read, a line each, as <c>cells[3].outputs: is null, read as an empty list</c>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The minor version of nbformat 4 that is written: 5, or the newer one of the file.</summary>
    internal JsonNumber MinorVersion { get; init; } = new(5L);

    /// <summary>The data sets that the outputs were made with: <c>metadata.teaching.data</c>; empty when it names none.</summary>
    public IReadOnlyList<DataSet> Data
    {
        get => DataSet.ReadAll(Metadata);
        set => DataSet.WriteAll(Metadata, value);
    }

    /// <summary>An empty C# notebook with the metadata that VS Code gave it.</summary>
    public static Notebook Create() => new() { Metadata = CSharpMetadata.ForNotebook() };

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="NotebookException">The file cannot be read or is no notebook: says where and why.</exception>
    public static Notebook Read(string path) => Parse(NotebookFile.ReadText(path), path);

    /// <summary>Reads a notebook from its JSON text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="name">The file's name for error messages.</param>
    /// <exception cref="NotebookException">The text is no notebook: says where and why.</exception>
    public static Notebook Parse(string text, string name) => new NotebookReader(name).Read(JsonData.Parse(text, name));

    /// <summary>Writes the file: all of it or nothing (temporary file beside it, flush, rename). Permissions stay, a symbolic link is followed.</summary>
    /// <exception cref="NotebookException">The file cannot be written; an existing one is as it was.</exception>
    public void Write(string path) => NotebookFile.Write(path, WriteTo);

    /// <summary>The notebook as the text of its file, newline at the end included.</summary>
    public string ToJson()
    {
        using StringWriter text = new();
        WriteTo(text);
        return text.ToString();
    }

    /// <summary>A copy that can be changed on its own.</summary>
    public Notebook Copy() => new()
    {
        Cells = [.. Cells.Select(cell => cell.Copy())],
        Metadata = Metadata.CopyMap(),
        Extra = Extra.CopyMap(),
        Warnings = Warnings,
        MinorVersion = MinorVersion,
    };

    private void WriteTo(TextWriter output)
    {
        new JsonWriter(output, indented: true).Write(NotebookWriter.ToJson(this));
        output.Write('\n');
    }
}
