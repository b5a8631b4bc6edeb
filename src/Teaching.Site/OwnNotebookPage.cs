namespace Teaching.Site;

/// <summary>The main part of the page on which a live site runs a notebook from the reader's disk.</summary>
internal static class OwnNotebookPage
{
    public const string Title = "A notebook of your own";

    /// <summary>What stands below the bar of the page.</summary>
    public const string Html = $"""
        <div class="page">
        <main id="main" tabindex="-1">
        <h1>{Title}</h1>
        <p>Open a notebook of C# cells from your disk, or begin a new one. It runs in this page with the libraries of the course: <code>#r "Teaching"</code>, <code>#r "Teaching.Data"</code> and <code>#r "Teaching.Charts"</code>. Nothing of it leaves your browser, and what you write stays there until you download it.</p>
        </main>
        </div>

        """;
}
