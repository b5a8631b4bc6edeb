using Microsoft.Playwright;

namespace Teaching.Browser.Tests;

/// <summary>What a student writes, and where it stays.</summary>
public sealed class WritingTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    [Fact]
    public async Task What_is_written_runs_stays_after_a_reload_and_goes_with_a_reset_of_the_cell()
    {
        Tab tab = await OpenAsync();
        Assert.Equal("42", await tab.RunAsync(2));
        Assert.Equal("21", await tab.RunAsync(2, "Console.WriteLine(a + 1);"));
        await tab.Page.ReloadAsync();
        await tab.Button("Run all").WaitForAsync();
        Assert.Equal("Console.WriteLine(a + 1);", await tab.CodeAsync(2));
        Assert.Equal("21", await tab.RunAsync(2));

        await tab.Cell(2).GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        Assert.Equal("Console.WriteLine(a + 22);", await tab.CodeAsync(2));
        Assert.False(await tab.Cell(2).GetByRole(AriaRole.Button, new() { Name = "Reset" }).IsVisibleAsync());
        Assert.Equal("42", await tab.RunAsync(2));
        await tab.Page.ReloadAsync();
        await tab.Button("Run all").WaitForAsync();
        Assert.Equal("Console.WriteLine(a + 22);", await tab.CodeAsync(2));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Reset_lesson_asks_and_brings_back_every_cell()
    {
        Tab tab = await OpenAsync();
        await tab.WriteAsync(1, "int a = 1;");
        await tab.WriteAsync(2, "// mine");
        await tab.Button("Reset lesson").ClickAsync();
        await tab.SaidAsync("All cells have the lesson's own code again.");
        Assert.Equal(["Take 2 cells back to the lesson's own code?"], tab.Questions);
        Assert.Equal("int a = 20;", await tab.CodeAsync(1));
        Assert.Equal("Console.WriteLine(a + 22);", await tab.CodeAsync(2));
        await tab.Button("Reset lesson").ClickAsync();
        await tab.SaidAsync("Every cell has the lesson's own code already.");
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task A_full_storage_is_told_and_cells_run_on()
    {
        Tab tab = await OpenAsync();
        await tab.Page.EvaluateAsync("""
            () => { for (let length = 1 << 22, n = 0; length >= 1;) try { localStorage.setItem(`full${n++}`, "x".repeat(length)); } catch { length >>= 1; } }
            """);
        await tab.WriteAsync(1, "int a = 1000;");
        await tab.SaidAsync("The browser's storage is full. What you write is lost when you leave: download your notebook.");
        Assert.Equal("1022", await tab.RunAsync(2));
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task Two_tabs_have_a_session_each_and_keep_what_either_writes_last_in_a_cell()
    {
        IBrowserContext profile = await ProfileAsync();
        string address = $"{await Site.AddressAsync()}{LiveSite.Small}.html";
        Tab left = await Tab.OpenAsync(profile, address), right = await Tab.OpenAsync(profile, address);
        await left.WriteAsync(1, "int a = 100;");
        await right.WriteAsync(1, "int a = 200;");
        Assert.Equal("122", await left.RunAsync(2));
        Assert.Equal("222", await right.RunAsync(2));
        Assert.Equal("101", await left.RunAsync(2, "Console.WriteLine(a + 1);"));
        Assert.Equal("three", await right.RunAsync(3));

        await right.WriteAsync(3, "// of the right tab");
        Tab later = await Tab.OpenAsync(profile, address);
        await later.Button("Run all").WaitForAsync();
        Assert.Equal("int a = 200;", await later.CodeAsync(1));
        Assert.Equal("Console.WriteLine(a + 1);", await later.CodeAsync(2));
        Assert.Equal("// of the right tab", await later.CodeAsync(3));
        Assert.Empty(left.Errors.Concat(right.Errors).Concat(later.Errors));
    }

    [Fact]
    public async Task Members_are_offered_after_a_dot_and_what_the_mouse_rests_on_is_explained()
    {
        Tab tab = await OpenAsync();
        await tab.RunAsync(1, "string word = \"abc\";");
        await tab.WriteAsync(2, "word");
        await tab.Page.Keyboard.TypeAsync(".");
        ILocator offered = tab.Page.Locator(".cm-tooltip-autocomplete");
        await offered.GetByText("Substring", new() { Exact = true }).WaitForAsync();
        await tab.Page.Keyboard.TypeAsync("Leng");
        await offered.Locator("li[aria-selected]").Filter(new() { HasText = "Length" }).WaitForAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("word.Length", await tab.CodeAsync(2));

        ILocator line = tab.Editor(2).Locator(".cm-line");
        await line.HoverAsync(new() { Position = new() { X = 12, Y = 8 } });
        ILocator hover = tab.Page.Locator(".cm-tooltip .hover code");
        await hover.WaitForAsync();
        Assert.Contains("string word", await hover.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(tab.Errors);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        Tab tab = await OpenAsync();
        await tab.Button("Run all").WaitForAsync();
        while (await FocusAsync(tab) != "Run cell 1") await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Shift+Enter");
        Assert.Equal("Run cell 2", await FocusAsync(tab));
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Edit cell 2", await FocusAsync(tab));
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Editor(2).WaitForAsync();
        await tab.Page.WaitForFunctionAsync("() => document.activeElement.classList.contains('cm-content')");
        await tab.Page.Keyboard.PressAsync("Control+Home");
        await tab.Page.Keyboard.TypeAsync("// mine ");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Shift+Enter");
        Assert.Equal("Run cell 3", await FocusAsync(tab));
        Assert.Equal("42", await tab.EndOfAsync(2));
        await tab.Editor(2).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("Run cell 2", await FocusAsync(tab));
        Assert.Empty(tab.Errors);
    }

    private static Task<string> FocusAsync(Tab tab) => tab.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label') ?? ''");
}
