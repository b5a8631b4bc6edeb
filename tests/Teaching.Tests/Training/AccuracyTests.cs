using Teaching.Data.Tests;

namespace Teaching.Tests.Training;

/// <summary>What the course's networks reach with a fixed seed.</summary>
[Trait("duration", "slow")]
public class AccuracyTests
{
    [Fact]
    public void Three_hidden_layers_reach_97_5_percent_on_MNIST_within_ten_epochs()
    {
        DataSet mnist = DataSets.Load("mnist", [SharedData.Folder("mnist")]);
        Assert.InRange(Accuracy(mnist, [784, 256, 256, 256, 10], epochs: 10), 0.975, 1);
    }

    [Fact]
    public void Two_hidden_layers_pass_97_percent_on_drawn_digits_and_a_linear_model_stays_under_95()
    {
        DataSet drawn = DrawnDigits.Make();
        Assert.InRange(Accuracy(drawn, [784, 256, 128, 10], epochs: 10), 0.97, 1);
        Assert.InRange(Accuracy(drawn, [784, 10], epochs: 20), 0.8, 0.95);
    }

    private static double Accuracy(DataSet data, int[] widths, int epochs)
    {
        var network = Network.OfDense<float>(widths, Activation.Relu, Initializer.He, new Rng(1));
        var loss = new SoftmaxCrossEntropyLoss<float>();
        var trainer = new Trainer<float>(network, loss, new Sgd<float>(network, rate: 0.1), ImageExamples<float>.OfClasses(data.Train)) { BatchSize = 64 };
        var history = trainer.Run(epochs);
        double accuracy = Evaluation.Of(network, loss, ImageExamples<float>.OfClasses(data.Test)).Accuracy;
        TestContext.Current.TestOutputHelper?.WriteLine($"{data.Title}, {network}: {accuracy:F4} on the test set after {history.Epochs.Sum(e => e.Seconds):F1} s\n{history.ToTable()}");
        return accuracy;
    }
}
