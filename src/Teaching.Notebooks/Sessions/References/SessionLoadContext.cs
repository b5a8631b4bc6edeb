using System.Reflection;
using System.Runtime.Loader;

namespace Teaching.Notebooks.Sessions;

/// <summary>Where cells and the libraries that they refer to are loaded: one place, so each type exists once.</summary>
internal sealed class SessionLoadContext() : AssemblyLoadContext("session")
{
    private readonly List<string> folders = [];
    private readonly Dictionary<string, string> libraries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Culture, string Name), string> resources = [];

    /// <summary>A library in this folder finds what it needs there.</summary>
    public void AddFolder(string folder)
    {
        lock (folders)
            if (!folders.Contains(folder)) folders.Add(folder);
    }

    /// <summary>A library of a package. What is there under its name already stays.</summary>
    public void AddLibrary(string path)
    {
        lock (folders)
            if (Find(Path.GetFileNameWithoutExtension(path)) is null) libraries.Add(Path.GetFileNameWithoutExtension(path), path);
    }

    /// <summary>A native library of a package.</summary>
    public void AddNative(string path)
    {
        lock (folders) natives.TryAdd(Path.GetFileName(path), path);
    }

    /// <summary>A package's texts in another language; its folder is called by the language.</summary>
    public void AddResources(string path)
    {
        string culture = Path.GetFileName(Path.GetDirectoryName(path)!).ToLowerInvariant();
        lock (folders) resources.TryAdd((culture, Path.GetFileNameWithoutExtension(path)), path);
    }

    /// <summary>The path of an assembly among the referenced libraries, or null.</summary>
    public string? Find(string assemblyName)
    {
        lock (folders)
            return libraries.GetValueOrDefault(assemblyName)
                ?? folders.Select(folder => Path.Combine(folder, assemblyName + ".dll")).FirstOrDefault(File.Exists);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (assemblyName.CultureName is { Length: > 0 } culture) return LoadResources(culture, name);
        if (Assemblies.FirstOrDefault(loaded => loaded.GetName() is var own && own.Name == name && string.IsNullOrEmpty(own.CultureName)) is { } known) return known;
        if (Framework.Find(name) is not null) return null;
        return Find(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] names = NativePlaces.FileNames(unmanagedDllName);
        lock (folders)
        {
            string? found = names.Select(name => natives.GetValueOrDefault(name)).FirstOrDefault(path => path is not null)
                ?? (from folder in folders from place in NativePlaces.Folders from name in names select Path.Combine(folder, place, name)).FirstOrDefault(File.Exists);
            return found is null ? 0 : LoadUnmanagedDllFromPath(found);
        }
    }

    /// <summary>Null leaves it to the runtime, which looks beside the library that it belongs to.</summary>
    private Assembly? LoadResources(string culture, string name)
    {
        lock (folders)
            return resources.TryGetValue((culture.ToLowerInvariant(), name), out string? path) ? LoadFromAssemblyPath(path) : null;
    }
}
