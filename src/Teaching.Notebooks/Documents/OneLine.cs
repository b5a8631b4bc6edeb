using System.Globalization;
using System.Text;

namespace Teaching.Notebooks.Documents;

/// <summary>Makes any text fit for one line of a message: control characters and halves of surrogate pairs are replaced.</summary>
internal static class OneLine
{
    /// <summary>The text on one line.</summary>
    public static string Of(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n') line.Append("\\n");
            else if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029) line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else line.Append(rune.ToString());
        }
        return line.ToString();
    }
}
