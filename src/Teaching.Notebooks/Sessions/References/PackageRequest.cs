using System.Text.RegularExpressions;
using NuGet.Versioning;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>A package as <c>#r "nuget: Id, Version"</c> asks for it. A plain version means exactly that one, none the newest stable one.</summary>
internal sealed partial record PackageRequest(string Id, VersionRange Range, ReferenceLine Line)
{
    /// <summary>Whether only one version will do.</summary>
    public bool IsExact => Range.HasLowerAndUpperBounds && Range.MinVersion == Range.MaxVersion;

    /// <summary>Whether what it means changes as versions are published.</summary>
    public bool IsFloating => Range.IsFloating;

    /// <summary>What a project file says.</summary>
    public string Version => Range.OriginalString ?? Range.ToNormalizedString();

    public override string ToString() => IsExact ? $"{Id} {Range.MinVersion}" : IsFloating && Version == "*" ? Id : $"{Id} {Version}";

    /// <exception cref="CellException">It is not of this form.</exception>
    public static PackageRequest Parse(ReferenceLine line)
    {
        Match match = Form().Match(line.Target!);
        if (!match.Success || RangeOf(match.Groups["version"].Value) is not { } range)
            throw line.Failure("this is not of the form #r \"nuget: Id, Version\", as in #r \"nuget: MathNet.Numerics, 5.0.0\".");
        return new PackageRequest(match.Groups["id"].Value, range, line);
    }

    public bool IsFor(string id) => id.Equals(Id, StringComparison.OrdinalIgnoreCase);

    public bool Allows(string version) =>
        NuGetVersion.TryParse(version, out NuGetVersion? parsed) && (Range.IsFloating ? Range.Float!.Satisfies(parsed) : Range.Satisfies(parsed));

    /// <summary>The same package in the version that it turned out to be.</summary>
    public PackageRequest In(string version) => this with { Range = RangeOf(version)! };

    private static VersionRange? RangeOf(string text)
    {
        if (text.Length == 0) return VersionRange.Parse("*");
        if (NuGetVersion.TryParse(text, out NuGetVersion? exact)) return VersionRange.Parse($"[{exact.ToNormalizedString()}]");
        return VersionRange.TryParse(text, allowFloating: true, out VersionRange? range) ? range : null;
    }

    [GeneratedRegex(@"^nuget:\s*(?<id>[A-Za-z0-9_][A-Za-z0-9_.\-]*)\s*(?:,\s*(?<version>.*?))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
