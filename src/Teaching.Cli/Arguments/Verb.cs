using System.CommandLine;

namespace Teaching.Cli;

/// <summary>One verb of <c>teach</c>, with the examples that its help ends with.</summary>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Examples to copy, one a line.</summary>
    public abstract string Examples { get; }
}
