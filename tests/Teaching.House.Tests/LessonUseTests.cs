using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>Each file of the small library says which lessons use it, and says so truly.</summary>
public class LessonUseTests
{
    [Fact]
    public void Each_library_file_names_the_lessons_that_use_it()
    {
        LessonUse use = new(Path.Combine(Outside.Root, "notebooks"));
        string[] complaints = [.. Library.Files.Select(file => use.Complaint($"src/Teaching/{file.Path}", file.Text)).OfType<string>()];
        Assert.True(complaints.Length == 0, string.Join("\n", complaints));
    }

    [Theory]
    [InlineData("/// <summary>A. Used in lessons 01, 03.</summary>\npublic class A;", null)]
    [InlineData("public class A;", "F.cs: say \"Used in lessons 01, 03.\" in the first summary")]
    [InlineData("/// Used in lesson 02.\npublic class A;", "F.cs: say \"Used in lessons 01, 03.\" once, in place of \"Used in lesson 02.\"")]
    [InlineData("/// Used in lesson 02.\npublic class B;", "F.cs: no lesson uses it, take out \"Used in lesson 02.\"")]
    [InlineData("internal class A;", null)]
    [InlineData("public static class More { public static int Twice(this int n) => 2 * n; }", "F.cs: say \"Used in lesson 02.\" in the first summary")]
    public void What_a_file_says_is_compared_with_the_names_in_the_cells(string source, string? complaint)
    {
        LessonUse use = new(("01", "var a = new A();"), ("02", "class A { }\nvar b = 2.Twice(); // B\nstring text = \"B\";"), ("03", "A.Of<int>(1);"));
        Assert.Equal(complaint, use.Complaint("F.cs", source));
    }
}
