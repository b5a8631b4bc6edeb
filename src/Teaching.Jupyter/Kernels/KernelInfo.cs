using System.Text.Json.Nodes;
using Teaching.Jupyter.Messages;

namespace Teaching.Jupyter.Kernels;

/// <summary>What the kernel says it is.</summary>
internal static class KernelInfo
{
    private static string ProgramVersion { get; } = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>The content of a kernel_info_reply.</summary>
    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageFormat.Version,
        ["implementation"] = "teach",
        ["implementation_version"] = ProgramVersion,
        ["language_info"] = new JsonObject
        {
            ["name"] = "csharp",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"teach {ProgramVersion}: C# cells that share their variables. A name and a question mark, such as Math.Sqrt?, says what it is.",
        ["help_links"] = new JsonArray(new JsonObject { ["text"] = "C# language reference", ["url"] = "https://learn.microsoft.com/dotnet/csharp/language-reference/" }),
        ["debugger"] = false,
        ["supported_features"] = new JsonArray(),
    };
}
