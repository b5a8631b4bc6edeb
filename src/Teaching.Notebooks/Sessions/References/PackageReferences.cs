using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Teaching.Notebooks.Sessions;

/// <summary>A package as <c>#r "nuget: Id, Version"</c> asks for it; without a version the newest stable one is meant.</summary>
internal sealed partial record PackageRequest(string Id, string? Version)
{
    /// <summary>What a project file says: a plain version means exactly that one.</summary>
    public string Range => Version is null ? "*" : Version.Contains('*') || Version.StartsWith('[') || Version.StartsWith('(') ? Version : $"[{Version}]";

    /// <exception cref="CellException">It is not of this form.</exception>
    public static PackageRequest Parse(string reference)
    {
        Match match = Form().Match(reference);
        if (!match.Success)
            throw new CellException("ReferenceError", $"#r \"{reference}\" is not of the form #r \"nuget: Id, Version\", as #r \"nuget: MathNet.Numerics, 5.0.0\".", []);
        return new PackageRequest(match.Groups["id"].Value, match.Groups["version"] is { Success: true } version ? version.Value : null);
    }

    [GeneratedRegex(@"^nuget:\s*(?<id>[A-Za-z0-9_][A-Za-z0-9_.\-]*)\s*(,\s*(?<version>[\[\(]?[0-9*][A-Za-z0-9.*+\-, ]*[\]\)]?)\s*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}

/// <summary>
/// Restores packages through the dotnet client. All that a session has asked for is restored together, so that they
/// fit each other; a set that was restored before is taken from the cache without asking anybody.
/// </summary>
internal sealed class PackageReferences(string workingDirectory)
{
    private static readonly string cache = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "teaching", "packages");

    private readonly List<PackageRequest> wanted = [];

    /// <summary>The files of all packages so far, this one included.</summary>
    /// <exception cref="CellException">It cannot be restored.</exception>
    public RestoredPackages Add(PackageRequest request, CancellationToken interrupted)
    {
        PackageRequest[] all = [.. wanted.Where(known => !known.Id.Equals(request.Id, StringComparison.OrdinalIgnoreCase)), request];
        string folder = Path.Combine(cache, Key(all));
        string assets = Path.Combine(folder, "obj", "project.assets.json");
        RestoredPackages? restored = request.Version is null ? null : RestoredPackages.TryRead(assets);
        if (restored is null)
        {
            WriteProject(folder, all);
            try
            {
                PackageRestore.Run(folder, workingDirectory, request, interrupted);
                restored = RestoredPackages.TryRead(assets)
                    ?? throw new CellException("ReferenceError", $"#r \"nuget: {request.Id}\": the restore left no readable list of files.", []);
            }
            catch
            {
                // A failed restore writes a list too, which must not be taken for a good one the next time.
                Directory.Delete(folder, recursive: true);
                throw;
            }
        }
        wanted.RemoveAll(known => known.Id.Equals(request.Id, StringComparison.OrdinalIgnoreCase));
        wanted.Add(request with { Version = restored.VersionOf(request.Id) ?? request.Version });
        return restored;
    }

    private static string Key(IEnumerable<PackageRequest> requests)
    {
        string text = string.Join(';', requests.Select(request => $"{request.Id},{request.Range}").Order()).ToLowerInvariant() + Environment.Version;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static void WriteProject(string folder, IEnumerable<PackageRequest> requests)
    {
        Directory.CreateDirectory(folder);
        string references = string.Concat(requests.Select(request => $"    <PackageReference Include=\"{request.Id}\" Version=\"{request.Range}\" />\n"));
        string framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";
        File.WriteAllText(Path.Combine(folder, "packages.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <RuntimeIdentifier>{System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
            {references}  </ItemGroup>
            </Project>

            """);
        // What a project further up the folders says of its build is not meant for this one.
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(folder, name), "<Project />\n");
    }
}
