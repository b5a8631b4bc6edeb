using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernels;

/// <summary>A cell of nothing but a name and a question mark, as Jupyter's users know it: <c>Math.Sqrt?</c> opens a page that says what it is.</summary>
internal static partial class HelpQuestion
{
    /// <summary>The name asked for; null when the cell is no such question.</summary>
    public static string? NameIn(string code) => Question().Match(code) is { Success: true } found ? found.Groups["name"].Value : null;

    /// <summary>The page, as an entry of the reply's payload.</summary>
    public static async Task<JsonObject> AnswerAsync(Session session, string name)
    {
        Inspection? found = await session.InspectAsync(name, name.Length).ConfigureAwait(false);
        string text = found is null ? $"There is no {name} here." : Text(found);
        return new() { ["source"] = "page", ["data"] = new JsonObject { ["text/plain"] = text }, ["start"] = 0 };
    }

    /// <summary>The declaration, then the documentation.</summary>
    public static string Text(Inspection found) => found.Summary is null ? found.Signature : $"{found.Signature}\n{found.Summary}";

    [GeneratedRegex(@"^\s*(?<name>[\p{L}_@][\w.]*)\?\s*$")]
    private static partial Regex Question();
}
