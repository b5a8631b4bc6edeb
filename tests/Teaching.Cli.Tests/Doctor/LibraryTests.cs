using Teaching.Cli.Tests;

namespace Teaching.Cli.Doctor.Tests;

public sealed class LibraryTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public void A_library_built_from_the_sources_beside_it_is_well()
    {
        CopyLibrary();
        Finding finding = Library.Of(teach.Folder);
        Assert.True(finding.IsWell, finding.Detail);
    }

    [Fact]
    public void One_changed_letter_of_a_source_is_found_and_its_file_named()
    {
        CopyLibrary();
        string file = teach.At("src", "Teaching", "Layers", "Dense.cs");
        File.WriteAllText(file, File.ReadAllText(file).Replace("dense", "Dense", StringComparison.Ordinal));
        Assert.Contains("Layers/Dense.cs", Warning());
    }

    [Fact]
    public void A_changed_source_of_every_part_is_found()
    {
        CopyLibrary();
        File.AppendAllText(teach.At("src", "Teaching.Drawing", "FigureSvg.cs"), " ");
        File.AppendAllText(teach.At("src", "Teaching.Charts", "Chart.cs"), " ");
        Assert.Contains("Teaching.Drawing/FigureSvg.cs, Teaching.Charts/Chart.cs", Warning());
        File.AppendAllText(teach.At("src", "Teaching.Fast", "Product.cs"), " ");
        File.AppendAllText(teach.At("src", "Teaching.Data", "Augmentation.cs"), " ");
        Assert.Contains("Teaching.Fast/Product.cs, Teaching.Data/Augmentation.cs", Warning());
    }

    [Fact]
    public void A_new_and_a_removed_source_are_found()
    {
        CopyLibrary();
        string added = teach.At("src", "Teaching", "Layers", "New.cs");
        File.WriteAllText(added, "");
        File.SetLastWriteTimeUtc(added, DateTime.UtcNow.AddHours(1));
        File.Delete(teach.At("src", "Teaching", "Layers", "Dense.cs"));
        string warning = Warning();
        Assert.Contains("Layers/New.cs", warning);
        Assert.Contains("Layers/Dense.cs (removed)", warning);
    }

    [Theory]
    [InlineData("Teaching.dll", "not there")]
    [InlineData("Teaching.pdb", "symbols of Teaching are missing")]
    [InlineData("Teaching.Charts.dll", "Teaching.Charts.dll is not there")]
    [InlineData("Teaching.Fast.pdb", "symbols of Teaching.Fast are missing")]
    public void What_is_missing_is_named(string file, string said)
    {
        CopyLibrary();
        File.Delete(teach.At("artifacts", "teaching", file));
        Assert.Contains(said, Warning());
    }

    [Fact]
    public void Symbols_that_are_damaged_are_a_warning()
    {
        CopyLibrary();
        File.WriteAllText(teach.At("artifacts", "teaching", "Teaching.pdb"), "no symbols");
        Assert.Contains("cannot be read", Warning());
    }

    private string Warning()
    {
        Finding finding = Library.Of(teach.Folder);
        Assert.False(finding.IsWell, finding.Detail);
        return finding.Detail;
    }

    private void CopyLibrary()
    {
        string root = NotebookPaths.CourseRoot(AppContext.BaseDirectory)!;
        foreach (string library in new[] { "Teaching", "Teaching.Fast", "Teaching.Data", "Teaching.Drawing", "Teaching.Charts" })
        {
            string sources = Path.Combine(root, "src", library);
            foreach (string file in Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)) Copy(file, Path.GetRelativePath(root, file));
            foreach (string name in new[] { library + ".dll", library + ".pdb" }) Copy(Path.Combine(root, "artifacts", "teaching", name), Path.Combine("artifacts", "teaching", name));
        }
    }

    private void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(teach.At(target))!);
        File.Copy(file, teach.At(target));
    }
}
