namespace Teaching.Charts;

/// <summary>Makes a long series short enough for a notebook and keeps what the eye would see: every high and every low.</summary>
internal static class Thinning
{
    /// <summary>The most points a drawn series has.</summary>
    public const int Most = 1000;

    /// <summary>
    /// The points themselves when they are few. Else the first, the last, and of each stretch of equally many points the
    /// lowest and the highest, also leftmost and rightmost when x goes back and forth, in their order. A NaN stays a gap.
    /// </summary>
    public static List<(double X, double Y)> Thin(List<(double X, double Y)> points)
    {
        if (points.Count <= Most) return points;
        bool rises = Rises(points);
        int kept = (rises ? 2 : 4) + (points.Exists(IsGap) ? 1 : 0);
        int stretches = (Most - 2) / kept;
        var indices = new SortedSet<int> { 0, points.Count - 1 };
        for (int s = 0; s < stretches; s++)
        {
            int from = (int)((long)points.Count * s / stretches), to = (int)((long)points.Count * (s + 1) / stretches);
            Extremes(points, from, to, rises, indices);
        }
        return [.. indices.Select(i => points[i])];
    }

    private static void Extremes(List<(double X, double Y)> points, int from, int to, bool rises, SortedSet<int> indices)
    {
        int low = -1, high = -1, left = -1, right = -1, gap = -1;
        for (int i = from; i < to; i++)
        {
            if (IsGap(points[i]))
            {
                gap = i;
                continue;
            }
            if (low < 0 || points[i].Y < points[low].Y) low = i;
            if (high < 0 || points[i].Y > points[high].Y) high = i;
            if (left < 0 || points[i].X < points[left].X) left = i;
            if (right < 0 || points[i].X > points[right].X) right = i;
        }
        int[] kept = rises ? [low, high, gap] : [low, high, left, right, gap];
        foreach (int i in kept.Where(i => i >= 0)) indices.Add(i);
    }

    private static bool Rises(List<(double X, double Y)> points)
    {
        double last = double.NegativeInfinity;
        foreach ((double x, _) in points)
        {
            if (x < last) return false;
            if (!double.IsNaN(x)) last = x;
        }
        return true;
    }

    private static bool IsGap((double X, double Y) point) => double.IsNaN(point.X);
}
