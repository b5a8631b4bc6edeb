namespace Teaching.Data;

/// <summary>One file of a data set, packed with gzip, as the manifest describes it.</summary>
/// <param name="Name">Its name, which ends in .gz.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
/// <param name="UnpackedBytes">How long it is unpacked.</param>
/// <param name="UnpackedSha256">Its SHA-256 when unpacked, or null where it is not known.</param>
public sealed record DataFile(string Name, long Bytes, string Sha256, long UnpackedBytes, string? UnpackedSha256)
{
    /// <summary>The name of the unpacked file.</summary>
    public string UnpackedName => Path.GetFileNameWithoutExtension(Name);

    internal string? Problem()
    {
        if (!DataSetEntry.IsName(Name) || !Name.EndsWith(".gz", StringComparison.Ordinal)) return $"\"{Name}\" is not the name of a .gz file";
        if (Bytes <= 0 || UnpackedBytes <= 0) return $"{Name} has no length";
        return IsSum(Sha256) && (UnpackedSha256 is null || IsSum(UnpackedSha256)) ? null : $"{Name} has a SHA-256 that is not 64 digits 0-9 a-f";
    }

    private static bool IsSum(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
