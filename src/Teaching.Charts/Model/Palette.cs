namespace Teaching.Charts;

/// <summary>The colours of a chart: told apart by colour-blind readers, after Okabe and Ito, on white.</summary>
internal static class Palette
{
    public const string Ink = "#222222";
    public const string Axis = "#555555";
    public const string Grid = "#e6e6e6";
    public const string Muted = "#666666";
    public const string Positive = "#0072b2";
    public const string Negative = "#d55e00";

    private static readonly string[] Lines =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#333333"];

    private static readonly string[] Dashes = ["", "7 4", "2 3"];

    /// <summary>The colour of the series with this number; after seven they start again.</summary>
    public static string Series(int index) => Lines[index % Lines.Length];

    /// <summary>The dash pattern of the series with this number: another one for every seven colours.</summary>
    public static string Dash(int index) => Dashes[index / Lines.Length % Dashes.Length];
}
