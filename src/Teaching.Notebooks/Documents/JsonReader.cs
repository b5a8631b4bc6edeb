using System.Buffers;
using System.Globalization;
using System.Text;

namespace Teaching.Notebooks.Documents;

/// <summary>Reads JSON as Python's json module does: NaN and Infinity are numbers, the last of equal keys counts, control characters in strings are errors.
/// Nesting is limited, so that no file can exhaust the stack.</summary>
internal sealed class JsonReader(string text, string name)
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaximumDepth = 256;

    private static readonly SearchValues<char> EndOfPlain = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private int position;
    private int depth;

    /// <summary>Reads the whole text as one value.</summary>
    public JsonData ReadDocument()
    {
        SkipSpace();
        if (position == text.Length) throw new NotebookException(name, "", text.Length == 0 ? "the file is empty" : "the file holds nothing but white space");
        JsonData value = ReadValue();
        SkipSpace();
        return position == text.Length ? value : throw Wrong("there is more text after the end of the JSON value");
    }

    private JsonData ReadValue()
    {
        if (position == text.Length) throw Truncated();
        switch (text[position])
        {
            case '{': return ReadMap();
            case '[': return ReadList();
            case '"': return new JsonText(ReadText());
            case 't': return ReadWord("true", new JsonFlag(true));
            case 'f': return ReadWord("false", new JsonFlag(false));
            case 'n': return ReadWord("null", JsonNull.Instance);
            case 'N': return ReadWord("NaN", new JsonNumber(double.NaN));
            case 'I': return ReadWord("Infinity", new JsonNumber(double.PositiveInfinity));
            default: return ReadNumber();
        }
    }

    private JsonMap ReadMap()
    {
        JsonMap map = [];
        Enter();
        SkipSpace();
        if (Skip('}')) return Leave(map);
        do
        {
            SkipSpace();
            if (position == text.Length) throw Truncated();
            if (text[position] != '"') throw Wrong("expected a key in double quotes");
            string key = ReadText();
            SkipSpace();
            Expect(':', "expected ':' after a key");
            SkipSpace();
            map.Add(key, ReadValue());
            SkipSpace();
        }
        while (Skip(','));
        Expect('}', "expected ',' or '}'");
        return Leave(map);
    }

    private JsonList ReadList()
    {
        JsonList list = [];
        Enter();
        SkipSpace();
        if (Skip(']')) return Leave(list);
        do
        {
            SkipSpace();
            list.Add(ReadValue());
            SkipSpace();
        }
        while (Skip(','));
        Expect(']', "expected ',' or ']'");
        return Leave(list);
    }

    private string ReadText()
    {
        int quote = position++;
        StringBuilder? built = null;
        while (true)
        {
            ReadOnlySpan<char> rest = text.AsSpan(position);
            int plain = rest.IndexOfAny(EndOfPlain);
            if (plain < 0) throw Truncated("in the string that starts at", quote);
            position += plain;
            switch (text[position])
            {
                case '"':
                    position++;
                    return built is null ? rest[..plain].ToString() : built.Append(rest[..plain]).ToString();
                case '\\':
                    (built ??= new StringBuilder()).Append(rest[..plain]).Append(ReadEscape(quote));
                    break;
                default:
                    throw Wrong($"a string holds the control character U+{(int)text[position]:X4}, which must be written as an escape");
            }
        }
    }

    private char ReadEscape(int quote)
    {
        if (position + 1 >= text.Length) throw Truncated("in the string that starts at", quote);
        char kind = text[position + 1];
        if (kind == 'u') return ReadHexEscape(quote);
        char value = kind switch
        {
            '"' or '\\' or '/' => kind,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Wrong($"\\{kind} is not an escape of JSON"),
        };
        position += 2;
        return value;
    }

    private char ReadHexEscape(int quote)
    {
        if (position + 6 > text.Length) throw Truncated("in the string that starts at", quote);
        if (!ushort.TryParse(text.AsSpan(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            throw Wrong("\\u must be followed by four hexadecimal digits");
        position += 6;
        return (char)unit;
    }

    private JsonNumber ReadNumber()
    {
        int start = position;
        Skip('-');
        if (position < text.Length && text[position] == 'I') return (JsonNumber)ReadWord("Infinity", new JsonNumber(double.NegativeInfinity));
        if (!Skip('0')) SkipDigits(start);
        bool whole = true;
        if (Skip('.'))
        {
            whole = false;
            SkipDigits(start);
        }
        if (Skip('e') || Skip('E'))
        {
            whole = false;
            if (!Skip('-')) Skip('+');
            SkipDigits(start);
        }
        ReadOnlySpan<char> digits = text.AsSpan(start, position - start);
        return whole ? JsonNumber.FromDigits(digits) : new JsonNumber(double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private void SkipDigits(int numberStart)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
        if (position > start) return;
        if (position == text.Length) throw Truncated();
        throw Wrong(position == numberStart ? $"expected a value, found '{text[position]}'" : "a number lacks a digit");
    }

    private JsonData ReadWord(string word, JsonData value)
    {
        ReadOnlySpan<char> rest = text.AsSpan(position);
        if (rest.StartsWith(word))
        {
            position += word.Length;
            return value;
        }
        throw word.AsSpan().StartsWith(rest) ? Truncated() : Wrong($"expected a value; did you mean {word}?");
    }

    private void Enter()
    {
        if (depth == MaximumDepth) throw Wrong($"lists and objects are nested deeper than {MaximumDepth} levels");
        depth++;
        position++;
    }

    private T Leave<T>(T value)
    {
        depth--;
        return value;
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\n' or '\r' or '\t') position++;
    }

    private bool Skip(char wanted)
    {
        if (position == text.Length || text[position] != wanted) return false;
        position++;
        return true;
    }

    private void Expect(char wanted, string problem)
    {
        if (position == text.Length) throw Truncated();
        if (!Skip(wanted)) throw Wrong($"{problem}, found '{text[position]}'");
    }

    private NotebookException Wrong(string problem) => new(name, PlaceOf(position), "not valid JSON: " + problem);

    private NotebookException Truncated(string inside = "", int start = 0) => new(
        name, PlaceOf(text.Length), "the file is cut off" + (inside.Length == 0 ? "" : $" {inside} {PlaceOf(start)}"));

    private string PlaceOf(int index)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, index);
        return $"line {before.Count('\n') + 1}, column {index - before.LastIndexOf('\n')}";
    }
}
