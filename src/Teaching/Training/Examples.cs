using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a network learns from: examples with their targets, of which any batch can be had as X (N, In) and Y (N, Out).
/// Images stay bytes and become numbers a batch at a time.
/// <code>
/// var train = Examples&lt;float&gt;.OfClasses(data.Train);
/// var isFour = Examples&lt;float&gt;.OfYesOrNo(data.Train, digit => digit == 4);
/// </code>
/// </summary>
public sealed class Examples<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private delegate void FillX(ReadOnlySpan<int> indices, Matrix<T> X, Part columns);

    private delegate void FillY(ReadOnlySpan<int> indices, Matrix<T> Y);

    private readonly FillX fillX;
    private readonly FillY fillY;

    private readonly PixelScale scale;

    private Examples(int count, int inputs, int outputs, FillX fillX, FillY fillY) =>
        (Count, Inputs, Outputs, this.fillX, this.fillY, scale) = (count, inputs, outputs, fillX, fillY, PixelScale.ZeroToOne);

    private Examples(LabelledImages images, int outputs, PixelScale? scale, FillY fillY)
        : this(images.Count, images.Size, outputs, Pixels(images, scale), fillY) => (Images, this.scale) = (images, scale ?? PixelScale.ZeroToOne);

    /// <summary>How many examples there are.</summary>
    public int Count { get; }

    /// <summary>In, the numbers that make an example.</summary>
    public int Inputs { get; }

    /// <summary>Out, the numbers that make its target.</summary>
    public int Outputs { get; }

    /// <summary>The images that they are made of; null for rows of a matrix.</summary>
    internal LabelledImages? Images { get; }

    /// <summary>Images with one-hot targets: Y_nc is 1 for the image's class c and else 0.</summary>
    public static Examples<T> OfClasses(LabelledImages images, PixelScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new(images, images.Classes, scale, (indices, Y) =>
        {
            Span<T> y = MatrixView<T>.Of(Y).Data;
            y.Clear();
            for (int i = 0; i < indices.Length; i++) y[images.LabelBytes[indices[i]] * indices.Length + i] = T.One;
        });
    }

    /// <summary>Images with one target each: 1 where the class is one of those asked for, else 0.</summary>
    public static Examples<T> OfYesOrNo(LabelledImages images, Func<int, bool> isYes, PixelScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(isYes);
        bool[] yes = [.. Enumerable.Range(0, images.Classes).Select(isYes)];
        return new(images, 1, scale, (indices, Y) =>
        {
            Span<T> y = MatrixView<T>.Of(Y).Data;
            for (int i = 0; i < indices.Length; i++) y[i] = yes[images.LabelBytes[indices[i]]] ? T.One : T.Zero;
        });
    }

    /// <summary>Row n of X (Count, In) with row n of Y (Count, Out) as its target.</summary>
    /// <exception cref="ArgumentException">They differ in the number of rows, or one has no column.</exception>
    public static Examples<T> Of(Matrix<T> X, Matrix<T> Y)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        if (X.ColumnCount == 0 || Y.ColumnCount == 0)
            throw new ArgumentException($"An example needs at least one number and one target, but X is {Shapes.Of(X)} and Y {Shapes.Of(Y)}.");
        if (X.RowCount != Y.RowCount)
            throw new ArgumentException($"X {Shapes.Of(X)} has {X.RowCount} examples, but Y {Shapes.Of(Y)} has {Y.RowCount} targets: each "
                + "row of X needs one row of Y.");
        return new(X.RowCount, X.ColumnCount, Y.ColumnCount, (indices, to, some) => Copy(X, indices, to, some), (indices, to) => Copy(Y, indices, to, new Part(0, Y.ColumnCount)));
    }

    /// <summary>Fills row i of X and of Y with example indices[i].</summary>
    /// <exception cref="ArgumentException">A matrix has another shape than (N, In) or (N, Out), or a number names no example.</exception>
    public void Gather(ReadOnlySpan<int> indices, Matrix<T> X, Matrix<T> Y)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"There is no example {index}: the {Count} examples have the "
                    + $"numbers 0 to {Count - 1}.");
        }
        if ((X.RowCount, X.ColumnCount, Y.RowCount, Y.ColumnCount) != (indices.Length, Inputs, indices.Length, Outputs))
            throw new ArgumentException($"{indices.Length} examples need X ({indices.Length}, {Inputs}) and Y ({indices.Length}, "
                + $"{Outputs}), but they are {Shapes.Of(X)} and {Shapes.Of(Y)}.");
        GatherPart(indices, X, Y, part: 0, parts: 1);
    }

    /// <summary>The part of Gather that one of several threads does: some columns of X; and Y with the first.</summary>
    internal void GatherPart(ReadOnlySpan<int> indices, Matrix<T> X, Matrix<T> Y, int part, int parts)
    {
        fillX(indices, X, new Part(0, Inputs).Divide(parts, part, unit: 8));
        if (part == 0) fillY(indices, Y);
    }

    /// <summary>The same with pictures that were drawn anew, row i of X from picture rows[i] of these bytes.</summary>
    internal void GatherDrawnPart(byte[] drawn, ReadOnlySpan<int> rows, ReadOnlySpan<int> indices, Matrix<T> X, Matrix<T> Y, int part, int parts)
    {
        PixelGather.Into(drawn, Inputs, rows, X, scale, new Part(0, Inputs).Divide(parts, part, unit: 8));
        if (part == 0) fillY(indices, Y);
    }

    private static FillX Pixels(LabelledImages images, PixelScale? scale) =>
        (indices, X, some) => images.GatherPart(indices, X, scale ?? PixelScale.ZeroToOne, some);

    private static void Copy(Matrix<T> from, ReadOnlySpan<int> indices, Matrix<T> to, Part some)
    {
        for (int j = some.Begin; j < some.End; j++)
        {
            for (int i = 0; i < indices.Length; i++) to.At(i, j, from.At(indices[i], j));
        }
    }
}
