using Teaching.Jupyter.Kernelspecs;
using Teaching.Jupyter.Tests.Kernels;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>Folders of Jupyter's for a test alone, with spaces and an umlaut in their names, in which our kernel is installed.</summary>
public sealed class Jupyter : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("Jupyter für Tests ").FullName;

    public Jupyter()
    {
        KernelspecStore store = new(KernelspecFolder.OfPrefix(Prefix));
        store.Install(KernelspecStore.DefaultName, new OwnCommand(Teach.Host, [Teach.Path]), force: false);
        Directory.CreateDirectory(Work);
    }

    /// <summary>A folder to work in.</summary>
    public string Work => Path.Combine(folder, "work");

    private string Prefix => Path.Combine(folder, "the prefix");

    /// <summary>What tells Jupyter's programs to look here and nowhere else.</summary>
    public IEnumerable<(string Name, string Value)> Environment =>
    [
        ("JUPYTER_PATH", Path.Combine(Prefix, "share", "jupyter")),
        ("JUPYTER_CONFIG_DIR", Path.Combine(folder, "config")),
        ("JUPYTER_DATA_DIR", Path.Combine(folder, "data")),
        ("JUPYTER_RUNTIME_DIR", Path.Combine(folder, "runtime")),
        ("IPYTHONDIR", Path.Combine(folder, "ipython")),
    ];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
