using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>
/// Restores packages through the dotnet client. All that a session has asked for is restored together, so that they
/// fit each other; a set that was restored before is taken from the cache without asking anybody.
/// </summary>
internal sealed partial class PackageReferences(SessionFolder folder, string workingDirectory)
{
    private static readonly string cache = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "teaching", "packages");

    private readonly List<string> sources = [];
    private List<PackageRequest> wanted = [];

    /// <summary>Follows <c>#i "nuget: SOURCE"</c>: asks this source too from now on.</summary>
    /// <exception cref="CellException">It is neither a folder nor an address.</exception>
    public void AddSource(ReferenceLine line)
    {
        string? source = line.Target is { } target && SourceForm().Match(target) is { Success: true } match ? match.Groups["source"].Value : null;
        if (source is null)
            throw line.Failure("this is not of the form #i \"nuget: SOURCE\", where SOURCE is a folder with packages or the address of a feed.");
        if (Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.IsFile && source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            source = address.LocalPath;
        if (address is null || address.IsFile || !source.Contains("://", StringComparison.Ordinal))
        {
            source = line.FullPath(source, workingDirectory);
            if (!Directory.Exists(source)) throw line.Failure($"there is no folder {source}. A path starts from the notebook's folder.");
        }
        else if (address.Scheme is not ("https" or "http"))
        {
            throw line.Failure($"a source of packages is a folder or an address that starts with https://, not {address.Scheme}://.");
        }
        if (!sources.Contains(source)) sources.Add(source);
    }

    /// <summary>The packages of the session, those that are asked for included; null when the session has them all.</summary>
    /// <exception cref="CellException">They cannot be restored.</exception>
    public (RestoredPackages Restored, IReadOnlyList<PackageRequest> Requests)? Restore(IEnumerable<PackageRequest> asked, CancellationToken interrupted)
    {
        List<PackageRequest> requests = [];
        foreach (PackageRequest request in asked) AddTo(requests, request);
        if (requests.All(IsHere)) return null;

        // A package that the session has keeps its version, unless another is asked for.
        requests = [.. requests.Select(request => IsHere(request) ? wanted.First(known => known.IsFor(request.Id)) : request)];
        PackageRequest[] all = [.. wanted.Where(known => !requests.Exists(request => request.IsFor(known.Id))), .. requests];
        return (Restore(all, requests, interrupted), requests);
    }

    /// <summary>The session has these packages now.</summary>
    public void Keep(RestoredPackages restored, IReadOnlyList<PackageRequest> requests) => wanted =
    [
        .. wanted.Where(known => !requests.Any(request => request.IsFor(known.Id))),
        .. requests.Select(request => restored.VersionOf(request.Id) is { } version ? request.In(version) : request),
    ];

    private static void AddTo(List<PackageRequest> requests, PackageRequest request)
    {
        int same = requests.FindIndex(other => other.IsFor(request.Id));
        if (same < 0) requests.Add(request);
        else if (requests[same].Version == "*") requests[same] = request;
        else if (request.Version != "*" && request.Version != requests[same].Version)
            throw request.Line.Failure($"the same cell asks for {requests[same]}; a session holds one version of a package.");
    }

    private bool IsHere(PackageRequest request) =>
        wanted.Exists(known => known.IsFor(request.Id) && known.Range.MinVersion is { } version && request.Allows(version.ToNormalizedString()));

    private RestoredPackages Restore(PackageRequest[] all, IReadOnlyList<PackageRequest> requests, CancellationToken interrupted)
    {
        string known = Path.Combine(cache, Key(all) + ".json");
        bool mayHaveChanged = all.Any(request => request.IsFloating);
        if (!mayHaveChanged && RestoredPackages.TryRead(known) is { } before) return before;

        string project = folder.Create();
        string what = string.Join(", ", requests);
        RestoreOutcome outcome = PackageRestore.Run(project, all, sources, workingDirectory, what, interrupted);
        string assets = Path.Combine(project, "obj", "project.assets.json");
        if (outcome.Error is null && RestoredPackages.TryRead(assets) is { } restored)
        {
            foreach (string source in sources.Where(outcome.IsSilent)) Console.Error.WriteLine($"The source {source} did not answer.");
            Remember(assets, known);
            return restored;
        }
        if (outcome.HasSilentSource && RestoredPackages.TryRead(known) is { } last)
        {
            Console.Error.WriteLine("No package source answered: took what was restored before.");
            return last;
        }
        throw Failure(outcome.Error ?? "the restore left no readable list of files.", outcome, requests);
    }

    /// <summary>Moved as a whole, since another session may read it meanwhile. A cache that cannot be written is done without.</summary>
    private static void Remember(string assets, string known)
    {
        try
        {
            Directory.CreateDirectory(cache);
            string copy = $"{known}.{Environment.ProcessId}";
            File.Copy(assets, copy, overwrite: true);
            File.Move(copy, known, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static CellException Failure(string error, RestoreOutcome outcome, IReadOnlyList<PackageRequest> requests)
    {
        PackageRequest blamed = requests.FirstOrDefault(request => Regex.IsMatch(error, $@"(?i)(?<![\w.]){Regex.Escape(request.Id)}(?![\w]|\.\w)")) ?? requests[0];
        if (outcome.HasSilentSource)
            return blamed.Line.Failure(
                $"no package source answered. Is there a network here? Packages restored before work without one, when the version is named. ({error})");
        if (Downgrade().Match(error) is { Success: true } match)
            return blamed.Line.Failure(
                $"{match.Groups["id"].Value} {match.Groups["needed"].Value} is needed, but the session asks for {match.Groups["held"].Value}. "
                + "A loaded package cannot be replaced: restart the session and ask for the newer version.");
        return blamed.Line.Failure(error);
    }

    private static string Key(IEnumerable<PackageRequest> requests)
    {
        string text = string.Join(';', requests.Select(request => $"{request.Id},{request.Version}").Order(StringComparer.OrdinalIgnoreCase)).ToLowerInvariant()
            + Environment.Version;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    [GeneratedRegex(@"^nuget:\s*(?<source>\S.*?)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex SourceForm();

    [GeneratedRegex(@"package downgrade: (?<id>\S+) from (?<needed>\S+) to (?:centrally defined )?(?<held>\S+?)\.(\s|$)")]
    private static partial Regex Downgrade();
}
