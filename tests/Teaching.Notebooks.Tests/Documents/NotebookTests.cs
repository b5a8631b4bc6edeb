using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>What is read from a notebook, what is repaired, what is refused and where.</summary>
public class NotebookTests
{
    [Theory]
    [InlineData("[]", "a notebook is a JSON object, this is a list")]
    [InlineData("{}", "this is not a Jupyter notebook: it has no nbformat member")]
    [InlineData("""{"nbformat": "4"}""", "nbformat: expected a whole number, found a string")]
    [InlineData("""{"nbformat": 4}""", "cells: is missing")]
    [InlineData("""{"nbformat": 5, "cells": []}""", "the notebook is in nbformat 5; 1 to 4 can be read, a newer version of this program may read it")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}""", "cells: is missing")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5, "cells": {"a": 1}}""", "cells: expected a list, found an object")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5, "metadata": [], "cells": []}""", "metadata: expected an object, found a list")]
    public void A_wrong_notebook_is_refused_with_its_place(string text, string problem) =>
        Assert.Equal("lesson.ipynb: " + problem, Assert.Throws<NotebookException>(() => Notebook.Parse(text, "lesson.ipynb")).Message);

    [Theory]
    [InlineData("1", "cells[1]: expected an object, found a number")]
    [InlineData("""{"cell_type": "raw", "source": ["a", null]}""", "cells[1].source[1]: expected a string, found null")]
    [InlineData("""{"cell_type": "raw", "source": "", "attachments": {"a": 1}}""", "cells[1].attachments.a: expected an object, found a number")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": {"a": 1}}""", "cells[1].outputs: expected a list, found an object")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [true]}""", "cells[1].outputs[0]: expected an object, found true")]
    public void A_wrong_cell_is_refused_with_its_place(string cell, string problem) =>
        Assert.Equal("x: " + problem, Assert.Throws<NotebookException>(() => WithCells("""{"cell_type": "raw", "source": ""}""", cell)).Message);

    [Theory]
    [InlineData("""{"source": ""}""", "cells[0].cell_type: is missing, read as raw")]
    [InlineData("""{"cell_type": "heading", "source": ""}""", "cells[0].cell_type: \"heading\" is none of code, markdown, raw: the cell is kept, and not run")]
    [InlineData("""{"cell_type": "raw"}""", "cells[0].source: is missing, read as an empty text")]
    [InlineData("""{"cell_type": "raw", "source": 5}""", "cells[0].source: expected a string or a list of strings, found a number: read as its JSON text")]
    [InlineData("""{"cell_type": "raw", "source": "", "metadata": null}""", "cells[0].metadata: is null, read as empty")]
    [InlineData("""{"cell_type": "raw", "source": "", "attachments": null}""", "cells[0].attachments: is null, read as empty")]
    [InlineData("""{"cell_type": "code", "source": "", "execution_count": 1.5}""", "cells[0].execution_count: expected a whole number from 0 or null, found 1.5: read as null")]
    [InlineData("""{"cell_type": "code", "source": "", "execution_count": 99999999999999999999}""", "cells[0].execution_count: expected a whole number from 0 or null, found 99999999999999999999: read as null")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": null}""", "cells[0].outputs: is null, read as an empty list")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "pyout"}]}""", "cells[0].outputs[0].output_type: \"pyout\" is none of stream, display_data, execute_result, error: the output is kept, and not shown")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "stream", "name": "stdout"}]}""", "cells[0].outputs[0].text: is missing, read as an empty text")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "metadata": 5}]}""", "cells[0].outputs[0].data: is missing, read as empty")]
    [InlineData("""{"cell_type": "code", "source": "", "outputs": [{"output_type": "error", "ename": "E", "evalue": "", "traceback": [1]}]}""", "cells[0].outputs[0].traceback: holds something other than strings: the output is kept, and not shown")]
    public void What_Jupyter_reads_is_read_with_a_warning_of_its_place(string cell, string warning)
    {
        Assert.Contains(warning, WithCells(cell).Warnings);
    }

    [Fact]
    public void What_is_not_known_is_written_back_as_it_was()
    {
        const string heading = """{"cell_type": "heading", "id": "a", "level": 3, "metadata": {"x": 1}, "source": ["A"]}""";
        const string output = """{"output_type": "widget", "data": 5, "more": [null]}""";
        const string code = $$"""{"cell_type": "code", "execution_count": 1, "id": "b", "metadata": {}, "outputs": [{{output}}], "source": ["1"]}""";
        string text = $$"""{"cells": [{{heading}}, {{code}}], "metadata": {}, "new": true, "nbformat": 4, "nbformat_minor": 7}""";
        Notebook notebook = Notebook.Parse(text, "x");
        Assert.Equal(JsonData.Parse(text).ToString(), JsonData.Parse(notebook.ToJson()).ToString());
        Assert.Equal(notebook.ToJson(), notebook.Copy().ToJson());
        Assert.Equal(CellKind.Raw, notebook.Cells[0].Kind);
        Assert.StartsWith("the notebook is in nbformat 4.7, which is newer than 4.5", notebook.Warnings[0]);
    }

    [Fact]
    public void A_notebook_of_nbformat_3_is_converted()
    {
        Notebook notebook = Notebook.Parse(
            """{"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "x"}, "worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": "T"}, {"cell_type": "code", "input": ["1\n", "2"], "prompt_number": 4, "outputs": [{"output_type": "pyout", "prompt_number": 4, "text": ["2"]}]}]}]}""",
            "x");
        Assert.Equal(["## T", "1\n2"], notebook.Cells.Select(cell => cell.Source));
        Assert.Equal(4, notebook.Cells[1].ExecutionCount);
        Assert.Equal("2", Assert.IsType<ResultOutput>(notebook.Cells[1].Outputs[0]).Data.Text("text/plain"));
        Assert.Equal("the notebook was in nbformat 3: it is read as nbformat 4, and written so", notebook.Warnings[0]);
    }

    [Theory]
    [InlineData("""{"vscode": {"languageId": "javascript"}, "dotnet_interactive": {"language": "csharp"}}""", "javascript")]
    [InlineData("""{"vscode": {"languageId": "polyglot-notebook"}, "polyglot_notebook": {"kernelName": "fsharp"}}""", "fsharp")]
    [InlineData("""{"vscode": {"languageId": "dotnet-interactive.html"}}""", "html")]
    [InlineData("""{"dotnet_interactive": {"language": "markdown"}}""", "markdown")]
    [InlineData("{}", null)]
    public void The_language_of_a_cell_is_what_its_metadata_says_last(string metadata, string? language)
    {
        Cell cell = WithCells($$"""{"cell_type": "code", "source": "", "metadata": {{metadata}}}""").Cells[0];
        Assert.Equal(language, cell.Language);
        Assert.Equal(language, Cell.LanguageIn(metadata));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_minor_version_of_four_is_written_as_4_5(int minor)
    {
        Notebook notebook = Notebook.Parse($$"""{"nbformat": 4, "nbformat_minor": {{minor}}, "metadata": {"orig_nbformat_minor": 1}, "cells": [{"cell_type": "raw", "metadata": {}, "source": "a"}]}""", "x");
        string id = notebook.Cells[0].Id;
        Assert.Equal($$"""
            {
             "cells": [
              {
               "cell_type": "raw",
               "id": "{{id}}",
               "metadata": {},
               "source": [
                "a"
               ]
              }
             ],
             "metadata": {},
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """, notebook.ToJson());
    }

    [Fact]
    public void A_missing_id_depends_on_the_content_and_not_on_the_place()
    {
        string[] alone = Ids(WithCells(Raw("a")));
        string[] later = Ids(WithCells(Raw("b"), Raw("a")));
        Assert.Equal(alone[0], later[1]);
        Assert.NotEqual(later[0], later[1]);
        Assert.Matches("^[0-9a-f]{8}$", alone[0]);
    }

    [Fact]
    public void Equal_cells_and_repeated_or_malformed_ids_get_ids_of_their_own()
    {
        string[] ids = Ids(WithCells(Raw("a"), Raw("a"), Raw("a", "same"), Raw("a", "same"), Raw("a", "ä b"), Raw("a", new string('x', 65)), Raw("a", new string('x', 64))));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", id));
        Assert.Equal("same", ids[2]);
        Assert.Equal(new string('x', 64), ids[6]);
    }

    [Fact]
    public void A_made_id_never_takes_one_that_a_later_cell_has()
    {
        string made = Ids(WithCells(Raw("a")))[0];
        string[] ids = Ids(WithCells(Raw("a"), Raw("b", made)));
        Assert.Equal(made, ids[1]);
        Assert.NotEqual(made, ids[0]);
    }

    [Fact]
    public void Text_in_lines_or_in_one_piece_is_the_same_text()
    {
        Notebook notebook = WithCells("""
            {"cell_type": "code", "source": ["1\n", "2"], "outputs": [
              {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
              {"output_type": "display_data", "data": {"text/plain": ["x", "y"], "application/json": ["x", "y"], "image/png": ["a", "b"]}}]}
            """);
        Assert.Equal("1\n2", notebook.Cells[0].Source);
        Assert.Equal(new StreamOutput("stdout", "a\nb"), notebook.Cells[0].Outputs[0]);
        JsonMap data = Assert.IsType<DisplayOutput>(notebook.Cells[0].Outputs[1]).Data;
        Assert.Equal("xy", data.Text("text/plain"));
        Assert.Equal("ab", data.Text("image/png"));
        Assert.Equal("[\"x\",\"y\"]", MimeBundle.TextOf(data, "application/json"));
    }

    [Fact]
    public void Tags_and_tolerance_are_read_from_the_metadata()
    {
        Cell cell = WithCells("""{"cell_type": "raw", "source": "", "metadata": {"tags": ["volatile", "raises-exception"], "teaching": {"tolerance": {"relative": 0.01}}}}""").Cells[0];
        Assert.True(cell.IsVolatile);
        Assert.True(cell.RaisesException);
        Assert.Equal(new Tolerance(0.01, 1e-8), cell.Tolerance);
        Assert.Equal(Tolerance.Default, Cell.Code("").Tolerance);
    }

    [Fact]
    public void Data_sets_are_kept_in_the_metadata()
    {
        Notebook notebook = Notebook.Create();
        Assert.Empty(notebook.Data);
        notebook.Data = [new DataSet("mnist", "ab12")];
        Notebook read = Notebook.Parse(notebook.ToJson(), "x");
        Assert.Equal([new DataSet("mnist", "ab12")], read.Data);
        read.Data = [];
        Assert.False(read.Metadata.Contains("teaching"));
    }

    [Fact]
    public void A_new_notebook_is_one_of_the_C_sharp_kernel()
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Code("1"));
        Assert.Equal(".net-csharp", notebook.Metadata.Map("kernelspec")!.Text("name"));
        Assert.Equal("csharp", notebook.Metadata.Map("polyglot_notebook")!.Map("kernelInfo")!.Text("defaultKernelName"));
        Assert.Equal("csharp", notebook.Cells[0].Metadata.Map("dotnet_interactive")!.Text("language"));
        Assert.Equal("csharp", notebook.Cells[0].Metadata.Map("polyglot_notebook")!.Text("kernelName"));
    }

    [Fact]
    public void A_bundle_of_texts_keeps_JSON_as_JSON_and_what_only_claims_to_be_JSON_as_text()
    {
        JsonMap data = MimeBundle.FromTexts(new Dictionary<string, string> { [MimeBundle.Plotly] = "{\"data\": []}", ["application/json"] = "{", ["text/plain"] = "[1]" });
        Assert.IsType<JsonMap>(data[MimeBundle.Plotly]);
        Assert.Equal("{", data.Text("application/json"));
        Assert.Equal("[1]", data.Text("text/plain"));
        Assert.Equal("{\"data\": []}", MimeBundle.ToTexts(data).First().Value);
    }

    private static Notebook WithCells(params string[] cells) =>
        Notebook.Parse($$"""{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{{string.Join(",", cells)}}]}""", "x");

    private static string Raw(string source, string? id = null) =>
        new JsonMap { { "cell_type", "raw" }, { "source", source }, { id is null ? "x" : "id", id ?? "" } }.ToString();

    private static string[] Ids(Notebook notebook) => [.. notebook.Cells.Select(cell => cell.Id)];
}
