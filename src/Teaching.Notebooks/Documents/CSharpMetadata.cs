namespace Teaching.Notebooks.Documents;

/// <summary>The metadata that VS Code gave to C# notebooks, by which it and Jupyter choose the kernel.</summary>
internal static class CSharpMetadata
{
    private static readonly string[] Names = ["csharp", "c#", "polyglot-notebook", ".net-csharp"];

    /// <summary>The metadata of a new notebook.</summary>
    public static JsonMap ForNotebook()
    {
        JsonMap metadata = [];
        Restore(metadata);
        return metadata;
    }

    /// <summary>Whether metadata is that of a C# notebook, or says nothing of its language.</summary>
    public static bool Describes(JsonMap metadata)
    {
        string?[] said = [metadata.Map("kernelspec")?.Text("language"), metadata.Map("kernelspec")?.Text("name"), metadata.Map("language_info")?.Text("name")];
        return said.FirstOrDefault(name => !string.IsNullOrEmpty(name)) is not { } first || Names.Contains(first.ToLowerInvariant());
    }

    /// <summary>Puts the C# metadata in place; other members stay.</summary>
    public static void Restore(JsonMap metadata)
    {
        metadata["kernelspec"] = new JsonMap { { "display_name", ".NET (C#)" }, { "language", "C#" }, { "name", ".net-csharp" } };
        metadata["language_info"] = new JsonMap { { "name", "csharp" } };
        JsonMap polyglot = metadata.Map("polyglot_notebook") ?? [];
        polyglot["kernelInfo"] = KernelInfo();
        metadata["polyglot_notebook"] = polyglot;
    }

    /// <summary>Says that a code cell is C#, unless it names a language.</summary>
    public static void RestoreCell(JsonMap metadata)
    {
        string language = LanguageOf(metadata) ?? "csharp";
        bool isEditors = EditorsLanguage(metadata) is not null;
        Set(metadata, "dotnet_interactive", "language", language, isEditors);
        Set(metadata, "polyglot_notebook", "kernelName", language, isEditors);
    }

    /// <summary>The language that a code cell's metadata names; null when it names none. An editor's own choice is the newest.</summary>
    public static string? LanguageOf(JsonMap metadata) =>
        EditorsLanguage(metadata) ?? metadata.Map("polyglot_notebook")?.Text("kernelName") ?? metadata.Map("dotnet_interactive")?.Text("language");

    /// <summary>What VS Code notes for a cell whose language a person changed. In Polyglot Notebooks it named the editor, not the language.</summary>
    private static string? EditorsLanguage(JsonMap metadata)
    {
        string? language = metadata.Map("vscode")?.Text("languageId");
        return language == "polyglot-notebook" ? null : language?.Replace("dotnet-interactive.", "", StringComparison.Ordinal);
    }

    private static void Set(JsonMap metadata, string outer, string inner, string value, bool replaces)
    {
        JsonMap map = metadata.Map(outer) ?? [];
        if (replaces || !map.Contains(inner)) map[inner] = value;
        metadata[outer] = map;
    }

    private static JsonMap KernelInfo() => new()
    {
        { "defaultKernelName", "csharp" },
        { "items", new JsonList([new JsonMap { { "aliases", new JsonList() }, { "languageName", "csharp" }, { "name", "csharp" } }]) },
    };
}
