namespace Teaching.Tests;

/// <summary>Tests that count memory or change the number of threads: no other test runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
