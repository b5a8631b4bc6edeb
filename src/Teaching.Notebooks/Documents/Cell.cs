namespace Teaching.Notebooks.Documents;

/// <summary>The kinds of cells that nbformat 4 has.</summary>
public enum CellKind
{
    /// <summary>Code that a session runs.</summary>
    Code,

    /// <summary>Markdown to read.</summary>
    Markdown,

    /// <summary>Text for a converter.</summary>
    Raw,
}

/// <summary>One cell of a notebook.</summary>
public sealed class Cell(CellKind kind, string source)
{
    /// <summary>The kind of cell.</summary>
    public CellKind Kind { get; } = kind;

    /// <summary>The cell's text.</summary>
    public string Source { get; set; } = source;

    /// <summary>The cell's id; when empty, one is made from the content as the notebook is written.</summary>
    public string Id { get; set; } = "";

    /// <summary>The cell's metadata.</summary>
    public JsonMap Metadata { get; init; } = [];

    /// <summary>Pictures and the like that a markdown cell refers to: file name -> MIME bundle; null when there are none.</summary>
    public JsonMap? Attachments { get; set; }

    /// <summary>The number of the cell in the order of running, from 1; null when it was not run. Code cells only.</summary>
    public int? ExecutionCount { get; set; }

    /// <summary>What running the cell showed. Code cells only.</summary>
    public List<Output> Outputs { get; init; } = [];

    /// <summary>The type of a raw cell whose type is none that this program knows: it is kept, and not run.</summary>
    internal JsonData? UnknownType { get; init; }

    /// <summary>Members that nbformat does not define, kept as they were read.</summary>
    public JsonMap Extra { get; init; } = [];

    /// <summary>The cell's tags.</summary>
    public IReadOnlyList<string> Tags => [.. (Metadata.List("tags") ?? []).OfType<JsonText>().Select(tag => tag.Value)];

    /// <summary>Outputs differ from run to run (times, machine facts): compared for presence only. The tag <c>volatile</c>.</summary>
    public bool IsVolatile => Tags.Contains("volatile");

    /// <summary>The cell is expected to fail. Jupyter's tag <c>raises-exception</c>.</summary>
    public bool RaisesException => Tags.Contains("raises-exception");

    /// <summary>The cell is not run and keeps what it shows. Jupyter's tag <c>skip-execution</c>.</summary>
    public bool SkipsExecution => Tags.Contains("skip-execution");

    /// <summary>The language that the metadata names, as <c>csharp</c> or <c>html</c>; null when it names none.</summary>
    public string? Language => CSharpMetadata.LanguageOf(Metadata);

    /// <summary>How far numbers of this cell's outputs may be off: <c>metadata.teaching.tolerance</c>, else the defaults.</summary>
    public Tolerance Tolerance => Tolerance.Of(Metadata.Map("teaching")?.Map("tolerance"));

    /// <summary>The language that a cell's metadata names, from the metadata's JSON text; null when it names none or is no JSON object.</summary>
    public static string? LanguageIn(string metadata)
    {
        try
        {
            return JsonData.Parse(metadata) is JsonMap map ? CSharpMetadata.LanguageOf(map) : null;
        }
        catch (NotebookException)
        {
            return null;
        }
    }

    /// <summary>A code cell with the metadata of a C# cell.</summary>
    public static Cell Code(string source)
    {
        Cell cell = new(CellKind.Code, source);
        CSharpMetadata.RestoreCell(cell.Metadata);
        return cell;
    }

    /// <summary>A markdown cell.</summary>
    public static Cell Markdown(string source) => new(CellKind.Markdown, source);

    /// <summary>A copy that can be changed on its own.</summary>
    public Cell Copy() => new(Kind, Source)
    {
        Id = Id,
        UnknownType = UnknownType,
        Metadata = Metadata.CopyMap(),
        Attachments = Attachments?.CopyMap(),
        ExecutionCount = ExecutionCount,
        Outputs = [.. Outputs],
        Extra = Extra.CopyMap(),
    };
}
