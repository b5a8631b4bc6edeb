using System.Numerics;

namespace Teaching.Fast;

/// <summary>
/// The sums of a batch normalisation over blocks of images, in the order of <see cref="ChannelSums"/>, so with the same bits: each image adds up its
/// own pixels, and then the images are added up in double. The workers share the blocks. Who fills the blocks may have done the first already.
/// </summary>
internal static class BlockSums
{
    /// <summary>The mean of each channel and its sum of squares Σ(x - mean)²; where they are rounded to T, the means are in <paramref name="rounded"/>, too.</summary>
    public static void Moments<T>(ImageBlocks<T> X, double[] means, T[] rounded, double[] squares)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int parts = ElementwiseLoop.Parts(X.Count, X.Image.Size);
        if (!X.HasSums)
        {
            X.ClearSums();
            Team.Run(parts, new SumsJob<T>(X));
        }
        Total(X, 0, means);
        double M = (double)X.Count * X.Image.Height * X.Image.Width;
        for (int c = 0; c < means.Length; c++) rounded[c] = T.CreateChecked(means[c] /= M);
        Team.Run(parts, new SquaresJob<T>(X, rounded));
        Total(X, 1, squares);
    }

    /// <summary>Σdy and Σdy·(x - mean) of each channel.</summary>
    public static void Gradients<T>(ImageBlocks<T> X, T[] means, ImageBlocks<T> dY, double[] sums, double[] products)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (!dY.HasSums)
        {
            dY.ClearSums();
            Team.Run(ElementwiseLoop.Parts(X.Count, X.Image.Size), new GradientsJob<T>(X, means, dY));
        }
        Total(dY, 0, sums);
        Total(dY, 1, products);
    }

    /// <summary>Image after image; channel by channel each addition would wait for the one before.</summary>
    private static void Total<T>(ImageBlocks<T> X, int kind, double[] totals)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Array.Clear(totals);
        for (int block = 0; block < X.Blocks; block++)
        {
            ReadOnlySpan<T> sums = X.Sums(kind, block);
            for (int n = 0; n < X.CountOf(block); n++)
            {
                for (int c = 0; c < totals.Length; c++) totals[c] += double.CreateChecked(sums[c * ImageBlocks<T>.Lanes + n]);
            }
        }
    }

    private readonly record struct SumsJob<T>(ImageBlocks<T> X) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part blocks = new Part(0, X.Blocks).Divide(parts, part);
            for (int block = blocks.Begin; block < blocks.End; block++)
            {
                for (int c = 0; c < X.Image.Channels; c++) ChannelSums.Add(X.Channel(block, c), X.Sums(0, block, c));
            }
        }
    }

    private readonly record struct SquaresJob<T>(ImageBlocks<T> X, T[] Means) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part blocks = new Part(0, X.Blocks).Divide(parts, part);
            for (int block = blocks.Begin; block < blocks.End; block++)
            {
                for (int c = 0; c < Means.Length; c++)
                {
                    Span<T> sums = X.Sums(1, block, c);
                    sums.Clear();
                    ChannelSums.AddSquares(X.Channel(block, c), Means[c], sums);
                }
            }
        }
    }

    private readonly record struct GradientsJob<T>(ImageBlocks<T> X, T[] Means, ImageBlocks<T> dY) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part blocks = new Part(0, X.Blocks).Divide(parts, part);
            for (int block = blocks.Begin; block < blocks.End; block++)
            {
                for (int c = 0; c < Means.Length; c++)
                    ChannelSums.AddGradients(X.Channel(block, c), Means[c], dY.Channel(block, c), dY.Sums(0, block, c), dY.Sums(1, block, c));
            }
        }
    }
}
