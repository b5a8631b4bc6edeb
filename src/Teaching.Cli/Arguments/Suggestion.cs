namespace Teaching.Cli;

/// <summary>Finds what somebody meant who mistyped a word.</summary>
internal static class Suggestion
{
    /// <summary>The end of an error line: <c>. Did you mean 'run'?</c>; empty when no known word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        string? near = known.Where(one => Distance(word, one) <= Math.Max(1, one.Length / 2)).MinBy(one => Distance(word, one));
        return near is null ? "" : $". Did you mean '{near}'?";
    }

    /// <summary>How many letters must be put in, taken out, replaced or swapped with their neighbour.</summary>
    internal static int Distance(string a, string b)
    {
        int[,] steps = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    steps[i, j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                steps[i, j] = Math.Min(replaced, Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        return steps[a.Length, b.Length];
    }
}
