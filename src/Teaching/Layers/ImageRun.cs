using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Layers of images one after the other, which hand the images on in blocks and not as matrices. A dropout that follows a convolution with
/// ReLU is done by the convolution, while the numbers are in the cache.
/// </summary>
internal sealed class ImageRun<T>(IReadOnlyList<IImageLayer<T>> layers) where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly KeptBlocks<T> taken = new(), settled = new(), gradients = new(), settledGradients = new();
    private readonly Reused<T> outputs = new(), inputGradients = new();

    /// <summary>The sizes of the images that come out; of no convolution or pooling those that go in.</summary>
    private readonly Planes? image = layers.OfType<WindowLayer<T>>().LastOrDefault()?.Windows.Output;

    /// <summary>How many layers.</summary>
    public int Length => layers.Count;

    /// <summary>Y for X, both as matrices.</summary>
    public Matrix<T> Forward(Matrix<T> X)
    {
        var first = (WindowLayer<T>)layers[0];
        first.RequireFit(X);
        ImageBlocks<T> images = taken.For(first.Windows.Input, X.RowCount).Take(X);
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is not Convolution<T> convolution)
            {
                images = layers[i].Forward(images);
                continue;
            }
            DropMask? drop = DropoutAfter(i)?.MaskFor(images);
            if (DropoutAfter(i) is not null) i++;
            images = convolution.Forward(images, drop, i + 1 < layers.Count && layers[i + 1] is BatchNormalization<T>);
        }
        return images.Settled(settled).Give(outputs.For(images.Count, images.Image.Size));
    }

    /// <summary>dX for dY, or null where it is not wanted.</summary>
    public Matrix<T>? Backward(Matrix<T> dY, bool wanted = true)
    {
        var last = (Layer<T>)layers[^1];
        ImageBlocks<T> X = (ImageBlocks<T>)last.Seen.X!;
        last.RequireGradient(dY, X.Count);
        ImageBlocks<T> images = gradients.For(image ?? X.Image, X.Count).Take(dY);
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            T factor = T.One;
            if (i > 0 && DropoutAfter(i - 1) is { } dropout) (factor, i) = (dropout.Factor, i - 1);
            bool need = wanted || i > 0;
            images = layers[i] is Convolution<T> convolution ? convolution.Gradients(images, factor, need) : layers[i].Backward(images, need);
        }
        return wanted ? images.Settled(settledGradients).Give(inputGradients.For(images.Count, images.Image.Size)) : null;
    }

    /// <summary>Whether all of them were last run in blocks.</summary>
    public bool WasRun
    {
        get
        {
            foreach (IImageLayer<T> layer in layers)
            {
                if (((Layer<T>)layer).Seen.X is not ImageBlocks<T>) return false;
            }
            return true;
        }
    }

    /// <summary>The dropout that the convolution at this place does, too.</summary>
    private Dropout<T>? DropoutAfter(int i) =>
        layers[i] is Convolution<T> { TakesDropout: true } && i + 1 < layers.Count ? layers[i + 1] as Dropout<T> : null;
}

/// <summary>Finds the runs of a network.</summary>
internal static class ImageRun
{
    /// <summary>The run that begins with this layer: a convolution or pooling, and at least one more layer that takes blocks; else null.</summary>
    public static ImageRun<T>? At<T>(IReadOnlyList<Layer<T>> layers, int begin) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (layers[begin] is not WindowLayer<T>) return null;
        IImageLayer<T>[] run = [.. layers.Skip(begin).TakeWhile(layer => layer is IImageLayer<T> { TakesBlocks: true }).Cast<IImageLayer<T>>()];
        return run.Length < 2 ? null : new(run);
    }

    /// <summary>A run of one layer, whose last Forward was in blocks.</summary>
    public static ImageRun<T> Of<T>(Layer<T> layer) where T : struct, IBinaryFloatingPointIeee754<T> => new([(IImageLayer<T>)layer]);
}
