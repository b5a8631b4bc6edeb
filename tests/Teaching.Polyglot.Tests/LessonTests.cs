using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;
using Teaching.Polyglot.Tests.Hosts;

namespace Teaching.Polyglot.Tests;

public sealed class LessonTests
{
    public static TheoryData<string> All => [.. Lessons.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Tool(string lesson) => await Run(ToolHost.Start(), lesson);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Package(string lesson) => await Run(new PackageHost(), lesson);

    private static async Task Run(Host host, string lesson)
    {
        await using (host)
        {
            Notebook committed = Notebook.Read(Path.Combine(Lessons.Folder, lesson));
            Notebook fresh = await LessonRun.InAsync(host, committed);
            Directory.CreateDirectory("/tmp/pg/out");
            fresh.Write($"/tmp/pg/out/{host.GetType().Name}-{lesson}");
            Assert.Equal([], NotebookComparer.Compare(committed, fresh, new CompareOptions(NotebookComparer.HaveOtherData(committed, fresh))).Select(d => d.ToString()));
        }
    }
}
