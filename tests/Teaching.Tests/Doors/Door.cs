namespace Teaching.Tests.Doors;

/// <summary>What one public door is fed, and how it refuses.</summary>
/// <param name="Name">The type and its member, <c>new</c> for a constructor, such as <c>Network.Forward</c>.</param>
/// <param name="Fed">What it is fed.</param>
/// <param name="Error">The exception.</param>
/// <param name="Words">What its message must contain.</param>
/// <param name="Act">Feeds it.</param>
public sealed record Door(string Name, string Fed, Type Error, string[] Words, Action Act)
{
    public override string ToString() => $"{Name}: {Fed}";
}
