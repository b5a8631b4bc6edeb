using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>Cleaning removes what editors leave behind, keeps the rest, and says what it cannot do.</summary>
public class NotebookCleanerTests
{
    [Fact]
    public void A_chart_of_the_library_loses_its_HTML_and_nothing_else_does()
    {
        Notebook notebook = With(
            new DisplayOutput(new JsonMap { { MimeBundle.Plotly, new JsonMap() }, { MimeBundle.Svg, "<svg/>" }, { MimeBundle.Html, "<script>" }, { MimeBundle.PlainText, "t" } }),
            new DisplayOutput(new JsonMap { { MimeBundle.Svg, "<svg/>" }, { MimeBundle.Html, "<svg/>" } }),
            new DisplayOutput(new JsonMap { { MimeBundle.Plotly, new JsonMap() }, { MimeBundle.Html, "<p>" } }),
            new ResultOutput(new JsonMap { { MimeBundle.Html, "<table/>" }, { MimeBundle.PlainText, "t" } }, 1));
        Assert.Empty(NotebookCleaner.Clean(notebook));
        Assert.Equal(
            [[MimeBundle.Plotly, MimeBundle.Svg, MimeBundle.PlainText], [MimeBundle.Svg, MimeBundle.Html], [MimeBundle.Plotly, MimeBundle.Html],
                [MimeBundle.Html, MimeBundle.PlainText]],
            notebook.Cells[0].Outputs.Cast<RichOutput>().Select(output => output.Data.Keys.ToArray()));
    }

    [Fact]
    public void A_cleaned_copy_leaves_the_original_alone()
    {
        Notebook notebook = With(new DisplayOutput(new JsonMap { { MimeBundle.Plotly, new JsonMap() }, { MimeBundle.Svg, "<svg/>" }, { MimeBundle.Html, "<p>" } }));
        string before = notebook.ToJson();
        NotebookCleaner.Clean(notebook.Copy());
        Assert.Equal(before, notebook.ToJson());
    }

    [Fact]
    public void Streams_are_put_together()
    {
        Notebook notebook = With(new StreamOutput("stdout", "a"), new StreamOutput("stdout", "b"), new StreamOutput("stderr", "c"), new StreamOutput("stdout", ""), new StreamOutput("stdout", "d"));
        NotebookCleaner.Clean(notebook);
        Assert.Equal([new StreamOutput("stdout", "ab"), new StreamOutput("stderr", "c"), new StreamOutput("stdout", "d")], notebook.Cells[0].Outputs);
    }

    [Fact]
    public void What_editors_leave_in_metadata_goes_and_what_nobody_knows_stays()
    {
        Notebook notebook = Notebook.Parse("""
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {
               "kernelspec": {"name": ".net-csharp", "display_name": "My .NET", "language": "C#"}, "language_info": {"name": "polyglot-notebook", "version": "13"},
               "widgets": {"state": 1}, "vscode": {"interpreter": {"hash": "1"}}, "teaching": {"data": []}, "mine": {"kept": 1},
               "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "x"}, "other": 2}},
             "cells": [
               {"cell_type": "code", "id": "a", "source": "1", "execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x", "transient": {}}],
                "metadata": {"execution": {"iopub.execute_input": "2025"}, "ExecuteTime": {}, "collapsed": true, "scrolled": "auto", "vscode": {"languageId": "csharp"},
                             "jupyter": {"outputs_hidden": true, "source_hidden": true}, "tags": ["volatile"], "mine": 3}},
               {"cell_type": "code", "id": "b", "source": "graph", "execution_count": 2, "outputs": [], "metadata": {"polyglot_notebook": {"kernelName": "mermaid"}}},
               {"cell_type": "markdown", "id": "c", "source": "m", "metadata": {"jupyter": {"outputs_hidden": true}}}]}
            """, "x");
        Assert.Empty(NotebookCleaner.Clean(notebook));
        JsonMap expected = Notebook.Create().Metadata;
        expected["teaching"] = new JsonMap { { "data", new JsonList() } };
        expected["mine"] = new JsonMap { { "kept", 1L } };
        expected.Map("polyglot_notebook")!["other"] = 2L;
        Assert.Equal(expected.ToString(), notebook.Metadata.ToString());
        Assert.Equal(
            """{"dotnet_interactive": {"language": "csharp"},"jupyter": {"source_hidden": true},"mine": 3,"polyglot_notebook": {"kernelName": "csharp"},"tags": ["volatile"]}""",
            notebook.Cells[0].Metadata.ToString());
        Assert.Equal("""{"dotnet_interactive": {"language": "mermaid"},"polyglot_notebook": {"kernelName": "mermaid"}}""", notebook.Cells[1].Metadata.ToString());
        Assert.Equal("{}", notebook.Cells[2].Metadata.ToString());
        Assert.DoesNotContain("transient", notebook.ToJson());
    }

    [Fact]
    public void A_notebook_of_another_language_keeps_its_kernel()
    {
        Notebook notebook = With();
        notebook.Metadata["kernelspec"] = new JsonMap { { "name", "python3" }, { "display_name", "Python 3" }, { "language", "python" } };
        Assert.Equal(["its kernel is not C#: the kernel's metadata stays as it is"], NotebookCleaner.Clean(notebook));
        Assert.Equal("python3", notebook.Metadata.Map("kernelspec")!.Text("name"));
        Assert.Equal("{}", notebook.Cells[0].Metadata.ToString());
    }

    [Fact]
    public void A_notebook_that_was_not_run_stays_so()
    {
        Notebook notebook = With();
        notebook.Cells[0].ExecutionCount = null;
        Assert.Equal(["it has not been run"], NotebookCleaner.Clean(notebook));
        Assert.Null(notebook.Cells[0].ExecutionCount);
    }

    [Fact]
    public void What_only_a_person_can_mend_is_said()
    {
        Notebook notebook = With(new ErrorOutput("E", "", []), new DisplayOutput(new JsonMap { { MimeBundle.Html, "<p><SCRIPT>1</script>" } }));
        notebook.Cells[0].ExecutionCount = 3;
        Assert.Equal(
            ["cell 1 should have execution count 1, not 3: run the notebook from top to bottom", "cell 1 failed with E", "cell 1 has a script in an output"],
            NotebookCleaner.Clean(notebook));
        Assert.Equal(3, notebook.Cells[0].ExecutionCount);
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_more()
    {
        int seed = Random.Shared.Next();
        Documents.RandomNotebooks notebooks = new(seed) { HasLoneSurrogates = true };
        for (int i = 0; i < 500; i++)
        {
            Notebook notebook = notebooks.Next();
            NotebookCleaner.Clean(notebook);
            string once = notebook.ToJson();
            Notebook again = Notebook.Parse(once, "x");
            NotebookCleaner.Clean(again);
            Assert.True(once == again.ToJson(), $"seed {seed}, notebook {i}");
        }
    }

    private static Notebook With(params Output[] outputs) => new() { Cells = [new Cell(CellKind.Code, "code") { ExecutionCount = 1, Outputs = [.. outputs] }] };
}
