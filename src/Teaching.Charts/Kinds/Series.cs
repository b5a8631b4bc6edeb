namespace Teaching.Charts;

/// <summary>The points of a line or a scatter plot, checked once: both lists have values, and as many.</summary>
internal sealed class Series
{
    private Series(double[] x, double[] y) => (X, Y) = (x, y);

    public double[] X { get; }

    public double[] Y { get; }

    public int Count => X.Length;

    /// <exception cref="ArgumentException">There are no points, or not as many x as y.</exception>
    public static Series Of(string operation, string name, double[] x, double[] y)
    {
        string who = Who(operation, name);
        if (x.Length == 0 && y.Length == 0) throw new ArgumentException($"{who} is empty: it needs at least one point.");
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{who} has {x.Length} x and {y.Length} y: each point needs one of both.");
        }
        return new Series(x, y);
    }

    /// <summary>"Chart.Line: series 'loss'", for error messages.</summary>
    public static string Who(string operation, string name) =>
        name == "" ? $"{operation}: the series without a name" : $"{operation}: series '{name}'";

    public bool Shows(int i, Panel panel) => Shows(X[i], panel.X) && Shows(Y[i], panel.Y);

    /// <summary>The points to draw: at most a thousand, one NaN in place of what the axes cannot show.</summary>
    public List<(double X, double Y)> Points(Panel panel)
    {
        var points = new List<(double X, double Y)>();
        for (int i = 0; i < Count; i++)
        {
            if (Shows(i, panel)) points.Add((Digits.Six(X[i]), Digits.Six(Y[i])));
            else if (points.Count > 0 && !double.IsNaN(points[^1].X)) points.Add((double.NaN, double.NaN));
        }
        if (points.Count > 0 && double.IsNaN(points[^1].X)) points.RemoveAt(points.Count - 1);
        return Thinning.Thin(points);
    }

    /// <summary>How many points are not finite, and how many a log axis cannot show.</summary>
    public (int NotFinite, int NotPositive) Hidden(Panel panel)
    {
        int notFinite = 0, notPositive = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!double.IsFinite(X[i]) || !double.IsFinite(Y[i])) notFinite++;
            else if (!Shows(i, panel)) notPositive++;
        }
        return (notFinite, notPositive);
    }

    private static bool Shows(double value, Axis axis) => double.IsFinite(value) && (!axis.Log || value > 0);
}
