using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>What a page whose cells can be run says of itself, for its scripts.</summary>
/// <param name="Lesson">The name under which the browser keeps what the student writes.</param>
/// <param name="Version">Changes with any code of the lesson.</param>
/// <param name="Notebook">The notebook beside the page.</param>
/// <param name="Size">How many bytes a first run loads.</param>
/// <param name="Files">What its cells find besides.</param>
/// <param name="Script">The script of the page.</param>
internal sealed record LivePage(string Lesson, string Version, string Notebook, long Size, IReadOnlyList<LessonFile> Files, string Script = "live.js")
{
    /// <summary>Of the body element.</summary>
    public string Attributes => FormattableString.Invariant(
        $" data-lesson=\"{Page.Escape(Lesson)}\" data-version=\"{Version}\" data-notebook=\"{Page.Address(Notebook)}\" data-size=\"{Size}\" data-files=\"{Page.Escape(FileList)}\"");

    private string FileList => new JsonList(Files.Select(file => (JsonData)new JsonMap
    {
        { "address", string.Join('/', file.Name.Split('/').Select(Uri.EscapeDataString)) },
        { "path", file.Name },
        { "sha256", file.Sha256 },
    })).ToString();

    /// <summary>For the head of the page.</summary>
    public string Head => $"<script type=\"module\" src=\"live/{Script}\"></script>\n";

    /// <summary>What the page's policy allows besides: WebAssembly, a worker that the page itself writes, and its own server.</summary>
    public static string Policy(string policy) =>
        policy.Replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", StringComparison.Ordinal) + "; worker-src 'self' blob:; connect-src 'self'";
}
