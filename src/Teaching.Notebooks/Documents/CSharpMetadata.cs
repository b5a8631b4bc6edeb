namespace Teaching.Notebooks.Documents;

/// <summary>The metadata that VS Code gave to C# notebooks, by which it and Jupyter choose the kernel.</summary>
internal static class CSharpMetadata
{
    /// <summary>The metadata of a new notebook.</summary>
    public static JsonMap ForNotebook() => new()
    {
        { "kernelspec", new JsonMap { { "display_name", ".NET (C#)" }, { "language", "C#" }, { "name", ".net-csharp" } } },
        { "language_info", new JsonMap { { "name", "csharp" } } },
        { "polyglot_notebook", new JsonMap { { "kernelInfo", KernelInfo() } } },
    };

    private static JsonMap KernelInfo() => new()
    {
        { "defaultKernelName", "csharp" },
        { "items", new JsonList([new JsonMap { { "aliases", new JsonList() }, { "languageName", "csharp" }, { "name", "csharp" } }]) },
    };
}
