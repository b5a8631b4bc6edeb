namespace Teaching.Data;

/// <summary>One data set of the manifest.</summary>
/// <param name="Name">Its name, which is also its folder: mnist.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="What">What is in it, in a sentence.</param>
/// <param name="Source">The page of its authors.</param>
/// <param name="Licence">Under which licence it is given.</param>
/// <param name="Addresses">Where it can be had; each address ends with a slash, and a file's name follows it.</param>
/// <param name="Files">Its files.</param>
/// <param name="Classes">What its classes are called, from class 0 on; null for the digits 0 to 9.</param>
public sealed record DataSetEntry(
    string Name, string Title, string What, string Source, string Licence, IReadOnlyList<string> Addresses, IReadOnlyList<DataFile> Files,
    IReadOnlyList<string>? Classes = null)
{
    /// <summary>How many bytes a fetch downloads.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>Why this entry cannot be used, or null. Names become folders and files, so they may not lead elsewhere.</summary>
    internal string? Problem()
    {
        if (!IsName(Name)) return $"\"{Name}\" is not a name for a folder";
        if (Files.Count == 0) return $"{Name} has no files";
        if (Addresses.Count == 0) return $"{Name} has no address";
        if (Addresses.FirstOrDefault(address => !IsAddress(address)) is { } wrong) return $"{Name}: \"{wrong}\" is not an http or https address that ends with a slash";
        return Files.Select(file => file.Problem()).FirstOrDefault(problem => problem is not null) is { } found ? $"{Name}: {found}" : null;
    }

    internal static bool IsName(string text) =>
        text.Length > 0 && text[0] != '.' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsAddress(string text) =>
        text.EndsWith('/') && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
}
