using System.Globalization;
using Teaching.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    Options options = Options.Parse(args);
    switch (options.Verb)
    {
        case "product":
            ProductBenchmark.Run(options);
            return 0;
        case "train":
            TrainBenchmark.Run(options);
            return 0;
        case "charts":
            GrowthBenchmark.Run(options);
            return 0;
        case "kernel":
            KernelBenchmark.Run(options);
            return 0;
        case "layers":
            LayerBenchmark.Run(options);
            return 0;
        case "bits":
            Bits.Print();
            return 0;
        default:
            throw new UsageException($"there is no benchmark '{options.Verb}'");
    }
}
catch (UsageException error)
{
    Console.Error.WriteLine($"{error.Message}\n{Options.Usage}");
    return 2;
}
