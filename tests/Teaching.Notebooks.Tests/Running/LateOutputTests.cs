using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Tests.Sessions;

namespace Teaching.Notebooks.Tests.Running;

/// <summary>What cells leave behind, in a notebook that is run from top to bottom.</summary>
public sealed class LateOutputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_cell_left_behind_speaks_under_the_cell_that_ran_last_and_fails_none()
    {
        NotebookRun run = await RunAsync(
            "var go = new TaskCompletionSource();\nvar shown = display(\"first\");\nasync Task Speaks() { await go.Task; Console.Write(\"late word\"); shown.Update(\"second\"); }\nasync void Fails() { await go.Task; throw new Exception(\"late failure\"); }\nvar speaks = Speaks();\nFails();",
            "Console.Write(\"in time, \");\ngo.SetResult();\nawait speaks;\nawait Task.Yield();");
        Assert.True(run.Passed);
        Assert.Equal("second", Text(Assert.Single(run.Executed.Cells[0].Outputs)));
        Output[] second = [.. run.Executed.Cells[1].Outputs];
        Assert.Equal(new StreamOutput("stdout", "in time, late word"), second[0]);
        Assert.Contains("late failure", Assert.IsType<StreamOutput>(second[1]).Text);
    }

    [Fact]
    public async Task What_was_put_out_before_the_end_of_the_session_is_the_last_cells()
    {
        NotebookRun run = await RunAsync("new System.Threading.Thread(() => { while (true) Console.Write(\"x\"); }).Start();\nConsole.Write(\"y\");");
        Assert.True(run.Passed);
        StreamOutput output = Assert.IsType<StreamOutput>(Assert.Single(run.Executed.Cells[0].Outputs));
        Assert.Contains("y", output.Text);
    }

    [Fact]
    public async Task A_session_that_dies_between_two_cells_fails_the_second()
    {
        NotebookRun run = await RunAsync(
            "var go = new TaskCompletionSource();\n_ = Task.Run(async () => { await go.Task; await Task.Delay(100); Environment.FailFast(\"for a reason\"); });\ngo.SetResult();",
            "await Task.Delay(60_000);");
        Assert.False(run.Passed);
        Assert.Null(run.StartError);
        Assert.Contains("for a reason", run.Cells[1].Error!.Message);
    }

    private static string Text(Output output) => MimeBundle.TextOf(((RichOutput)output).Data, "text/plain")!;

    private Task<NotebookRun> RunAsync(params string[] cells)
    {
        Notebook notebook = Notebook.Create();
        foreach (string code in cells) notebook.Cells.Add(Cell.Code(code));
        return NotebookRunner.RunAsync(notebook, Path.Combine(folder.FullName, "late.ipynb"), new RunOptions { Session = TestSession.Options });
    }
}
