using System.Globalization;
using System.Text;

namespace Teaching.Site;

/// <summary>One heading of a page.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">What links to it name.</param>
/// <param name="Text">It as plain text.</param>
/// <param name="Html">It as HTML without links.</param>
internal sealed record Heading(int Level, string Id, string Text, string Html);

/// <summary>The headings of a page in order, what the contents at its side are made of, and the ids that links may name.</summary>
internal sealed class Outline
{
    private readonly List<Heading> headings = [];
    private readonly HashSet<string> taken = [];

    public IReadOnlyList<Heading> Headings => headings;

    /// <summary>Adds a heading, with an id that nothing else on the page has.</summary>
    public Heading Add(int level, string text, string html)
    {
        Heading heading = new(level, Take(IdOf(text)), text, html);
        headings.Add(heading);
        return heading;
    }

    /// <summary>The id of a place that is no heading, as a cell: links name it by <paramref name="name"/>.</summary>
    public string Place(string name) => Take(IdOf(name));

    private string Take(string id)
    {
        string free = id;
        for (int i = 1; !taken.Add(free); i++) free = string.Create(CultureInfo.InvariantCulture, $"{id}-{i}");
        return free;
    }

    /// <summary>The id that the fragment of an address means, which is written as GitHub and VS Code make it.</summary>
    public static string IdOf(string text)
    {
        StringBuilder id = new("s-");
        foreach (Rune letter in text.Trim().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(letter) || letter.Value is '-' or '_') id.Append(Rune.ToLowerInvariant(letter));
            else if (Rune.IsWhiteSpace(letter)) id.Append('-');
        }
        return id.ToString();
    }

    /// <summary>The contents as a list of links; empty for a page of few headings.</summary>
    public string ToHtml()
    {
        Heading[] shown = [.. headings.Skip(headings is [{ Level: 1 }, ..] ? 1 : 0).Where(heading => heading.Level <= 3)];
        if (shown.Length < 2) return "";
        int top = shown.Min(heading => heading.Level);
        StringBuilder html = new("<ol>\n");
        foreach (Heading heading in shown)
            html.Append($"<li class=\"level{heading.Level - top}\"><a href=\"#{Page.Escape(heading.Id)}\">{heading.Html}</a></li>\n");
        return html.Append("</ol>\n").ToString();
    }
}
