using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// What a page can be found by: for each heading the text below it and the names in the code below it. Written as a script
/// that sets one variable, since pages opened from a disk may load scripts but no data.
/// </summary>
internal sealed partial class SearchIndex
{
    public const string File = "assets/search.js";

    private readonly List<(Heading? Heading, StringBuilder Text, HashSet<string> Names)> sections = [];

    /// <summary>The index of all pages as a script.</summary>
    public static string ToScript(IEnumerable<(string Page, string Title, SearchIndex Index)> pages)
    {
        JsonList list = new(pages.Select(page => (JsonData)new JsonList([page.Page, page.Title, page.Index.ToJson()])));
        return $"window.teachingSearch = {list};\n";
    }

    /// <summary>Adds a text cell, whose headings are the last of the outline.</summary>
    public void Add(MarkdownDocument document, Outline outline)
    {
        int next = outline.Headings.Count - document.Descendants<HeadingBlock>().Count();
        foreach (LeafBlock block in document.Descendants<LeafBlock>())
        {
            if (block is HeadingBlock) sections.Add((outline.Headings[next++], new StringBuilder(), []));
            else Section().Text.Append(block.Inline is null ? block.Lines.ToString() : Markdown.TextOf(block.Inline)).Append(' ');
        }
    }

    /// <summary>Adds the names of a code cell.</summary>
    public void AddCode(string code) => Section().Names.UnionWith(Name().Matches(code).Select(found => found.Value));

    private (Heading? Heading, StringBuilder Text, HashSet<string> Names) Section()
    {
        if (sections.Count == 0) sections.Add((null, new StringBuilder(), []));
        return sections[^1];
    }

    private JsonList ToJson() => new(sections.Select(section => (JsonData)new JsonList(
    [
        section.Heading?.Id ?? "", section.Heading?.Text ?? "",
        Spaces().Replace(section.Text.ToString(), " ").Trim(), string.Join(' ', section.Names),
    ])));

    [GeneratedRegex(@"\b[\p{L}_]\w{3,}")]
    private static partial Regex Name();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
