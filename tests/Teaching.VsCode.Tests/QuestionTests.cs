using Microsoft.Playwright;

namespace Teaching.VsCode.Tests;

public sealed class QuestionTests(Editor editor)
{
    [Fact]
    public async Task A_member_is_completed_from_what_has_run()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("record Unit(double Weight);\nvar unit = new Unit(0.5);", "1"));
        await window.RunAsync(0);
        await window.TypeAsync(1, "unit.Wei");
        await window.Page.Keyboard.PressAsync("Control+Space");
        await window.Page.Locator(".suggest-widget .monaco-list-row", new() { HasText = "Weight" }).First.WaitForAsync(new() { Timeout = 30_000 });
        await window.ScreenshotAsync("completion");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.StartAsync(1);
        await window.ShowsAsync("0.5");
    }

    [Fact]
    public async Task Hovering_shows_signature_and_documentation()
    {
        using Workspace workspace = new();
        await using Window window = await editor.OpenAsync(workspace.Write("#r \"../artifacts/teaching/Teaching.dll\"\nusing Teaching;", "Sigmoid.Of(1.0)"));
        await window.RunAsync(0);
        await window.Page.Locator(".notebook-editor .view-line span", new() { HasText = "Sigmoid" }).Last.HoverAsync();
        ILocator hover = window.Page.Locator(".monaco-hover:not(.hidden)", new() { HasText = "class Sigmoid" }).First;
        await hover.WaitForAsync(new() { Timeout = 30_000 });
        await window.ScreenshotAsync("hover");
    }
}
