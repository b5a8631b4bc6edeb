using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>Compares two texts: numbers by value within a tolerance, all else character by character.
/// Blanks next to a number may be more or fewer, since a column's padding follows the width of its number.
/// Whole numbers must be equal unless the cell states a tolerance of its own.</summary>
internal static partial class TextComparer
{
    /// <summary>Where the texts differ first, or null when they agree.</summary>
    public static Mismatch? Compare(string expected, string got, Tolerance tolerance)
    {
        if (expected == got) return null;
        int expectedEnd = 0, gotEnd = 0;
        Match left = Number().Match(expected), right = Number().Match(got);
        while (true)
        {
            bool numbersLeft = left.Success && right.Success;
            Range a = expectedEnd..(numbersLeft ? left.Index : expected.Length);
            Range b = gotEnd..(numbersLeft ? right.Index : got.Length);
            if (!SameText(expected[a], got[b], afterNumber: expectedEnd > 0, beforeNumber: numbersLeft))
                return MismatchAt(expected, got, a.Start.Value, b.Start.Value);
            if (!numbersLeft) return null;
            if (!SameNumber(left.ValueSpan, right.ValueSpan, tolerance)) return new Mismatch(expected, got, left.Index, right.Index);
            expectedEnd = left.Index + left.Length;
            gotEnd = right.Index + right.Length;
            left = left.NextMatch();
            right = right.NextMatch();
        }
    }

    private static bool SameText(string a, string b, bool afterNumber, bool beforeNumber)
    {
        if (a == b) return true;
        if (afterNumber) (a, b) = (OneBlankAhead(a), OneBlankAhead(b));
        if (beforeNumber) (a, b) = (OneBlankBehind(a), OneBlankBehind(b));
        return a == b;
    }

    private static string OneBlankAhead(string text) => text.StartsWith(' ') ? " " + text.TrimStart(' ') : text;

    private static string OneBlankBehind(string text) => text.EndsWith(' ') ? text.TrimEnd(' ') + " " : text;

    private static bool SameNumber(ReadOnlySpan<char> a, ReadOnlySpan<char> b, Tolerance tolerance)
    {
        if (a.SequenceEqual(b)) return true;
        string left = Plain(a), right = Plain(b);
        return tolerance == Tolerance.Default
               && BigInteger.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger wholeLeft)
               && BigInteger.TryParse(right, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger wholeRight)
            ? wholeLeft == wholeRight
            : tolerance.Allows(Value(left), Value(right));
    }

    private static string Plain(ReadOnlySpan<char> number) =>
        number.ToString().Replace(",", "", StringComparison.Ordinal).Replace('−', '-').TrimStart('+');

    private static double Value(string number) => number.TrimStart('-') switch
    {
        "NaN" or "nan" => double.NaN,
        "∞" or "Infinity" or "inf" => number[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
        _ => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static Mismatch MismatchAt(string expected, string got, int expectedStart, int gotStart)
    {
        int common = expected.AsSpan(expectedStart).CommonPrefixLength(got.AsSpan(gotStart));
        return new Mismatch(expected, got, expectedStart + common, gotStart + common);
    }

    // Not part of a word (w1, 3x3, a checksum), not the tail of a version (1.2.3); 60,000 is one number; atomic, so that no shorter number is tried.
    [GeneratedRegex(@"(?<!\w)(?<![0-9]\.)[-+−]?(?>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3}(?![0-9]))?(?![\p{L}_]*[0-9])|(?:NaN|nan|Infinity|inf)(?!\w)|∞)")]
    private static partial Regex Number();
}
