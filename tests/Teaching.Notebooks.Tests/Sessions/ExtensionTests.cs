using Teaching.Notebooks.Sessions;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Packages that extend .NET Interactive, of a feed that the test makes: needs no network.</summary>
public sealed class ExtensionTests : IAsyncLifetime
{
    private const string Place = "interactive-extensions/dotnet/";

    private readonly string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
    private readonly Feed feed;
    private Session session = null!;

    public ExtensionTests() => feed = new Feed(folder);

    public async ValueTask InitializeAsync()
    {
        feed.UseAlone(folder);
        session = await Session.StartAsync(TestSession.Options with
        {
            WorkingDirectory = folder,
            Environment = new Dictionary<string, string?> { ["XDG_DATA_HOME"] = Path.Combine(folder, "data"), ["NUGET_PACKAGES"] = Path.Combine(folder, "packages") },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(folder, true);
    }

    private async Task<CellRun> RunAsync(string code)
    {
        CellRun run = await CellRun.OfAsync(session, code);
        Assert.True(run.Error is null, run.Error?.Message);
        return run;
    }

    /// <summary>What the cell shows, without the notice of a restore, which is cleared.</summary>
    private static DisplayEvent[] Shown(CellRun run) =>
        [.. run.Events.Skip(run.Events.Select((e, i) => e is ClearEvent ? i : -1).Append(-1).Max() + 1).OfType<DisplayEvent>()];

    private string Build(string name, string code) => Library.Build(
        Path.Combine(folder, name), name, code,
        [Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "netstandard.dll"), .. Directory.GetFiles(Path.Combine(Path.GetDirectoryName(TestSession.Options.Arguments[0])!, "interactive"), "Microsoft.*.dll")]);

    private static string Extension(string body, string more = "") =>
        $$"""
        using Microsoft.DotNet.Interactive; using Microsoft.DotNet.Interactive.Commands; using Microsoft.DotNet.Interactive.Formatting; using System.Threading.Tasks; using System;
        public sealed class Extension : IKernelExtension
        {
            public async Task OnLoadAsync(Kernel kernel) { await Task.Yield(); {{body}} }
        }
        {{more}}
        """;

    [Fact]
    public async Task An_extension_runs_once_before_the_cell_and_what_it_shows_and_registers_appears()
    {
        string library = Build("Case.Stars", Extension(
            "Formatter.Register<Star>(star => $\"<b>{star.N}</b>\", \"text/html\"); KernelInvocationContext.Current.DisplayAs($\"loaded in {kernel.Name}\", \"text/markdown\"); Console.Write(\"printed\");",
            "public sealed record Star(int N);"));
        feed.Pack("Case.Stars", "1.0.0", [(library, "lib/net8.0/Case.Stars.dll"), (library, Place + "Case.Stars.dll")]);
        CellRun run = await RunAsync("#r \"nuget: Case.Stars, 1.0.0\"\nnew Star(3)");
        Assert.Equal("printed", run.Output);
        Assert.Equal(["loaded in .NET", "<b>3</b>"], Shown(run).Select(display => Assert.Single(display.Data).Value));
        run = await RunAsync("#r \"nuget: Case.Stars, 1.0.0\"\nnew Star(4)");
        Assert.Equal("<b>4</b>", Assert.Single(Shown(run)).Data["text/html"]);
    }

    [Fact]
    public async Task A_library_that_is_no_reference_extends_the_session_and_its_code_runs_there()
    {
        string library = Build("Case.Apart", Extension(
            "await kernel.SendAsync(new SubmitCode(\"int submitted = 5;\")); kernel.FindKernelByName(\"csharp\").DeferCommand(new SubmitCode(\"int deferred = 6;\"));"));
        feed.Pack("Case.Apart", "1.0.0", [(library, Place + "Case.Apart.dll")]);
        Assert.Equal("11", (await RunAsync("#r \"nuget: Case.Apart, 1.0.0\"\nsubmitted + deferred")).Result);
    }

    [Fact]
    public async Task An_extension_that_fails_is_one_line_and_the_cell_goes_on()
    {
        string library = Build("Case.Broken", Extension("throw new InvalidOperationException(\"out of fuel\");"));
        feed.Pack("Case.Broken", "1.0.0", [(library, Place + "Case.Broken.dll")]);
        CellRun run = await RunAsync("#r \"nuget: Case.Broken, 1.0.0\"\n1 + 1");
        Assert.Equal("The extension of Case.Broken failed: System.InvalidOperationException: out of fuel\n", run.ErrorOutput.ReplaceLineEndings("\n"));
        Assert.Equal("2", run.Result);
    }

    [Fact]
    public async Task A_script_runs_as_cells()
    {
        string script = Path.Combine(folder, "extension.dib");
        await File.WriteAllTextAsync(script, "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\"}}\n\n#!csharp\n\nint fromScript = 7;\n\n#!markdown\n\n*hello*\n\n#!csharp\n\nusing System.IO;\nConsole.Write(fromScript);\n");
        feed.Pack("Case.Script", "1.0.0", [(script, Place + "extension.dib")]);
        CellRun run = await RunAsync("#r \"nuget: Case.Script, 1.0.0\"\nPath.GetFileName(\"a/b\") + fromScript");
        Assert.Equal("7", run.Output);
        Assert.Equal("*hello*", Shown(run)[0].Data["text/markdown"].Trim());
        Assert.Equal("b7", run.Result);
    }

    [Fact]
    public async Task Another_version_of_the_packages_is_answered_by_the_engines_own()
    {
        string library = Build("Microsoft.DotNet.Interactive.Formatting", "public class Old;");
        feed.Pack("Microsoft.DotNet.Interactive.Formatting", "1.0.0-beta.1", [(library, "lib/net8.0/Microsoft.DotNet.Interactive.Formatting.dll")]);
        CellRun run = await RunAsync("#r \"nuget: Microsoft.DotNet.Interactive.Formatting, 1.0.0-beta.1\"\nMicrosoft.DotNet.Interactive.Formatting.Formatter.Register<Version>(version => \"v\", \"text/html\");\nnew Version(1, 2)");
        Assert.Equal("v", Assert.Single(Shown(run)).Data["text/html"]);
    }
}
