namespace Teaching.Drawing;

/// <summary>
/// Traces the outlines of the part of a grid that lies at or above a level (marching squares). A ring of outside around
/// the grid makes every outline a closed loop, so that the part can be filled.
/// </summary>
internal sealed class Region
{
    private readonly double[] x;
    private readonly double[] y;
    private readonly double[,] z;
    private readonly double level;
    private readonly Dictionary<Edge, Edge> next = [];

    private Region(double[] x, double[] y, double[,] z, double level) => (this.x, this.y, this.z, this.level) = (x, y, z, level);

    // The grid line from a node to the next one on the right or, when Up, to the next one above.
    private readonly record struct Edge(int I, int J, bool Up);

    /// <summary>The loops around { z ≥ level }; z[j, i] stands at (x[i], y[j]) and a value that is not finite lies outside.</summary>
    public static List<List<(double X, double Y)>> Loops(double[] x, double[] y, double[,] z, double level)
    {
        var region = new Region(x, y, z, level);
        for (int j = -1; j < y.Length; j++)
        {
            for (int i = -1; i < x.Length; i++) region.Cell(i, j);
        }
        return region.Chain();
    }

    private bool Inside(int i, int j) =>
        i >= 0 && j >= 0 && i < x.Length && j < y.Length && double.IsFinite(z[j, i]) && z[j, i] >= level;

    // Walk round the cell: where the walk leaves the inside a piece of outline begins, where it comes back one ends.
    private void Cell(int i, int j)
    {
        bool[] inside = [Inside(i, j), Inside(i + 1, j), Inside(i + 1, j + 1), Inside(i, j + 1)];
        Edge[] edges = [new(i, j, false), new(i + 1, j, true), new(i, j + 1, false), new(i, j, true)];
        var leaves = new List<int>();
        for (int k = 0; k < 4; k++)
        {
            if (inside[k] && !inside[(k + 1) % 4]) leaves.Add(k);
        }
        bool joined = leaves.Count == 2 && Centre(i, j) >= level;
        foreach (int leave in leaves)
        {
            int enter = joined ? Enter(inside, leave, forwards: true) : Enter(inside, leave, forwards: false);
            next[edges[leave]] = edges[enter];
        }
    }

    // The next edge on the walk where it enters the inside, forwards or backwards from where it left.
    private static int Enter(bool[] inside, int leave, bool forwards)
    {
        int k = leave;
        do k = (k + (forwards ? 1 : 3)) % 4;
        while (inside[k] || !inside[(k + 1) % 4]);
        return k;
    }

    private double Centre(int i, int j) => z[j, i] / 4 + z[j, i + 1] / 4 + z[j + 1, i] / 4 + z[j + 1, i + 1] / 4;

    private List<List<(double X, double Y)>> Chain()
    {
        var loops = new List<List<(double X, double Y)>>();
        while (next.Count > 0)
        {
            var loop = new List<(double X, double Y)>();
            Edge edge = next.Keys.First();
            while (next.Remove(edge, out Edge following))
            {
                loop.Add(Crossing(edge));
                edge = following;
            }
            loops.Add(loop);
        }
        return loops;
    }

    // Where the level crosses a grid line; towards the ring or a value that is not finite, the node that is inside.
    private (double X, double Y) Crossing(Edge edge)
    {
        (int i, int j) a = (edge.I, edge.J), b = edge.Up ? (edge.I, edge.J + 1) : (edge.I + 1, edge.J);
        if (!Inside(a.i, a.j)) (a, b) = (b, a);
        bool real = b.i >= 0 && b.j >= 0 && b.i < x.Length && b.j < y.Length && double.IsFinite(z[b.j, b.i]);
        if (!real || !double.IsFinite(level)) return (x[a.i], y[a.j]);
        double za = z[a.j, a.i] / 2, zb = z[b.j, b.i] / 2, t = (za - level / 2) / (za - zb);
        return (x[a.i] + t * (x[b.i] - x[a.i]), y[a.j] + t * (y[b.j] - y[a.j]));
    }
}
