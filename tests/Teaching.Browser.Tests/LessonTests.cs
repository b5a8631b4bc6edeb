using System.Diagnostics;
using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Browser.Tests;

/// <summary>Every lesson, from its first cell to its last in the page: none fails, and what a student takes home is what is committed.</summary>
public sealed class LessonTests(Teaching.Tests.Browsing.Browser browser, LiveSite site) : LiveTests(browser, site)
{
    public static TheoryData<string> Chosen => [.. Lessons.Chosen];

    [Theory]
    [MemberData(nameof(Chosen))]
    public async Task A_page_runs_its_lesson_and_gives_what_is_committed(string lesson)
    {
        Tab tab = await OpenAsync(lesson);
        tab.Page.Context.SetDefaultTimeout(1_800_000);
        long began = Stopwatch.GetTimestamp();
        await tab.RunAllAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{lesson}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; {await tab.Says.InnerTextAsync()}");

        Notebook committed = Notebook.Read(Path.Combine(Site.Folder, lesson + ".ipynb"));
        Assert.Equal("", await tab.FailedAsync());
        Notebook mine = await tab.DownloadAsync();
        // A page draws its own digits.
        bool hasOtherData = committed.Data.Count > 0;
        Difference[] found = [.. NotebookComparer.Compare(committed, mine, new CompareOptions(hasOtherData))];
        Assert.True(found.Length == 0, $"{lesson}:\n{string.Join('\n', found.AsEnumerable())}");
        Assert.Empty(tab.Errors);
    }
}
