using Teaching.Tests;

namespace Teaching.Fast.Tests;

[Collection(Alone.Name)]
public class TeamTests
{
    [Fact]
    public void Every_part_is_done_once_also_when_parts_share_work_of_their_own()
    {
        int before = Numerics.Threads;
        Numerics.Threads = 4;
        try
        {
            int[] outer = new int[4], inner = new int[12];
            for (int round = 1; round <= 200; round++)
            {
                Team.Run(4, (part, parts) =>
                {
                    Assert.Equal(4, parts);
                    Interlocked.Increment(ref outer[part]);
                    Team.Run(3, (piece, _) => Interlocked.Increment(ref inner[3 * part + piece]));
                });
                Assert.All(outer, count => Assert.Equal(round, count));
                Assert.All(inner, count => Assert.Equal(round, count));
            }
        }
        finally
        {
            Numerics.Threads = before;
        }
    }

    [Fact]
    public void Small_work_stays_on_the_thread_that_asks() => Assert.Equal(1, Team.Parts(1000));

    [Fact]
    public void What_a_part_throws_comes_out()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Team.Run(2, (part, _) => throw new InvalidOperationException("as planted")));
        Assert.Equal("as planted", error.Message);
    }
}
