namespace Teaching.Tests.Lessons;

/// <summary>The one setting that makes a run small.</summary>
[Collection("console and environment")]
public class CourseTests
{
    [Theory]
    [InlineData(null, 5)]
    [InlineData("", 5)]
    [InlineData("full", 5)]
    [InlineData("small", 2)]
    public void A_run_is_full_where_nothing_says_otherwise(string? run, int seeds) => With(run, () =>
    {
        Assert.Equal(seeds, Course.Size(5, small: 2));
        Assert.Equal(seeds / 10.0, Course.Size(0.5, small: 0.2));
        Assert.Equal(seeds == 2, Course.IsSmall);
    });

    [Theory]
    [InlineData(null, false)]
    [InlineData("full", false)]
    [InlineData("small", true)]
    public void Only_a_small_run_says_at_the_start_what_it_is(string? run, bool said) => With(run, () =>
    {
        TextWriter before = Console.Out;
        StringWriter writer = new() { NewLine = "\n" };
        Console.SetOut(writer);
        try
        {
            Course.Start("found");
        }
        finally
        {
            Console.SetOut(before);
        }
        string[] lines = writer.ToString().Split('\n');
        Assert.Equal(said, lines[1].StartsWith("A small run: sizes and bounds of a browser. ", StringComparison.Ordinal));
        Assert.Equal(["found", ""], lines[^2..]);
        Assert.Equal(said ? 4 : 3, lines.Length);
    });

    [Fact]
    public void A_size_that_does_not_exist_is_named() => With("tiny", () =>
        Assert.Equal("The environment variable TEACHING_RUN is \"tiny\": set it to full or small.",
            Assert.Throws<InvalidOperationException>(() => Course.Size(5, small: 2)).Message));

    private static void With(string? run, Action act)
    {
        string? before = Environment.GetEnvironmentVariable("TEACHING_RUN");
        Environment.SetEnvironmentVariable("TEACHING_RUN", run);
        try
        {
            act();
        }
        finally
        {
            Environment.SetEnvironmentVariable("TEACHING_RUN", before);
        }
    }
}
