using System.Buffers;
using System.Globalization;

namespace Teaching.Notebooks.Documents;

/// <summary>Writes JSON as Python's <c>json.dumps(sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": "))</c>, or the same on one line.
/// Half a surrogate pair, which Python cannot encode, is written as an escape such as \ud800, as JavaScript does.</summary>
internal sealed class JsonWriter(TextWriter output, bool indented)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private int depth;

    /// <summary>Writes one value.</summary>
    public void Write(JsonData value)
    {
        switch (value)
        {
            case JsonText text: WriteText(text.Value); break;
            case JsonNumber number: output.Write(number.Text); break;
            case JsonFlag flag: output.Write(flag.Value ? "true" : "false"); break;
            case JsonMap map: WriteMap(map); break;
            case JsonList list: WriteList(list); break;
            default: output.Write("null"); break;
        }
    }

    private void WriteMap(JsonMap map)
    {
        string[] keys = [.. map.Keys];
        Array.Sort(keys, PythonText.CompareByCodePoint);
        output.Write('{');
        depth++;
        for (int i = 0; i < keys.Length; i++)
        {
            StartItem(i);
            WriteText(keys[i]);
            output.Write(": ");
            Write(map[keys[i]]!);
        }
        End(keys.Length, '}');
    }

    private void WriteList(JsonList list)
    {
        output.Write('[');
        depth++;
        for (int i = 0; i < list.Count; i++)
        {
            StartItem(i);
            Write(list[i]);
        }
        End(list.Count, ']');
    }

    private void StartItem(int index)
    {
        if (index > 0) output.Write(',');
        if (indented) NewLine();
    }

    private void End(int count, char bracket)
    {
        depth--;
        if (indented && count > 0) NewLine();
        output.Write(bracket);
    }

    private void NewLine()
    {
        output.Write('\n');
        for (int i = 0; i < depth; i++) output.Write(' ');
    }

    private void WriteText(string text)
    {
        output.Write('"');
        for (int start = 0; start < text.Length;)
        {
            ReadOnlySpan<char> rest = text.AsSpan(start);
            int plain = rest.IndexOfAny(Special);
            if (plain < 0)
            {
                output.Write(rest);
                break;
            }
            output.Write(rest[..plain]);
            start += plain + WriteSpecial(rest[plain..]);
        }
        output.Write('"');
    }

    private int WriteSpecial(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]))
        {
            output.Write(rest[..2]);
            return 2;
        }
        output.Write(rest[0] switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            char c => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
        });
        return 1;
    }
}
