using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Teaching.Jupyter.Messages;

/// <summary>Strings of JSON as they are sent by programs that cut text anywhere: half a surrogate pair is read as U+FFFD.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    public static string Of(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonElement.Parse(Mend(text.GetRawText())).GetString()!;
        }
    }

    private static string Mend(string raw)
    {
        StringBuilder mended = new();
        for (int i = 0; i < raw.Length;)
        {
            char first = Escaped(raw, i), second = Escaped(raw, i + EscapeLength);
            bool isPair = char.IsSurrogatePair(first, second);
            int length = isPair ? 2 * EscapeLength : first != 0 ? EscapeLength : raw[i] == '\\' ? 2 : 1;
            mended.Append(char.IsSurrogate(first) && !isPair ? "\\ufffd" : raw.AsSpan(i, length));
            i += length;
        }
        return mended.ToString();
    }

    /// <summary>The character that stands there as \uXXXX, 0 when none does.</summary>
    private static char Escaped(string raw, int start) =>
        start + EscapeLength <= raw.Length && raw[start] == '\\' && raw[start + 1] == 'u'
        && ushort.TryParse(raw.AsSpan(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) ? (char)unit : '\0';
}
