#pragma warning disable CA1707, IDE1006 // display and HTML are spelled as .NET Interactive spells them.

namespace Teaching.Notebooks.Formatting;

/// <summary>What every cell can call without a using: <c>display(x)</c>, <c>x.Display()</c>, <c>HTML(s)</c>.</summary>
public static class CellFunctions
{
    /// <summary>Shows a value now, in order with what the cell prints.</summary>
    /// <param name="value">What to show.</param>
    /// <returns>A handle to show something else in its place later. End the line with a semicolon.</returns>
    public static DisplayedValue display(object? value)
    {
        DisplayedValue displayed = new();
        DisplaySink.Show(ValueFormatter.Format(value), displayed.DisplayId, isResult: false);
        return displayed;
    }

    /// <summary>Shows the value now, as <see cref="display"/> does.</summary>
    public static DisplayedValue Display(this object? value) => display(value);

    /// <summary>Takes away what the cell has put out so far, as an animation does between its pictures.</summary>
    /// <param name="wait">Only when something new comes, so that nothing flickers.</param>
    public static void ClearOutput(bool wait = false) => DisplaySink.Clear(wait);

    /// <summary>Asks for a line that is not shown as it is typed; null at the end of the input.</summary>
    /// <param name="prompt">What to ask.</param>
    public static string? ReadPassword(string prompt = "")
    {
        Console.Write(prompt);
        return DisplaySink.ReadPassword();
    }

    /// <summary>A text that is shown as the HTML it is.</summary>
    public static HtmlText HTML(string? html) => new(html ?? "");
}
