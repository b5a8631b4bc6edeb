using System.Buffers;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Data;

/// <summary>
/// Images with targets for a network to learn from. They stay bytes and become numbers a batch at a time.
/// <code>
/// var train = ImageExamples&lt;float&gt;.OfClasses(data.Train);
/// var isFour = ImageExamples&lt;float&gt;.OfYesOrNo(data.Train, digit => digit == 4);
/// var turned = train.Augmented(new Augmentation { Rotation = 15 });
/// </code>
/// </summary>
public sealed class ImageExamples<T> : Examples<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly LabelledImages images;
    private readonly PixelScale scale;
    private readonly Augmentation? augmentation;

    /// <summary>The target of each class, Out numbers.</summary>
    private readonly T[][] targets;

    private ImageExamples(LabelledImages images, PixelScale scale, T[][] targets, Augmentation? augmentation = null)
        : base(images.Count, images.Size, targets[0].Length) =>
        (this.images, this.scale, this.targets, this.augmentation) = (images, scale, targets, augmentation);

    /// <summary>Images with one-hot targets: Y_nc is 1 for the image's class c and else 0.</summary>
    public static ImageExamples<T> OfClasses(LabelledImages images, PixelScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new(images, scale ?? PixelScale.ZeroToOne, Targets(images, images.Classes, (label, c) => label == c));
    }

    /// <summary>Images with one target each: 1 where the class is one of those asked for, else 0.</summary>
    public static ImageExamples<T> OfYesOrNo(LabelledImages images, Func<int, bool> isYes, PixelScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(isYes);
        return new(images, scale ?? PixelScale.ZeroToOne, Targets(images, 1, (label, _) => isYes(label)));
    }

    /// <summary>The same examples, of which each epoch of a training sees new pictures; they are measured as they are. Null changes nothing.</summary>
    /// <exception cref="ArgumentException">The pictures are smaller than the crop.</exception>
    public ImageExamples<T> Augmented(Augmentation? augmentation)
    {
        augmentation?.RequireFit(images);
        return new(images, scale, targets, augmentation);
    }

    /// <inheritdoc/>
    protected override int WorkPerNumber => base.WorkPerNumber + (augmentation is null ? 0 : Augmentation.WorkPerPixel);

    /// <inheritdoc/>
    protected override void Fill(int[] indices, int begin, int end, Matrix<T> X, Matrix<T> Y, int epoch)
    {
        ReadOnlySpan<int> some = indices.AsSpan(begin, end - begin);
        if (augmentation is null || epoch == 0) PixelGather.Into(images.Pixels, images.Size, some, X, scale, begin);
        else Draw(augmentation, some, X, begin, epoch);
        for (int i = begin; i < end; i++)
        {
            T[] target = targets[images.LabelBytes[indices[i]]];
            for (int c = 0; c < target.Length; c++) Y.At(i, c, target[c]);
        }
    }

    /// <summary>Augmented pictures are drawn as bytes and then gathered like any others.</summary>
    private void Draw(Augmentation augmentation, ReadOnlySpan<int> indices, Matrix<T> X, int firstRow, int epoch)
    {
        byte[] drawn = ArrayPool<byte>.Shared.Rent(indices.Length * images.Size);
        int[] order = ArrayPool<int>.Shared.Rent(indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            order[i] = i;
            augmentation.Draw(images, indices[i], epoch, drawn.AsSpan(i * images.Size, images.Size));
        }
        PixelGather.Into(drawn, images.Size, order.AsSpan(0, indices.Length), X, scale, firstRow);
        ArrayPool<int>.Shared.Return(order);
        ArrayPool<byte>.Shared.Return(drawn);
    }

    private static T[][] Targets(LabelledImages images, int outputs, Func<int, int, bool> isOne) =>
        [.. Enumerable.Range(0, images.Classes).Select(label =>
            Enumerable.Range(0, outputs).Select(c => isOne(label, c) ? T.One : T.Zero).ToArray())];
}
