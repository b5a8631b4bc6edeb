namespace Teaching.Charts.Tests;

public class RegionTests
{
    [Fact]
    public void The_part_above_a_plane_has_the_area_that_geometry_says()
    {
        // z = x over the unit square: { x ≥ 0.3 } has area 0.7.
        double[] places = Places(11, 0, 1);
        double area = Area(Region.Loops(places, places, Grid(places, (x, _) => x), 0.3));
        Assert.Equal(0.7, area, 1e-9);
    }

    [Fact]
    public void A_round_hill_gives_a_circle()
    {
        double[] places = Places(81, -1, 1);
        List<List<(double X, double Y)>> loops = Region.Loops(places, places, Grid(places, (x, y) => 1 - x * x - y * y), 0.75);
        Assert.Single(loops);
        Assert.Equal(Math.PI * 0.25, Area(loops), 1e-3);
        Assert.All(loops[0], p => Assert.Equal(0.5, Math.Sqrt(p.X * p.X + p.Y * p.Y), 1e-3));
    }

    [Fact]
    public void A_hollow_leaves_a_hole()
    {
        double[] places = Places(61, -1, 1);
        List<List<(double X, double Y)>> loops = Region.Loops(places, places, Grid(places, (x, y) => x * x + y * y), 0.25);
        Assert.Equal(2, loops.Count);
        Assert.Equal(4 - Math.PI * 0.25, Area(loops), 5e-3);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 2)]
    public void At_a_saddle_the_middle_decides_what_is_joined(double corners, int expected)
    {
        // Corners high on one diagonal, low on the other; the mean of the four is at or below zero.
        double[] places = [0, 1];
        double[,] z = { { 2 + corners, -2 }, { -2, 2 + corners } };
        Assert.Equal(expected, Region.Loops(places, places, z, 0).Count);
    }

    [Fact]
    public void Values_that_are_not_finite_lie_outside()
    {
        double[] places = Places(5, 0, 4);
        double[,] z = Grid(places, (_, _) => 1);
        z[2, 2] = double.NaN;
        double area = Area(Region.Loops(places, places, z, double.NegativeInfinity));
        Assert.InRange(area, 12, 16);
    }

    [Fact]
    public void Levels_are_nice_and_inside()
    {
        var levels = Levels.Of(new Extent(0.2, 29), log: false);
        Assert.Equal((2.0, 2.0, 14), (levels.First, levels.Step, levels.Count));
        var log = Levels.Of(new Extent(1e-6, 1), log: true);
        Assert.Equal(0.5, log.Step);
        Assert.Equal(["10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1"], log.Labels().Select(label => label.Text));
    }

    [Fact]
    public void A_flat_surface_still_has_a_level() => Assert.Equal(1, Math.Min(1, Levels.Of(new Extent(3, 3), log: false).Count));

    private static double[] Places(int count, double from, double to) =>
        [.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1))];

    private static double[,] Grid(double[] places, Func<double, double, double> f)
    {
        var z = new double[places.Length, places.Length];
        for (int j = 0; j < places.Length; j++)
        {
            for (int i = 0; i < places.Length; i++) z[j, i] = f(places[i], places[j]);
        }
        return z;
    }

    // Outer loops and holes run in opposite directions.
    private static double Area(List<List<(double X, double Y)>> loops) =>
        Math.Abs(loops.Sum(loop => loop.Select((p, i) => p.X * loop[(i + 1) % loop.Count].Y - loop[(i + 1) % loop.Count].X * p.Y).Sum() / 2));
}
