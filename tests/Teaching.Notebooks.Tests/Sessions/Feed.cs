using System.IO.Compression;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Writes packages into a folder, which is then a source of packages.</summary>
internal sealed class Feed(string folder)
{
    private readonly string work = Path.Combine(folder, "work");

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;

    /// <summary>Makes this feed the only source of a notebook in a folder.</summary>
    public void UseAlone(string notebookFolder, string? other = null) => File.WriteAllText(
        Path.Combine(notebookFolder, "nuget.config"),
        $"""
        <configuration><packageSources><clear />
          <add key="here" value="{Folder}" />
          {(other is null ? "" : $"<add key=\"other\" value=\"{other}\" allowInsecureConnections=\"true\" />")}
        </packageSources></configuration>
        """);

    /// <summary>A package of one library, which is called as the package is.</summary>
    /// <returns>The library.</returns>
    public string Add(string id, string version, string code, params (string Id, string Version, string Library)[] needs)
    {
        string library = Library.Build(Path.Combine(work, version), id, Versioned(version) + code, [.. needs.Select(need => need.Library)]);
        Pack(id, version, [(library, $"lib/net8.0/{id}.dll")], [.. needs.Select(need => (need.Id, need.Version))]);
        return library;
    }

    /// <summary>A package of these files.</summary>
    public void Pack(string id, string version, (string File, string Place)[] files, params (string Id, string Version)[] needs)
    {
        using ZipArchive zip = ZipFile.Open(Path.Combine(Folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        foreach ((string file, string place) in files) zip.CreateEntryFromFile(file, place);
        string dependencies = string.Concat(needs.Select(need => $"<dependency id=\"{need.Id}\" version=\"{need.Version}\" />"));
        using StreamWriter spec = new(zip.CreateEntry($"{id}.nuspec").Open());
        spec.Write(
            $"<package><metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>"
            + $"<dependencies><group targetFramework=\"net8.0\">{dependencies}</group></dependencies></metadata></package>");
    }

    /// <summary>What gives a library its version.</summary>
    public static string Versioned(string version) =>
        $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] [assembly: System.Reflection.AssemblyInformationalVersion(\"{version}+abc\")]\n";
}
