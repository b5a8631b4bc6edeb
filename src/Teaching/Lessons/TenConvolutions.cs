using System.Numerics;

namespace Teaching;

/// <summary>
/// The network of the convolution lesson and of its source: ten convolutions without bias, each with ReLU, dropout and batch
/// normalisation, 19,972 parameters in all. Images (1, 28, 28) become 10 logits.
/// <code>
/// var network = TenConvolutions.Make&lt;float&gt;(new Rng(1), dropout: 0.01);
/// </code>
/// Used in lesson 10.
/// </summary>
public static class TenConvolutions
{
    /// <summary>The network, its weights drawn.</summary>
    /// <param name="rng">Draws the weights and the keys of dropout.</param>
    /// <param name="dropout">The rate of dropout; 0 leaves these layers out.</param>
    /// <exception cref="ArgumentException">The rate is out of range.</exception>
    public static Network<T> Make<T>(Rng rng, double dropout = 0.01)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        List<Layer<T>> layers = [];
        ImageShape image = new(1, 28, 28);   // a grey picture
        Add(16, 3);           // (16, 26, 26)
        Add(16, 3);           // (16, 24, 24)
        Add(16, 3);           // (16, 22, 22)
        Add(16, 3);           // (16, 20, 20)
        Add(12, 1, pool: 2);  // (12, 20, 20), then (12, 10, 10)
        Add(20, 3);           // (20, 8, 8)
        Add(20, 3);           // (20, 6, 6)
        Add(20, 3);           // (20, 4, 4)
        Add(16, 3);           // (16, 2, 2)
        Add(10, 1);           // (10, 2, 2)
        layers.Add(new AveragePooling<T>(image, 2));   // (10, 1, 1)
        return new(layers);

        void Add(int channels, int kernel, int? pool = null)
        {
            var convolution = new Convolution<T>(image, channels, kernel, Initializer.He, rng, bias: false, activation: Activation.Relu);
            layers.Add(convolution);
            image = convolution.Output;
            if (pool is { } size)
            {
                var pooling = new MaxPooling<T>(image, size);
                layers.Add(pooling);
                image = pooling.Output;
            }
            if (dropout != 0) layers.Add(new Dropout<T>(image.Size, dropout, rng));
            layers.Add(new BatchNormalization<T>(image));
        }
    }
}
