using Teaching.Data;
using Teaching.Notebooks.Documents;
using Teaching.Site;

namespace Teaching.Cli;

/// <summary>Data sets that lie beside the pages of a site.</summary>
internal static class PublishedData
{
    /// <summary>MNIST's four files as they lie on this machine; the pages check what they load against these.</summary>
    /// <exception cref="NotebookException">It is not here, or cannot be read.</exception>
    public static IReadOnlyList<LessonFile> Mnist()
    {
        DataSetEntry mnist = DataManifest.BuiltIn().Find("mnist")!;
        string folder = Path.Combine(DataFolder.Find(), mnist.Name);
        try
        {
            return [.. mnist.Files.Select(file => DataFolder.PathOf(folder, file)).Select(path => LessonFile.Of(
                $"data/{mnist.Name}/{Path.GetFileName(path)}", path ?? throw new NotebookException("--with-data", "", "needs MNIST on this machine: 'teach data fetch mnist'")))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException("--with-data", "", $"MNIST cannot be read: {error.Message}", error);
        }
    }
}
