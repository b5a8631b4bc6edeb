namespace Teaching.Charts.Tests;

public class ThinningTests
{
    [Fact]
    public void A_thousand_points_stay_as_they_are()
    {
        List<(double, double)> points = [.. Enumerable.Range(0, 1000).Select(i => ((double)i, i * 0.5))];
        Assert.Same(points, Thinning.Thin(points));
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(4000)]
    [InlineData(100_000)]
    public void Long_series_keep_first_last_and_every_peak_of_a_stretch(int count)
    {
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        List<(double X, double Y)> points = [.. Enumerable.Range(0, count).Select(i => ((double)i, random.NextDouble()))];
        points[count / 3] = (count / 3, 50);
        points[count / 2] = (count / 2, -50);
        List<(double X, double Y)> thin = Thinning.Thin(points);

        Assert.InRange(thin.Count, 500, 1000);
        Assert.Equal((points[0], points[^1]), (thin[0], thin[^1]));
        Assert.Contains(points[count / 3], thin);
        Assert.Contains(points[count / 2], thin);
        Assert.True(thin.Zip(thin.Skip(1)).All(pair => pair.First.X < pair.Second.X), $"order lost, seed {seed}");
    }

    [Fact]
    public void A_path_that_turns_keeps_its_ends_to_the_left_and_right()
    {
        List<(double X, double Y)> circle = [.. Enumerable.Range(0, 5000).Select(i => (Math.Cos(i / 100.0), Math.Sin(i / 100.0)))];
        List<(double X, double Y)> thin = Thinning.Thin(circle);
        Assert.InRange(thin.Count, 300, 1000);
        Assert.Equal((circle.Min(p => p.X), circle.Max(p => p.X)), (thin.Min(p => p.X), thin.Max(p => p.X)));
        Assert.Equal((circle.Min(p => p.Y), circle.Max(p => p.Y)), (thin.Min(p => p.Y), thin.Max(p => p.Y)));
    }

    [Fact]
    public void Gaps_survive_and_count()
    {
        List<(double X, double Y)> points = [.. Enumerable.Range(0, 3000).Select(i => i == 1500 ? (double.NaN, double.NaN) : (i, Math.Sin(i)))];
        List<(double X, double Y)> thin = Thinning.Thin(points);
        Assert.Single(thin, p => double.IsNaN(p.X));
        Assert.InRange(thin.Count, 300, 1000);
    }

    [Fact]
    public void Values_that_a_log_axis_hides_do_not_push_others_out()
    {
        var chart = Chart.Line(Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? -1.0 : i), "half").YAxis("y", log: true);
        Assert.Contains("Left out: 2500 values of 'half' that are at or below zero", chart.ToString());
        var mark = (SeriesMark)chart.Frames.All[0].Figure.Panels[0].Marks[0];
        List<(double X, double Y)> points = mark.Series.Points(chart.Frames.All[0].Figure.Panels[0]);
        Assert.InRange(points.Count, 300, 1000);
        Assert.Contains(points, p => p.Y == 4999);
    }
}
