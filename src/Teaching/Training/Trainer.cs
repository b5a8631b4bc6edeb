using System.Diagnostics;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Trains a network: an epoch goes once through all examples in shuffled batches, and each batch is one update. After the first epoch an
/// update allocates no memory. The same seed gives the same bits, whatever the number of threads.
/// <code>
/// var trainer = new Trainer&lt;float&gt;(network, loss, new Sgd&lt;float&gt;(network, rate: 0.1), train) { Validation = validation, Seed = 1 };
/// History history = trainer.Run(epochs: 10);
/// </code>
/// Used in lessons 06, 07, 08, 09, 10.
/// </summary>
public sealed class Trainer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Network<T> network;
    private readonly Loss<T> loss;
    private readonly Optimizer<T> optimizer;
    private readonly Examples<T> train;
    private readonly BatchBuffer<T> buffer;
    private Batches? batches;
    private Evaluator<T>? validator;
    private History? history;

    /// <exception cref="ArgumentException">Examples or optimizer do not fit the network, or the loss takes logits and it gives probabilities.</exception>
    public Trainer(Network<T> network, Loss<T> loss, Optimizer<T> optimizer, Examples<T> train)
    {
        Fit.Require(network, loss, train, "training");
        Fit.Require(network, optimizer);
        (this.network, this.loss, this.optimizer, this.train, buffer) = (network, loss, optimizer, train, train.NewBuffer());
    }

    /// <summary>N, the examples in a batch.</summary>
    public int BatchSize { get; init; } = 64;
    /// <summary>For the order of the examples.</summary>
    public long Seed { get; init; } = 1;
    /// <summary>Examples to measure with after every epoch, none of them among those it learns from; null for none.</summary>
    public Examples<T>? Validation { get; init; }
    /// <summary>How the learning rate changes from epoch to epoch; null when it stays.</summary>
    public StepSchedule? Schedule { get; init; }
    /// <summary>Hears how far the training is, about ten times a second and at the end of every epoch, on the thread that trains.</summary>
    public Action<TrainingProgress>? Progress { get; init; }

    /// <summary>What has been done so far, even after an error or a cancellation.</summary>
    /// <exception cref="InvalidOperationException">Run was not called yet.</exception>
    public History History => history ?? throw new InvalidOperationException("There is no history yet: call Run first.");

    /// <summary>Trains for this many epochs; called again it continues from there.</summary>
    /// <exception cref="ArgumentException">The batch is larger than the data, the validation examples do not fit, or there is no epoch to run.</exception>
    /// <exception cref="TrainingException">A number became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, between two updates; <see cref="History"/> has what was done.</exception>
    public History Run(int epochs, CancellationToken cancellation = default)
    {
        if (epochs < 1) throw new ArgumentException($"Training needs at least one epoch, not {epochs}.");
        batches ??= new Batches(train.Count, BatchSize, new Rng(Seed));
        history ??= new History(batches.Count);
        if (Validation is not null && validator is null)
        {
            Fit.Require(network, loss, Validation, "validation");
            validator = new(Validation);
        }
        int last = history.Epochs.Count + epochs;
        var clock = new Clock(epochs * (long)batches.Count);
        history.updates.EnsureCapacity(last * batches.Count);   // So that adding a loss allocates nothing.
        while (history.Epochs.Count < last) RunEpoch(history.Epochs.Count + 1, last, clock, cancellation);
        return history;
    }

    private void RunEpoch(int epoch, int last, Clock clock, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        double lossSum = 0;
        int seen = 0, right = 0;
        network.IsTraining = true;
        batches!.Shuffle();
        for (int i = 0; i < batches.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Interruption.ThrowIfRequested();
            (double batchLoss, int batchRight) = Update(batches[i], epoch);
            history!.updates.Add(batchLoss);
            lossSum += batchLoss * batches[i].Length;
            seen += batches[i].Length;
            right += batchRight;
            if (clock.Tick() && i < batches.Count - 1)
                Progress?.Invoke(new(epoch, last, i + 1, batches.Count, lossSum / seen, (double)right / seen, null, clock.SecondsLeft));
        }
        if (NonFinite.InParameters(network) is { } parameter) throw Stopped(epoch, parameter.What);
        (double Loss, double Accuracy)? validation = validator?.Measure(network, loss, where => Stopped(epoch, $"in the validation {where}"));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var record = new EpochRecord(epoch, lossSum / seen, (double)right / seen, validation?.Loss, validation?.Accuracy, seconds);
        history!.epochs.Add(record);
        if (Schedule is not null) optimizer.Rate = Schedule.Next(epoch, optimizer.Rate);
        Progress?.Invoke(new(epoch, last, batches.Count, batches.Count, record.TrainLoss, record.TrainAccuracy, record, clock.SecondsLeft));
    }

    /// <summary>One step of learning: forward, loss, backward, step.</summary>
    private (double Loss, int Right) Update(int[] batch, int epoch)
    {
        (Matrix<T> X, Matrix<T> Y) = buffer.Fill(batch, epoch);
        // A sigmoid or a ReLU makes ∞ finite again, so the data themselves are checked: once, in the first epoch, which sees all of them.
        if (epoch == 1 && NonFinite.InBatch(X, batch) is { } data) throw Stopped(epoch, data.What);
        Matrix<T> P = network.Forward(X);
        double L = loss.Forward(P, Y);
        if (!double.IsFinite(L)) throw Stopped(epoch, NonFinite.In(network, X, Y, batch, loss, L).What);
        Matrix<T> dP = loss.Backward();
        if (NonFinite.InGradient(dP, P, loss.Name) is { } gradient) throw Stopped(epoch, gradient.What);
        network.BackwardParameters(dP);
        optimizer.Step();
        return (loss.MeanOf(L, P), Decisions.Right(P, Y, loss.Threshold));
    }

    private TrainingException Stopped(int epoch, string what) =>
        new($"The training stopped in update {history!.Updates.Count + 1} (epoch {epoch}, {optimizer}): {what}");

    /// <summary>How long the updates to come will take, at the pace of those done.</summary>
    private sealed class Clock(long updates)
    {
        private readonly long start = Stopwatch.GetTimestamp();
        private long done, said = Stopwatch.GetTimestamp();

        public double SecondsLeft => Stopwatch.GetElapsedTime(start).TotalSeconds / Math.Max(1, done) * (updates - done);

        /// <summary>Counts an update; true about ten times a second, but not before 20: the first also compiles the code, so its time misleads.</summary>
        public bool Tick()
        {
            done++;
            if (done < 20 || Stopwatch.GetElapsedTime(said).TotalSeconds < 0.1) return false;
            said = Stopwatch.GetTimestamp();
            return true;
        }
    }
}
