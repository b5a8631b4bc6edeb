namespace Teaching.Charts.Tests;

public class ClipTests
{
    private static readonly Box Square = new(0, 0, 10, 10);

    [Fact]
    public void A_line_through_the_box_is_cut_at_both_edges() =>
        Assert.Equal([[(0, 5), (10, 5)]], Clip.Pieces([(-5, 5), (15, 5)], Square));

    [Fact]
    public void A_line_that_leaves_and_comes_back_is_two_pieces() =>
        Assert.Equal([[(5, 5), (5, 10)], [(7, 10), (7, 5)]], Clip.Pieces([(5, 5), (5, 20), (7, 20), (7, 5)], Square));

    [Fact]
    public void A_gap_parts_a_line() =>
        Assert.Equal([[(1, 1), (2, 2)], [(3, 3), (4, 4)]], Clip.Pieces([(1, 1), (2, 2), (double.NaN, double.NaN), (3, 3), (4, 4)], Square));

    [Fact]
    public void A_line_outside_leaves_nothing() => Assert.Empty(Clip.Pieces([(-5, -5), (-5, 20), (20, 11)], Square));

    [Fact]
    public void A_triangle_over_the_corner_becomes_what_the_box_holds()
    {
        List<(double X, double Y)> cut = Clip.Polygon([(5, 5), (15, 5), (5, 15)], Square);
        double area = cut.Select((p, i) => p.X * cut[(i + 1) % cut.Count].Y - cut[(i + 1) % cut.Count].X * p.Y).Sum() / 2;
        Assert.Equal(25, area, 1e-9);
    }
}
