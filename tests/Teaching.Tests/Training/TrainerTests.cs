// These runs take milliseconds; what cancellation does is a test of its own.
#pragma warning disable xUnit1051
using System.Security.Cryptography;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Training;

[Collection(Alone.Name)]
public class TrainerTests
{
    private static readonly DataSet Digits = DrawnDigits.Make(1_000, 200, seed: 5);
    private static readonly Examples<float> Train = ImageExamples<float>.OfClasses(Digits.Train);
    private static readonly Examples<float> Test = ImageExamples<float>.OfClasses(Digits.Test);

    [Fact]
    public void A_small_network_overfits_twenty_examples()
    {
        var few = ImageExamples<float>.OfClasses(Digits.Train.Take(20));
        var network = Net(784, 32, 10);
        Assert.Equal(Math.Log(10), Evaluation.Of(network, new SoftmaxCrossEntropyLoss<float>(), few).Loss, 0.7);
        var history = Make(network, few, batch: 20).Run(200);
        Assert.Equal(1, history.Last.TrainAccuracy);
        Assert.InRange(history.Last.TrainLoss, 0, 0.02);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void The_same_seed_gives_the_same_bits_on_one_and_on_two_threads(double momentum)
    {
        string[] sums = [.. new[] { 1, 2, 3 }.Select(threads => With(threads, () =>
        {
            var network = Net(784, 256, 128, 10);
            var history = Make(network, Train, momentum: momentum).Run(2);
            using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var p in network.Parameters) sum.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(MatrixView<float>.Of(p.Value).Data));
            return string.Join(" ", history.Updates.Select(x => x.ToString("R", null))) + Convert.ToHexString(sum.GetHashAndReset());
        }))];
        Assert.Equal(sums[0], sums[1]);
        Assert.Equal(sums[0], sums[2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_batch_allocates_once_all_sizes_have_been_seen(int threads) => With(threads, () =>
    {
        // 1,000 examples in batches of 3: 333 full ones and one of 1, with momentum and validation.
        List<long> allocated = new(10);
        Make(Net(784, 48, 10), Train, batch: 3, validation: Test, momentum: 0.5, progress: p =>
        {
            if (p.Ended is not null) allocated.Add(GC.GetTotalAllocatedBytes(precise: true));
        }).Run(4);
        long bytes = allocated[3] - allocated[2];
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes in an epoch of 334 updates");
        // One object a batch would be 8,016 bytes at least.
        Assert.InRange(bytes, 0, 2_000);
        return 0;
    });

    [Fact]
    public void The_history_has_every_update_and_epoch()
    {
        List<TrainingProgress> heard = [];
        var trainer = Make(Net(784, 16, 10), Train, batch: 300, validation: Test, progress: heard.Add);
        var history = trainer.Run(2);
        Assert.Same(history, trainer.History);
        Assert.Equal(8, history.Updates.Count);
        Assert.Equal([1, 2], history.Epochs.Select(e => e.Epoch));
        Assert.Equal((300 * history.Updates.Take(3).Sum() + 100 * history.Updates[3]) / 1000, history.Epochs[0].TrainLoss, 1e-12);
        var evaluation = Evaluation.Of(trainer2(), new SoftmaxCrossEntropyLoss<float>(), Test);
        Assert.Equal(evaluation.Loss, history.Last.ValidationLoss!.Value, 1e-12);
        Assert.Equal(evaluation.Accuracy, history.Last.ValidationAccuracy);
        Assert.Equal([1, 2], heard.Where(p => p.Ended is not null).Select(p => p.Epoch));
        Assert.Matches(@"^epoch 1 of 2, loss [\d.]+, accuracy 0\.\d{4}, validation loss [\d.]+, accuracy 0\.\d{4}, \d+ s left$", heard.First(p => p.Ended is not null).ToString());
        Assert.Matches(@"accuracy 0\.\d{4}$", heard[^1].ToString());
        Assert.Equal("epoch 1 of 2, update 3 of 4, loss 0.5, accuracy 0.2500, 1 min 5 s left", new TrainingProgress(1, 2, 3, 4, 0.5, 0.25, null, 64.2).ToString());

        Network<float> trainer2()
        {
            var network = Net(784, 16, 10);
            Make(network, Train, batch: 300).Run(2);
            return network;
        }
    }

    [Fact]
    public void The_history_shows_itself_as_a_table()
    {
        var trainer = Make(Net(784, 16, 10), Train, batch: 100, validation: Test);
        Assert.Contains("call Run first", Assert.Throws<InvalidOperationException>(() => trainer.History).Message);
        var history = trainer.Run(2);
        Assert.StartsWith("2 epochs, 20 updates\nepoch  train loss  train accuracy  validation loss  validation accuracy\n", history.ToString() + history.ToTable().ToString()[history.ToString().Length..]);
        Assert.Equal(2, history.ToTable().Rows.Count);
        Assert.DoesNotContain("validation", Make(Net(784, 16, 10), Train, batch: 100).Run(1).ToTable().ToString());
    }

    [Fact]
    public void Called_again_it_goes_on_where_it_stood()
    {
        var (one, two) = (Net(784, 16, 10), Net(784, 16, 10));
        Make(one, Train).Run(3);
        var trainer = Make(two, Train);
        trainer.Run(1);
        trainer.Run(2);
        Assert.Equal(one.Parameters[0].Value, two.Parameters[0].Value);
        Assert.Equal(3, trainer.History.Epochs.Count);
    }

    [Fact]
    public void A_cancelled_training_stops_between_two_updates_and_keeps_its_history()
    {
        using var stop = new CancellationTokenSource();
        var trainer = Make(Net(784, 16, 10), Train, batch: 100, progress: p => { if (p.Epoch == 2) stop.Cancel(); });
        Assert.Throws<OperationCanceledException>(() => trainer.Run(50, stop.Token));
        Assert.Equal(2, trainer.History.Epochs.Count);
        Assert.Equal(20, trainer.History.Updates.Count);
        trainer.Run(1);
        Assert.Equal(3, trainer.History.Epochs.Count);
    }

    [Fact]
    public void Numbers_that_explode_stop_the_training_with_layer_and_update()
    {
        var network = Net(784, 32, 16, 10);
        var trainer = Make(network, Train, rate: 1e30);
        var error = Assert.Throws<TrainingException>(() => trainer.Run(3));
        Assert.Matches(@"^The training stopped in update \d+ \(epoch 1, SGD, rate 1e\+30\): ", error.Message);
        Assert.Matches(@"layer \d \(Dense ", error.Message);
        Assert.Contains("smaller learning rate", error.Message);
        Assert.Contains($"in update {trainer.History.Updates.Count + 1} ", error.Message);
    }

    [Fact]
    public void A_NaN_is_traced_to_where_it_stands_first()
    {
        var network = Net(784, 32, 10);
        network.Parameters[2].Value[3, 4] = float.NaN;
        var error = Assert.Throws<TrainingException>(() => Make(network, Train).Run(1));
        Assert.Contains("update 1 (epoch 1, SGD, rate 0.1): W of layer 2 (Dense 32-10) holds NaN at [3, 4]", error.Message);

        var X = Matrix<float>.Build.Dense(4, 784);
        X[2, 5] = float.NaN;
        var batch = Assert.Throws<TrainingException>(() => Make(Net(784, 8, 1), Examples<float>.Of(X, Matrix<float>.Build.Dense(4, 1)), batch: 4, loss: new MeanSquaredErrorLoss<float>()).Run(1));
        Assert.Contains("the batch itself holds NaN", batch.Message);

        var certain = new Network<float>(new Dense<float>(Matrix<float>.Build.Dense(1, 2, (_, j) => 500 * j), Matrix<float>.Build.Dense(1, 2), Activation.Identity), new SoftmaxLayer<float>(2));
        var one = Examples<float>.Of(Matrix<float>.Build.Dense(1, 1, 1), Matrix<float>.Build.DenseOfArray(new float[,] { { 1, 0 } }));
        var inLoss = Assert.Throws<TrainingException>(() => Make(certain, one, batch: 1, loss: new CrossEntropyLoss<float>()).Run(1));
        Assert.Contains("the loss (", inLoss.Message);
        Assert.Contains("Take a loss from logits", inLoss.Message);
    }

    [Fact]
    public void What_cannot_be_trained_is_refused()
    {
        var network = Net(784, 16, 10);
        Assert.Contains("A batch of 1001 examples cannot be filled: there are only 1000", Message(() => Make(network, Train, batch: 1001).Run(1)));
        Assert.Contains("the network takes 784 inputs and gives 9 outputs", Message(() => Make(Net(784, 9), Train)));
        Assert.Contains("training examples are an empty set", Message(() => Make(network, ImageExamples<float>.OfClasses(Digits.Train.Take(0)))));
        Assert.Contains("validation examples are an empty set", Message(() => Make(network, Train, validation: ImageExamples<float>.OfClasses(Digits.Train.Take(0))).Run(1)));
        Assert.Contains("at least one epoch, not 0", Message(() => Make(network, Train).Run(0)));
        Assert.Contains("evaluation examples are an empty set", Message(() => Evaluation.Of(network, new SoftmaxCrossEntropyLoss<float>(), ImageExamples<float>.OfClasses(Digits.Train.Take(0)))));
    }

    private static Network<float> Net(params int[] widths) => Network.OfDense<float>(widths, Activation.Relu, Initializer.He, new Rng(1));

    private static Trainer<float> Make(Network<float> network, Examples<float> train, int batch = 64, Examples<float>? validation = null,
        double rate = 0.1, double momentum = 0, Action<TrainingProgress>? progress = null, Loss<float>? loss = null) =>
        new(network, loss ?? new SoftmaxCrossEntropyLoss<float>(), new Sgd<float>(network, rate, momentum), train) { BatchSize = batch, Validation = validation, Progress = progress };

    private static T With<T>(int threads, Func<T> act)
    {
        int before = Numerics.Threads;
        try
        {
            Numerics.Threads = threads;
            return act();
        }
        finally
        {
            Numerics.Threads = before;
        }
    }

    private static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
