using System.Text.Json;
using Teaching.Tests.Browsing;

namespace Teaching.Tests.Lessons;

/// <summary>The runs that lesson 10 shows as stored: files that can be read, small, and what the lesson says of them.</summary>
public class StoredRunTests
{
    private static string Stored(string file) => Path.Combine(Outside.Root, "notebooks", "stored", file);

    private static double[] Epochs(string run, string column)
    {
        using var history = JsonDocument.Parse(File.ReadAllText(Stored($"10-{run}.json")));
        return [.. history.RootElement.GetProperty("Epochs").EnumerateArray().Select(epoch => epoch.GetProperty(column).GetDouble())];
    }

    [Fact]
    public void Twenty_epochs_over_the_classes_reached_99_2_percent_of_the_test_images()
    {
        double[] accuracy = Epochs("classes", "ValidationAccuracy");
        Assert.Equal(20, accuracy.Length);
        Assert.True(accuracy[^1] >= 0.992, $"{accuracy[^1]}");
    }

    [Fact]
    public void Twenty_epochs_over_the_batch_never_came_below_the_least_loss()
    {
        double[] loss = Epochs("batch", "TrainLoss");
        Assert.Equal(20, loss.Length);
        Assert.All(loss, value => Assert.InRange(value, 3.88, Math.Log(512)));
    }

    [Fact]
    public void The_stored_network_fits_the_ten_convolutions_and_replaces_all_that_they_learned()
    {
        var network = TenConvolutions.Make<float>(new Rng(2));
        var before = network.Parameters.Select(p => p.Value.Clone()).ToArray();
        network.Load(Stored("10-classes.safetensors"));
        Assert.All(network.Parameters.Zip(before), pair => Assert.NotEqual(pair.Second, pair.First.Value));
        Assert.All(network.Parameters, p => Assert.All(p.Value.Enumerate(), value => Assert.True(float.IsFinite(value))));
    }

    [Theory]
    [InlineData("10-classes.json")]
    [InlineData("10-batch.json")]
    [InlineData("10-classes.safetensors")]
    [InlineData("10-batch.safetensors")]
    public void Stored_files_are_small(string file) => Assert.InRange(new FileInfo(Stored(file)).Length, 1, 120_000);
}
