using Teaching.Notebooks.Documents;

namespace Teaching.Site;

/// <summary>
/// The folder of a site. A list in it says which files are the site's: those alone are replaced, each whole or not at all, and
/// removed when no lesson needs them any more.
/// </summary>
/// <param name="path">Its full path.</param>
internal sealed class SiteFolder(string path)
{
    private const string ListName = "site.json";
    private HashSet<string> known = [];
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> texts = [];

    public string Path => path;

    /// <summary>Makes the folder, and makes sure that no file of somebody else's is in the way.</summary>
    /// <param name="names">The files to come: addresses from the folder, with forward slashes.</param>
    /// <param name="ours">Whether everything in the folder may be taken for the site's.</param>
    /// <exception cref="NotebookException">The folder cannot be made, or holds such a file.</exception>
    public void Prepare(IReadOnlyCollection<string> names, bool ours)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new NotebookException(path, "", $"cannot make the folder: {error.Message.ReplaceLineEndings(" ")}", error);
        }
        known = ReadList();
        string? foreign = ours ? null : names.FirstOrDefault(name => !known.Contains(name) && File.Exists(At(name)));
        if (foreign is not null)
            throw new NotebookException(At(foreign), "", "is in the way and is not a page of a site that teach wrote here; choose another folder, or remove it");
        known.UnionWith(names);
        WriteList(known);
    }

    /// <summary>Writes a file of text, unless this was written there last.</summary>
    public void Write(string name, string text)
    {
        written.Add(name);
        if (texts.GetValueOrDefault(name) == text) return;
        MakeFolderOf(name);
        NotebookFile.Write(At(name), writer => writer.Write(text));
        texts[name] = text;
    }

    /// <summary>Copies a file in, unless it is there already.</summary>
    public void Copy(string name, string source)
    {
        FileInfo from = new(source), to = new(At(name));
        written.Add(name);
        if (to.Exists && to.Length == from.Length && to.LastWriteTimeUtc == from.LastWriteTimeUtc) return;
        MakeFolderOf(name);
        NotebookFile.WriteBytes(At(name), stream =>
        {
            using FileStream file = from.OpenRead();
            file.CopyTo(stream);
        });
        File.SetLastWriteTimeUtc(At(name), from.LastWriteTimeUtc);
    }

    /// <summary>Writes an executed notebook.</summary>
    public void Write(string name, Notebook notebook)
    {
        notebook.Write(At(name));
        written.Add(name);
    }

    /// <summary>Removes what an earlier site left and this one does not have.</summary>
    public void Finish()
    {
        foreach (string name in known.Where(name => !written.Contains(name)))
        {
            try
            {
                File.Delete(At(name));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new NotebookException(At(name), "", $"cannot remove this page of an earlier site: {error.Message.ReplaceLineEndings(" ")}", error);
            }
        }
        WriteList(written);
    }

    private void MakeFolderOf(string name) => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);

    private string At(string name) => System.IO.Path.Combine([path, .. name.Split('/')]);

    private void WriteList(IEnumerable<string> names) => Write(ListName,
        new JsonMap { { "files", new JsonList(names.Where(name => name != ListName).Order(StringComparer.Ordinal).Select(name => (JsonData)name)) } } + "\n");

    /// <summary>What the list names; nothing that lies outside the folder, whoever wrote it there.</summary>
    private HashSet<string> ReadList()
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(At(ListName))) return names;
        try
        {
            JsonMap? list = JsonData.Parse(NotebookFile.ReadText(At(ListName)), At(ListName)) as JsonMap;
            foreach (JsonText name in (list?.List("files") ?? []).OfType<JsonText>())
                if (IsInside(name.Value)) names.Add(name.Value);
        }
        catch (NotebookException)
        {
            // Not ours, or damaged: then no file here is known to be ours.
        }
        return names;
    }

    private static bool IsInside(string name) =>
        name.IndexOfAny(['\\', ':']) < 0 && name.Split('/') is { Length: <= 4 } parts && parts.All(part => part.Length > 0 && part is not ("." or ".."));
}
