using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Teaching.Notebooks.Sessions;

/// <summary>Where cells and the libraries that they refer to are loaded: one place, so each type exists once.</summary>
internal sealed class SessionLoadContext() : AssemblyLoadContext("session")
{
    /// <summary>What the names of the cells' assemblies start with; a number and the cell's name follow.</summary>
    public const string CellPrefix = "cell#";

    private static readonly string frameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private readonly List<string> folders = [];

    /// <summary>A library in this folder finds what it needs there.</summary>
    public void AddFolder(string folder)
    {
        lock (folders)
            if (!folders.Contains(folder)) folders.Add(folder);
    }

    /// <summary>The path of an assembly among the referenced libraries, or null.</summary>
    public string? Find(string assemblyName)
    {
        lock (folders)
            return folders.Select(folder => Path.Combine(folder, assemblyName + ".dll")).FirstOrDefault(File.Exists);
    }

    /// <summary>The name of the cell that an assembly was compiled from.</summary>
    public static string CellNameOf(Assembly cell) => cell.GetName().Name!.Split(' ', 2)[^1];

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name) is { } known) return known;
        if (File.Exists(Path.Combine(frameworkFolder, name + ".dll"))) return null;
        return Find(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] places = ["", Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native")];
        string[] names = [unmanagedDllName, unmanagedDllName + ".dll", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib"];
        lock (folders)
        {
            string? found = (from folder in folders from place in places from name in names select Path.Combine(folder, place, name))
                .FirstOrDefault(File.Exists);
            return found is null ? 0 : LoadUnmanagedDllFromPath(found);
        }
    }
}
