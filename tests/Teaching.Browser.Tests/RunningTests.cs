using Microsoft.Playwright;

namespace Teaching.Browser.Tests;

/// <summary>Cells that end, fail, or do not end.</summary>
public sealed class RunningTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    [Fact]
    public async Task Stop_ends_a_cell_that_runs_for_ever_says_that_the_variables_are_gone_and_brings_them_back()
    {
        Tab tab = await OpenAsync();
        await tab.WriteAsync(3, "while (true) { }");
        await tab.RunButton(3).ClickAsync();
        await tab.StateAsync(3, "running");
        Assert.Equal("Stop", await tab.RunButton(3).InnerTextAsync());
        await tab.Button("Stop").ClickAsync();
        await tab.SaidAsync("Stopped. The variables are gone.");
        Assert.Equal("", await tab.NumbersAsync("running") + await tab.NumbersAsync("waiting") + await tab.NumbersAsync("done"));
        Assert.Equal("stopped", await tab.Cell(3).Locator(".tools .state").InnerTextAsync());

        await tab.Button("Run again up to cell 2").ClickAsync();
        Assert.Equal("42", await tab.EndOfAsync(2));
        Assert.Equal("1,2", await tab.NumbersAsync("done"));
        Assert.Equal("60", await tab.RunAsync(3, "Console.WriteLine(a * 3);"));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task A_failing_cell_marks_its_line_and_ends_Run_all_there()
    {
        Tab tab = await OpenAsync();
        await tab.WriteAsync(2, "int one = 1;\nint none = one - 1;\nConsole.WriteLine(one / none);");
        await tab.RunAllAsync();
        Assert.Equal("1", await tab.NumbersAsync("done"));
        Assert.Equal("2", await tab.NumbersAsync("failed"));
        Assert.Equal("Console.WriteLine(one / none);", await MarkedAsync(tab, 2));
        Assert.Contains("DivideByZeroException", await tab.Outputs(2).Locator("pre.failed").InnerTextAsync(), StringComparison.Ordinal);
        await tab.SaidAsync("Stopped at cell 2, which failed.");
        Assert.Equal("three", (await tab.Outputs(3).InnerTextAsync()).Trim());
        Assert.Equal("42", await tab.RunAsync(2, "Console.WriteLine(a + 22);"));
        Assert.Equal(0, await tab.Cell(2).Locator(".failed-line").CountAsync());
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task What_does_not_compile_is_marked_too()
    {
        Tab tab = await OpenAsync();
        string said = await tab.RunAsync(2, "int b = 1;\nb = noSuchThing;\nb++;");
        Assert.Contains("noSuchThing", said, StringComparison.Ordinal);
        Assert.Equal("b = noSuchThing;", await MarkedAsync(tab, 2));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task A_package_that_does_not_lie_beside_the_page_is_refused_in_one_line()
    {
        Tab tab = await OpenAsync();
        string said = await tab.RunAsync(1, "// a package\n#r \"nuget: Humanizer, 2.14.1\"");
        Assert.Equal(
            ["ReferenceError: #r \"nuget: Humanizer, 2.14.1\": the package Humanizer does not lie beside this page. Download the notebook and run it with teach, or in Jupyter.", "at line 2"],
            said.Split('\n', StringSplitOptions.TrimEntries));
        Assert.Equal("#r \"nuget: Humanizer, 2.14.1\"", await MarkedAsync(tab, 1));
    }

    [Fact]
    public async Task Libraries_of_the_course_are_referred_to_as_on_a_disk_and_files_beside_the_lesson_are_loaded()
    {
        Tab tab = await OpenAsync();
        Assert.Equal("0.5", await tab.RunAsync(1, "#r \"../artifacts/teaching/Teaching.dll\"\nusing Teaching;\nConsole.WriteLine(Activation.Sigmoid.Value(0));"));
        await tab.RunAsync(2, "int a = 20;");
        Assert.Equal("4711", await tab.RunAsync(4));
        Assert.Empty(tab.Errors);
    }

    private static async Task<string> MarkedAsync(Tab tab, int number)
    {
        ILocator marked = tab.Cell(number).Locator(".failed-line");
        await marked.WaitForAsync();
        return await marked.InnerTextAsync();
    }
}
