using System.Text.RegularExpressions;

namespace Teaching.Cells;

/// <summary>The MIME types that a cell asks for, and the messages when they are none.</summary>
internal static partial class MimeTypes
{
    private static readonly string[] common = ["text/html", "text/plain", "text/markdown", "text/latex", "application/json", "image/svg+xml", "image/png", "image/jpeg"];

    /// <summary>The MIME type itself.</summary>
    /// <exception cref="ArgumentException">It is none, as <c>html</c>.</exception>
    public static string Checked(string mimeType)
    {
        ArgumentNullException.ThrowIfNull(mimeType);
        if (Pattern().IsMatch(mimeType)) return mimeType;
        string? meant = common.FirstOrDefault(type => type.Split('/', '+').Contains(mimeType, StringComparer.OrdinalIgnoreCase));
        throw new ArgumentException($"\"{mimeType}\" is not a MIME type; {(meant is null ? "one is \"text/html\"" : $"did you mean \"{meant}\"")}{(meant is null ? "" : "?")}");
    }

    /// <summary>The error for a value that has no such form.</summary>
    public static ArgumentException Refused(object? value, string mimeType)
    {
        string type = value is null ? "null" : $"a value of type {Members.NameOf(value.GetType())}";
        string[] own = value is not null && FormatterConvention.Find(value.GetType()) is { } formatters ? [.. formatters.Formatters.Select(one => one.MimeType)] : [];
        return new ArgumentException(
            $"{type} cannot be shown as {mimeType}; it can as {string.Join(", ", own.Union(["text/html", "text/plain", "application/json"]))}. A text that is {mimeType} is shown by text.DisplayAs(\"{mimeType}\").");
    }

    [GeneratedRegex(@"^[\w!#$&^.+-]+/[\w!#$&^.+-]+(\s*;.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
