using System.Text.Json;

namespace Teaching.Jupyter.Tests.Clients;

/// <summary>The kernel with Jupyter's own client library, on libzmq.</summary>
public sealed class JupyterClientTests : IDisposable
{
    private readonly Jupyter jupyter = new();

    public void Dispose() => jupyter.Dispose();

    [Fact]
    public void Jupyters_own_tests_of_a_kernel_pass_whole()
    {
        Python.Require("jupyter_kernel_test", "python3-jupyter-kernel-test");
        (int exit, _, string said) = Python.Run(jupyter, Python.Script("suite.py"), ".net-csharp");
        Assert.True(exit == 0, said);
        Assert.Contains("Ran 12 tests", said);
        Assert.DoesNotContain("skipped", said);
    }

    [Fact]
    public void Jupyters_client_finds_the_kernelspec_runs_cells_in_its_folder_and_restarts_both_ways()
    {
        Python.Require("jupyter_client", "python3-jupyter-client");
        (int exit, string output, string error) = Python.Run(jupyter, Python.Script("drive.py"), ".net-csharp", jupyter.Work);
        Assert.True(exit == 0, error);
        JsonElement[] answers = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        JsonElement Shown(int at) => answers[at].GetProperty("shown")[0][1];
        Assert.Equal(jupyter.Work + "\n", Shown(0).GetProperty("text").GetString());
        Assert.Equal("error", answers[2].GetProperty("status").GetString());
        Assert.Equal("42", Shown(3).GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("CompilationError", Shown(4).GetProperty("ename").GetString());
        Assert.Equal("again", Shown(5).GetProperty("data").GetProperty("text/plain").GetString());
        Assert.True(answers[6].GetProperty("alive").GetBoolean() && answers[6].GetProperty("beats").GetBoolean());
    }

    [Fact]
    public void What_comes_after_a_cell_reaches_Jupyters_client_with_that_cell_as_parent()
    {
        Python.Require("jupyter_client", "python3-jupyter-client");
        string[] cells =
        [
            "_ = Task.Run(async () => { await Task.Delay(1000); Console.WriteLine(\"late word\"); });",
            "var shown = display(\"first\"); _ = Task.Run(async () => { await Task.Delay(1000); shown.Update(\"second\"); });",
            "async void Fails() { await Task.Delay(1000); throw new Exception(\"late failure\"); }\nFails();",
        ];
        (int exit, string output, string error) = Python.Run(jupyter, Python.Script("late.py"), ".net-csharp", JsonSerializer.Serialize(cells));
        Assert.True(exit == 0, error);
        JsonElement[] late = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        Assert.Equal(["stream", "update_display_data", "stream"], late.Select(message => message[0].GetString()));
        Assert.All(late, message => Assert.True(message[1].GetBoolean(), output));
        Assert.Equal("late word\n", late[0][2].GetProperty("text").GetString());
        Assert.Equal("second", late[1][2].GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("stderr", late[2][2].GetProperty("name").GetString());
        Assert.Contains("late failure", late[2][2].GetProperty("text").GetString());
    }
}
