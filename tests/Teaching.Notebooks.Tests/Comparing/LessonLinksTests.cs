using System.Text.RegularExpressions;
using Teaching.Notebooks.Documents;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Comparing;

/// <summary>Where the lessons and the syllabus link to: to files that are there, to cells that are there, on and back.</summary>
public sealed partial class LessonLinksTests
{
    private static readonly string Folder = Path.Combine(Outside.Root, "notebooks");
    private static readonly string[] Files = [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Lessons => [.. Files];

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Each_link_in_a_lesson_leads_to_a_file_and_to_a_cell_that_are_there(string lesson) =>
        Assert.Empty(TextOf(lesson).SelectMany(DeadLinks));

    [Fact]
    public void Each_link_in_the_syllabus_does_so_too_and_it_names_every_lesson()
    {
        string syllabus = File.ReadAllText(Path.Combine(Folder, "README.md"));
        Assert.Empty(DeadLinks(syllabus));
        Assert.All(Files, lesson => Assert.Contains($"]({lesson})", syllabus));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Each_lesson_leads_to_the_one_before_and_the_one_after(string lesson)
    {
        int place = Array.IndexOf(Files, lesson);
        string text = string.Join('\n', TextOf(lesson));
        if (place > 0) Assert.Contains($"]({Files[place - 1]}", text);
        if (place < Files.Length - 1) Assert.Contains($"]({Files[place + 1]}", text);
    }

    private static IEnumerable<string> TextOf(string lesson) =>
        Notebook.Read(Path.Combine(Folder, lesson)).Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source);

    private static IEnumerable<string> DeadLinks(string markdown) =>
        from Match link in Link().Matches(markdown)
        let file = link.Groups[1].Value
        where !file.Contains(':', StringComparison.Ordinal) && !IsThere(file, link.Groups[2].Value)
        select link.Value;

    private static bool IsThere(string file, string cell)
    {
        string path = Path.GetFullPath(Path.Combine(Folder, file));
        return cell.Length == 0 ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && Notebook.Read(path).Cells.Any(one => one.Id == cell);
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#([^)\s]+))?\)")]
    private static partial Regex Link();
}
