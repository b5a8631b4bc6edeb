using Teaching.Notebooks.Comparing;
using Teaching.Notebooks.Documents;

namespace Teaching.Polyglot.Tests;

/// <summary>One thing that .NET Interactive does not do, the form of output that it excuses, and the lessons where a reader sees it.</summary>
/// <param name="Name">What the host does instead.</param>
/// <param name="Excuses">Whether a difference in a cell, as it is committed, is of this form and no other.</param>
/// <param name="Lessons">The lessons that need the excuse: not one more, not one less.</param>
internal sealed record HostLimit(string Name, Func<Difference, Cell, LessonRun, bool> Excuses, params string[] Lessons);

/// <summary>All that may differ in .NET Interactive; what no limit excuses is a fault of ours.</summary>
internal static class HostLimits
{
    /// <summary>The handle that display(x) gives updates under an id of its own: what was shown first stays, VS Code shows the rest below it, Jupyter not at all.</summary>
    private static readonly HostLimit updates = new(
        "an updated text stays as it was shown first", IsOfUpdates, "09-convolutional-network.ipynb");

    private static readonly HostLimit[] all = [updates];

    /// <summary>What differs in a lesson, what of it no limit excuses, and which limits were needed.</summary>
    public static (IReadOnlyList<Difference> Left, IReadOnlyList<HostLimit> Needed) Judge(Notebook committed, LessonRun run)
    {
        CompareOptions options = new(NotebookComparer.HaveOtherData(committed, run.Executed));
        ILookup<HostLimit?, Difference> found = NotebookComparer.Compare(committed, run.Executed, options).ToLookup(difference =>
            difference.Cell == 0 ? null : all.FirstOrDefault(limit => limit.Excuses(difference, committed.Cells[difference.Cell - 1], run)));
        return ([.. found[null]], [.. found.Select(group => group.Key).OfType<HostLimit>()]);
    }

    /// <summary>The limits that a lesson should need.</summary>
    public static IReadOnlyList<HostLimit> Of(string lesson) => [.. all.Where(limit => limit.Lessons.Contains(lesson))];

    /// <summary>A text that the host did send as an update, and that should have replaced the one that stayed.</summary>
    private static bool IsOfUpdates(Difference difference, Cell committed, LessonRun run) =>
        difference.Problem.StartsWith(MimeBundle.PlainText, StringComparison.Ordinal)
        && committed.Outputs[difference.Output - 1] is DisplayOutput shown
        && run.UpdatesOf(committed.Id).Any(update => !BundleComparer.Compare(shown.Data, update, committed.Tolerance).Any());
}
