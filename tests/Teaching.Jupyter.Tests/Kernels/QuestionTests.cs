using System.Text.Json;
using System.Text.Json.Nodes;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>What a kernel answers beside running cells.</summary>
public sealed class QuestionTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    private KernelClient Client => kernel.Client;

    [Fact]
    public void The_kernel_says_what_it_is_on_both_channels()
    {
        foreach (bool onControl in new[] { false, true })
        {
            JsonElement info = Client.Ask("kernel_info_request", [], onControl).Reply.Content;
            Assert.Equal("5.4", info.GetProperty("protocol_version").GetString());
            Assert.Equal("csharp", info.GetProperty("language_info").GetProperty("name").GetString());
            Assert.Equal(".cs", info.GetProperty("language_info").GetProperty("file_extension").GetString());
        }
    }

    [Fact]
    public void A_question_sent_right_after_a_cell_sees_what_the_cell_declares()
    {
        // The first cell of all can take longer than a question waits.
        Client.Run("0");
        Client.SendCell("var measured = new List<double> { 1 };");
        JsonElement reply = Complete("/* 😀 */ measured.Ad");
        Assert.Equal(["Add", "AddRange"], Matches(reply));
        Assert.Equal((17, 19), (reply.GetProperty("cursor_start").GetInt32(), reply.GetProperty("cursor_end").GetInt32()));
        Assert.Equal("method", reply.GetProperty("metadata").GetProperty("_jupyter_types_experimental")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void The_cursor_counts_code_points()
    {
        // The cursor stands behind "Wri" of the first call; counted in UTF-16 units it would stand elsewhere.
        const string code = "\"😀😀😀\".ToString(); Console.Wri(1)";
        JsonElement reply = Complete(code, code.EnumerateRunes().Count() - 3);
        Assert.Equal(["Write", "WriteLine"], Matches(reply));
    }

    [Fact]
    public void Questions_are_answered_while_a_cell_runs()
    {
        string running = Client.SendCell("var gate = new TaskCompletionSource();\nwhile (true) { }");
        Client.Next(running);
        Assert.Contains("WriteLine", Matches(Complete("Console.Wr")));
        Assert.Equal("complete", IsComplete("1 + 1").GetProperty("status").GetString());
        Assert.True(Inspect("Math.Abs").GetProperty("found").GetBoolean());
        Assert.Equal("ok", Client.Ask("kernel_info_request", []).Status);
        Client.Ask("interrupt_request", [], onControl: true);
        Assert.Equal("Interrupted", Client.ReplyTo(running).Text("ename"));
    }

    [Fact]
    public void An_inspection_gives_declaration_and_documentation()
    {
        Client.Run("/// <summary>Twice as much.</summary>\nint Twice(int x) => 2 * x;");
        Assert.Contains("int Twice(int x)", Inspect("Twice(1)", 2).GetProperty("data").GetProperty("text/plain").GetString());
        JsonElement nothing = Inspect("nowhere");
        Assert.False(nothing.GetProperty("found").GetBoolean());
        Assert.Equal("ok", nothing.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("1 + 1", "complete", null)]
    [InlineData("if (true)\n{\n    while (true) {", "incomplete", "        ")]
    [InlineData("void F(\n", "incomplete", "")]
    [InlineData("int = ;", "invalid", null)]
    public void Code_is_complete_or_not_or_never(string code, string status, string? indent)
    {
        JsonElement reply = IsComplete(code);
        Assert.Equal(status, reply.GetProperty("status").GetString());
        Assert.Equal(indent, reply.TryGetProperty("indent", out JsonElement value) ? value.GetString() : null);
    }

    [Fact]
    public void The_history_is_asked_by_tail_range_and_pattern()
    {
        int first = Client.Run("\"remember 1\"").Reply.Content.GetProperty("execution_count").GetInt32();
        Client.Run("\"remember 2\"");
        Client.Run("\"forget\"", new JsonObject { ["store_history"] = false });
        Client.Run("\"remember 1\"");
        Assert.Equal(["\"remember 2\"", "\"remember 1\""], Codes(new() { ["hist_access_type"] = "tail", ["n"] = 2 }));
        Assert.Equal(["\"remember 1\""], Codes(new() { ["hist_access_type"] = "range", ["session"] = 0, ["start"] = first, ["stop"] = first + 1 }));
        Assert.Empty(Codes(new() { ["hist_access_type"] = "range", ["session"] = 77 }));
        Assert.Equal(3, Codes(new() { ["hist_access_type"] = "search", ["pattern"] = "*remember ?*" }).Count());
        Assert.Equal(["\"remember 2\"", "\"remember 1\""], Codes(new() { ["hist_access_type"] = "search", ["pattern"] = "*remember*", ["unique"] = true }));

        JsonElement last = Client.Ask("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 1, ["output"] = true }).Reply.Content.GetProperty("history")[0];
        Assert.Equal("remember 1", last[2][1].GetString());
    }

    [Fact]
    public void A_comm_is_refused_politely()
    {
        string id = Client.Send("comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "widget", ["data"] = new JsonObject() });
        Client.Next(id);
        Received closed = Client.Next(id);
        Assert.Equal("comm_close", closed.Type);
        Assert.Equal("c1", closed.Text("comm_id"));
        Assert.Empty(Client.Ask("comm_info_request", []).Reply.Content.GetProperty("comms").EnumerateObject());
    }

    private JsonElement Complete(string code, int? cursor = null) =>
        Client.Ask("complete_request", new() { ["code"] = code, ["cursor_pos"] = cursor ?? code.EnumerateRunes().Count() }).Reply.Content;

    private JsonElement Inspect(string code, int? cursor = null) =>
        Client.Ask("inspect_request", new() { ["code"] = code, ["cursor_pos"] = cursor ?? code.Length, ["detail_level"] = 0 }).Reply.Content;

    private JsonElement IsComplete(string code) => Client.Ask("is_complete_request", new() { ["code"] = code }).Reply.Content;

    private static IEnumerable<string> Matches(JsonElement reply) => reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()!);

    private IEnumerable<string> Codes(JsonObject request)
    {
        request["output"] = false;
        request["raw"] = true;
        return Client.Ask("history_request", request).Reply.Content.GetProperty("history").EnumerateArray().Select(entry => entry[2].GetString()!);
    }
}
