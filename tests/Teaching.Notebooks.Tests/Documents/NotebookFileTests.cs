using System.Text;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Tests.Documents;

/// <summary>Files that cannot be read or written, and that a file is written whole or not at all.</summary>
public sealed class NotebookFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("teaching-files").FullName;

    private string Path => System.IO.Path.Combine(folder, "lesson.ipynb");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_missing_file_is_named() => AssertUnreadable("there is no such file");

    [Fact]
    public void A_missing_folder_is_no_other_error()
    {
        string path = System.IO.Path.Combine(folder, "none", "lesson.ipynb");
        Assert.Equal($"{path}: there is no such file", Assert.Throws<NotebookException>(() => Notebook.Read(path)).Message);
        Assert.Equal($"{path}: cannot write the file: there is no such folder", Assert.Throws<NotebookException>(() => Notebook.Create().Write(path)).Message);
    }

    [Fact]
    public void A_directory_is_neither_read_nor_written()
    {
        Directory.CreateDirectory(Path);
        AssertUnreadable("is a directory, not a notebook file");
        Assert.Equal($"{Path}: cannot write the file: it is a directory", Assert.Throws<NotebookException>(() => Notebook.Create().Write(Path)).Message);
    }

    [Fact]
    public void An_empty_file_is_named()
    {
        File.WriteAllText(Path, "");
        AssertUnreadable("the file is empty (a pipe or a device is not read)");
    }

    [Fact]
    public void A_pipe_or_a_device_is_not_waited_for()
    {
        if (!File.Exists("/dev/zero")) Assert.Skip("There is no /dev/zero here.");
        File.CreateSymbolicLink(Path, "/dev/zero");
        AssertUnreadable("the file is empty (a pipe or a device is not read)");
    }

    [Fact]
    public void A_byte_order_mark_is_refused_as_Jupyter_refuses_it()
    {
        File.WriteAllText(Path, "{}", new UTF8Encoding(true));
        AssertUnreadable("line 1, column 1: the file starts with a byte order mark, which Jupyter refuses; save it as UTF-8 without one");
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused_where_it_goes_wrong()
    {
        File.WriteAllBytes(Path, [.. "{\n \"é"u8, 0xE9, .. "\": 1}"u8]);
        AssertUnreadable("line 2, column 4: the file is not UTF-8 (byte 0xE9); save it as UTF-8");
    }

    [Fact]
    public void A_file_over_512_MB_is_not_even_read()
    {
        using (FileStream file = File.Create(Path)) file.SetLength(Notebook.MaximumBytes + (1 << 20));
        AssertUnreadable("the file is larger than 512 MB, the most that is read");
    }

    [Fact]
    public void A_refused_file_stays_as_it_is()
    {
        File.WriteAllText(Path, "{\"nbformat\": 4");
        Assert.Throws<NotebookException>(() => Notebook.Read(Path));
        Assert.Equal("{\"nbformat\": 4", File.ReadAllText(Path));
        AssertOnlyLessonIsThere();
    }

    [Fact]
    public void A_written_file_is_UTF8_without_mark_and_leaves_nothing_beside_it()
    {
        Notebook notebook = Notebook.Create();
        notebook.Cells.Add(Cell.Markdown("∂E/∂w 😀"));
        notebook.Write(Path);
        notebook.Write(Path);
        Assert.Equal(Encoding.UTF8.GetBytes(notebook.ToJson()), File.ReadAllBytes(Path));
        AssertOnlyLessonIsThere();
    }

    [Fact]
    public void A_write_that_fails_half_way_leaves_the_old_file_and_nothing_beside_it()
    {
        File.WriteAllText(Path, "old");
        Assert.Throws<NotebookException>(() => NotebookFile.Write(Path, text =>
        {
            text.Write(new string('x', 1_000_000));
            throw new IOException("No space left on device");
        }));
        Assert.Equal("old", File.ReadAllText(Path));
        AssertOnlyLessonIsThere();
    }

    [Fact]
    public void A_read_only_file_is_not_replaced()
    {
        File.WriteAllText(Path, "old");
        new FileInfo(Path).IsReadOnly = true;
        Assert.Equal($"{Path}: cannot write the file: it is read-only", Assert.Throws<NotebookException>(() => Notebook.Create().Write(Path)).Message);
        Assert.Equal("old", File.ReadAllText(Path));
        new FileInfo(Path).IsReadOnly = false;
    }

    [Fact]
    public void Permissions_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix permissions");
            return;
        }
        File.WriteAllText(Path, "old");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(Path, mode);
        Notebook.Create().Write(Path);
        Assert.Equal(mode, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_symbolic_link_stays_a_link_and_its_target_is_written()
    {
        string target = System.IO.Path.Combine(folder, "target.ipynb");
        foreach (string old in (string[])["", "old"])
        {
            if (old.Length > 0) File.WriteAllText(target, old);
            File.Delete(Path);
            File.CreateSymbolicLink(Path, "target.ipynb");
            Notebook.Create().Write(Path);
            Assert.Equal("target.ipynb", new FileInfo(Path).LinkTarget);
            Assert.Equal(Notebook.Create().ToJson(), File.ReadAllText(target));
        }
    }

    [Fact]
    public void A_full_disk_is_one_clear_line_and_the_old_file_stays()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs /dev/full");
        NotebookException error = Assert.Throws<NotebookException>(() => NotebookFile.Write(Path, text =>
        {
            using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(new byte[100_000]);
            full.Flush(flushToDisk: true);
        }));
        Assert.StartsWith($"{Path}: cannot write the file: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private void AssertUnreadable(string problem) =>
        Assert.Equal($"{Path}: {problem}", Assert.Throws<NotebookException>(() => Notebook.Read(Path)).Message);

    private void AssertOnlyLessonIsThere() => Assert.Equal([Path], Directory.GetFileSystemEntries(folder));
}
