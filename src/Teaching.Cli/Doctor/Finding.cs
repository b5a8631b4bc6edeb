namespace Teaching.Cli;

/// <summary>One line of <c>teach doctor</c>.</summary>
/// <param name="What">What was looked at, in a word or two.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do about it; empty when all is well.</param>
internal sealed record Finding(string What, string Detail, string Advice = "")
{
    /// <summary>Whether nothing has to be done.</summary>
    public bool IsWell => Advice == "";
}
