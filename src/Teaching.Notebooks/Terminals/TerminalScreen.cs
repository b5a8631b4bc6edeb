using System.Globalization;
using System.Text;

namespace Teaching.Notebooks.Terminals;

/// <summary>
/// A terminal without an end at its foot. It knows carriage return, backspace, and of the sequences that begin with ESC those
/// that move within what is written, erase, or set a style; all others do nothing. A movement leads to no place where nothing was
/// written, but for columns up to <see cref="Width"/>, so that no short text asks for a large screen.
/// </summary>
internal sealed class TerminalScreen
{
    private const int Width = 240;
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    private readonly record struct Letter(int CodePoint, int Style);

    private static readonly Letter Blank = new(' ', 0);
    private readonly List<List<Letter>> lines = [[]];
    private readonly List<TerminalStyle> styles = [default];
    private readonly Dictionary<TerminalStyle, int> numbers = new() { [default] = 0 };
    private int row, column, style;

    private TerminalScreen()
    {
    }

    /// <summary>What stands there after all of the text, in pieces of one style.</summary>
    public static IEnumerable<TerminalPiece> Show(string text)
    {
        TerminalScreen screen = new();
        for (int i = 0; i < text.Length;) i = screen.Take(text, i);
        return screen.Pieces();
    }

    /// <summary>Takes what stands at an index, and gives the index behind it.</summary>
    private int Take(string text, int i)
    {
        switch (text[i])
        {
            case Escape: return Sequence(text, i + 1);
            case '\u009b': return Control(text, i + 1);
            case '\n': NewLine(); break;
            case '\r': column = 0; break;
            case '\b': column = Math.Max(0, column - 1); break;
            case '\t': Put('\t'); break;
            default:
                if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    Put(char.ConvertToUtf32(text[i], text[i + 1]));
                    return i + 2;
                }
                if (!char.IsControl(text[i])) Put(text[i]);
                break;
        }
        return i + 1;
    }

    private void Put(int letter)
    {
        List<Letter> line = lines[row];
        while (line.Count < column) line.Add(Blank);
        Letter put = new(letter, style);
        if (column < line.Count) line[column] = put;
        else line.Add(put);
        column++;
    }

    private void NewLine()
    {
        column = 0;
        if (++row == lines.Count) lines.Add([]);
    }

    /// <summary>What follows ESC.</summary>
    private int Sequence(string text, int i)
    {
        if (i >= text.Length) return i;
        if (text[i] == '[') return Control(text, i + 1);
        if (text[i] is ']' or 'P' or 'X' or '^' or '_') return StringEnd(text, i + 1);
        while (i < text.Length && text[i] is >= ' ' and <= '/') i++;
        return i < text.Length && text[i] is >= '0' and <= '~' ? i + 1 : i;
    }

    /// <summary>The end of a title, an address or other data for the terminal; without one only its start is left out, not the text.</summary>
    private static int StringEnd(string text, int start)
    {
        for (int i = start; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            if (text[i] == Bell) return i + 1;
            if (text[i] == Escape) return i + 1 < text.Length && text[i + 1] == '\\' ? i + 2 : start;
        }
        return start;
    }

    /// <summary>What follows ESC [: parameters, then the letter that says what to do.</summary>
    private int Control(string text, int start)
    {
        int i = start;
        while (i < text.Length && text[i] is >= '0' and <= '?') i++;
        ReadOnlySpan<char> parameters = text.AsSpan(start..i);
        bool isPrivate = false;
        for (; i < text.Length && text[i] is >= ' ' and <= '/'; i++) isPrivate = true;
        if (i >= text.Length || text[i] is < '@' or > '~') return i;
        if (!isPrivate && !parameters.ContainsAny("<=>?")) Do(text[i], parameters);
        return i + 1;
    }

    private void Do(char what, ReadOnlySpan<char> parameters)
    {
        int second = parameters.IndexOf(';'), first = Number(second < 0 ? parameters : parameters[..second]);
        int count = Math.Max(1, first);
        switch (what)
        {
            case 'm': SetStyle(styles[style].After(parameters)); break;
            case 'A': MoveTo(row - count, column); break;
            case 'B': MoveTo(row + count, column); break;
            case 'C': MoveTo(row, column + count); break;
            case 'D': MoveTo(row, column - count); break;
            case 'E': MoveTo(row + count, 0); break;
            case 'F': MoveTo(row - count, 0); break;
            case 'G': MoveTo(row, count - 1); break;
            case 'H' or 'f': MoveTo(count - 1, second < 0 ? 0 : Math.Max(1, Number(parameters[(second + 1)..])) - 1); break;
            case 'J': EraseScreen(first); break;
            case 'K': EraseLine(first); break;
        }
    }

    private void SetStyle(TerminalStyle next)
    {
        if (!numbers.TryGetValue(next, out style))
        {
            style = numbers[next] = styles.Count;
            styles.Add(next);
        }
    }

    private void MoveTo(int toRow, int toColumn)
    {
        row = Math.Clamp(toRow, 0, lines.Count - 1);
        column = Math.Clamp(toColumn, 0, Math.Max(Width, column));
    }

    private void EraseLine(int kind)
    {
        List<Letter> line = lines[row];
        if (kind is 0 && column < line.Count) line.RemoveRange(column, line.Count - column);
        if (kind is 1)
            for (int i = 0; i <= Math.Min(Math.Min(column, Width), line.Count - 1); i++) line[i] = Blank;
        if (kind is 2) line.Clear();
    }

    private void EraseScreen(int kind)
    {
        if (kind is 0)
        {
            EraseLine(0);
            lines.RemoveRange(row + 1, lines.Count - row - 1);
        }
        else if (kind is 2 or 3)
        {
            lines.RemoveRange(1, lines.Count - 1);
            lines[0].Clear();
            row = column = 0;
        }
    }

    private IEnumerable<TerminalPiece> Pieces()
    {
        StringBuilder piece = new();
        int current = 0;
        foreach ((int i, List<Letter> line) in lines.Index())
        {
            foreach (Letter letter in line)
            {
                if (letter.Style != current && piece.Length > 0)
                {
                    yield return new TerminalPiece(piece.ToString(), styles[current]);
                    piece.Clear();
                }
                current = letter.Style;
                if (letter.CodePoint > char.MaxValue) piece.Append(char.ConvertFromUtf32(letter.CodePoint));
                else piece.Append((char)letter.CodePoint);
            }
            if (i < lines.Count - 1) piece.Append('\n');
        }
        if (piece.Length > 0) yield return new TerminalPiece(piece.ToString(), styles[current]);
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, 1_000_000) : 0;
}
