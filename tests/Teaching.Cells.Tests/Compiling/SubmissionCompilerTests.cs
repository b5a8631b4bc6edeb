namespace Teaching.Cells.Tests.Compiling;

public sealed class SubmissionCompilerTests
{
    private readonly GivenReferences references = new();
    private readonly SubmissionCompiler compiler;

    public SubmissionCompilerTests() => compiler = new SubmissionCompiler(references);

    [Fact]
    public void A_prepared_cell_sees_the_cells_before_it()
    {
        Compile("cell 1", "int x = 2; string Twice(string text) => text + text;", isPrepared: true);
        Compile("cell 2", "string x = Twice(x.ToString());", isPrepared: true);
        CompiledCell last = Compile("cell 3", "x.Length", isPrepared: true);
        Assert.True(SubmissionCompiler.HasResult(last.Compilation));
    }

    [Fact]
    public void A_prepared_cell_has_its_own_assembly_and_debug_information()
    {
        CompiledCell plain = Compile("cell 1", "1 + 1", isPrepared: false);
        CompiledCell prepared = Compile("cell 2", "1 + 1", isPrepared: true);
        Assert.Equal("cell#0 cell 1", plain.Compilation.AssemblyName);
        Assert.Equal("cell#1 cell 2", prepared.Compilation.AssemblyName);
        Assert.Equal(plain.Symbols.Length, prepared.Symbols.Length);
    }

    [Fact]
    public void A_cell_of_another_name_than_it_was_prepared_for_has_its_own()
    {
        compiler.Prepare("cell 1");
        Assert.Equal("cell#0 cell 7", Compile("cell 7", "1 + 1", isPrepared: false).Compilation.AssemblyName);
    }

    [Fact]
    public void An_error_in_a_prepared_cell_has_its_line_and_the_next_try_compiles()
    {
        compiler.Prepare("cell 1");
        CellException error = Assert.Throws<CellException>(() => compiler.Compile("int x = 1;\nx + y", "cell 1", TestContext.Current.CancellationToken));
        Assert.StartsWith("(2,5)", error.Message, StringComparison.Ordinal);
        Assert.True(Compile("cell 1", "int x = 1;\nx + 1", isPrepared: false).HasCode);
    }

    [Fact]
    public void A_reference_that_comes_after_the_preparation_is_there_from_its_cell_on()
    {
        Compile("cell 1", "int x = 2;", isPrepared: true);
        compiler.Prepare("cell 2");
        references.Add(typeof(Assert));
        Assert.True(Compile("cell 2", "typeof(Xunit.Assert).Name + x", isPrepared: false).HasCode);
        Assert.True(Compile("cell 3", "typeof(Xunit.Assert).Name + x", isPrepared: true).HasCode);
    }

    [Fact]
    public void A_cell_refers_only_to_what_the_cells_before_it_did_not()
    {
        Assert.Equal(references.All.Count, Compile("cell 1", "int x = 2;", isPrepared: false).Compilation.ExternalReferences.Length);
        references.Add(typeof(Assert));
        Assert.Single(Compile("cell 2", "x + 1", isPrepared: false).Compilation.ExternalReferences);
        Assert.Empty(Compile("cell 3", "x + 1", isPrepared: true).Compilation.ExternalReferences);
    }

    private CompiledCell Compile(string name, string code, bool isPrepared)
    {
        if (isPrepared) compiler.Prepare(name);
        CompiledCell cell = compiler.Compile(code, name, TestContext.Current.CancellationToken);
        compiler.Keep(cell);
        return cell;
    }
}
