using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Sessions;

namespace Teaching.Polyglot.Tests.Hosts;

/// <summary>An event of .NET Interactive as it stands on a line of its protocol: its type, what happened, and the command that caused it.</summary>
internal sealed class Envelope(JsonMap json)
{
    private string Type => json.Text("eventType") ?? "";

    /// <summary>Whether nothing comes of the command any more.</summary>
    public bool IsLast => Type is "CommandSucceeded" or "CommandFailed";

    /// <summary>The token of the command; that of a command that it caused in turn has a dot and a number behind it.</summary>
    public string? Token => json.Map("command")?.Text("token");

    /// <summary>The envelope on a line; null when the line is none, as the words with which the tool greets its first user.</summary>
    public static Envelope? Of(string line) => line.StartsWith('{') ? new Envelope((JsonMap)JsonData.Parse(line)) : null;

    /// <summary>What our own sessions call the same event; null for one that a reader does not see.</summary>
    public SessionEvent? ToSessionEvent()
    {
        JsonMap happened = json.Map("event") ?? [];
        return Type switch
        {
            "StandardOutputValueProduced" => new StreamEvent("stdout", Text(happened)),
            "StandardErrorValueProduced" => new StreamEvent("stderr", Text(happened)),
            "DisplayedValueProduced" => new DisplayEvent(Data(happened), happened.Text("valueId"), IsResult: false),
            "DisplayedValueUpdated" => new DisplayUpdateEvent(Data(happened), happened.Text("valueId") ?? ""),
            "ReturnValueProduced" => new DisplayEvent(Data(happened), null, IsResult: true),
            "DiagnosticsProduced" when Warnings(happened) is { Length: > 0 } warnings => new StreamEvent("compiler", warnings),
            "CommandFailed" => new ErrorEvent(Type, happened.Text("message") ?? "", []),
            _ => null,
        };
    }

    private static OrderedDictionary<string, string> Data(JsonMap happened) =>
        new(Values(happened).Select(value => KeyValuePair.Create(value.Text("mimeType")!, value.Text("value")!)));

    private static string Text(JsonMap happened) => string.Concat(Values(happened).Select(value => value.Text("value")));

    private static IEnumerable<JsonMap> Values(JsonMap happened) => (happened.List("formattedValues") ?? []).OfType<JsonMap>();

    /// <summary>Warnings as text of a stream that no lesson has: VS Code underlines them, Jupyter prints them.</summary>
    private static string Warnings(JsonMap happened) => string.Concat(
        (happened.List("diagnostics") ?? []).OfType<JsonMap>().Where(one => one.Text("severity") == "warning")
            .Select(one => $"{one.Text("code")}: {one.Text("message")}\n"));
}
