using System.Text;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>Our writing against Jupyter's: valid, and the same bytes both ways.</summary>
public sealed class NbformatTests : IDisposable
{
    private const string Make = """
        import sys, io, os, json, nbformat
        from nbformat.v4 import new_notebook, new_code_cell, new_markdown_cell, new_raw_cell, new_output
        folder = sys.argv[1]
        def write(name, notebook):
            with io.open(os.path.join(folder, name + ".ipynb"), "w", encoding="utf-8", newline="") as file:
                nbformat.write(notebook, file)
        values = [1e-07, 1e16, 1e15, 123456789012345680.0, 1.0, 0.1, -0.0, 5e-324, 1.7976931348623157e308, 0.0001, 0.00001, 9007199254740993,
                  2**200, -1, float("nan"), float("inf"), float("-inf"), 1/3, 100.0, 1e22, 1e21, 123456.789e10, 2.5e-10]
        lines = "a\nb\r\nc\rd\ve\ff\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\x1fm\x00n\ttab \"quote\" \\ é 😀"
        bundle = {"text/plain": lines, "text/html": "", "image/svg+xml": "<svg>\n</svg>", "image/png": "aGk=\n", "application/javascript": "a\nb",
                  "application/json": {"b": [1, 2.0, "x\ny"], "a": None}, "application/vnd.plotly.v1+json": {"data": values}}
        cells = [new_markdown_cell(lines), new_raw_cell(""), new_code_cell("", metadata={"\U0001F600": 1, "\uFF01": 2, "Z": 3, "a": 4, "É": 5}),
                 new_code_cell(lines, execution_count=3, outputs=[
                     new_output("stream", name="stderr", text=lines), new_output("stream", name="stdout", text=""),
                     new_output("display_data", data=bundle, metadata={"x": {"y": True}}), new_output("execute_result", data=bundle, execution_count=3),
                     new_output("error", ename="E", evalue=lines, traceback=[lines, ""])])]
        for i, cell in enumerate(cells): cell["id"] = "cell-%d" % i
        cells[0]["attachments"] = {"b.png": {"image/png": "aGk="}, "a.txt": {"text/plain": lines}}
        notebook = new_notebook(cells=cells, metadata={"values": values, "kernelspec": {"name": "k", "display_name": "K"}, "nested": {"deep": [[], {}, [[1]]]}})
        write("made", notebook)
        notebook["unknown"] = {"kept": lines}
        notebook.cells[1]["unknown"] = [1]
        notebook.cells[3].outputs[0]["unknown"] = 1.5
        write("unknown", notebook)
        write("empty", new_notebook())
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("teaching-nbformat").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Random_notebooks_are_valid_and_rewritten_to_the_same_bytes()
    {
        int seed = Random.Shared.Next();
        RandomNotebooks notebooks = new(seed);
        for (int i = 0; i < 300; i++) notebooks.Next().Write(Path.Combine(folder, $"random{i:000}.ipynb"));
        string report = Nbformat.Run(Nbformat.Rewrite, folder);
        Assert.True(report.Length == 0, $"seed {seed}: {report}");
    }

    [Fact]
    public void A_hundred_thousand_numbers_are_written_as_Python_writes_them()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        JsonList numbers = [];
        for (int i = 0; i < 50_000; i++)
        {
            numbers.Add(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
            numbers.Add(Math.Round(random.NextDouble(), random.Next(16)) * Math.Pow(10, random.Next(-8, 22)));
        }
        new Notebook { Metadata = new JsonMap { { "numbers", numbers } } }.Write(Path.Combine(folder, "numbers.ipynb"));
        string report = Nbformat.Run(Nbformat.Rewrite, folder);
        Assert.True(report.Length == 0, $"seed {seed}: {report}");
    }

    [Fact]
    public void Unknown_members_are_rewritten_to_the_same_bytes()
    {
        JsonMap extra = new() { { "unknown", new JsonList(["a\nb", 1.0, 1L, new JsonMap { { "z", 1L }, { "a", 2L } }]) } };
        Cell cell = new(CellKind.Code, "1") { Id = "a", Extra = extra, Outputs = [new StreamOutput("stdout", "x\ny") { Extra = extra }] };
        new Notebook { Cells = [cell], Extra = extra }.Write(Path.Combine(folder, "extra.ipynb"));
        Assert.Equal("", Nbformat.Run(Nbformat.Rewrite, folder));
    }

    [Fact]
    public void A_repaired_notebook_is_valid()
    {
        const string broken = """
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {"orig_nbformat": 2, "signature": "s"}, "cells": [
              {"cell_type": "code", "id": "same", "source": ["1\n", "2"], "metadata": {"trusted": true}},
              {"cell_type": "code", "id": "same", "source": "1", "outputs": [{"output_type": "display_data", "data": {}}]},
              {"cell_type": "raw", "id": "not valid!", "source": []}, {"cell_type": "markdown", "source": "1"}]}
            """;
        Notebook.Parse(broken, "broken.ipynb").Write(Path.Combine(folder, "repaired.ipynb"));
        Assert.Equal("", Nbformat.Run(Nbformat.Rewrite, folder));
    }

    [Fact]
    public void Notebooks_that_nbformat_wrote_are_rewritten_to_the_same_bytes()
    {
        Nbformat.Run(Make, folder);
        string[] files = Directory.GetFiles(folder);
        Assert.Equal(3, files.Length);
        foreach (string file in files)
        {
            string text = File.ReadAllText(file, Encoding.UTF8);
            Assert.Equal(text, Notebook.Read(file).ToJson());
        }
    }

    [Fact]
    public void A_lone_surrogate_is_written_as_an_escape_that_nbformat_reads()
    {
        new Notebook { Cells = [new Cell(CellKind.Code, "a\uD800b") { Id = "a" }] }.Write(Path.Combine(folder, "lone.ipynb"));
        string read = Nbformat.Run("""
            import sys, os, nbformat
            print(ascii(nbformat.read(os.path.join(sys.argv[1], "lone.ipynb"), 4).cells[0].source))
            """, folder);
        Assert.Equal(@"'a\ud800b'", read.Trim());
    }
}
