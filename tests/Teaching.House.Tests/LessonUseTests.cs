using Teaching.Tests.Browsing;

namespace Teaching.House.Tests;

/// <summary>
/// Each file of the small library says which lessons use it, and says so truly. With TEACHING_MEND=1 in the environment the sentences are
/// written anew.
/// </summary>
public class LessonUseTests
{
    [Fact]
    public void Each_library_file_names_the_lessons_that_use_it()
    {
        LessonUse use = new(Path.Combine(Outside.Root, "notebooks"));
        if (Environment.GetEnvironmentVariable("TEACHING_MEND") == "1")
        {
            foreach ((string path, string text) in Library.Files.Where(file => use.Complaint(file.Path, file.Text) is not null))
                File.WriteAllText(Path.Combine(Outside.Root, "src", "Teaching", path), use.Mended(text));
            return;
        }
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

    [Theory]
    [InlineData("/// <summary>A.</summary>\npublic class A;", "/// <summary>A. Used in lesson 01.</summary>\npublic class A;")]
    [InlineData("/// <summary>A. Used in lessons 02, 03.</summary>\npublic class A;", "/// <summary>A. Used in lesson 01.</summary>\npublic class A;")]
    [InlineData("/// <summary>\n/// A.\n/// </summary>\npublic class A;", "/// <summary>\n/// A.\n/// Used in lesson 01.\n/// </summary>\npublic class A;")]
    [InlineData("public class A { /** <summary>x</summary> */ int x; }", "/// <summary>Used in lesson 01.</summary>\npublic class A { /** <summary>x</summary> */ int x; }")]
    [InlineData("/// <summary>\n/// B.\n/// Used in lesson 01.\n/// </summary>\npublic class B;", "/// <summary>\n/// B.\n/// </summary>\npublic class B;")]
    public void A_sentence_is_put_where_it_belongs(string source, string mended)
    {
        LessonUse use = new(("01", "new A()"));
        Assert.Equal(mended, use.Mended(source));
        Assert.Null(use.Complaint("F.cs", mended));
    }
}
