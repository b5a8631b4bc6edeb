using System.Reflection;

namespace Teaching.Notebooks.Sessions;

/// <summary>How the running <c>teach</c> is started: the program, and what stands between it and the verb.</summary>
/// <param name="FileName">The full path of <c>teach</c>, or of <c>dotnet</c>.</param>
/// <param name="Arguments">Nothing, or the path of <c>teach.dll</c>.</param>
public sealed record OwnCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The command that runs now; null in a program that is not <c>teach</c>.</summary>
    public static OwnCommand? Find()
    {
        string entry = Assembly.GetEntryAssembly()?.Location ?? "";
        if (Path.GetFileNameWithoutExtension(entry) != "teach" || Environment.ProcessPath is not { } program) return null;
        return new OwnCommand(program, Path.GetFileNameWithoutExtension(program) == "dotnet" ? [entry] : []);
    }
}
