using System.Text;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>Pictures as data: addresses, which a page shows without running anything that is in them or asking anybody.</summary>
internal static class Pictures
{
    private const string Attached = "attachment:";

    /// <summary>The types of pictures that are shown.</summary>
    public static readonly string[] Types = [MimeBundle.Svg, "image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>The address of a picture from a MIME bundle: SVG as its text, all others in base64.</summary>
    public static string Address(string mimeType, string data) => mimeType == MimeBundle.Svg
        ? Address(mimeType, Encoding.UTF8.GetBytes(data))
        : $"data:{mimeType};base64,{string.Concat(data.Where(IsBase64))}";

    /// <summary>The picture that an address in a text cell means: attached to the cell, written into the address, or a file beside the notebook.</summary>
    public static string? Find(string url, Cell cell, PageContext page)
    {
        if (url.StartsWith(Attached, StringComparison.Ordinal)) return AttachedTo(cell, Uri.UnescapeDataString(url[Attached.Length..]));
        if (Types.FirstOrDefault(type => url.StartsWith($"data:{type};base64,", StringComparison.Ordinal)) is { } written)
            return Address("image/png", url[(url.IndexOf(',') + 1)..]).Replace("image/png", written, StringComparison.Ordinal);
        return TypeOf(url) is { } type && page.FileOf(url) is { } file ? Address(type, File.ReadAllBytes(file)) : null;
    }

    private static string? AttachedTo(Cell cell, string name)
    {
        JsonMap? bundle = cell.Attachments?.Map(name);
        string? type = bundle is null ? null : Types.FirstOrDefault(bundle.Contains);
        return type is null ? null : Address(type, bundle!.Text(type) ?? "");
    }

    private static string? TypeOf(string url) => Path.GetExtension(url).ToLowerInvariant() switch
    {
        ".svg" => MimeBundle.Svg,
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        _ => null,
    };

    private static string Address(string mimeType, byte[] data) => $"data:{mimeType};base64,{Convert.ToBase64String(data)}";

    private static bool IsBase64(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=';
}
