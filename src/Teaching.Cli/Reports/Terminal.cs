using Spectre.Console;

namespace Teaching.Cli;

/// <summary>Whether a person looks on, and how to write for them.</summary>
internal static class Terminal
{
    /// <summary>A console for tables and live progress: with colours for a person, plain and never folded otherwise.</summary>
    public static IAnsiConsole Open()
    {
        if (IsLive) return AnsiConsole.Console;
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = 1000;
        return plain;
    }

    /// <summary>Live progress is for a terminal that can move its cursor, and not for a build log.</summary>
    public static bool IsLive =>
        !Console.IsOutputRedirected && !IsSet("CI") && !IsSet("NO_COLOR") && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
