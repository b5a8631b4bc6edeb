using Teaching.Benchmarks;

namespace Teaching.Tests.Benchmarks;

/// <summary>A peer that is not there is left out with a reason.</summary>
public class PeerProcessTests
{
    [Fact]
    public void A_command_that_is_not_there_is_named()
    {
        Assert.Null(PeerProcess.Start(PeerProcess.Command("no-such-python", [], 1), out string reason));
        Assert.Contains("no-such-python", reason);
    }

    [Fact]
    public void A_program_that_ends_before_it_speaks_gives_its_last_word()
    {
        Assert.Null(PeerProcess.Start(PeerProcess.Command("dotnet", [typeof(Options).Assembly.Location, "nonsense"], 1), out string reason));
        Assert.NotEmpty(reason);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public void A_program_that_is_no_peer_is_quoted()
    {
        Assert.Null(PeerProcess.Start(PeerProcess.Command("dotnet", [typeof(Options).Assembly.Location, "bits"], 1), out string reason));
        Assert.StartsWith("dotnet says: width ", reason);
    }
}
