using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Polyglot.Tests.Hosts;

namespace Teaching.Polyglot.Tests;

/// <summary>Every lesson, cell by cell, in the real C# kernel of .NET Interactive: it gives what is committed, but for the limits of that host.</summary>
public sealed class LessonTests
{
    public static TheoryData<string> InTool => [.. Lessons.InTool];

    public static TheoryData<string> InPackage => [.. Lessons.InPackage];

    [Theory]
    [MemberData(nameof(InTool))]
    public async Task The_tool_that_Polyglot_Notebooks_starts_gives_what_is_committed(string lesson)
    {
        await using ToolHost host = ToolHost.Start();
        await GivesWhatIsCommitted(host, lesson);
    }

    [Theory]
    [MemberData(nameof(InPackage))]
    public async Task The_package_of_the_kernel_gives_what_is_committed(string lesson)
    {
        await using PackageHost host = new();
        await GivesWhatIsCommitted(host, lesson);
    }

    private static async Task GivesWhatIsCommitted(Host host, string lesson)
    {
        Notebook committed = Notebook.Read(Path.Combine(Lessons.Folder, lesson));
        LessonRun run = await LessonRun.InAsync(host, committed);
        (IReadOnlyList<Difference> left, IReadOnlyList<HostLimit> needed) = HostLimits.Judge(committed, run);

        Assert.True(left.Count == 0, $"{lesson}:\n{string.Join('\n', left)}");
        // With the drawn digits texts are not compared, so there is nothing to excuse.
        if (NotebookComparer.HaveOtherData(committed, run.Executed)) return;
        Assert.Equal(HostLimits.Of(lesson).Select(limit => limit.Name), needed.Select(limit => limit.Name));
    }
}
