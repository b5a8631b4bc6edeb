namespace Teaching.Benchmarks;

/// <summary>A network to be trained by us and by the peers alike, and with what.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="Widths">Of a dense network; null for the one of ten convolutions.</param>
/// <param name="Dropout">The rate of the convolutions' dropout; 0 for none.</param>
/// <param name="Batch">N.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Momentum">The momentum.</param>
/// <param name="Batches">How many batches are timed, of as many images; null for an epoch of all. The report scales them to an epoch.</param>
internal sealed record TrainingCase(string Name, int[]? Widths, double Dropout, int Batch, double Rate, double Momentum, int? Batches)
{
    /// <summary>Two dense networks, and ten convolutions without dropout and with it; of these only some batches, since an epoch of PyTorch's takes most of a minute.</summary>
    public static IReadOnlyList<TrainingCase> All(Options options) =>
    [
        Dense([784, 256, 128, 10]), Dense([784, 256, 256, 256, 10]),
        Convolutions(0, options.Batches), Convolutions(0.01, options.Batches),
    ];

    /// <summary>How many images an epoch here has, and by what its seconds are multiplied for a whole one.</summary>
    public (int Images, double Scale) Of(int all)
    {
        int images = Batches is { } some ? Math.Min(all, some * Batch) : all;
        return (images, (double)Part(all) / Part(images));
        int Part(int count) => (count + Batch - 1) / Batch;
    }

    public Network<float> Make() => Widths is not null
        ? Network.OfDense<float>(Widths, Activation.Relu, Initializer.He, new Rng(1))
        : TenConvolutions.Make<float>(new Rng(1), Dropout);

    public static TrainingCase Dense(int[] widths, int batch = 64, int? batches = null) => new(string.Join("-", widths), widths, 0, batch, 0.1, 0, batches);

    public static TrainingCase Convolutions(double dropout, int batches) =>
        new(dropout == 0 ? "ten convolutions, no dropout" : $"ten convolutions, dropout {dropout}", null, dropout, 512, 0.01, 0.9, batches);
}
