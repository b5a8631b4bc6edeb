namespace Teaching.Notebooks.Comparing;

/// <summary>Pairs two sequences by their longest common subsequence, so that one lost item does not shift all that follow.</summary>
internal static class Alignment
{
    /// <summary>Index pairs in order; null on the side where an item has no partner.</summary>
    public static IEnumerable<(int? Left, int? Right)> Of(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int i = 0, j = 0;
        int[,] common = left.SequenceEqual(right) ? new int[0, 0] : CommonLengths(left, right);
        while (i < left.Count && j < right.Count)
        {
            if (left[i] == right[j]) yield return (i++, j++);
            else if (common[i + 1, j] >= common[i, j + 1]) yield return (i++, null);
            else yield return (null, j++);
        }
        while (i < left.Count) yield return (i++, null);
        while (j < right.Count) yield return (null, j++);
    }

    private static int[,] CommonLengths(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        int[,] common = new int[left.Count + 1, right.Count + 1];
        for (int i = left.Count - 1; i >= 0; i--)
            for (int j = right.Count - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }
}
