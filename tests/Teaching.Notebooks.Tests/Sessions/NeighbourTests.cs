using Teaching.Notebooks.Sessions;
using Teaching.Tests.Browsing;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>A name that the compiler does not know, but that a library beside a referenced one has: the error says what to add.</summary>
public sealed class NeighbourTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("teach-test-").FullName;
    private Session session = null!;

    public async ValueTask InitializeAsync()
    {
        Library.Build(folder, "Shop", "namespace Shop; public class Till { }");
        Library.Build(folder, "Shop.Fruit", "namespace Shop.Fruit; public class Apple<T> { public static int Count() => 3; } public static class Peeling { public static string Peel(this string s) => s; } internal class Core { }");
        session = await Session.StartAsync(TestSession.Options with { WorkingDirectory = folder });
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(folder, true);
    }

    [Theory]
    [InlineData("new Apple<int>()", "Apple is in Shop.Fruit.dll: add '#r \"./Shop.Fruit.dll\"' and 'using Shop.Fruit;'.")]
    [InlineData("Peeling.Peel(\"a\")", "Peeling is in Shop.Fruit.dll: add '#r \"./Shop.Fruit.dll\"' and 'using Shop.Fruit;'.")]
    [InlineData("\"a\".Peel()", "Peeling.Peel is in Shop.Fruit.dll: add '#r \"./Shop.Fruit.dll\"' and 'using Shop.Fruit;'.")]
    [InlineData("new Till()", "Till is in the namespace Shop: is 'using Shop;' missing?")]
    public async Task An_unknown_name_is_looked_for_beside_the_referenced_library(string code, string advice)
    {
        string message = (await CellRun.OfAsync(session, "#r \"./Shop.dll\"\n" + code)).Error!.Message;
        Assert.EndsWith(". " + advice, message);
    }

    [Theory]
    [InlineData("Nothing.Of()")]
    [InlineData("new Core()")]
    public async Task What_is_nowhere_or_not_public_gets_no_advice(string code) =>
        Assert.DoesNotContain("Shop", (await CellRun.OfAsync(session, "#r \"./Shop.dll\"\n" + code)).Error!.Message);

    [Fact]
    public async Task What_is_advised_helps() => Assert.Equal("3",
        (await CellRun.OfAsync(session, "#r \"./Shop.dll\"\n#r \"./Shop.Fruit.dll\"\nusing Shop.Fruit;\nApple<int>.Count()")).Result);

    [Theory]
    [InlineData("var data = DataSets.MnistOrDrawn();", "DataSets is in Teaching.Data.dll", "Teaching.Data")]
    [InlineData("display(Chart.Line([1.0, 2]));", "Chart is in Teaching.Charts.dll", "Teaching.Charts")]
    [InlineData("var e = Examples<float>.OfClasses(null);", "ImageExamples.OfClasses is in Teaching.Data.dll", "Teaching.Data")]
    [InlineData("var c = ConfusionMatrix.Of([0], [0], 2); c.ToChart()", "Charts.dll: add", "Teaching.Charts")]
    public async Task An_old_lesson_with_the_one_line_of_old_is_told_what_to_add(string code, string advice, string library)
    {
        string old = Path.Combine(Outside.Root, "artifacts", "teaching", "Teaching.dll");
        string message = (await CellRun.OfAsync(session, $"#r \"{old}\"\nusing Teaching;\nCourse.Start();\n{code}")).Error!.Message;
        Assert.Contains(advice, message);
        Assert.Contains($"add '#r \"{Path.Combine(Outside.Root, "artifacts", "teaching", library + ".dll")}\"' and 'using {library};'", message);
    }
}
