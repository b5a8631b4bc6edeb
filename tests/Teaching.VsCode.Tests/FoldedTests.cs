using Teaching.Notebooks.Documents;

namespace Teaching.VsCode.Tests;

public sealed class FoldedTests(Editor editor)
{
    [Fact]
    public async Task A_solution_is_folded_when_its_notebook_opens_and_stays_open_once_unfolded()
    {
        using Workspace workspace = new();
        string path = workspace.Write("6 * 6", "// the solution\n6 * 7");
        Notebook notebook = Notebook.Read(path);
        notebook.Cells[1].Metadata["jupyter"] = new JsonMap { { "source_hidden", true } };
        notebook.Write(path);
        await using Window window = await editor.OpenAsync(path);
        await window.FoldedAsync(1);
        Assert.True(await window.IsOpenAsync(0));
        await window.ScreenshotAsync("folded");
        await window.UnfoldAsync(1);
        await window.RunAsync(1);
        await window.ShowsAsync("42");
        Assert.True(await window.IsOpenAsync(1));
    }
}
