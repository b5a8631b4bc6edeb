namespace Teaching.Cli.Tests;

public sealed class NotebookPathsTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public void A_folder_gives_its_notebooks_by_name_without_checkpoints_and_what_was_built()
    {
        Touch("notebooks/10-b.ipynb", "notebooks/02-a.ipynb", "notebooks/extra/x.ipynb", "notebooks/readme.txt",
            "notebooks/.ipynb_checkpoints/02-a-checkpoint.ipynb", "artifacts/course/02-a.ipynb", "notebooks/.02-a.ipynb");
        Assert.Equal(["notebooks/02-a.ipynb", "notebooks/10-b.ipynb", "notebooks/extra/x.ipynb"], Found("."));
    }

    [Fact]
    public void A_linked_folder_is_not_followed_for_it_may_lead_around()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Symbolic links need a privilege on Windows.");
        Touch("notebooks/a.ipynb");
        Directory.CreateSymbolicLink(teach.At("notebooks", "around"), "..");
        Assert.Equal(["notebooks/a.ipynb"], Found("."));
    }

    [Fact]
    public void An_empty_path_is_an_error_and_not_the_current_folder() =>
        Assert.Contains("empty PATH", Assert.Single(NotebookPaths.Find([""], teach.Folder).Errors));

    [Fact]
    public void Without_a_path_the_course_is_found_from_a_folder_inside_it()
    {
        Touch("notebooks/a.ipynb", "src/deep/er/x.txt");
        Assert.Equal([teach.At("notebooks", "a.ipynb")], NotebookPaths.Find([], teach.At("src", "deep", "er")).Files);
        Assert.Equal([teach.At("notebooks", "a.ipynb")], NotebookPaths.Find([], teach.At("notebooks")).Files);
    }

    [Fact]
    public void Without_a_path_and_a_course_one_line_says_so() =>
        Assert.Contains("no course here", Assert.Single(NotebookPaths.Find([], teach.Folder).Errors));

    [Theory]
    [InlineData("notebooks/0*.ipynb", "notebooks/01.ipynb notebooks/02.ipynb")]
    [InlineData("*/01.ipynb", "notebooks/01.ipynb other/01.ipynb")]
    [InlineData("**/0?.ipynb", "notebooks/01.ipynb notebooks/02.ipynb other/01.ipynb other/deep/03.ipynb")]
    [InlineData("other/**/*", "other/01.ipynb other/deep/03.ipynb")]
    public void A_pattern_gives_what_it_matches(string pattern, string expected)
    {
        Touch("notebooks/01.ipynb", "notebooks/02.ipynb", "notebooks/x.txt", "other/01.ipynb", "other/deep/03.ipynb", "node_modules/09.ipynb");
        Assert.Equal(expected.Split(' '), Found(pattern));
    }

    [Fact]
    public void Each_notebook_comes_once_in_the_order_of_the_arguments()
    {
        Touch("a/1.ipynb", "a/2.ipynb");
        Assert.Equal(["a/2.ipynb", "a/1.ipynb"], Found("a/2.ipynb", "a", "a/1.ipynb"));
    }

    [Fact]
    public void A_file_whose_name_has_brackets_or_spaces_is_a_file()
    {
        Touch("my [lesson] 1.ipynb");
        Assert.Equal(["my [lesson] 1.ipynb"], Found("my [lesson] 1.ipynb"));
    }

    [Theory]
    [InlineData("nix.ipynb", "no such file or folder")]
    [InlineData("x*.ipynb", "no .ipynb file matches")]
    [InlineData("empty", "holds no .ipynb file")]
    public void What_names_no_notebook_is_one_error(string argument, string expected)
    {
        Directory.CreateDirectory(teach.At("empty"));
        NotebookPaths paths = NotebookPaths.Find([argument], teach.Folder);
        Assert.Empty(paths.Files);
        Assert.Equal($"{argument}: ", Assert.Single(paths.Errors)[..(argument.Length + 2)]);
        Assert.Contains(expected, paths.Errors[0]);
    }

    [Fact]
    public void A_notebook_belongs_to_the_course_around_the_nearest_folder_notebooks()
    {
        Assert.Equal(teach.Folder, NotebookPaths.CourseOf(teach.At("notebooks", "extra", "x.ipynb")));
        Assert.Null(NotebookPaths.CourseOf(teach.At("homework", "x.ipynb")));
    }

    private IEnumerable<string> Found(params string[] arguments)
    {
        NotebookPaths paths = NotebookPaths.Find(arguments, teach.Folder);
        Assert.Empty(paths.Errors);
        return paths.Files.Select(file => Path.GetRelativePath(teach.Folder, file).Replace('\\', '/'));
    }

    private void Touch(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(teach.At(file))!);
            File.WriteAllText(teach.At(file), "");
        }
    }
}
