using System.Reflection;

namespace Teaching.Cells;

/// <summary>How the assembly of a compiled cell is called: its place in the session, then the cell's name.</summary>
internal static class CellAssembly
{
    private const string Prefix = "cell#";

    public static string NameFor(int count, string cellName) => FormattableString.Invariant($"{Prefix}{count} {cellName}");

    public static bool IsOne(Assembly assembly) => assembly.GetName().Name?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>The name of the cell that an assembly was compiled from.</summary>
    public static string CellNameOf(Assembly cell) => cell.GetName().Name!.Split(' ', 2)[^1];
}
