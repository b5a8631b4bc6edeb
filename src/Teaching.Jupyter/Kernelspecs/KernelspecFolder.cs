namespace Teaching.Jupyter.Kernelspecs;

/// <summary>Where Jupyter looks for kernelspecs, as jupyter_core finds its folders.</summary>
public static class KernelspecFolder
{
    /// <summary>The folder of the user who runs this.</summary>
    public static string OfUser() => OfUser(
        OperatingSystem.IsWindows() ? JupyterSystem.Windows : OperatingSystem.IsMacOS() ? JupyterSystem.MacOs : JupyterSystem.Unix,
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The folder of a user: <c>kernels</c> in Jupyter's data folder, which <c>JUPYTER_DATA_DIR</c> names, or the system's own habit.</summary>
    /// <param name="system">The system.</param>
    /// <param name="variable">The environment variable of a name, null when it is not set.</param>
    /// <param name="home">The user's home folder.</param>
    public static string OfUser(JupyterSystem system, Func<string, string?> variable, string home)
    {
        char separator = system == JupyterSystem.Windows ? '\\' : '/';
        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
        string data = Set("JUPYTER_DATA_DIR") ?? system switch
        {
            JupyterSystem.Windows => Set("APPDATA") is { } appData ? Join(separator, appData, "jupyter") : Join(separator, Set("JUPYTER_CONFIG_DIR") ?? Join(separator, home, ".jupyter"), "data"),
            JupyterSystem.MacOs => Join(separator, home, "Library", "Jupyter"),
            _ => Join(separator, Set("XDG_DATA_HOME") ?? Join(separator, home, ".local", "share"), "jupyter"),
        };
        return Join(separator, data, "kernels");
    }

    /// <summary>The folder below a prefix, as a Python environment is one.</summary>
    public static string OfPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");

    private static string Join(char separator, params string[] parts) => string.Join(separator, parts.Select((part, i) => i < parts.Length - 1 ? part.TrimEnd(separator) : part));
}

/// <summary>The systems that Jupyter tells apart.</summary>
public enum JupyterSystem
{
    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOs,

    /// <summary>Linux and all others.</summary>
    Unix,
}
