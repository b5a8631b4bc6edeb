using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// A batch of images as one layer of images hands it to the next: in blocks of 32 images, each block pixel after pixel, channel by channel in
/// reading order, and for each pixel the 32 numbers of its images. In a matrix (N, C·H·W) a pixel's neighbour stands N numbers further on, often
/// kilobytes, so a window sees as many pages of memory as pixels; here a row of pixels lies in one piece.
/// </summary>
/// <remarks>
/// Number n of pixel p in block b stands at (b·C·H·W + p)·32 + n. Where N is no multiple of 32, the last numbers of each pixel of the last block
/// belong to no image and mean nothing.
/// What a batch normalisation does with each number need not be done at once (<see cref="Pending"/>): whoever reads the numbers does it on the way.
/// </remarks>
internal sealed unsafe class ImageBlocks<T>(Planes image)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Images in a block: two vectors of 512 bits in float.</summary>
    public const int Lanes = 32;

    private AlignedMemory<byte> memory = new(0);
    private T[] sums = [];

    /// <summary>(C, H, W).</summary>
    public Planes Image => image;

    /// <summary>N.</summary>
    public int Count { get; private set; }

    public int Blocks => Part.Count(Count, Lanes);

    /// <summary>What is still to be done with each number; null for nothing.</summary>
    public INormalisation<T>? Pending { get; private set; }

    /// <summary>Whether whoever filled the blocks has added up the sums, too.</summary>
    public bool HasSums { get; set; }

    /// <summary>Makes room for this number of images; the numbers are those of earlier ones, to be overwritten.</summary>
    public ImageBlocks<T> For(int count)
    {
        (Count, Pending, HasSums) = (count, null, false);
        int bytes = checked(Blocks * Image.Size * Lanes * Unsafe.SizeOf<T>());
        if (memory.Count < bytes) memory = new(bytes);
        return this;
    }

    /// <summary>Becomes the numbers of others, with something still to be done with each; copies nothing.</summary>
    public ImageBlocks<T> Over(ImageBlocks<T> numbers, INormalisation<T> pending)
    {
        (memory, Count, Pending, HasSums) = (numbers.memory, numbers.Count, pending, false);
        return this;
    }

    /// <summary>How many images of a block there are.</summary>
    public int CountOf(int block) => Math.Min(Lanes, Count - block * Lanes);

    /// <summary>All numbers of a block.</summary>
    public Span<T> Block(int block) => Numbers(block, 0, Image.Size);

    /// <summary>The pixels of a channel.</summary>
    public Span<T> Channel(int block, int channel) => Numbers(block, Image.Column(channel, 0, 0), Image.Height * Image.Width);

    /// <summary>A row of pixels.</summary>
    public Span<T> Row(int block, int channel, int y) => Numbers(block, Image.Column(channel, y, 0), Image.Width);

    /// <summary>A row of pixels that will be read soon.</summary>
    public RowAhead Ahead(int block, int y) =>
        new((byte*)Address(block, 0, y), (nint)Plane * Unsafe.SizeOf<T>(), Image.Channels, Image.Width * Lanes * Unsafe.SizeOf<T>());

    /// <summary>How far a channel's pixel stands behind that of the channel before.</summary>
    public int Plane => Image.Height * Image.Width * Lanes;

    /// <summary>Where a row of pixels begins.</summary>
    public void* Address(int block, int channel, int y) => Address(block, Image.Column(channel, y, 0));

    private Span<T> Numbers(int block, int pixel, int pixels) =>
        new(Address(block, pixel), pixels * Lanes);

    private void* Address(int block, int pixel) => memory.Start + ((nint)block * Image.Size + pixel) * Lanes * Unsafe.SizeOf<T>();

    /// <summary>Sums of a channel's numbers, one for each image of a block; of two kinds.</summary>
    public Span<T> Sums(int kind, int block, int channel) => Sums(kind, block).Slice(channel * Lanes, Lanes);

    /// <summary>The sums of all channels of a block.</summary>
    public Span<T> Sums(int kind, int block) => sums.AsSpan((kind * Blocks + block) * Image.Channels * Lanes, Image.Channels * Lanes);

    /// <summary>Makes room for the sums and clears them.</summary>
    public void ClearSums()
    {
        int numbers = 2 * Blocks * Image.Channels * Lanes;
        if (sums.Length < numbers) sums = new T[numbers];
        Array.Clear(sums);
    }

    /// <summary>Takes the numbers of a matrix (N, C·H·W).</summary>
    public ImageBlocks<T> Take(Matrix<T> M) => Team.Run(ElementwiseLoop.Parts(M), new CopyJob(this, M, false), this);

    /// <summary>Fills a matrix (N, C·H·W) with the numbers, and returns it.</summary>
    public Matrix<T> Give(Matrix<T> M) => Team.Run(ElementwiseLoop.Parts(M), new CopyJob(this, M, true), M);

    /// <summary>The numbers with nothing pending: these, or else the kept ones, which are filled with them.</summary>
    public ImageBlocks<T> Settled(KeptBlocks<T> kept)
    {
        if (Pending is null) return this;
        ImageBlocks<T> to = kept.For(Image, Count);
        return Team.Run(ElementwiseLoop.Parts(Count, Image.Size), new SettleJob(this, to), to);
    }

    /// <summary>A row of pixels as it is once everything is done.</summary>
    public void CopyRow(int block, int channel, int y, Span<T> to)
    {
        if (Pending is null) Row(block, channel, y).CopyTo(to);
        else Pending.Apply(Row(block, channel, y), block, channel, y, to);
    }

    private readonly record struct CopyJob(ImageBlocks<T> Images, Matrix<T> M, bool ToMatrix) : IJob
    {
        public void Do(int part, int parts)
        {
            Part columns = new Part(0, M.ColumnCount).Divide(parts, part);
            for (int j = columns.Begin; j < columns.End; j++)
            {
                Span<T> column = MatrixView<T>.Of(M).Data.Slice(j * M.RowCount, M.RowCount);
                for (int block = 0; block < Images.Blocks; block++)
                {
                    int count = Images.CountOf(block);
                    Span<T> some = column.Slice(block * Lanes, count), pixel = Images.Numbers(block, j, 1)[..count];
                    if (ToMatrix) pixel.CopyTo(some);
                    else some.CopyTo(pixel);
                }
            }
        }
    }

    private readonly record struct SettleJob(ImageBlocks<T> From, ImageBlocks<T> To) : IJob
    {
        public void Do(int part, int parts)
        {
            Part blocks = new Part(0, From.Blocks).Divide(parts, part);
            for (int block = blocks.Begin; block < blocks.End; block++)
            {
                for (int row = 0; row < From.Image.Channels * From.Image.Height; row++)
                {
                    (int c, int y) = (row / From.Image.Height, row % From.Image.Height);
                    From.CopyRow(block, c, y, To.Row(block, c, y));
                }
            }
        }
    }
}

/// <summary>Blocks that a layer makes once and then fills again.</summary>
internal sealed class KeptBlocks<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private ImageBlocks<T>? kept;

    /// <summary>For so many images of these sizes; they hold what was last written there.</summary>
    public ImageBlocks<T> For(Planes image, int count)
    {
        if (kept?.Image != image) kept = new(image);
        return kept.For(count);
    }
}

/// <summary>What is done with each number of a row of pixels: the way on or back of a batch normalisation, once the sums over the batch are known.</summary>
internal interface INormalisation<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    void Apply(ReadOnlySpan<T> numbers, int block, int channel, int y, Span<T> to);

    /// <summary>What else Apply reads.</summary>
    ImageBlocks<T>? Beside { get; }
}
