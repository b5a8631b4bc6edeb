namespace Teaching;

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

    /// <summary>Whether the box holds the point.</summary>
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

    private static bool Edge(double direction, double distance, ref double enter, ref double leave)
    {
        if (direction == 0) return distance >= 0;
        double t = distance / direction;
        if (direction < 0) enter = Math.Max(enter, t);
        else leave = Math.Min(leave, t);
        return enter <= leave;
    }
}
