using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// A batch of images either as a matrix (N, C·H·W) or in blocks, for steps that take one pixel after the other: each has so many numbers side by
/// side, and a matrix is a single block of all N images.
/// </summary>
internal readonly record struct Batch<T>(Matrix<T>? Matrix, ImageBlocks<T>? Images)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public static implicit operator Batch<T>(Matrix<T> matrix) => new(matrix, null);

    public static implicit operator Batch<T>(ImageBlocks<T> images) => new(null, images);

    public int Blocks => Images?.Blocks ?? 1;

    /// <summary>Numbers that a pixel has in a block.</summary>
    public int Lanes => Matrix?.RowCount ?? ImageBlocks<T>.Lanes;

    /// <summary>All numbers of a block.</summary>
    public Span<T> Block(int block) => Images is null ? MatrixView<T>.Of(Matrix!).Data : Images.Block(block);

    /// <summary>The numbers of a pixel.</summary>
    public Span<T> Pixel(int block, int pixel) => Block(block).Slice(pixel * Lanes, Lanes);

    /// <summary>Clears a part of the channels of all blocks.</summary>
    public void ClearChannels(Planes planes, int part, int parts)
    {
        int channels = planes.Channels, numbers = planes.Height * planes.Width * Lanes;
        Part some = new Part(0, Blocks * channels).Divide(parts, part);
        for (int i = some.Begin; i < some.End; i++) Block(i / channels).Slice(i % channels * numbers, numbers).Clear();
    }

    /// <summary>Among how many workers to share a step that touches every number once or twice.</summary>
    public int Parts => Images is null ? ElementwiseLoop.Parts(Matrix!) : ElementwiseLoop.Parts(Images.Count, Images.Image.Size);
}
