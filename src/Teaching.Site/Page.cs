using System.Net;

namespace Teaching.Site;

/// <summary>The frame of every page: head, policy, the bar at the top with search and the switch of light and dark.</summary>
internal static class Page
{
    /// <summary>The whole document around its body.</summary>
    /// <param name="title">The title of the page.</param>
    /// <param name="course">The title of the course, which leads to the index page.</param>
    /// <param name="body">What stands below the bar; it holds the main element.</param>
    /// <param name="files">The scripts and styles of the site.</param>
    /// <param name="live">For a page whose cells can be run.</param>
    public static string Around(string title, string course, string body, WebFiles files, LivePage? live = null) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; {(live is null ? files.Policy : LivePage.Policy(files.Policy))}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="teach export">
        <title>{Escape(title)}</title>
        {files.Head(live is not null || Formulas.AreIn(body), live is not null || ChartFigure.AreIn(body))}{(live is null ? "" : live.Head)}</head>
        <body{live?.Attributes}>
        <a class="skip" href="#main">Skip to the text</a>
        <header class="bar">
        <a class="course" href="{SiteNames.Index}">{Escape(course)}</a>
        <form role="search" hidden>
        <label><span class="unseen">Search all lessons</span><input type="search" placeholder="Search all lessons" autocomplete="off" spellcheck="false"></label>
        </form>
        <button type="button" class="theme" hidden>Theme</button>
        </header>
        <section class="found" aria-label="Search results" hidden></section>
        {body}</body>
        </html>

        """;

    /// <summary>The name of a file beside the page, as the address in an attribute.</summary>
    public static string Address(string fileName) => Escape(Uri.EscapeDataString(fileName));

    /// <summary>Text for an element or for an attribute in double quotes.</summary>
    public static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");
}
