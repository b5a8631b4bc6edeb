using System.Globalization;

namespace Teaching.Notebooks.Documents;

/// <summary>Text as Python has it: its way of writing floats, its order of strings, its notion of a line.</summary>
internal static class PythonText
{
    /// <summary>What Python's repr gives for a float, and its json module for NaN and the infinities.</summary>
    public static string Float(double value)
    {
        if (double.IsNaN(value)) return "NaN";
        if (double.IsInfinity(value)) return value > 0 ? "Infinity" : "-Infinity";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0) return WithExponent(text[..e], int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        // Python turns to exponents at 1e16, .NET one power later.
        if (Math.Abs(value) >= 1e16) return WithExponent(text.TrimEnd('0'), 16);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>Compares by code point, so that U+1F600 sorts after U+FF01 although its first UTF-16 unit is smaller.</summary>
    public static int CompareByCodePoint(string left, string right)
    {
        int common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length) return left.Length.CompareTo(right.Length);
        if (common > 0 && char.IsHighSurrogate(left[common - 1]) && (char.IsLowSurrogate(left[common]) || char.IsLowSurrogate(right[common]))) common--;
        return CodePointAt(left, common).CompareTo(CodePointAt(right, common));
    }

    /// <summary>The lines of a text with their ends, as Python's splitlines(True): also \v, \f, \x1c to \x1e, \x85, \u2028, \u2029 end a line.</summary>
    public static IEnumerable<string> SplitLines(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny(LineEnds);
            if (length < 0)
            {
                yield return start == 0 ? text : text[start..];
                yield break;
            }
            int end = start + length + 1;
            if (text[end - 1] == '\r' && end < text.Length && text[end] == '\n') end++;
            yield return text[start..end];
            start = end;
        }
    }

    private static readonly System.Buffers.SearchValues<char> LineEnds =
        System.Buffers.SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    private static string WithExponent(string mantissa, int exponent)
    {
        int first = mantissa[0] == '-' ? 2 : 1;
        bool lacksPoint = mantissa.Length > first && mantissa[first] != '.';
        if (lacksPoint) mantissa = mantissa.Insert(first, ".");
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static int CodePointAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            ? char.ConvertToUtf32(text[index], text[index + 1])
            : text[index];
}
