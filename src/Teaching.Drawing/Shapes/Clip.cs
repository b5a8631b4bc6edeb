namespace Teaching.Drawing;

/// <summary>Cuts lines at the edges of a box by arithmetic, since clipPath does not survive sanitisers.</summary>
internal static class Clip
{
    /// <summary>The pieces of a line inside the box; a point that is not a number ends a piece.</summary>
    public static IEnumerable<List<(double X, double Y)>> Pieces(IEnumerable<(double X, double Y)> points, Box box)
    {
        var piece = new List<(double X, double Y)>();
        (double X, double Y)? last = null;
        foreach ((double X, double Y) point in points)
        {
            if (double.IsNaN(point.X) || double.IsNaN(point.Y))
            {
                if (piece.Count > 0) yield return piece;
                piece = [];
                last = null;
                continue;
            }
            if (last is { } from && Segment(from, point, box) is { } cut)
            {
                if (piece.Count > 0 && piece[^1] != cut.A)
                {
                    yield return piece;
                    piece = [];
                }
                if (piece.Count == 0) piece.Add(cut.A);
                piece.Add(cut.B);
            }
            last = point;
        }
        if (piece.Count > 0) yield return piece;
    }

    public static bool Holds(Box box, double x, double y) =>
        x >= box.Left - 1e-6 && x <= box.Right + 1e-6 && y >= box.Top - 1e-6 && y <= box.Bottom + 1e-6;

    /// <summary>The part of a straight line inside the box (Liang and Barsky), null when there is none.</summary>
    public static ((double X, double Y) A, (double X, double Y) B)? Segment((double X, double Y) a, (double X, double Y) b, Box box)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, enter = 0, leave = 1;
        bool inside = Edge(-dx, a.X - box.Left, ref enter, ref leave) && Edge(dx, box.Right - a.X, ref enter, ref leave)
            && Edge(-dy, a.Y - box.Top, ref enter, ref leave) && Edge(dy, box.Bottom - a.Y, ref enter, ref leave);
        if (!inside) return null;
        var first = enter == 0 ? a : (a.X + enter * dx, a.Y + enter * dy);
        var second = leave == 1 ? b : (a.X + leave * dx, a.Y + leave * dy);
        return (first, second);
    }

    /// <summary>The part of a filled shape inside the box (Sutherland and Hodgman); it may run back and forth along an edge.</summary>
    public static List<(double X, double Y)> Polygon(List<(double X, double Y)> loop, Box box)
    {
        loop = Cut(loop, p => p.X - box.Left);
        loop = Cut(loop, p => box.Right - p.X);
        loop = Cut(loop, p => p.Y - box.Top);
        return Cut(loop, p => box.Bottom - p.Y);
    }

    // Keeps the side of a straight edge where the distance is not negative.
    private static List<(double X, double Y)> Cut(List<(double X, double Y)> loop, Func<(double X, double Y), double> distance)
    {
        const double Hair = 1e-6;
        if (loop.TrueForAll(p => distance(p) >= -Hair)) return loop;
        var kept = new List<(double X, double Y)>();
        for (int i = 0; i < loop.Count; i++)
        {
            (double X, double Y) from = loop[i], to = loop[(i + 1) % loop.Count];
            double a = distance(from), b = distance(to);
            if (a >= 0) kept.Add(from);
            if (a >= 0 != b >= 0) kept.Add((from.X + a / (a - b) * (to.X - from.X), from.Y + a / (a - b) * (to.Y - from.Y)));
        }
        return kept;
    }

    private static bool Edge(double direction, double distance, ref double enter, ref double leave)
    {
        if (direction == 0) return distance >= 0;
        double t = distance / direction;
        if (direction < 0) enter = Math.Max(enter, t);
        else leave = Math.Min(leave, t);
        return enter <= leave;
    }
}
