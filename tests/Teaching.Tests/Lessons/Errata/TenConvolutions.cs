namespace Teaching.Tests.Lessons.Errata;

/// <summary>The network of the source's "Code Details", as lesson 09 builds it.</summary>
internal static class TenConvolutions
{
    private static readonly (int Channels, int Kernel, bool Pool)[] Plan =
    [
        (16, 3, false), (16, 3, false), (16, 3, false), (16, 3, false), (12, 1, true),
        (20, 3, false), (20, 3, false), (20, 3, false), (16, 3, false), (10, 1, false),
    ];

    public static Network<float> Build(long seed = 1)
    {
        var rng = new Rng(seed);
        var layers = new List<Layer<float>>();
        var shape = new ImageShape(1, 28, 28);
        foreach (var (channels, kernel, pool) in Plan)
        {
            var convolution = new Convolution<float>(shape, channels, kernel, Start.He, rng, bias: false, activation: Activation.Relu);
            layers.Add(convolution);
            shape = convolution.Output;
            if (pool)
            {
                layers.Add(new MaxPooling<float>(shape, 2));
                shape = new ImageShape(channels, shape.Height / 2, shape.Width / 2);
            }
            layers.Add(new Dropout<float>(shape.Size, 0.01, rng));
            layers.Add(new BatchNormalization<float>(shape));
        }
        layers.Add(new AveragePooling<float>(shape, 2));
        return new Network<float>(layers);
    }
}
