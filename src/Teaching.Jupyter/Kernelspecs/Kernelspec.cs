using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernelspecs;

/// <summary>A kernelspec as it lies in Jupyter's folder: what Jupyter shows, and the command line that it starts.</summary>
/// <param name="Name">The folder's name, by which notebooks choose the kernel.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="DisplayName">What people see.</param>
/// <param name="Command">The command line, empty when the file cannot be read.</param>
/// <param name="IsOurs">Whether this program wrote it.</param>
public sealed record Kernelspec(string Name, string Folder, string DisplayName, IReadOnlyList<string> Command, bool IsOurs)
{
    private const string FileName = "kernel.json";
    private const string Mark = "teaching";
    private static readonly JsonSerializerOptions writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The files of the command line that are not there any more, because the build was moved or deleted.</summary>
    public IEnumerable<string> Missing => Command.TakeWhile(word => word != "kernel").Where(word => Path.IsPathRooted(word) && !File.Exists(word));

    /// <summary>The kernelspec in a folder, as far as it can be read.</summary>
    internal static Kernelspec Read(string folder)
    {
        string name = Path.GetFileName(folder);
        try
        {
            JsonNode? json = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, FileName)));
            string[] command = [.. json?["argv"] as JsonArray is { } words ? words.Select(word => (string?)word ?? "") : []];
            return new Kernelspec(name, folder, (string?)json?["display_name"] ?? name, command, (json?["metadata"] as JsonObject)?.ContainsKey(Mark) == true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return new Kernelspec(name, folder, name, [], IsOurs: false);
        }
    }

    /// <summary>The file for a command, <c>{connection_file}</c> being what Jupyter fills in.</summary>
    internal static string Write(string displayName, OwnCommand command, string version, string? dotnetRoot)
    {
        JsonObject json = new()
        {
            ["argv"] = new JsonArray([.. ((string[])[command.FileName, .. command.Arguments, "kernel", "run", "--connection-file", "{connection_file}"]).Select(word => (JsonNode)word)]),
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { [Mark] = new JsonObject { ["version"] = version } },
        };
        // A .NET that lies elsewhere than usual is found by this variable, which programs started from a desktop do not have.
        if (dotnetRoot is { Length: > 0 }) json["env"] = new JsonObject { ["DOTNET_ROOT"] = dotnetRoot };
        return json.ToJsonString(writing) + "\n";
    }

    /// <summary>Where the file lies in a kernelspec's folder.</summary>
    internal static string FileIn(string folder) => Path.Combine(folder, FileName);
}
