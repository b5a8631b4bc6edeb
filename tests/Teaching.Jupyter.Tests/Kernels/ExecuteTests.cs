using System.Text.Json;
using System.Text.Json.Nodes;

namespace Teaching.Jupyter.Tests.Kernels;

/// <summary>What becomes of an execute_request.</summary>
public sealed class ExecuteTests(SharedKernel kernel) : IClassFixture<SharedKernel>
{
    private KernelClient Client => kernel.Client;

    [Fact]
    public void A_cell_is_echoed_prints_shows_and_has_a_result_in_that_order()
    {
        Answer answer = Client.Run("Console.WriteLine(\"a\"); display(1); Console.Error.WriteLine(\"b\");\n3");
        Assert.Equal(["execute_input", "stream", "display_data", "stream", "execute_result"], answer.Types);
        Assert.Equal("a\n", answer.Published[1].Text("text"));
        Assert.Equal("stderr", answer.Published[3].Text("name"));
        Assert.Equal("3", answer.Result);
        int count = answer.Reply.Content.GetProperty("execution_count").GetInt32();
        Assert.Equal(count, answer.Published[0].Content.GetProperty("execution_count").GetInt32());
        Assert.Equal(count, answer.Published[4].Content.GetProperty("execution_count").GetInt32());
        Assert.Equal("ok", answer.Status);
    }

    [Fact]
    public void A_cell_whose_metadata_names_another_language_is_shown_or_named()
    {
        JsonObject Metadata(string language) => new() { ["cellId"] = "x", ["dotnet_interactive"] = new JsonObject { ["language"] = language } };
        Answer Run(string language) => Client.Await(Client.Send("execute_request", new JsonObject { ["code"] = "1 + 1" }, metadata: Metadata(language)));
        Assert.Equal("1 + 1", Run("html").Published[1].Data("text/html").GetString());
        Answer script = Run("javascript");
        Assert.Equal("ok", script.Status);
        Assert.StartsWith("(not run: this part of the cell is javascript;", script.Published[1].Data("text/plain").GetString());
        Assert.Equal("2", Run("csharp").Result);
    }

