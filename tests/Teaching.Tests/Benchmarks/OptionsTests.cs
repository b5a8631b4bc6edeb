using Teaching.Benchmarks;

namespace Teaching.Tests.Benchmarks;

/// <summary>The command line of the benchmarks.</summary>
public class OptionsTests
{
    [Fact]
    public void An_epoch_of_training_is_measured_less_often_than_a_product() =>
        Assert.InRange(Options.Parse(["train"]).Rounds, 3, Options.Parse(["product"]).Rounds - 1);

    [Fact]
    public void Without_arguments_the_product_is_measured_on_one_and_on_all_threads()
    {
        Options options = Options.Parse([]);
        Assert.Equal("product", options.Verb);
        Assert.Equal(new[] { 1, Environment.ProcessorCount }.Distinct(), options.Threads);
    }

    [Fact]
    public void Every_option_is_read()
    {
        Options options = Options.Parse(["product", "--rounds", "3", "--threads", "1,4", "--batches", "7", "--json", "figures.json"]);
        Assert.Equal(3, options.Rounds);
        Assert.Equal([1, 4], options.Threads);
        Assert.Equal(7, options.Batches);
        Assert.Equal("figures.json", options.Json);
    }

    [Fact]
    public void Charts_go_to_docs_or_to_a_folder_that_is_there()
    {
        Assert.Equal("docs", Options.Parse(["charts"]).Folder);
        Assert.Equal(Path.GetTempPath(), Options.Parse(["charts", "--folder", Path.GetTempPath()]).Folder);
    }

    [Theory]
    [InlineData("--rounds needs a value", "product", "--rounds")]
    [InlineData("takes whole numbers from 1, not 'many'", "product", "--rounds", "many")]
    [InlineData("takes whole numbers from 1, not '0'", "product", "--threads", "1,0")]
    [InlineData("there is no option --speed", "product", "--speed", "9")]
    [InlineData("there is no such folder", "product", "--json", "no/such/folder/figures.json")]
    [InlineData("there is no such folder", "charts", "--folder", "no/such/folder")]
    public void What_cannot_be_read_is_named(string message, params string[] args) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Options.Parse(args)).Message);
}
