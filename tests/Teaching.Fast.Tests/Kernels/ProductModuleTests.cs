using System.Reflection;
using System.Text.RegularExpressions;
using Teaching.Tests.Browsing;

namespace Teaching.Fast.Tests.Kernels;

/// <summary>The product of the browser, a module of WebAssembly: in Node.js, without .NET around it.</summary>
public sealed partial class ProductModuleTests : IDisposable
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
    public void The_same_source_gives_the_same_bytes() => Assert.Equal(File.ReadAllBytes(Build("one")), File.ReadAllBytes(Build("another")));

    [Fact]
    public void It_reads_the_fields_of_the_task_in_their_order()
    {
        string source = File.ReadAllText(Path.Combine(Outside.Root, Sources, "product.ts"));
        string task = source[source.IndexOf("class ProductTask {", StringComparison.Ordinal)..];
        string[] read = [.. FieldOfTask().Matches(task[..task.IndexOf("\n}", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)];
        FieldInfo[] fields = typeof(ProductTask<float>).GetFields(BindingFlags.Instance | BindingFlags.Public);
        Assert.Equal(fields.OrderBy(field => field.MetadataToken).Select(field => field.Name).Take(read.Length), read, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(14, read.Length);
    }

    private string Build(string name)
    {
        string to = Path.Combine(folder, name);
        Node.Run(Sources + "/build.mjs", to);
        return Path.Combine(to, "product.wasm");
    }

    [GeneratedRegex(@"^  (\w+): \w+;", RegexOptions.Multiline)]
    private static partial Regex FieldOfTask();
}