    [Fact]
    public void What_comes_after_a_silent_cell_belongs_to_the_last_cell_that_was_shown()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string file = Path.Combine(folder.FullName, "go");
        string shown = Client.SendCell($"async Task Speaks() {{ while (!System.IO.File.Exists(@\"{file}\")) await Task.Delay(20); Console.Write(\"late\"); }}\n_ = Speaks();");
        Client.Await(shown);
        Client.Run("1", new JsonObject { ["silent"] = true });
        File.WriteAllText(file, "");
        Assert.Equal("late", Client.Next(shown).Text("text"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void An_update_names_the_display_that_it_replaces()
    {
        Answer answer = Client.Run("var shown = display(\"before\");\nshown.Update(\"after\");");
        string Id(int at) => answer.Published[at].Content.GetProperty("transient").GetProperty("display_id").GetString()!;
        Assert.Equal(["execute_input", "display_data", "update_display_data"], answer.Types);
        Assert.Equal(Id(1), Id(2));
        Assert.Equal("after", answer.Published[2].Data("text/plain").GetString());
    }

    [Fact]
    public void Output_is_cleared_at_once_or_when_something_new_comes()
    {
        Answer answer = Client.Run("display(1); ClearOutput(); display(2); ClearOutput(wait: true); display(3);");
        bool[] waits = [.. answer.Published.Where(message => message.Type == "clear_output").Select(message => message.Content.GetProperty("wait").GetBoolean())];
        Assert.Equal([false, true], waits);
    }

    [Fact]
    public void Data_of_a_JSON_type_is_JSON_and_what_only_the_runner_reads_is_left_out()
    {
        const string code = """
            [AttributeUsage(AttributeTargets.Class)] class TypeFormatterSourceAttribute(Type source) : Attribute
            { public Type FormatterSourceType => source; public string[] PreferredMimeTypes { get; set; } = []; }
            class Source { public System.Collections.IEnumerable CreateTypeFormatters() => new object[] { new F("application/json"), new F("application/vnd.teaching.data+json"), new F("text/plain") }; }
            class F(string type) { public string MimeType => type; public bool Format(object value, System.IO.TextWriter to) { to.Write("{\"x\": [1, 2.50]}"); return true; } }
            [TypeFormatterSource(typeof(Source), PreferredMimeTypes = new[] { "application/json", "application/vnd.teaching.data+json", "text/plain" })] class Shown { }
            new Shown()
            """;
        Answer answer = Client.Run(code);
        JsonElement data = answer.Published.Single(message => message.Type == "execute_result").Content.GetProperty("data");
        Assert.Equal(["application/json", "text/plain"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal("2.50", data.GetProperty("application/json").GetProperty("x")[1].GetRawText());
        Assert.Equal(JsonValueKind.String, data.GetProperty("text/plain").ValueKind);
    }

    [Fact]
    public void A_failure_is_published_and_replied_with_the_students_own_line()
    {
        Answer answer = Client.Run("int zero = 0;\n1 / zero");
        int count = answer.Reply.Content.GetProperty("execution_count").GetInt32();
        Received error = answer.Published.Single(message => message.Type == "error");
        Assert.Equal("error", answer.Status);
        Assert.Equal("System.DivideByZeroException", error.Text("ename"));
        Assert.Equal(
            ["System.DivideByZeroException: Attempted to divide by zero.", $"   at cell {count}, line 2"],
            error.Content.GetProperty("traceback").EnumerateArray().Select(line => line.GetString()!));
        Assert.Equal(error.Text("evalue"), answer.Reply.Text("evalue"));
    }

    [Fact]
    public void A_silent_cell_runs_without_a_word_and_without_a_number()
    {
        int before = Count(Client.Run("int silent = 1;"));
        Answer answer = Client.Run("silent = 2; Console.WriteLine(silent); display(silent);\nsilent", new JsonObject { ["silent"] = true });
        Assert.Empty(answer.Published);
        Answer after = Client.Run("silent");
        Assert.Equal("2", after.Result);
        Assert.Equal(before + 1, Count(after));
    }

    [Fact]
    public void A_cell_that_is_not_kept_takes_no_number_and_traces_count_as_the_client_does()
    {
        int before = Count(Client.Run("1"));
        Answer answer = Client.Run("\"not kept\"", new JsonObject { ["store_history"] = false });
        Assert.Contains("execute_input", answer.Types);
        Answer after = Client.Run("throw new Exception();");
        Assert.Equal(before + 1, Count(after));
        Assert.Contains(after.Reply.Content.GetProperty("traceback").EnumerateArray(), line => line.GetString() == $"   at cell {before + 1}, line 1");
    }

    [Fact]
    public void A_blank_cell_takes_no_number()
    {
        int before = Count(Client.Run("1"));
        Assert.Equal("ok", Client.Run(" \n").Status);
        Assert.Equal(before + 1, Count(Client.Run("2")));
    }

    [Fact]
    public void Expressions_of_the_client_are_evaluated_after_the_cell()
    {
        Answer answer = Client.Run("int side = 3;", new JsonObject { ["user_expressions"] = new JsonObject { ["area"] = "side * side", ["bad"] = "sid", ["nothing"] = "(string)null" } });
        JsonElement values = answer.Reply.Content.GetProperty("user_expressions");
        Assert.Equal("9", values.GetProperty("area").GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("ok", values.GetProperty("nothing").GetProperty("status").GetString());
        Assert.Equal("error", values.GetProperty("bad").GetProperty("status").GetString());
        Assert.Equal("CompilationError", values.GetProperty("bad").GetProperty("ename").GetString());
        Assert.DoesNotContain("execute_result", answer.Types);
    }

    [Fact]
    public void After_a_failure_the_cells_that_wait_are_not_run_unless_that_was_asked_for()
    {
        string failing = Client.SendCell("await Task.Delay(300); throw new Exception(\"stop here\");");
        string waiting = Client.SendCell("Console.WriteLine(\"never\");");
        Assert.Equal("error", Client.Await(failing).Status);
        Answer aborted = Client.Await(waiting);
        Assert.Equal("aborted", aborted.Status);
        Assert.Empty(aborted.Published);

        failing = Client.SendCell("await Task.Delay(300); throw new Exception();", new JsonObject { ["stop_on_error"] = false });
        waiting = Client.SendCell("Console.WriteLine(\"now\");");
        Assert.Equal("error", Client.Await(failing).Status);
        Assert.Equal("now\n", Client.Await(waiting).Printed);
        Assert.Equal("2", Client.Run("1 + 1").Result);
    }

    [Fact]
    public void A_name_and_a_question_mark_open_a_page()
    {
        JsonElement payload = Client.Run("Math.Sqrt?").Reply.Content.GetProperty("payload");
        Assert.Equal("page", payload[0].GetProperty("source").GetString());
        Assert.Contains("Sqrt(double", payload[0].GetProperty("data").GetProperty("text/plain").GetString());
        payload = Client.Run("NoSuchThing?").Reply.Content.GetProperty("payload");
        Assert.Contains("There is no NoSuchThing", payload[0].GetProperty("data").GetProperty("text/plain").GetString());
    }

    [Fact]
    public void Text_of_every_plane_arrives() => Assert.Equal("ü 😀 漢\n", Client.Run("Console.WriteLine(\"ü 😀 漢\");").Printed);

    private static int Count(Answer answer) => answer.Reply.Content.GetProperty("execution_count").GetInt32();
}
