using System.Reflection;
using System.Text.RegularExpressions;
using Teaching.Tests.Browsing;

namespace Teaching.Fast.Tests.Kernels;

/// <summary>What the browser computes for the library, a module of WebAssembly: in Node.js, without .NET around it.</summary>
public sealed partial class KernelModuleTests : IDisposable
{
    private const string Sources = "src/Teaching.Browser/Kernels";

    private readonly string folder = Directory.CreateTempSubdirectory("kernels").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Any_shape_storage_and_start_gives_the_bits_of_three_loops_that_round_product_and_sum()
    {
        string module = Build("module");
        string seed = Random.Shared.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        Assert.Contains("1500 products", Node.Run("tests/Teaching.Fast.Tests/Kernels/compare.mjs", module, seed), StringComparison.Ordinal);
    }

    [Fact]
    public void All_else_gives_the_bits_of_plain_loops()
    {
        string seed = Random.Shared.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        Assert.Contains("1000 results", Node.Run("tests/Teaching.Fast.Tests/Kernels/others.mjs", Build("module"), seed), StringComparison.Ordinal);
    }

    [Fact]
    public void Exp_and_tanh_are_those_of_JavaScript_to_the_last_places() =>
        Assert.Contains("4 functions", Node.Run("tests/Teaching.Fast.Tests/Kernels/elementary.mjs", Build("module")), StringComparison.Ordinal);

    [Fact]
    public void The_same_source_gives_the_same_bytes() => Assert.Equal(File.ReadAllBytes(Build("one")), File.ReadAllBytes(Build("another")));

    [Theory]
    [InlineData("product.ts", typeof(ProductTask<float>), 14)]
    [InlineData("window.ts", typeof(WindowRow<float>), 12)]
    [InlineData("lanes.ts", typeof(LaneSums<float>), 9)]
    [InlineData("pixels.ts", typeof(PixelRows), 7)]
    [InlineData("adam.ts", typeof(AdamStep<float>), 14)]
    [InlineData("pooling.ts", typeof(PoolingTask), 13)]
    [InlineData("elementary.ts", typeof(NumbersTask), 3)]
    public void It_reads_the_fields_of_a_task_in_their_order(string file, Type type, int count)
    {
        string source = Source(file), name = type.Name.Split('`')[0];
        string task = source[source.IndexOf($"class {name}", StringComparison.Ordinal)..];
        string[] read = [.. FieldOfTask().Matches(task[..task.IndexOf("\n}", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)];
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public);
        Assert.Equal(fields.OrderBy(field => field.MetadataToken).Select(field => field.Name).Take(count), read, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_knows_the_kernels_by_the_numbers_of_the_library() =>
        Assert.Equal(Enum.GetValues<HostKernel>().Select(kernel => $"{(int)kernel}: {kernel}"),
            KernelNumber().Matches(Source("kernels.ts")).Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}"), StringComparer.OrdinalIgnoreCase);

    private static string Source(string file) => File.ReadAllText(Path.Combine(Outside.Root, Sources, file));

    private string Build(string name)
    {
        string to = Path.Combine(folder, name);
        Node.Run(Sources + "/build.mjs", to);
        return Path.Combine(to, "kernels.wasm");
    }

    [GeneratedRegex(@"^  (\w+): \w+;", RegexOptions.Multiline)]
    private static partial Regex FieldOfTask();

    [GeneratedRegex(@"case (\d+): (\w+)<T>")]
    private static partial Regex KernelNumber();
}
