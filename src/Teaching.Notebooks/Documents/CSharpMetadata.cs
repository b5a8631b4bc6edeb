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
        string kernel = metadata.Map("polyglot_notebook")?.Text("kernelName") ?? metadata.Map("dotnet_interactive")?.Text("language") ?? "csharp";
        SetIfMissing(metadata, "dotnet_interactive", "language", kernel);
        SetIfMissing(metadata, "polyglot_notebook", "kernelName", kernel);
    }

    private static void SetIfMissing(JsonMap metadata, string outer, string inner, string value)
    {
        JsonMap map = metadata.Map(outer) ?? [];
        if (!map.Contains(inner)) map[inner] = value;
        metadata[outer] = map;
    }

    private static JsonMap KernelInfo() => new()
    {
        { "defaultKernelName", "csharp" },
        { "items", new JsonList([new JsonMap { { "aliases", new JsonList() }, { "languageName", "csharp" }, { "name", "csharp" } }]) },
    };
}
