using System.Runtime.InteropServices;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>Differences planted in the outputs of a fresh run are found, and what may differ is not reported.</summary>
public class NotebookComparerTests
{
    private const string Chart = """
        {"data": [{"name": "training", "type": "scatter", "x": [0, 1, 2], "y": [0.5, 0.25, 0.125]},
                  {"name": "test", "type": "scatter", "x": [0, 1, 2], "y": [0.6, 0.5, 0.4]}],
         "layout": {"title": {"text": "Loss"}}, "frames": [{"name": "0", "data": [{"y": [1, 2, 3]}]}], "config": {"responsive": true}}
        """;

    [Fact]
    public void A_run_that_gave_the_same_has_no_differences() => Assert.Empty(Compare(Text("0.5"), Text("0.5")));

    [Fact]
    public void A_number_off_by_two_millionths_is_shown_with_its_place()
    {
        Difference difference = Assert.Single(Compare(Out("loss 0.5\n"), Out("loss 0.5000004\n"), Out("loss 0.5\n"), Out("loss 0.500001\n")));
        Assert.Equal("cell 2 (id cell-2), output 1: stdout: expected \"loss 0.5\\n\", got \"loss 0.500001\\n\"", difference.ToString());
    }

    [Fact]
    public void A_cell_may_state_its_own_tolerance()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("0.5"), Out("0.51"));
        Assert.Single(NotebookComparer.Compare(committed, fresh));
        committed.Cells[0].Metadata["teaching"] = new JsonMap { { "tolerance", new JsonMap { { "relative", 0.05 } } } };
        Assert.Empty(NotebookComparer.Compare(committed, fresh));
    }

    [Fact]
    public void Where_a_stream_is_cut_does_not_matter()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("a\nb\n"), Out("a\n"));
        fresh.Cells[0].Outputs.Add(Out(""));
        fresh.Cells[0].Outputs.Add(Out("b\n"));
        Assert.Empty(NotebookComparer.Compare(committed, fresh));
    }

    [Theory]
    [InlineData("\rstep 0\rstep 1\rstep 2", "step 0\u001b[2K\r\u001b[32mstep 2\u001b[0m")]
    [InlineData("\u001b[31mred\u001b[0m 0.5", "red 0.50000001")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    public void Text_is_compared_as_a_terminal_shows_it(string committed, string fresh)
    {
        Assert.Empty(Compare(Out(committed), Out(fresh), Text(committed), Text(fresh)));
        (Notebook failed, Notebook failedNow) = Pair(new ErrorOutput("E", committed, []), new ErrorOutput("E", fresh, []));
        failed.Cells[0].Metadata["tags"] = new JsonList(["raises-exception"]);
        Assert.Empty(NotebookComparer.Compare(failed, failedNow));
    }

    [Fact]
    public void What_a_terminal_shows_last_is_what_differs()
    {
        Difference difference = Assert.Single(Compare(Out("\rstep 1\rstep 2"), Out("\rstep 1\rstep 3")));
        Assert.Equal("cell 1 (id cell-1), output 1: stdout: expected \"step 2\", got \"step 3\"", difference.ToString());
    }

    [Fact]
    public void A_lost_stream_an_extra_output_and_a_missing_chart_are_found_without_shifting_the_rest()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("a"), Out("a"));
        committed.Cells[0].Outputs.AddRange([Plotly(Chart), new StreamOutput("stderr", "b"), Text("0.5")]);
        fresh.Cells[0].Outputs.AddRange([Text("0.5"), new DisplayOutput(new JsonMap { { MimeBundle.Html, "<p>new</p>" } })]);
        Assert.Equal(
            [
                "cell 1 (id cell-1), output 2: an output is missing: expected displayed chart, got none",
                "cell 1 (id cell-1), output 3: an output is missing: expected stderr, got none",
                "cell 1 (id cell-1), output 3: there is an output too many: expected none, got displayed HTML",
            ],
            NotebookComparer.Compare(committed, fresh).Select(difference => difference.ToString()));
    }

    [Theory]
    [InlineData("\"name\": \"test\"", "\"name\": \"validation\"", "the chart's data[1].name: expected \"test\", got \"validation\"")]
    [InlineData("0.25", "0.2500006", "the chart's data[0].y[1]: expected 0.25, got 0.2500006")]
    [InlineData("[0.5, 0.25, 0.125]", "[0.5, 0.25]", "the chart's data[0].y: expected 3 values, got 2 values")]
    [InlineData("0.25", "null", "the chart's data[0].y[1]: expected 0.25, got null")]
    [InlineData("\"Loss\"", "\"loss\"", "the chart's layout.title.text: expected \"Loss\", got \"loss\"")]
    [InlineData("\"type\": \"scatter\", \"x\": [0, 1, 2], \"y\": [0.6", "\"x\": [0, 1, 2], \"y\": [0.6", "the chart's data[1].type: expected \"scatter\", got nothing")]
    [InlineData("[1, 2, 3]", "[1, 2, 4]", "the chart's frames[0].data[0].y[2]: expected 3, got 4")]
    [InlineData("\"title\": ", "\"width\": 700, \"title\": ", "the chart's layout.width: expected nothing, got 700")]
    public void A_change_of_a_chart_is_shown_by_its_path(string part, string changed, string message) =>
        Assert.EndsWith(message, Assert.Single(Compare(Plotly(Chart), Plotly(Chart.Replace(part, changed)))).ToString());

    [Theory]
    [InlineData("0.25", "0.2500001")]
    [InlineData("[0, 1, 2]", "[0.0, 1.0, 2.0]")]
    [InlineData("\"responsive\": true", "\"responsive\": false")]
    [InlineData("[0, 1, 2]", "[-0.0, 1, 2]")]
    public void What_a_chart_may_change_is_not_reported(string part, string changed) =>
        Assert.Empty(Compare(Plotly(Chart), Plotly(Chart.Replace(part, changed))));

    [Fact]
    public void Swapped_series_are_found_and_counted()
    {
        string swapped = Chart.Replace("training", "T").Replace("\"test\"", "\"training\"").Replace("\"T\"", "\"test\"");
        Assert.EndsWith("the chart's data[0].name (and 1 more): expected \"training\", got \"test\"", Assert.Single(Compare(Plotly(Chart), Plotly(swapped))).ToString());
    }

    [Fact]
    public void HTML_of_a_chart_does_not_matter_and_its_SVG_only_by_being_there()
    {
        DisplayOutput committed = Plotly(Chart), fresh = Plotly(Chart);
        committed.Data[MimeBundle.Svg] = "<svg>1</svg>";
        fresh.Data[MimeBundle.Svg] = "<svg>2</svg>";
        fresh.Data[MimeBundle.Html] = "<script>1</script>";
        Assert.Empty(Compare(committed, fresh));
        fresh.Data.Remove(MimeBundle.Svg);
        Assert.EndsWith("image/svg+xml: expected some, got none", Assert.Single(Compare(committed, fresh)).ToString());
    }

    [Fact]
    public void A_picture_without_plotly_data_is_compared_by_its_SVG()
    {
        static DisplayOutput Svg(string svg) => new(new JsonMap { { MimeBundle.Svg, svg } });
        Assert.Empty(Compare(Svg("<circle r=\"0.5\"/>"), Svg("<circle r=\"0.5000001\"/>")));
        Assert.Single(Compare(Svg("<circle r=\"0.5\"/>"), Svg("<circle r=\"0.6\"/>")));
    }

    [Theory]
    [InlineData("f8", new[] { 0.5, 0.25, double.NaN }, new[] { 0.5, 0.2500001, double.NaN }, null)]
    [InlineData("f8", new[] { 0.5, 0.25, 1 }, new[] { 0.5, 0.2500006, 1 }, "data[0].y[1]: expected 0.25, got 0.2500006")]
    [InlineData("f4", new[] { 0.5, 0.25, 1 }, new[] { 0.5, 0.25, 2 }, "data[0].y[2]: expected 1.0, got 2.0")]
    [InlineData("i4", new[] { 1.0, 2, 3 }, new[] { 1.0, 2, -3 }, "data[0].y[2]: expected 3, got -3")]
    [InlineData("u1", new[] { 1.0, 2, 255 }, new[] { 1.0, 2, 254 }, "data[0].y[2]: expected 255, got 254")]
    [InlineData("f8", new[] { 0.5, double.NaN }, new[] { 0.5, 1 }, "data[0].y[1]: expected NaN, got 1.0")]
    [InlineData("f8", new[] { 0.5, 1 }, new[] { 0.5 }, "data[0].y: expected 2 values, got 1 values")]
    public void Typed_arrays_are_compared_by_their_numbers(string type, double[] expected, double[] got, string? problem)
    {
        IReadOnlyList<Difference> differences = Compare(Plotly(WithSeries(Typed(type, expected))), Plotly(WithSeries(Typed(type, got))));
        if (problem is null) Assert.Empty(differences);
        else Assert.EndsWith("the chart's " + problem, Assert.Single(differences).ToString());
    }

    [Fact]
    public void A_typed_array_equals_the_list_of_its_numbers_in_rows()
    {
        string typed = Typed("f8", [1, 2, 3, 4, 5, 6], ", \"shape\": \"2, 3\"");
        Assert.Empty(Compare(Plotly(WithSeries(typed)), Plotly(WithSeries("[[1, 2, 3], [4, 5, 6]]"))));
        Assert.Single(Compare(Plotly(WithSeries(typed)), Plotly(WithSeries("[[1, 2, 3], [4, 5, 7]]"))));
        Assert.Single(Compare(Plotly(WithSeries(typed)), Plotly(WithSeries("[[1, 2], [3, 4], [5, 6]]"))));
    }

    [Theory]
    [InlineData("{\"dtype\": \"f8\", \"bdata\": \"!\"}")]
    [InlineData("{\"dtype\": \"f8\", \"bdata\": \"AAAA\"}")]
    [InlineData("{\"dtype\": \"x9\", \"bdata\": \"AAAA\"}")]
    [InlineData("{\"dtype\": \"u1\", \"bdata\": \"AAAA\", \"shape\": \"2, 2\"}")]
    [InlineData("{\"dtype\": \"u1\", \"bdata\": \"AAAA\", \"shape\": \"0, 2\"}")]
    public void A_malformed_typed_array_equals_itself_and_nothing_else(string malformed)
    {
        Assert.Empty(Compare(Plotly(WithSeries(malformed)), Plotly(WithSeries(malformed))));
        Assert.Single(Compare(Plotly(WithSeries(malformed)), Plotly(WithSeries("[1, 2]"))));
    }

    [Fact]
    public void Tables_are_compared_by_their_text()
    {
        static DisplayOutput Table(string html) => new(new JsonMap { { MimeBundle.Html, html } });
        const string table = "<table class=\"a\"><tr><td>w1</td><td>0.35</td></tr><tr><td>w2</td><td>0.45</td></tr></table>";
        Assert.Empty(Compare(Table(table), Table(table.Replace("class=\"a\"", "style=\"b\"").Replace("0.35", "0.3500000001"))));
        Assert.EndsWith(
            "the text of text/html, line 2: expected \"w1 0.35\\nw2 0.45\", got \"w1 0.35\\nw2 0.46\"",
            Assert.Single(Compare(Table(table), Table(table.Replace("0.45", "0.46")))).ToString());
    }

    [Fact]
    public void A_failed_cell_is_one_difference_and_what_was_not_reached_another()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("a"), Out("a"), Out("b"), new ErrorOutput("DivideByZeroException", "no\nway", []), Out("c"), Out("c"));
        fresh.Cells[2].Outputs.Clear();
        fresh.Cells[2].ExecutionCount = null;
        Assert.Equal(
            [
                "cell 2 (id cell-2), output 1: the cell failed with DivideByZeroException: \"no\\nway\"",
                "cell 3 (id cell-3): the fresh run did not reach the cell, or not in its turn: execution count: expected 3, got none",
            ],
            NotebookComparer.Compare(committed, fresh).Select(difference => difference.ToString()));
    }

    [Fact]
    public void A_failure_that_is_expected_is_compared_by_name_and_message()
    {
        (Notebook committed, Notebook fresh) = Pair(new ErrorOutput("E", "cannot multiply", ["at a"]), new ErrorOutput("E", "cannot multiply", ["at b"]));
        Assert.Single(NotebookComparer.Compare(committed, fresh));
        committed.Cells[0].Metadata["tags"] = new JsonList(["raises-exception"]);
        Assert.Empty(NotebookComparer.Compare(committed, fresh));
        fresh.Cells[0].Outputs[0] = new ErrorOutput("E", "cannot add", []);
        Assert.EndsWith("the error's message: expected \"cannot multiply\", got \"cannot add\"", Assert.Single(NotebookComparer.Compare(committed, fresh)).ToString());
        fresh.Cells[0].Outputs.Clear();
        Assert.EndsWith("an output is missing: expected error, got none", Assert.Single(NotebookComparer.Compare(committed, fresh)).ToString());
    }

    [Fact]
    public void A_volatile_cell_is_compared_by_the_kinds_of_its_outputs()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("took 5 ms"), Out("took 7 ms"));
        fresh.Cells[0].Outputs.AddRange([new StreamOutput("stderr", "x"), Out("more")]);
        committed.Cells[0].Outputs.Add(new StreamOutput("stderr", "y"));
        committed.Cells[0].Metadata["tags"] = new JsonList(["volatile"]);
        Assert.Empty(NotebookComparer.Compare(committed, fresh));
        fresh.Cells[0].Outputs.RemoveAt(1);
        Assert.EndsWith("an output is missing: expected stderr, got none", Assert.Single(NotebookComparer.Compare(committed, fresh)).ToString());
    }

    [Fact]
    public void With_another_data_set_numbers_may_differ_but_not_the_structure()
    {
        CompareOptions other = new(OtherDataSet: true);
        (Notebook committed, Notebook fresh) = Pair(Plotly(Chart), Plotly(Chart.Replace("0.25", "0.75")), Out("0.5"), Out("0.9"));
        Assert.Equal(2, NotebookComparer.Compare(committed, fresh).Count);
        Assert.Empty(NotebookComparer.Compare(committed, fresh, other));
        fresh.Cells[0].Outputs.Clear();
        fresh.Cells[1].Outputs.Add(new ErrorOutput("AssertionException", "too low", []));
        Assert.Equal(2, NotebookComparer.Compare(committed, fresh, other).Count);
    }

    [Fact]
    public void Data_sets_differ_when_the_committed_notebook_names_another()
    {
        (Notebook committed, Notebook fresh) = Pair(Out(""), Out(""));
        fresh.Data = [new DataSet("strokes", "2")];
        Assert.False(NotebookComparer.HaveOtherData(committed, fresh));
        committed.Data = [new DataSet("mnist", "1")];
        Assert.True(NotebookComparer.HaveOtherData(committed, fresh));
        fresh.Data = [new DataSet("mnist", "1")];
        Assert.False(NotebookComparer.HaveOtherData(committed, fresh));
    }

    [Fact]
    public void Changed_sources_cells_and_counts_are_found()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("a"), Out("a"), Out("b"), Out("b"));
        fresh.Cells[0].Source = "other";
        Assert.Contains("the cell's source is not the same", Assert.Single(NotebookComparer.Compare(committed, fresh)).ToString());
        committed.Cells[1].ExecutionCount = 7;
        Assert.Contains("was not run from top to bottom: execution count: expected 2, got 7", NotebookComparer.Compare(committed, fresh)[1].ToString());
        fresh.Cells.RemoveAt(0);
        Assert.Equal("the notebook: the number of cells: expected 2, got 1", Assert.Single(NotebookComparer.Compare(committed, fresh)).ToString());
    }

    [Fact]
    public void A_notebook_committed_without_outputs_is_one_difference()
    {
        (Notebook committed, Notebook fresh) = Pair(Out("a"), Out("a"), Out("b"), Out("b"));
        foreach (Cell cell in committed.Cells) cell.ExecutionCount = null;
        Assert.Equal("the notebook: it is committed without having been run", Assert.Single(NotebookComparer.Compare(committed, fresh)).ToString());
    }

    [Fact]
    public void Any_notebook_agrees_with_itself()
    {
        int seed = Random.Shared.Next();
        Documents.RandomNotebooks notebooks = new(seed);
        for (int i = 0; i < 500; i++)
        {
            Notebook notebook = notebooks.Next();
            int count = 0;
            foreach (Cell cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code)) cell.ExecutionCount = ++count;
            Notebook read = Notebook.Parse(notebook.ToJson(), "x");
            IEnumerable<Difference> differences = NotebookComparer.Compare(notebook, read).Where(difference => !difference.Problem.StartsWith("the cell failed"));
            Assert.True(!differences.Any(), $"seed {seed}, notebook {i}: {differences.FirstOrDefault()}");
        }
    }

    private static StreamOutput Out(string text) => new("stdout", text);

    private static ResultOutput Text(string text) => new(new JsonMap { { MimeBundle.PlainText, text } }, 1);

    private static DisplayOutput Plotly(string chart) => new(new JsonMap { { MimeBundle.Plotly, JsonData.Parse(chart) } });

    private static string WithSeries(string y) => $$"""{"data": [{"y": {{y}}}]}""";

    private static string Typed(string type, double[] values, string more = "")
    {
        byte[] bytes = type switch
        {
            "f8" => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
            "f4" => MemoryMarshal.AsBytes<float>(Array.ConvertAll(values, x => (float)x)).ToArray(),
            "i4" => MemoryMarshal.AsBytes<int>(Array.ConvertAll(values, x => (int)x)).ToArray(),
            _ => Array.ConvertAll(values, x => (byte)x),
        };
        return $$"""{"dtype": "{{type}}", "bdata": "{{Convert.ToBase64String(bytes)}}"{{more}}}""";
    }

    /// <summary>Two notebooks whose cells have one output each: committed, fresh, committed, fresh, ...</summary>
    private static (Notebook Committed, Notebook Fresh) Pair(params Output[] outputs)
    {
        Notebook Side(int side) => new()
        {
            Cells = [.. Enumerable.Range(0, outputs.Length / 2).Select(i => new Cell(CellKind.Code, $"code {i + 1}") { Id = $"cell-{i + 1}", ExecutionCount = i + 1, Outputs = [outputs[2 * i + side]] })],
        };
        return (Side(0), Side(1));
    }

    private static IReadOnlyList<Difference> Compare(params Output[] outputs)
    {
        (Notebook committed, Notebook fresh) = Pair(outputs);
        return NotebookComparer.Compare(committed, fresh);
    }
}
