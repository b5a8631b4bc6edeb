using System.Security.Cryptography;
using Teaching.Tests.Browsing;

namespace Teaching.Data.Tests;

/// <summary>
/// The network that reads a digit at the start of lesson 01, and how its file is made. With TEACHING_REMAKE=1 the test writes the file anew:
/// <c>TEACHING_REMAKE=1 dotnet run --project tests/Teaching.Data.Tests -- -class "*ReaderNetworkTests"</c>.
/// </summary>
public sealed class ReaderNetworkTests
{
    private static readonly string Stored = Path.Combine(Outside.Root, "notebooks", "stored", "01-reader.safetensors");

    /// <summary>Seed, rate and decay were chosen by the 1,000 validation digits, not by the test digits.</summary>
    [Fact]
    public void The_stored_network_is_what_the_training_gives()
    {
        LabelledImages train = DrawnDigits.Make(train: 12_000, test: 0).Train.Split(11_000).First;
        Network<double> network = Untrained();
        var trainer = new Trainer<double>(network, new SoftmaxCrossEntropyLoss<double>(),
            new Sgd<double>(network, rate: 0.05, momentum: 0.9, l2: 1e-3), ImageExamples<double>.OfClasses(train))
        { BatchSize = 64, Seed = 1 };
        trainer.Run(epochs: 30, TestContext.Current.CancellationToken);

        using var folder = new TemporaryFolder();
        string made = Environment.GetEnvironmentVariable("TEACHING_REMAKE") == "1" ? Stored : Path.Combine(folder.Path, "made.safetensors");
        network.Save(made);
        Assert.Equal(Sum(Stored), Sum(made));
    }

    [Fact]
    public void The_stored_network_has_the_recorded_checksum_and_is_small()
    {
        Assert.Equal("149a8a7f0f79908895b315473471d3358e1d25d204ec93a227b3f147ba62cd24", Sum(Stored));
        Assert.InRange(new FileInfo(Stored).Length, 1, 120_000);
    }

    [Fact]
    public void It_misreads_59_of_2000_digits_that_it_has_not_seen()
    {
        Network<double> network = Untrained();
        network.Load(Stored);
        Evaluation test = Evaluation.Of(network, new SoftmaxCrossEntropyLoss<double>(), ImageExamples<double>.OfClasses(DrawnDigits.Make(train: 0).Test));
        Assert.Equal(59, test.Wrong.Count());
    }

    private static Network<double> Untrained() => Network.OfDense<double>([784, 16, 10], Activation.Relu, Initializer.Xavier, new Rng(2));

    private static string Sum(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
