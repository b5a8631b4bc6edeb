using System.Text.RegularExpressions;

namespace Teaching.Tests.Exercises;

/// <summary>What an exercise tells of a wrong answer.</summary>
internal static partial class Told
{
    /// <summary>The answer is wrong, its kind is named, and no expected number with it.</summary>
    /// <param name="verdict">What the exercise says.</param>
    /// <param name="kind">A part of the message.</param>
    /// <param name="number">What no message holds, unless it tells a factor; a message that says how to write 2.0 in C# needs another pattern.</param>
    public static void Kind(Verdict verdict, string kind, string number = @"\d\.\d")
    {
        Assert.False(verdict.IsRight);
        Assert.Contains(kind, verdict.Message, StringComparison.Ordinal);
        if (!Factor().IsMatch(kind)) Assert.DoesNotMatch(number, verdict.Message);
    }

    [GeneratedRegex("[0-9.]+ times|times what")]
    private static partial Regex Factor();
}
