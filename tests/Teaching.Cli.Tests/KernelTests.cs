using System.Text.Json;

namespace Teaching.Cli.Tests;

/// <summary><c>teach kernel</c> in folders of its own.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly Teach teach = new();

    public KernelTests() => teach.With("JUPYTER_DATA_DIR", teach.At("jupyter data"));

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task A_kernel_is_installed_listed_and_uninstalled()
    {
        Result installed = await teach.RunAsync("kernel", "install");
        Assert.Equal((0, ""), (installed.Exit, installed.Error));
        string file = teach.At("jupyter data", "kernels", ".net-csharp", "kernel.json");
        string program = JsonElement.Parse(File.ReadAllText(file)).GetProperty("argv")[0].GetString()!;
        Assert.True(File.Exists(program), program);

        Assert.Contains("ready", (await teach.RunAsync("kernel", "list")).Output);
        File.WriteAllText(file, File.ReadAllText(file).Replace(JsonSerializer.Serialize(program), JsonSerializer.Serialize(program + "-moved"), StringComparison.Ordinal));
        Assert.Contains("gone", (await teach.RunAsync("kernel", "list")).Output);

        Assert.Equal(0, (await teach.RunAsync("kernel", "uninstall")).Exit);
        Assert.Contains("no kernelspecs in", (await teach.RunAsync("kernel", "list")).Output);
    }

    [Fact]
    public async Task A_prefix_and_a_name_are_respected_and_another_programs_kernel_is_not_overwritten()
    {
        string folder = teach.At("an environment", "share", "jupyter", "kernels", "course");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "kernel.json");
        File.WriteAllText(file, """{"argv": ["other"], "display_name": "Other"}""");
        string[] install = ["kernel", "install", "--prefix", "an environment", "--name", "course"];
        Result refused = await teach.RunAsync(install);
        Assert.Equal(2, refused.Exit);
        Assert.Contains("'Other'", Assert.Single(refused.ErrorLines));
        Assert.Contains("other", File.ReadAllText(file));
        Assert.Equal(0, (await teach.RunAsync([.. install, "--force"])).Exit);
        Assert.Contains("connection-file", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_connection_file_that_is_none_ends_the_kernel_with_a_sentence()
    {
        Result missing = await teach.RunAsync("kernel", "run", "--connection-file", "missing.json");
        Assert.Equal(2, missing.Exit);
        Assert.Contains("missing.json cannot be used", Assert.Single(missing.ErrorLines));
        Assert.Equal(2, (await teach.RunAsync("kernel", "run")).Exit);
        Assert.Contains("interrupts the running cell", (await teach.RunAsync("kernel", "run", "--help")).Output);
    }
}
