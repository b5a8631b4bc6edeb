using System.ComponentModel;
using System.Diagnostics;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary>Where a site goes, and how it is shown to whoever asked for it.</summary>
internal static class SitePlace
{
    /// <summary>The folder that was asked for, else <c>artifacts/course</c> of the course that the notebooks belong to.</summary>
    public static string Folder(string? asked, IReadOnlyList<Input> inputs)
    {
        string current = Directory.GetCurrentDirectory();
        if (asked is not null) return Path.GetFullPath(asked);
        string root = inputs.Select(input => NotebookPaths.CourseOf(input.Path)).FirstOrDefault() ?? current;
        return Path.Combine(root, "artifacts", "course");
    }

    /// <summary><c>artifacts/course</c> of the course around a folder, else in the folder.</summary>
    public static string FolderAround(string current) => Path.Combine(NotebookPaths.CourseRoot(current) ?? current, "artifacts", "course");

    /// <summary>Names the index page, as the last line. When asked to, opens it; a site whose cells run is served until Ctrl-C.</summary>
    public static async Task SayAsync(CourseSite site, bool open, Stop stop)
    {
        if (!site.IsOffline)
            Console.Out.WriteLine("Formulas and interactive charts need a network; with 'npm ci' before it, the site brings them along.");
        if (open && site.IsLive)
        {
            await ServeVerb.ServeAsync(Path.GetDirectoryName(site.IndexPath)!, 0, "", open, stop).ConfigureAwait(false);
            return;
        }
        if (site.IsLive) Console.Out.WriteLine($"Its cells run in the browser with: teach serve {Input.ShownName(Path.GetDirectoryName(site.IndexPath)!, Directory.GetCurrentDirectory())}");
        Console.Out.WriteLine($"To read it, open: {site.IndexPath}");
        if (open) Show(site.IndexPath);
    }

    /// <summary>
    /// Names the index page of a site whose lessons are about to run. When asked to, opens it; a site whose cells run, or will, is served from now on.
    /// </summary>
    /// <returns>What serves it; null where nothing does.</returns>
    public static async Task<SiteServer?> SayFirstAsync(CourseSite site, bool open)
    {
        SiteServer? server = open && (site.IsLive || LiveBuild.Project is not null)
            ? await ServeVerb.StartAsync(Path.GetDirectoryName(site.IndexPath)!).ConfigureAwait(false) : null;
        string page = server?.Address ?? site.IndexPath;
        Console.Out.WriteLine($"To read it while it runs, open: {page}");
        Console.Out.WriteLine("Each page shows the committed outputs until its lesson has been run.");
        if (open) Show(page);
        return server;
    }

    /// <summary>Opens a page, a file or an address, in the browser.</summary>
    public static void Show(string page)
    {
        try
        {
            using Process? browser = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException or PlatformNotSupportedException)
        {
            Console.Error.WriteLine("teach: no browser could be started; open the page yourself");
        }
    }
}
