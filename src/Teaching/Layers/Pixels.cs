using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Ways through a batch of images: pixel by pixel, each with its N values, and window by window.</summary>
internal static class Pixels
{
    /// <summary>Moving a number costs as much as so many multiplications of a product.</summary>
    private const long WorkPerNumber = 16;

    /// <summary>In how many parts to do a step that touches every number once or twice.</summary>
    public static int Parts<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Parts(WorkPerNumber * M.RowCount * M.ColumnCount);

    /// <summary>The N values of one pixel.</summary>
    public static Span<T> Of<T>(Matrix<T> M, int column)
        where T : struct, IBinaryFloatingPointIeee754<T> => MatrixView<T>.Of(M).Data.Slice(column * M.RowCount, M.RowCount);

    /// <summary>The columns of some of the channels.</summary>
    public static Part Planes(ImageShape image, int part, int parts)
    {
        Part channels = new Part(0, image.Channels).Divide(parts, part);
        return new(channels.Begin * image.Plane, channels.Length * image.Plane);
    }

    /// <summary>
    /// Every window of some of the channels, a pixel at a time in reading order: the column that it makes, the column that it sees,
    /// and whether it is the first of the window.
    /// </summary>
    public static IEnumerable<(int To, int From, bool First)> Windows<T>(WindowLayer<T> layer, int part, int parts)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Part channels = new Part(0, layer.Input.Channels).Divide(parts, part);
        for (int c = channels.Begin; c < channels.End; c++)
        {
            for (int pixel = 0; pixel < layer.Output.Plane; pixel++)
            {
                int y = pixel / layer.Output.Width * layer.Stride, x = pixel % layer.Output.Width * layer.Stride;
                for (int tap = 0; tap < layer.Kernel * layer.Kernel; tap++)
                    yield return (c * layer.Output.Plane + pixel, layer.Input.Column(c, y + tap / layer.Kernel, x + tap % layer.Kernel), tap == 0);
            }
        }
    }
}
