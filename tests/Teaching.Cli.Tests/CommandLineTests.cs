namespace Teaching.Cli.Tests;

public sealed class CommandLineTests(Teach teach) : IClassFixture<Teach>
{
    [Theory]
    [InlineData("rnu", "there is no verb 'rnu'. Did you mean 'run'?")]
    [InlineData("--bogus", "there is no option '--bogus'")]
    [InlineData("run --timeuot 5", "unknown option '--timeuot'. Did you mean '--timeout'?")]
    [InlineData("run --timeout 2,5", "not '2,5'")]
    [InlineData("run --timeout 0", "not '0'")]
    [InlineData("run --timeout NaN", "not 'NaN'")]
    [InlineData("run --in-place --output x", "give one of them")]
    [InlineData("check --in-place", "unknown option '--in-place'")]
    [InlineData("session", "'--pipe' is required")]
    [InlineData("serve --port 0", "not '0'")]
    [InlineData("serve --port 65536", "not '65536'")]
    [InlineData("serve --opne", "unknown option '--opne'. Did you mean '--open'?")]
    [InlineData("bench --rounds many", "'many'")]
    [InlineData("bench everything", "'everything'")]
    [InlineData("bench train --charts docs", "leave WHAT out")]
    public async Task A_wrong_line_is_refused_with_what_to_do_and_exit_code_2(string line, string expected)
    {
        Result result = await teach.RunAsync(line.Split(' '));
        Assert.Equal(2, result.Exit);
        Assert.Contains(expected, result.Error);
        Assert.Matches("--help' says what there is", result.ErrorLines[^1]);
        Assert.Equal(2, result.ErrorLines.Length);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("run", "teach run homework --output graded")]
    [InlineData("check", "tolerance")]
    [InlineData("clean", "teach clean --check")]
    [InlineData("serve", "teach serve --base /course --open")]
    [InlineData("bench", "teach bench train --json")]
    [InlineData("bench", "TEACHING_TORCHSHARP")]
    [InlineData("session", "--pipe")]
    public async Task Help_of_a_verb_ends_with_examples(string verb, string expected)
    {
        Result result = await teach.RunAsync(verb, "--help");
        Assert.Equal((0, ""), (result.Exit, result.Error));
        Assert.Contains(expected, result.Output[result.Output.IndexOf("Examples:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task Without_a_verb_the_help_is_shown_and_the_exit_code_is_2()
    {
        Result result = await teach.RunAsync();
        Assert.Equal(2, result.Exit);
        foreach (string verb in new[] { "run", "check", "clean", "serve", "data", "bench", "session" }) Assert.Contains($"\n  {verb} ", result.Output);
    }

    [Fact]
    public async Task Bench_says_where_it_can_be_started()
    {
        Result result = await teach.RunAsync("bench");
        Assert.Equal((2, "teach bench: the benchmarks are not here: start it in a clone of the course\n"), (result.Exit, result.Error));
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        Result result = await teach.RunAsync("--version");
        Assert.Equal(0, result.Exit);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }

    [Theory]
    [InlineData("rnu", "run", 1)]
    [InlineData("", "run", 3)]
    [InlineData("chek", "check", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void A_distance_counts_the_letters_to_change(string a, string b, int expected) =>
        Assert.Equal(expected, Suggestion.Distance(a, b));
}
