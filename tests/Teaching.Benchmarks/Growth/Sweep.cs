namespace Teaching.Benchmarks;

/// <summary>What is varied in training while all else stays the same.</summary>
/// <param name="Name">In one word; sweeps of one name share a chart.</param>
/// <param name="Varied">What the horizontal axis counts.</param>
/// <param name="Network">What is trained.</param>
/// <param name="Meaning">What a reader has to know to read the figures.</param>
/// <param name="Values">The values to measure at.</param>
/// <param name="Case">The training at a value.</param>
internal sealed record Sweep(string Name, string Varied, string Network, string Meaning, IReadOnlyList<int> Values, Func<int, TrainingCase> Case)
{
    /// <summary>How many images of an epoch are timed where the work does not need all of them.</summary>
    private const int Timed = 15_360;

    /// <summary>Whether the value is the number of threads; else each library takes the number that is best for it.</summary>
    public bool OfThreads => Name == "threads";

    /// <summary>The images of an epoch at a value, of so many that there are.</summary>
    public int Epoch(int value, int all) => Name == "images" ? value : all;

    /// <summary>All of them, where there are so many images to train on.</summary>
    public static IReadOnlyList<Sweep> All(int images) =>
    [
        new("batch", "images in a batch", "784-256-128-10",
            "The products of an epoch are the same for every batch; what is done once a batch (the update of all weights, the calls) a small batch does more often.",
            [16, 32, 64, 128, 256, 512], batch => TrainingCase.Dense([784, 256, 128, 10], batch, Timed / batch)),
        new("width", "neurons W in the first hidden layer", "784-W-W/2-10, a batch of 64",
            $"From 32 to 1024 neurons the multiplications grow {Weights(1024) / Weights(32):0}-fold. A narrow network shows what a batch costs besides them, a wide one hardly anything else.",
            [32, 64, 128, 256, 512, 1024], width => TrainingCase.Dense([784, width, width / 2, 10], 64, Timed / 64)),
        new("images", "images in an epoch", "784-256-128-10, a batch of 64",
            "Nothing is scaled here: each epoch is as long as it says. Twice the images should take twice the time, which on these axes is a straight line.",
            [.. new[] { 4_000, 8_000, 16_000, 32_000, 60_000 }.Where(value => value <= images)], _ => TrainingCase.Dense([784, 256, 128, 10])),
        new("threads", "threads", "784-256-128-10, a batch of 64",
            "Twice the threads halve the time at best; what cannot be shared out stays, and so does what they cost each other.",
            TrainField.ThreadCounts, _ => TrainingCase.Dense([784, 256, 128, 10], 64, Timed / 64)),
        new("threads", "threads", "ten convolutions, a batch of 512",
            "Of the convolutions four batches were timed, of the 118 of an epoch.",
            TrainField.ThreadCounts, _ => TrainingCase.Convolutions(0, 4)),
    ];

    private static double Weights(int width) => 784.0 * width + width * width / 2.0 + width / 2.0 * 10;
}
