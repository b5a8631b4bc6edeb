using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Teaching.Cells;
using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Packages of a feed that the test makes: needs no network.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
    private readonly Feed feed;
    private Session session = null!;

    public PackageTests() => feed = new Feed(folder);

    private SessionOptions Options => TestSession.Options with
    {
        WorkingDirectory = folder,
        Environment = new Dictionary<string, string?> { ["XDG_DATA_HOME"] = Path.Combine(folder, "data"), ["NUGET_PACKAGES"] = Path.Combine(folder, "packages") },
    };

    public async ValueTask InitializeAsync()
    {
        string deep1 = feed.Add("Case.Deep", "1.0.0", "namespace Deep { public static class Value { public static int Seven => 7; } }");
        string deep2 = feed.Add("Case.Deep", "2.0.0", "namespace Deep { public static class Value { public static int Seven => 7; public static int Nine => 9; } }");
        feed.Add("Case.Top", "1.0.0", "namespace Top { public static class Value { public static int Eight => Deep.Value.Seven + 1; } }", ("Case.Deep", "1.0.0", deep1));
        feed.Add("Case.New", "1.0.0", "namespace New { public static class Value { public static int Ten => Deep.Value.Nine + 1; } }", ("Case.Deep", "2.0.0", deep2));
        feed.UseAlone(folder);
        session = await Session.StartAsync(Options);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(folder, true);
    }

    private Task<CellRun> RunAsync(string code) => CellRun.OfAsync(session, code);

    private async Task ExpectAsync(string expected, string code)
    {
        CellRun run = await RunAsync(code);
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal(expected, run.Result);
    }

    private async Task<string> FailAsync(string code)
    {
        CellRun run = await RunAsync(code);
        Assert.Equal("ReferenceError", run.Error?.Name);
        Assert.DoesNotContain('\n', run.Error!.Message);
        return run.Error.Message;
    }

    [Fact]
    public async Task A_package_brings_the_libraries_that_it_needs_and_they_can_be_named_after_it()
    {
        await ExpectAsync("8", "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight");
        await ExpectAsync("7", "Deep.Value.Seven");
        await ExpectAsync("7", "#r \"nuget: Case.Deep, 1.0.0\"\nDeep.Value.Seven");
    }

    [Fact]
    public async Task A_package_named_again_in_any_way_stays_and_another_version_is_told_apart()
    {
        foreach (string line in new[] { "nuget: Case.Deep, 1.0.0", "nuget: Case.Deep", "nuget:case.deep,1.0.0", "nuget: Case.Deep, 1.*", "NuGet: Case.Deep , [1.0,2.0)", "nuget: Case.Deep, 1.0" })
            await ExpectAsync("7", $"#r \"{line}\"\nDeep.Value.Seven");
        string message = await FailAsync("#r \"nuget: Case.Deep, 2.0.0\"\nDeep.Value.Seven");
        Assert.Contains("Case.Deep 1.0.0 is loaded already, 2.0.0 was asked for", message);
        Assert.Contains("Restart", message);
        message = await FailAsync("#r \"nuget: Case.New, 1.0.0\"");
        Assert.Contains("Case.Deep 2.0.0 is needed, but the session asks for 1.0.0", message);
        Assert.Contains("restart", message);
        await ExpectAsync("7", "Deep.Value.Seven");
        await ExpectAsync("8", "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight");
    }

    [Fact]
    public async Task A_library_that_came_along_is_not_replaced_by_a_newer_one()
    {
        await ExpectAsync("8", "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight");
        Assert.Contains("Case.Deep 1.0.0 is loaded already, 2.0.0 was asked for", await FailAsync("#r \"nuget: Case.New, 1.0.0\""));
        await ExpectAsync("8", "Top.Value.Eight");
    }

    [Fact]
    public async Task Lines_stand_anywhere_with_comments_and_beside_libraries_and_the_packages_of_a_cell_fit_each_other()
    {
        Library.Build(folder, "Plain", "public static class Plain { public static int One => 1; }");
        await ExpectAsync("19", "using System.IO; // first\n#r \"Plain.dll\" // a library\nvar a = 1;\n  #r \"nuget: Case.Top, 1.0.0\" // older\n#r \"nuget: Case.New, 1.0.0\"\n#if false\n#r \"nuget: Case.None, 1.0.0\"\n#endif\nTop.Value.Eight + New.Value.Ten + Plain.One");
        await ExpectAsync("9", "Deep.Value.Nine");
        await ExpectAsync("#r \"nuget: Case.None, 1.0.0\"", "var text = @\"\n#r \"\"nuget: Case.None, 1.0.0\"\"\".Trim();\ntext");
    }

    [Fact]
    public async Task A_file_that_is_loaded_may_refer_to_packages_and_libraries_beside_it()
    {
        string other = Path.Combine(folder, "other");
        Library.Build(other, "Beside", "public static class Beside { public static int Two => 2; }");
        await File.WriteAllTextAsync(Path.Combine(other, "file.csx"), "#i \"nuget: ../feed\"\n#r \"Beside.dll\"\n#r \"nuget: Case.Top, 1.0.0\"\nint Sum() => Top.Value.Eight + Beside.Two;");
        await ExpectAsync("10", "#load \"other/file.csx\"\nSum()");
        await File.WriteAllTextAsync(Path.Combine(other, "bad.csx"), "\n#r \"none.dll\"");
        CellRun run = await RunAsync("#load \"other/bad.csx\"");
        Assert.Contains(Path.Combine(other, "none.dll"), run.Error!.Message);
        Assert.Contains("   at bad.csx, line 2", run.Error.Traceback);
    }

    [Fact]
    public async Task A_package_without_a_library_is_no_failure()
    {
        string note = Path.Combine(folder, "note.txt");
        await File.WriteAllTextAsync(note, "note");
        feed.Pack("Case.Meta", "1.0.0", [(note, "note.txt")], ("Case.Deep", "1.0.0"));
        feed.Pack("Case.Analyzer", "1.0.0", [(Library.Build(folder, "Look", "public class Look;"), "analyzers/dotnet/cs/Look.dll")]);
        await ExpectAsync("2", "#r \"nuget: Case.Analyzer, 1.0.0\"\n1 + 1");
        await ExpectAsync("7", "#r \"nuget: Case.Meta, 1.0.0\"\nDeep.Value.Seven");
        await ExpectAsync("7", "#r \"nuget: Case.Analyzer\"\n#r \"nuget: Case.Meta\"\nDeep.Value.Seven");
    }

    [Fact]
    public async Task A_library_of_the_framework_stays_and_one_newer_than_it_is_refused()
    {
        string[] files = ["4.0.0.0", "99.0.0.0"];
        foreach (string version in files)
            feed.Pack("System.Text.Json", version[..^2], [(Library.Build(Path.Combine(folder, version), "System.Text.Json", Feed.Versioned(version)), "lib/net8.0/System.Text.Json.dll")]);
        await ExpectAsync("[1]", "#r \"nuget: System.Text.Json, 4.0.0\"\nSystem.Text.Json.JsonSerializer.Serialize(new[] { 1 })");
        await using Session other = await Session.StartAsync(Options);
        CellRun run = await CellRun.OfAsync(other, "#r \"nuget: System.Text.Json, 99.0.0\"");
        Assert.Contains("System.Text.Json 99.0.0.0, but the runtime", run.Error!.Message);
    }

    [Fact]
    public async Task A_dependency_that_a_library_brought_already_serves_a_package_that_needs_an_older_one()
    {
        string bin = Path.Combine(folder, "bin");
        string deep = Library.Build(bin, "Case.Deep", Feed.Versioned("2.0.0") + "namespace Deep { public static class Value { public static int Seven => 70; } }");
        Library.Build(bin, "Course", "public static class Course { public static int Seven => Deep.Value.Seven; }", deep);
        await ExpectAsync("70", "#r \"bin/Course.dll\"\nCourse.Seven");
        await ExpectAsync("71", "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight");
        await ExpectAsync("70", "#r \"nuget: Case.Deep\"\nDeep.Value.Seven");
        await ExpectAsync("70", "#r \"nuget: Case.Deep, 2.0.0\"\nDeep.Value.Seven");
        Assert.Contains("Case.Deep 2.0.0 is loaded already, 1.0.0 was asked for", await FailAsync("#r \"nuget: Case.Deep, 1.0.0\""));
    }

    [Fact]
    public async Task A_library_of_another_version_at_another_path_is_refused()
    {
        Library.Build(Path.Combine(folder, "a"), "Same", Feed.Versioned("1.0.0") + "public class Same;");
        Library.Build(Path.Combine(folder, "b"), "Same", Feed.Versioned("1.0.0") + "public class Same;");
        Library.Build(Path.Combine(folder, "c"), "Same", Feed.Versioned("3.0.0") + "public class Same;");
        await ExpectAsync("Same", "#r \"a/Same.dll\"\nnew Same()");
        await ExpectAsync("Same", "#r \"b/Same.dll\"\nnew Same()");
        Assert.Contains("Same 1.0.0 is loaded already, 3.0.0 was asked for", await FailAsync("#r \"c/Same.dll\"\nnew Same()"));
    }

    [Fact]
    public async Task What_cannot_be_found_is_one_line_that_names_it_and_where_it_stands()
    {
        CellRun run = await RunAsync("#r \"nuget: Case.Deep, 1.0.0\"\n#r \"nuget: Case.None, 1.0.0\"\nDeep.Value.Seven");
        Assert.StartsWith("#r \"nuget: Case.None, 1.0.0\": error NU1101", run.Error!.Message);
        Assert.Equal(["   at line 2"], run.Error.Traceback);
        Assert.StartsWith("#r \"nuget: Case.Deep, 7.0.0\": error NU1102", await FailAsync("#r \"nuget: Case.Deep, 7.0.0\""));
        Assert.Contains("the same cell asks for Case.Deep 1.0.0", await FailAsync("#r \"nuget: Case.Deep, 1.0.0\"\n#r \"nuget: Case.Deep, 2.0.0\""));
        await ExpectAsync("7", "#r \"nuget: Case.Deep, 1.0.0\"\nDeep.Value.Seven");
        Assert.Contains("CompilationError", (await RunAsync("#r nuget: Case.Deep")).Error!.Name);
    }

    [Fact]
    public async Task Questions_know_what_packages_brought_even_of_a_cell_that_failed()
    {
        Assert.Equal("CompilationError", (await RunAsync("#r \"nuget: Case.Top, 1.0.0\"\nnone")).Error!.Name);
        const string code = "#r \"nuget: Case.Top, 1.0.0\" // again\nTop.Value.Eig";
        Assert.Contains((await session.CompleteAsync(code, code.Length)).Items, item => item.Text == "Eight");
        Assert.Equal("int Value.Seven", (await session.InspectAsync("Deep.Value.Seven", 13))!.Signature.Replace("Deep.", "").Split(" {")[0]);
        Assert.Equal(Completeness.Complete, await session.IsCompleteAsync("#i \"nuget: feed\"\n1 + 1"));
    }

    [Fact]
    public async Task A_source_can_be_a_folder_beside_the_notebook_and_needs_no_configuration()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
        await ExpectAsync("8", "#r \"nuget: Case.Top, 1.0.0\"\n#i \"nuget: feed\" // ours\nTop.Value.Eight");
        await ExpectAsync("2", "#i \"nuget: https://packages.example.org/v3/index.json\"\n1 + 1");
    }

    [Theory]
    [InlineData("#i \"nuget: ./none\"", "there is no folder")]
    [InlineData("#i \"nuget: ftp://example.org/feed\"", "not ftp://")]
    [InlineData("#i \"feed\"", "not of the form")]
    [InlineData("#i \"nuget: \"", "not of the form")]
    [InlineData("#i feed // comment", "not of the form")]
    [InlineData("#i", "not of the form")]
    public async Task A_source_that_is_none_is_told_in_one_line(string line, string why)
    {
        string message = await FailAsync($"{line}\n1 + 1");
        Assert.StartsWith(line.Split(" //")[0] + ": ", message);
        Assert.Contains(why, message);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_named_and_harms_nothing_that_another_has()
    {
        CellRun run = await RunAsync("#i \"nuget: https://127.0.0.1:9/index.json\"\n#r \"nuget: Case.Top, 1.*\"\nTop.Value.Eight");
        Assert.True(run.Error is null, run.Error?.Message);
        Assert.Equal("8", run.Result);
        Assert.Equal("The source https://127.0.0.1:9/index.json did not answer.\n", run.ErrorOutput.ReplaceLineEndings("\n"));
        Assert.Contains("no package source answered", await FailAsync("#r \"nuget: Case.None, 1.0.0\""));
    }

    [Fact]
    public async Task A_set_that_was_restored_before_needs_no_source()
    {
        await ExpectAsync("8", "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight");
        await ExpectAsync("9", "#r \"nuget: Case.Top\"\nTop.Value.Eight + 1");
        Directory.Delete(feed.Folder, true);
        await using Session other = await Session.StartAsync(Options);
        Assert.Equal("8", (await CellRun.OfAsync(other, "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight")).Result);
    }

    [Fact]
    public async Task Texts_in_other_languages_are_found_in_packages_and_beside_libraries()
    {
        string text = Library.Build(folder, "Texts", "public static class Texts { public static string Of(string culture) => System.Reflection.Assembly.GetExecutingAssembly().GetSatelliteAssembly(new System.Globalization.CultureInfo(culture)).GetName().CultureName; }");
        string resources = Satellite(Path.Combine(folder, "de"), "Texts", "de");
        string french = Satellite(Path.Combine(folder, "fr"), "Texts", "fr");
        feed.Pack("Case.Texts", "1.0.0", [(text, "lib/net8.0/Texts.dll"), (resources, "lib/net8.0/de/Texts.resources.dll")]);
        feed.Pack("Case.Texts.French", "1.0.0", [(french, "lib/net8.0/fr/Texts.resources.dll")]);
        await ExpectAsync("de fr", "#r \"nuget: Case.Texts, 1.0.0\"\n#r \"nuget: Case.Texts.French, 1.0.0\"\nTexts.Of(\"de\") + \" \" + Texts.Of(\"fr\")");
        await using Session other = await Session.StartAsync(Options);
        Assert.Equal("fr de", (await CellRun.OfAsync(other, "#r \"Texts.dll\"\nTexts.Of(\"fr\") + \" \" + Texts.Of(\"de\")")).Result);
    }

    [Fact]
    public async Task A_native_part_for_this_system_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The native library of this test is one of Linux.");
        string? libm = new[] { "/lib/x86_64-linux-gnu/libm.so.6", "/usr/lib/x86_64-linux-gnu/libm.so.6", "/lib/aarch64-linux-gnu/libm.so.6", "/lib64/libm.so.6" }.FirstOrDefault(File.Exists);
        if (libm is null) Assert.Skip("There is no libm where it is looked for.");
        string platform = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string code = "using System.Runtime.InteropServices; public static class Native { [DllImport(\"libcasemath\")] public static extern double cos(double x); [DllImport(\"casemath\", EntryPoint = \"cos\")] public static extern double Cos(double x); }";
        feed.Pack("Case.Native", "1.0.0", [(Library.Build(folder, "Native", code), "lib/net8.0/Native.dll"), (libm, $"runtimes/{platform}/native/libcasemath.so")]);
        await ExpectAsync("2", "#r \"nuget: Case.Native, 1.0.0\"\nNative.cos(0) + Native.Cos(0)");
    }

    [Fact]
    public async Task A_long_restore_says_so_and_an_interrupt_ends_it_and_leaves_the_session_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The restores are looked for in /proc.");
        await ExpectAsync("5", "var kept = 5;\nkept");
        // A source that takes the connection and never answers.
        using System.Net.Sockets.TcpListener silent = new(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((System.Net.IPEndPoint)silent.LocalEndpoint).Port}/index.json");
        feed.UseAlone(folder, address);
        TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<CellRun> running = CellRun.OfAsync(session, "#r \"nuget: Case.None, 1.0.0\"", e =>
        {
            if (e is DisplayEvent display && display.Data["text/plain"].StartsWith("Restoring Case.None 1.0.0", StringComparison.Ordinal)) shown.TrySetResult();
        });
        await shown.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Process[] restores = Restores();
        Assert.NotEmpty(restores);
        await session.InterruptAsync();
        CellRun run = await running;
        Assert.Equal(ExecutionStatus.Interrupted, run.Outcome.Status);
        foreach (Process restore in restores) await restore.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));
        feed.UseAlone(folder);
        await ExpectAsync("13", "#r \"nuget: Case.Top, 1.0.0\"\nTop.Value.Eight + kept");
    }

    /// <summary>The session's child processes.</summary>
    private Process[] Restores()
    {
        string parent = $"PPid:\t{session.ProcessId}\n";
        List<Process> found = [];
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "status")).Contains(parent))
                    found.Add(Process.GetProcessById(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture)));
            }
            catch (Exception error) when (error is IOException or ArgumentException)
            {
                // It has ended meanwhile.
            }
        }
        return [.. found];
    }

    private static string Satellite(string place, string name, string culture)
    {
        Directory.CreateDirectory(place);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"{name}.resources",
            [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyCulture(\"{culture}\")]", cancellationToken: TestContext.Current.CancellationToken)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        string path = Path.Combine(place, $"{name}.resources.dll");
        Assert.True(compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken).Success);
        return path;
    }
}
