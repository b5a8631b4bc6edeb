using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;

namespace Teaching.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task A_planted_difference_is_told_with_place_expected_and_got()
    {
        string path = teach.Write("a.ipynb", "Console.WriteLine(\"loss 0.25\");", "3.0 / 8");
        await Committed();
        Replace(path, "0.375", "0.376");
        Result result = await teach.RunAsync("check", "a.ipynb");
        Assert.Equal((1, ""), (result.Exit, result.Error));
        Assert.Matches(@"a\.ipynb: cell 3 .*expected .*0\.376.*got .*0\.375", result.Output);
        Assert.Matches(@"a\.ipynb +\| +2/2 \| .* \| differs", result.Output);
        Assert.Contains("0.376", File.ReadAllText(path));
    }

    [Fact]
    public async Task A_number_off_by_less_than_the_tolerance_is_the_same()
    {
        string path = teach.Write("a.ipynb", "3.0 / 8");
        await Committed();
        Replace(path, "0.375", "0.3750001");
        Assert.Equal(0, (await teach.RunAsync("check", "a.ipynb")).Exit);
    }

    [Fact]
    public async Task A_notebook_committed_without_outputs_differs_and_says_how_to_fill_them_in()
    {
        teach.Write("a.ipynb", "1");
        Result result = await teach.RunAsync("check", "a.ipynb");
        Assert.Equal(1, result.Exit);
        Assert.Contains("without having been run", result.Output);
        Assert.Contains("teach run --in-place \"a.ipynb\"", result.Output);
    }

    [Fact]
    public async Task A_cell_that_fails_now_is_shown_with_its_trace()
    {
        string path = teach.Write("a.ipynb", "1 + 1");
        await Committed();
        Replace(path, "1 + 1", "Math.Sin()");
        Result result = await teach.RunAsync("check", "a.ipynb");
        Assert.Equal(1, result.Exit);
        Assert.Contains("a.ipynb, cell 2 of 2 [1], line 1:\n    Math.Sin()\n", result.Output);
        Assert.Contains("CS7036", result.Output);
    }

    [Fact]
    public async Task With_other_data_numbers_may_differ_but_the_kinds_of_outputs_may_not()
    {
        string path = teach.Write("a.ipynb", RunTests.DataSource("digits", "abc") + "\ndisplay(new Data());", "1.0 / 2");
        await Committed();
        Replace(path, "\"sha256\": \"abc\"", "\"sha256\": \"fff\"");
        Replace(path, "\"0.5\"", "\"0.7\"");
        Result same = await teach.RunAsync("check", "a.ipynb");
        Assert.Contains("other data: committed with digits (fff), run with digits (abc)", same.Output);
        Assert.Equal(0, same.Exit);
        Replace(path, "1.0 / 2", "Console.WriteLine(0.5);");
        Assert.Equal(1, (await teach.RunAsync("check", "a.ipynb")).Exit);
    }

    [Fact]
    public async Task A_formula_that_cannot_be_typeset_is_named_where_KaTeX_is_and_else_one_line_says_so()
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.AddRange([Cell.Markdown("$x^2$ and $\\nosuch{x}$"), Cell.Code("1")]);
        teach.Write("a.ipynb", notebook);
        await Committed();
        Result result = await teach.RunAsync("check", "a.ipynb");
        if (result.Exit == 0) Assert.Contains("Formulas were not checked, since KaTeX is not here", result.Output);
        else Assert.Matches(@"a\.ipynb: cell 1 \(id .*\): the formula \\nosuch\{x\} cannot be typeset: KaTeX parse error: Undefined control sequence", result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_fault_in_one_notebook_is_one_line_and_the_others_are_judged()
    {
        List<Input> inputs = Input.ReadAll([teach.Write("a.ipynb", "1"), teach.Write("b.ipynb", "2")], []);
        List<string> errors = [];
        using Stop stop = new();
        Batch batch = new(inputs, new RunOptions(), stop, errors);
        await batch.RunAsync(Terminal.Open(), (input, _) => input == inputs[0] ? throw new InvalidTimeZoneException("no\nreason") : ("ok", []));
        Assert.EndsWith("a.ipynb: InvalidTimeZoneException: no\\nreason (a fault of teach; please report it with the notebook)", Assert.Single(errors));
        Assert.Equal(inputs[1], Assert.Single(batch.Done).Input);
    }

    private async Task Committed() => Assert.Equal(0, (await teach.RunAsync("run", "--in-place", "a.ipynb")).Exit);

    private static void Replace(string path, string old, string changed)
    {
        string text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }
}
