using Teaching.Notebooks.Documents;
using Teaching.Notebooks.Running;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Running;

public sealed class CellOutputsTests
{
    private readonly CellOutputs outputs = new();
    private readonly Cell cell = Cell.Code("");

    public CellOutputsTests() => outputs.Begin(cell);

    [Fact]
    public void Text_of_one_stream_in_a_row_is_one_output_and_the_order_with_displays_is_kept()
    {
        Add(new StreamEvent("stdout", "a"), new StreamEvent("stdout", "b\n"), Shown("x"), new StreamEvent("stdout", "c"), new StreamEvent("stderr", "d"));
        Assert.Equal(["stdout:ab\n", "x", "stdout:c", "stderr:d"], cell.Outputs.Select(Describe));
    }

    [Fact]
    public void The_result_carries_the_number_of_its_cell()
    {
        cell.ExecutionCount = 7;
        Add(Shown("x", isResult: true));
        Assert.Equal(7, Assert.IsType<ResultOutput>(cell.Outputs[0]).ExecutionCount);
    }

    [Fact]
    public void An_update_replaces_what_it_updates_in_this_cell_and_in_an_earlier_one()
    {
        Add(Shown("first", id: "d1"), Shown("other", id: "d2"));
        Cell later = Cell.Code("");
        outputs.Begin(later);
        Add(Shown("again", id: "d1"), new DisplayUpdateEvent(Plain("new"), "d1"), new DisplayUpdateEvent(Plain("lost"), "unknown"));
        Assert.Equal(["new", "other"], cell.Outputs.Select(Describe));
        Assert.Equal(["new"], later.Outputs.Select(Describe));
    }

    [Fact]
    public void Clearing_takes_away_what_the_cell_put_out_at_once_or_when_something_new_comes()
    {
        Add(Shown("first", id: "d1"), new StreamEvent("stdout", "text"), new ClearEvent(Wait: false));
        Assert.Empty(cell.Outputs);
        Add(Shown("second", id: "d2"), new ClearEvent(Wait: true));
        Assert.Equal(["second"], cell.Outputs.Select(Describe));
        Add(new DisplayUpdateEvent(Plain("lost"), "d1"), Shown("third"));
        Assert.Equal(["third"], cell.Outputs.Select(Describe));
    }

    [Fact]
    public void Text_after_the_end_of_a_cell_goes_on_with_its_last_text_and_what_follows_stands_alone()
    {
        Add(new StreamEvent("stdout", "in time, "));
        Add(new StreamEvent("stdout", "late"), new StreamEvent("stderr", "failed"));
        Add(Shown("x"));
        Assert.Equal(["stdout:in time, late", "stderr:failed", "x"], cell.Outputs.Select(Describe));
    }

    [Fact]
    public void Empty_text_makes_no_output()
    {
        Add(new StreamEvent("stdout", ""));
        Assert.Empty(cell.Outputs);
    }

    [Fact]
    public void A_report_of_data_goes_to_the_data_and_what_a_reader_sees_stays()
    {
        const string mnist = """{"name": "mnist", "sha256": "aa"}""";
        Add(
            new DisplayEvent(new() { [ReportedData.MimeType] = mnist, ["text/plain"] = "MNIST is here" }, null, false),
            new DisplayEvent(new() { [ReportedData.MimeType] = $$"""[{{mnist}}, {"name": "digits", "sha256": "bb"}]""" }, null, false));
        Assert.Equal([new DataSet("mnist", "aa"), new DataSet("digits", "bb")], outputs.Data);
        Assert.Equal(["MNIST is here"], cell.Outputs.Select(Describe));
    }

    [Fact]
    public void A_failure_of_ours_takes_the_place_of_the_cells_own_error()
    {
        Add(new StreamEvent("stdout", "before"), new ErrorEvent("Interrupted", "stopped", ["line 1"]));
        outputs.Fail(new ErrorOutput("Timeout", "too long", []));
        Assert.Equal(["stdout:before", "Timeout: too long"], cell.Outputs.Select(Describe));
    }

    private void Add(params SessionEvent[] events)
    {
        foreach (SessionEvent one in events) outputs.Add(one);
        outputs.End();
    }

    private static DisplayEvent Shown(string text, string? id = null, bool isResult = false) => new(Plain(text), id, isResult);

    private static OrderedDictionary<string, string> Plain(string text) => new() { ["text/plain"] = text };

    private static string Describe(Output output) => output switch
    {
        StreamOutput stream => $"{stream.Name}:{stream.Text}",
        RichOutput rich => rich.Data.Text("text/plain")!,
        ErrorOutput error => $"{error.Name}: {error.Message}",
        _ => output.ToString()!,
    };
}
