using Teaching.Benchmarks;

namespace Teaching.Tests.Benchmarks;

/// <summary>Who runs when.</summary>
public class TurnsTests
{
    [Fact]
    public void Every_other_round_goes_the_other_way_about()
    {
        List<int> order = [];
        double[][] seconds = Turns.Take(3, 2, TimeSpan.Zero, who =>
        {
            order.Add(who);
            return order.Count;
        });
        Assert.Equal([0, 1, 2, 2, 1, 0], order);
        Assert.Equal([[1, 6], [2, 5], [3, 4]], seconds);
    }
}
