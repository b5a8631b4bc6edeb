using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Tests.Sessions;

namespace Teaching.Notebooks.Tests.Running;

/// <summary>What the metadata of a cell means for a run.</summary>
public sealed class CellTagsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_cell_tagged_skip_execution_stays_as_it_is_and_does_not_count()
    {
        Cell skipped = Cell.Code("n = 2; throw new Exception(\"not meant to run\");");
        skipped.Metadata["tags"] = new JsonList(["skip-execution"]);
        skipped.Outputs.Add(new StreamOutput("stdout", "from before"));
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange([Cell.Code("var n = 1;"), skipped, Cell.Code("n")]);

        NotebookRun run = await RunAsync(notebook);
        Assert.True(run.Passed);
        Assert.Equal([1, null, 2], run.Executed.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal([new StreamOutput("stdout", "from before")], run.Executed.Cells[1].Outputs);
        Assert.Equal("1", Assert.IsType<ResultOutput>(Assert.Single(run.Executed.Cells[2].Outputs)).Data.Text("text/plain"));

        Assert.Empty(NotebookComparer.Compare(run.Executed, run.Executed));
        Assert.Empty(NotebookCleaner.Clean(run.Executed.Copy()));
    }

    [Fact]
    public async Task A_failure_of_long_ago_in_a_skipped_cell_is_no_difference_and_no_remark()
    {
        Cell skipped = Cell.Code("x");
        skipped.Metadata["tags"] = new JsonList(["skip-execution"]);
        skipped.ExecutionCount = 7;
        skipped.Outputs.Add(new ErrorOutput("E", "", []));
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange([Cell.Code("1"), skipped]);
        NotebookRun run = await RunAsync(notebook);
        Assert.Equal([1, 7], run.Executed.Cells.Select(cell => cell.ExecutionCount));
        Assert.Empty(NotebookComparer.Compare(run.Executed, run.Executed));
        Assert.Empty(NotebookCleaner.Clean(run.Executed));
    }

    [Fact]
    public async Task A_cell_whose_metadata_names_another_language_is_not_compiled_as_C_sharp()
    {
        Cell html = new(CellKind.Code, "<b>x</b>") { Metadata = new JsonMap { { "dotnet_interactive", new JsonMap { { "language", "html" } } } } };
        Cell script = new(CellKind.Code, "let x = 1") { Metadata = new JsonMap { { "polyglot_notebook", new JsonMap { { "kernelName", "javascript" } } } } };
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange([html, script, Cell.Code("1 + 1")]);
        NotebookRun run = await RunAsync(notebook);
        Assert.True(run.Passed);
        RichOutput[] outputs = [.. run.Executed.Cells.Select(cell => Assert.IsAssignableFrom<RichOutput>(Assert.Single(cell.Outputs)))];
        Assert.Equal("<b>x</b>", outputs[0].Data.Text("text/html"));
        Assert.StartsWith("(not run: this part of the cell is javascript;", outputs[1].Data.Text("text/plain"));
        Assert.Equal("2", outputs[2].Data.Text("text/plain"));
    }

    [Fact]
    public void Cleaning_keeps_the_language_that_an_editor_noted()
    {
        Cell cell = Cell.Code("<b>x</b>");
        cell.Metadata["vscode"] = new JsonMap { { "languageId", "html" } };
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(cell);
        NotebookCleaner.Clean(notebook);
        Assert.False(cell.Metadata.Contains("vscode"));
        Assert.Equal("html", cell.Language);
    }

    private Task<NotebookRun> RunAsync(Notebook notebook) =>
        NotebookRunner.RunAsync(notebook, Path.Combine(folder, "x.ipynb"), new RunOptions { Session = TestSession.Options });
}
