using System.Text.RegularExpressions;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Kernelspecs;

/// <summary>Installs, removes and lists kernelspecs in one of Jupyter's folders. What another program has put there is left alone, unless it is forced.</summary>
/// <param name="folder">The folder: see <see cref="KernelspecFolder"/>.</param>
public sealed partial class KernelspecStore(string folder)
{
    /// <summary>The name by which notebooks made in Polyglot Notebooks choose their kernel.</summary>
    public const string DefaultName = ".net-csharp";

    private const string DisplayName = ".NET (C#)";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Writes a kernelspec that starts a command, in the place of one that this program wrote before.</summary>
    /// <exception cref="KernelException">Another program's is there, the name is none, or the folder cannot be written.</exception>
    public Kernelspec Install(string name, OwnCommand command, bool force)
    {
        string target = PathOf(name);
        Guard(target, force, "is not overwritten");
        string fresh = Path.Combine(folder, $"{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(fresh);
            string display = Path.GetFileName(target) == DefaultName ? DisplayName : $"{DisplayName}, {name}";
            string version = typeof(KernelspecStore).Assembly.GetName().Version!.ToString(3);
            File.WriteAllText(Kernelspec.FileIn(fresh), Kernelspec.Write(display, command, version, Environment.GetEnvironmentVariable("DOTNET_ROOT")));
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(fresh, target);
            return Kernelspec.Read(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KernelException($"the kernelspec {target} cannot be written: {error.Message}");
        }
        finally
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        }
    }

    /// <summary>Removes a kernelspec.</summary>
    /// <returns>What was removed.</returns>
    /// <exception cref="KernelException">There is none, it is another program's, or it cannot be deleted.</exception>
    public Kernelspec Uninstall(string name, bool force)
    {
        string target = PathOf(name);
        if (!Directory.Exists(target)) throw new KernelException($"there is no kernelspec {target}: 'teach kernel list' shows what there is");
        Guard(target, force, "is not removed");
        Kernelspec removed = Kernelspec.Read(target);
        try
        {
            Directory.Delete(target, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KernelException($"the kernelspec {target} cannot be removed: {error.Message}");
        }
        return removed;
    }

    /// <summary>All kernelspecs of the folder, by name.</summary>
    public IReadOnlyList<Kernelspec> List() => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Where(path => File.Exists(Kernelspec.FileIn(path))).Order(StringComparer.Ordinal).Select(Kernelspec.Read)]
        : [];

    private static void Guard(string target, bool force, string so)
    {
        if (force || !Directory.Exists(target)) return;
        Kernelspec there = Kernelspec.Read(target);
        if (!there.IsOurs) throw new KernelException($"the kernelspec {target} ('{there.DisplayName}') was made by another program and {so} without --force");
    }

    private string PathOf(string name) => Valid().IsMatch(name)
        ? Path.Combine(folder, name.ToLowerInvariant())
        : throw new KernelException($"'{name}' cannot be the name of a kernelspec: letters a to z, digits, '.', '-' and '_', as {DefaultName}");

    [GeneratedRegex(@"^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex Valid();
}
