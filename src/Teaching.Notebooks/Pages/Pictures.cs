using System.Text;

namespace Teaching.Notebooks.Pages;

/// <summary>Pictures as data: addresses, which a page shows without running anything that is in them.</summary>
internal static class Pictures
{
    /// <summary>The address of a picture from a MIME bundle: SVG as its text, all others in base64.</summary>
    public static string Address(string mimeType, string data)
    {
        string base64 = mimeType == Documents.MimeBundle.Svg
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(data))
            : string.Concat(data.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '='));
        return $"data:{mimeType};base64,{base64}";
    }
}
