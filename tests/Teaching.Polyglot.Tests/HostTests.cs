using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Polyglot.Tests.Hosts;

namespace Teaching.Polyglot.Tests;

/// <summary>What the comparison of the lessons rests on, shown with small cells in each host.</summary>
public sealed class HostTests
{
    private static readonly Dictionary<string, Func<Host>> hosts = new() { ["tool"] = ToolHost.Start, ["package"] = () => new PackageHost() };

    public static TheoryData<string> Hosts => [.. hosts.Keys];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task What_is_printed_shown_and_returned_comes_in_order_and_in_every_script(string host) => Assert.Equal(
        ["StreamOutput δ ≤ 你好\n", "DisplayOutput Größe", "StreamOutput \u001b[31mred", "ResultOutput x²"],
        await ShownAsync(host, """Console.Write("δ ≤ 你好\n"); display("Größe"); Console.Error.Write("\u001b[31mred"); "x²" """));

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Cells_share_their_state_and_run_in_the_folder_of_the_lessons(string host) => Assert.Equal(
        ["ResultOutput " + Lessons.Folder], await ShownAsync(host, "string folder = System.IO.Directory.GetCurrentDirectory();", "folder"));

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_warning_of_the_compiler_is_a_difference(string host) => Assert.Equal(
        ["StreamOutput CS1030: #warning: 'mind'\n"], await ShownAsync(host, "#warning mind"));

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_cell_that_fails_ends_the_lesson_and_is_named_with_its_message(string host)
    {
        Notebook committed = Committed(("throw new ArgumentException(\"bad δ\");", null), ("1 + 1", "2"));
        await using Host kernel = hosts[host]();
        (IReadOnlyList<Difference> left, _) = HostLimits.Judge(committed, await LessonRun.InAsync(kernel, committed));
        Assert.StartsWith("cell 1 (id cell-1), output 1: the cell failed with CommandFailed: \"System.ArgumentException: bad δ", left[0].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("cell 2 (id cell-2): the fresh run did not reach the cell", left[1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task An_updated_text_stays_as_it_was_shown_first_and_nothing_else_is_excused(string host)
    {
        Notebook committed = Committed(
            ("var line = display(\"0 of 2\"); line.Update(\"1 of 2\"); line.Update(\"2 of 2\");", "2 of 2"),
            ("display(\"4 of 4\"); line.Update(\"2 of 4\");", "3 of 4"));
        await using Host kernel = hosts[host]();
        (IReadOnlyList<Difference> left, IReadOnlyList<HostLimit> needed) = HostLimits.Judge(committed, await LessonRun.InAsync(kernel, committed));
        Assert.Equal(["an updated text stays as it was shown first"], needed.Select(limit => limit.Name));
        Assert.Equal(["cell 2 (id cell-2), output 1: text/plain: expected \"3 of 4\", got \"4 of 4\""], left.Select(difference => difference.ToString()));
    }

    private static async Task<string[]> ShownAsync(string host, params string[] cells)
    {
        await using Host kernel = hosts[host]();
        LessonRun run = await LessonRun.InAsync(kernel, Committed([.. cells.Select(cell => (cell, (string?)null))]));
        return [.. run.Executed.Cells.SelectMany(cell => cell.Outputs).Select(output => $"{output.GetType().Name} {TextOf(output)}")];
    }

    private static string? TextOf(Output output) => output switch
    {
        StreamOutput stream => stream.Text,
        RichOutput rich => rich.Data.Text(MimeBundle.PlainText),
        ErrorOutput error => error.Message,
        _ => null,
    };

    /// <summary>A lesson that was committed with a displayed text under each cell, or with nothing.</summary>
    private static Notebook Committed(params (string Source, string? Shown)[] cells)
    {
        Notebook lesson = Notebook.Create();
        foreach ((int index, (string source, string? shown)) in cells.Index())
        {
            Cell cell = Cell.Code(source);
            cell.Id = $"cell-{index + 1}";
            cell.ExecutionCount = index + 1;
            if (shown is not null) cell.Outputs.Add(new DisplayOutput(new JsonMap { { MimeBundle.PlainText, shown } }));
            lesson.Cells.Add(cell);
        }
        return lesson;
    }
}
