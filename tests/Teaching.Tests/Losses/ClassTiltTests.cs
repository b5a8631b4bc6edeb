namespace Teaching.Tests.Losses;

/// <summary>The schedule of class weights: values by hand, borders of the periods, and what it refuses.</summary>
public class ClassTiltTests
{
    private static readonly ClassTilt Paper = new(classes: 3, period: 5000, most: 70);

    [Fact]
    public void A_turn_begins_with_equal_weights_and_reaches_A_times_the_others_in_its_middle()
    {
        Assert.Equal([1, 1, 1], Paper.At(0));
        double[] middle = Paper.At(2500);
        Assert.Equal(70 * 3 / 72.0, middle[0], 1e-14);
        Assert.Equal(3 / 72.0, middle[1], 1e-14);
        Assert.Equal(70, middle[0] / middle[2], 1e-12);
    }

    [Theory]
    [InlineData(1250, 35.5)]
    [InlineData(2499, 1 + 2499 * 138 / 5000.0)]
    [InlineData(2501, 139 - 2501 * 138 / 5000.0)]
    [InlineData(3750, 35.5)]
    [InlineData(4999, 139 - 4999 * 138 / 5000.0)]
    public void The_weight_climbs_and_falls_in_a_straight_line_before_it_is_scaled(int step, double times) =>
        Assert.Equal(times, Paper.At(step)[0] / Paper.At(step)[1], 1e-10);

    [Fact]
    public void The_next_class_has_its_turn_after_a_whole_period()
    {
        Assert.Equal([0, 0, 1, 1, 2, 2, 0], new long[] { 0, 4999, 5000, 9999, 10000, 14999, 15000 }.Select(Paper.ClassAt));
        Assert.Equal(Paper.At(2500)[0], Paper.At(7500)[1]);
        Assert.Equal(Paper.At(1234), Paper.At(1234 + 15000));
    }

    [Fact]
    public void The_sum_is_always_the_number_of_classes()
    {
        for (int step = 0; step < 20000; step += 7) Assert.Equal(3, Paper.At(step).Sum(), 1e-13);
        for (int step = 0; step < 50; step++) Assert.Equal(10, new ClassTilt(10, 3, 1.5).At(step).Sum(), 1e-13);
    }

    [Fact]
    public void With_A_1_nothing_is_tilted() =>
        Assert.All(Enumerable.Range(0, 40), step => Assert.Equal([1, 1, 1, 1], new ClassTilt(4, 10, 1).At(step)));

    [Fact]
    public void What_cannot_be_is_refused_with_the_value()
    {
        Assert.Contains("not 1", Assert.Throws<ArgumentOutOfRangeException>(() => new ClassTilt(1, 10, 2)).Message);
        Assert.Contains("1 steps", Assert.Throws<ArgumentOutOfRangeException>(() => new ClassTilt(3, 1, 2)).Message);
        Assert.Contains("0.5", Assert.Throws<ArgumentOutOfRangeException>(() => new ClassTilt(3, 10, 0.5)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClassTilt(3, 10, double.NaN));
        Assert.Contains("-1", Assert.Throws<ArgumentOutOfRangeException>(() => Paper.At(-1)).Message);
    }

    [Fact]
    public void It_says_what_it_is() => Assert.Equal("class tilt up to 70 in periods of 5,000 steps, 3 classes", Paper.ToString());
}
