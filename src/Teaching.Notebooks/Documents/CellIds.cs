using System.Security.Cryptography;
using System.Text;

namespace Teaching.Notebooks.Documents;

/// <summary>Gives every cell an id that is valid and its own: a missing, malformed or repeated id is made from the cell's content,
/// so that the same notebook gets the same ids every time.</summary>
internal static class CellIds
{
    /// <summary>The ids that the cells shall have, in order.</summary>
    public static string[] For(IReadOnlyList<Cell> cells)
    {
        HashSet<string> given = [.. cells.Select(cell => cell.Id)];
        HashSet<string> used = [];
        return [.. cells.Select(cell => IsValid(cell.Id) && used.Add(cell.Id) ? cell.Id : MakeId(cell, given, used))];
    }

    private static string MakeId(Cell cell, HashSet<string> given, HashSet<string> used)
    {
        for (int attempt = 0; ; attempt++)
        {
            byte[] content = Encoding.Unicode.GetBytes($"{cell.Kind}\n{attempt}\n{cell.Source}");
            string id = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 4));
            if (!given.Contains(id) && used.Add(id)) return id;
        }
    }

    private static bool IsValid(string id) =>
        id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
