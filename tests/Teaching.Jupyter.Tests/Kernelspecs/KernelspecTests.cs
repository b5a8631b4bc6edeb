using Teaching.Jupyter.Kernelspecs;
using Teaching.Notebooks.Sessions;

namespace Teaching.Jupyter.Tests.Kernelspecs;

public sealed class KernelspecTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kernel specs ").FullName;
    private readonly OwnCommand windows = new(@"C:\Program Files\dotnet\dotnet.exe", [@"D:\Übung {1}\teach.dll"]);

    private KernelspecStore Store => new(Path.Combine(folder, "kernels"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(JupyterSystem.Unix, "", "/home/ada/.local/share/jupyter/kernels")]
    [InlineData(JupyterSystem.Unix, "XDG_DATA_HOME=/data/", "/data/jupyter/kernels")]
    [InlineData(JupyterSystem.MacOs, "XDG_DATA_HOME=/data", "/home/ada/Library/Jupyter/kernels")]
    [InlineData(JupyterSystem.Windows, @"APPDATA=C:\Users\Ada L\AppData\Roaming", @"C:\Users\Ada L\AppData\Roaming\jupyter\kernels")]
    [InlineData(JupyterSystem.Windows, "", @"/home/ada\.jupyter\data\kernels")]
    [InlineData(JupyterSystem.Unix, "JUPYTER_DATA_DIR=/elsewhere", "/elsewhere/kernels")]
    [InlineData(JupyterSystem.MacOs, "JUPYTER_DATA_DIR=/elsewhere", "/elsewhere/kernels")]
    [InlineData(JupyterSystem.Windows, @"JUPYTER_DATA_DIR=E:\j", @"E:\j\kernels")]
    [InlineData(JupyterSystem.Unix, "JUPYTER_DATA_DIR=", "/home/ada/.local/share/jupyter/kernels")]
    public void Each_system_has_its_folder(JupyterSystem system, string set, string expected)
    {
        string[] parts = set.Split('=');
        Assert.Equal(expected, KernelspecFolder.OfUser(system, name => name == parts[0] ? parts[1] : null, "/home/ada"));
    }

    [Fact]
    public void A_kernelspec_starts_the_command_word_for_word()
    {
        Kernelspec written = Store.Install(KernelspecStore.DefaultName, windows, force: false);
        Assert.Equal([@"C:\Program Files\dotnet\dotnet.exe", @"D:\Übung {1}\teach.dll", "kernel", "run", "--connection-file", "{connection_file}"], written.Command);
        Assert.Equal(".NET (C#)", written.DisplayName);
        Assert.Equal([written.Name], Store.List().Select(spec => spec.Name));
        Assert.Equal(["kernel.json"], Directory.GetFiles(written.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Installing_again_replaces_our_own_and_leaves_another_programs_alone_unless_forced()
    {
        Store.Install("mine", windows, force: false);
        Assert.Equal("new", Store.Install("mine", new OwnCommand("new", []), force: false).Command[0]);

        string other = Directory.CreateDirectory(Path.Combine(Store.Folder, KernelspecStore.DefaultName)).FullName;
        File.WriteAllText(Path.Combine(other, "kernel.json"), """{"argv": ["dotnet", "interactive"], "display_name": ".NET (C#)", "language": "C#"}""");
        Assert.Contains("another program", Assert.Throws<KernelException>(() => Store.Install(KernelspecStore.DefaultName, windows, force: false)).Message);
        Assert.Contains("another program", Assert.Throws<KernelException>(() => Store.Uninstall(KernelspecStore.DefaultName, force: false)).Message);
        Assert.Contains("interactive", File.ReadAllText(Path.Combine(other, "kernel.json")));

        Assert.True(Store.Install(KernelspecStore.DefaultName, windows, force: true).IsOurs);
        Store.Uninstall(KernelspecStore.DefaultName, force: false);
        Store.Uninstall("MINE", force: false);
        Assert.Empty(Store.List());
        Assert.Contains("there is no kernelspec", Assert.Throws<KernelException>(() => Store.Uninstall("mine", force: false)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("Übung")]
    [InlineData("a\n")]
    public void A_name_that_Jupyter_does_not_take_is_refused(string name) =>
        Assert.Contains("cannot be the name", Assert.Throws<KernelException>(() => Store.Install(name, windows, force: true)).Message);

    [Fact]
    public void A_broken_kernelspec_is_listed_as_another_programs()
    {
        string broken = Directory.CreateDirectory(Path.Combine(Store.Folder, "broken")).FullName;
        File.WriteAllText(Path.Combine(broken, "kernel.json"), "{\"argv\": 3");
        Assert.False(Assert.Single(Store.List()).IsOurs);
    }

    [Fact]
    public void A_build_that_was_moved_is_noticed()
    {
        string program = Path.Combine(folder, "teach");
        File.WriteAllText(program, "");
        Kernelspec written = Store.Install("moved", new OwnCommand(program, []), force: false);
        Assert.Empty(written.Missing);
        File.Delete(program);
        Assert.Equal([program], written.Missing);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(Store.Folder, "a file");
        Assert.Contains(Store.Folder, Assert.Throws<KernelException>(() => Store.Install("x", windows, force: false)).Message);
    }
}
