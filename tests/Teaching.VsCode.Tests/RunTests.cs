using Microsoft.Playwright;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.VsCode.Tests;

public sealed class RunTests(Editor editor)
{
    [Theory]
    [InlineData("02-backpropagation-by-hand.ipynb")]
    [InlineData("03-learning-rates.ipynb")]
    public async Task Run_All_gives_the_outputs_that_teach_run_gave_and_saves_the_committed_form(string lesson)
    {
        using Workspace workspace = new();
        string path = workspace.Copy(lesson);
        await using Window window = await editor.OpenAsync(path);
        await window.RunAllAsync();
        Notebook saved = await window.SaveAsync();
        await window.ScreenshotAsync("run-" + Path.GetFileNameWithoutExtension(lesson));
        Notebook committed = Notebook.Read(Path.Combine(Outside.Root, "notebooks", lesson));
        Assert.Empty(NotebookComparer.Compare(committed, saved));
        Assert.DoesNotContain("<script", saved.ToJson());
    }

    [Fact]
    public async Task A_loop_without_end_is_interrupted_and_the_variables_stay()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("int x = 41;", "while (true) { }", "x + 1"));
        await window.RunAsync(0);
        await window.StartAsync(1);
        await window.Button("Interrupt").ClickAsync();
        await window.EndsAsync(1, well: false);
        await window.RunAsync(2);
        await window.ShowsAsync("42");
        await window.ScreenshotAsync("interrupt");
    }

    [Fact]
    public async Task A_restart_forgets_the_variables_and_counts_from_1()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("int x = 41;", "x"));
        await window.RunAsync(0);
        await window.RunAsync(1);
        await window.Button("Restart Session").ClickAsync();
        await window.RunAsync(1, well: false);
        await window.ShowsAsync("CS0103");
        Assert.Equal(1, await window.OrderAsync(1));
    }

    [Fact]
    public async Task A_cell_that_was_edited_runs_as_it_now_is()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("6 * 6"));
        await window.RunAsync(0);
        await window.ShowsAsync("36");
        await window.TypeAsync(0, "6 * 7");
        await window.StartAsync(0);
        await window.ShowsAsync("42");
    }

    [Fact]
    public async Task A_failing_cell_shows_its_error_and_the_cells_after_it_do_not_run()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("1", "throw new InvalidOperationException(\"on purpose\");", "3"));
        await window.RunAllAsync();
        await window.ShowsAsync("on purpose");
        Notebook saved = await window.SaveAsync();
        Assert.Equal([1, 2, null], saved.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal("System.InvalidOperationException", saved.Cells[1].Outputs.OfType<ErrorOutput>().Single().Name);
    }

    [Fact]
    public async Task Displays_change_while_the_cell_runs_and_from_a_later_cell()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("var shown = display(\"first\");\nshown.Update(\"second\");", "shown.Update(\"third\");"));
        await window.RunAsync(0);
        await window.ShowsAsync("second");
        await window.RunAsync(1);
        await window.ShowsAsync("third");
    }

    [Fact]
    public async Task Console_input_is_asked_for_in_a_box()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("Console.Write(\"Your name? \");\nvar name = Console.ReadLine();\nname + \"!\""));
        await window.StartAsync(0);
        ILocator box = window.Page.Locator(".quick-input-widget input[type=text]").First;
        await box.WaitForAsync(new() { Timeout = 60_000 });
        await window.ScreenshotAsync("input");
        await box.FillAsync("Ada");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.EndsAsync(0);
        await window.ShowsAsync("Ada!");
    }

    [Fact]
    public async Task A_session_that_dies_is_reported_and_restarted()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("1 + 1", "Environment.FailFast(\"gone\");"));
        await window.RunAsync(0);
        await window.RunAsync(1, well: false);
        await window.ShowsAsync("SessionEnded");
        ILocator restart = window.Page.Locator(".notifications-toasts .monaco-button", new() { HasText = "Restart Session" }).First;
        await restart.WaitForAsync(new() { Timeout = 30_000 });
        await window.ScreenshotAsync("died");
        await restart.ClickAsync();
        await window.RunAsync(0);
        Assert.Equal(1, await window.OrderAsync(0));
    }
}
