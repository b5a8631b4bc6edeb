using System.Diagnostics;
using System.Reflection;

namespace Teaching.Notebooks.Sessions;

/// <summary>Which version of a library a file is: what references to it are checked against, and what people call it.</summary>
internal sealed record LibraryVersion(Version Assembly, string Product)
{
    /// <summary>Null when the file is not a managed library.</summary>
    public static LibraryVersion? Of(string path)
    {
        try
        {
            Version assembly = AssemblyName.GetAssemblyName(path).Version ?? new Version(0, 0, 0, 0);
            string? product = FileVersionInfo.GetVersionInfo(path).ProductVersion?.Split('+', ' ')[0];
            return new LibraryVersion(assembly, product is { Length: > 0 } ? product : assembly.ToString());
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override string ToString() => Product;
}
