namespace Teaching.Fast.Tests;

/// <summary>The threads that share a product: errors, one job at a time.</summary>
public unsafe class CrewTests
{
    private static int[] counts = [];

    [Fact]
    public void Every_block_is_done_once()
    {
        for (int blocks = 0; blocks < 40; blocks++)
        {
            counts = new int[blocks];
            Crew.Run(&Count, null, blocks, 3);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void An_error_in_a_block_reaches_the_caller_and_the_crew_goes_on()
    {
        Assert.Equal("block 5", Assert.Throws<InvalidOperationException>(() => Crew.Run(&Fail, null, 8, 3)).Message);
        counts = new int[8];
        Crew.Run(&Count, null, 8, 3);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    private static void Count(void* argument, int block) => Interlocked.Increment(ref counts[block]);

    private static void Fail(void* argument, int block)
    {
        if (block == 5)
            throw new InvalidOperationException("block 5");
    }
}
