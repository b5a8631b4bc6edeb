namespace Teaching.Cells;

/// <summary>A cell that fails before or beside its own code: a compile error, a magic line or reference that cannot be followed.</summary>
internal sealed class CellException(string name, string message, IReadOnlyList<string> traceback) : Exception(message)
{
    public string Name => name;

    public IReadOnlyList<string> Traceback => traceback;
}
