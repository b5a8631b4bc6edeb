using System.Globalization;
using Teaching.Notebooks.Running;

namespace Teaching.Notebooks.Tests.Running;

public sealed class SpeedTests
{
    [Theory]
    [InlineData("3 1 2", 2)]
    [InlineData("4 1 3 2", 2.5)]
    [InlineData("5", 5)]
    public void The_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(string seconds, double expected) => Assert.Equal(
        TimeSpan.FromSeconds(expected),
        Speed.Median([.. seconds.Split(' ').Select(text => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture)))]));

    [Fact]
    public void The_figures_are_printed_with_a_point_under_a_French_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
            Speed speed = new(TimeSpan.FromSeconds(1.25), TimeSpan.FromSeconds(0.75), TimeSpan.FromMilliseconds(8.5), TimeSpan.FromMilliseconds(9));
            Assert.Contains("1.250 s", speed.ToString());
            Assert.DoesNotMatch(@"\d,\d", speed.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
