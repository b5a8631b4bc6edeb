using System.Globalization;

namespace Teaching.Notebooks.Terminals;

/// <summary>How a terminal writes: what the SGR sequences (ESC [ … m) have set.</summary>
/// <param name="Foreground">The colour of the letters; null for the terminal's own.</param>
/// <param name="Background">The colour behind them; null for the terminal's own.</param>
internal readonly record struct TerminalStyle(TerminalColor? Foreground, TerminalColor? Background)
{
    public bool IsBold { get; init; }

    public bool IsItalic { get; init; }

    public bool IsUnderlined { get; init; }

    public bool IsStruckOut { get; init; }

    /// <summary>Whether letters and paper change their colours.</summary>
    public bool IsInverse { get; init; }

    /// <summary>The style after one sequence.</summary>
    /// <param name="parameters">What stands between ESC [ and m: numbers with semicolons, parts of one number with colons.</param>
    public TerminalStyle After(ReadOnlySpan<char> parameters)
    {
        TerminalStyle style = this;
        string[] numbers = parameters.ToString().Split(';');
        for (int i = 0; i < numbers.Length; i++)
        {
            string[] parts = numbers[i].Split(':');
            int code = Number(parts[0]);
            if (code is 38 or 48 or 58)
            {
                TerminalColor? color = parts.Length > 1 ? ColorOf([.. parts.Skip(1).Select(Number)]) : ColorOf(numbers, ref i);
                if (code == 38) style = style with { Foreground = color ?? style.Foreground };
                else if (code == 48) style = style with { Background = color ?? style.Background };
            }
            else style = style.After(code, parts.Length > 1 ? Number(parts[1]) : 1);
        }
        return style;
    }

    private TerminalStyle After(int code, int kind) => code switch
    {
        0 => default,
        1 => this with { IsBold = true },
        3 => this with { IsItalic = true },
        4 => this with { IsUnderlined = kind > 0 },
        21 => this with { IsUnderlined = true },
        7 => this with { IsInverse = true },
        9 => this with { IsStruckOut = true },
        22 => this with { IsBold = false },
        23 => this with { IsItalic = false },
        24 => this with { IsUnderlined = false },
        27 => this with { IsInverse = false },
        29 => this with { IsStruckOut = false },
        >= 30 and <= 37 => this with { Foreground = TerminalColor.OfPalette(code - 30) },
        39 => this with { Foreground = null },
        >= 40 and <= 47 => this with { Background = TerminalColor.OfPalette(code - 40) },
        49 => this with { Background = null },
        >= 90 and <= 97 => this with { Foreground = TerminalColor.OfPalette(code - 82) },
        >= 100 and <= 107 => this with { Background = TerminalColor.OfPalette(code - 92) },
        _ => this,
    };

    /// <summary>38;5;n and 38;2;r;g;b; what follows 38 and none of these is no style of its own.</summary>
    private static TerminalColor? ColorOf(string[] numbers, ref int i)
    {
        int length = i + 1 < numbers.Length ? Number(numbers[i + 1]) switch { 5 => 2, 2 => 4, _ => numbers.Length } : 0;
        int[] parts = [.. numbers.Skip(i + 1).Take(length).Select(Number)];
        i += length;
        return ColorOf(parts);
    }

    /// <summary>5:n, 2:r:g:b and 2:space:r:g:b.</summary>
    private static TerminalColor? ColorOf(int[] parts) => parts switch
    {
        [5, >= 0 and <= 255 and var index] => TerminalColor.OfPalette(index),
        [2, var r, var g, var b] => TerminalColor.Of(r, g, b),
        [2, _, var r, var g, var b, ..] => TerminalColor.Of(r, g, b),
        _ => null,
    };

    private static int Number(string digits) =>
        digits.Length == 0 ? 0 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
