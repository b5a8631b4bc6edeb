using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a network learns from: examples with their targets, of which any batch can be had as X (N, In) and Y (N, Out). Rows of two matrices
/// are <see cref="Of"/>; another source derives from this class and says how it fills rows.
/// <code>
/// var xor = Examples&lt;double&gt;.Of(X, Y);
/// </code>
/// Used in lessons 06, 07, 09.
/// </summary>
public abstract class Examples<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>This many examples, each with In numbers and a target of Out numbers.</summary>
    protected Examples(int count, int inputs, int outputs) => (Count, Inputs, Outputs) = (count, inputs, outputs);

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>In, the numbers that make an example.</summary>
    public int Inputs { get; }

    /// <summary>Out, the numbers that make its target.</summary>
    public int Outputs { get; }

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
        return new Rows(X, Y);
    }

    /// <summary>Fills row i of X and of Y with example indices[i].</summary>
    /// <exception cref="ArgumentException">A matrix has another shape than (N, In) or (N, Out), or a number names no example.</exception>
    public void Gather(int[] indices, Matrix<T> X, Matrix<T> Y)
    {
        ArgumentNullException.ThrowIfNull(indices);
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
        Fill(indices, 0, indices.Length, X, Y, epoch: 0);
    }

    /// <summary>
    /// Fills rows i of X and of Y, begin &lt;= i &lt; end, with example indices[i] as an epoch of a training sees it, from 1 on; epoch 0 stands for
    /// the example as it is, which is what it is measured with. It is called for different rows at the same time.
    /// </summary>
    protected internal abstract void Fill(int[] indices, int begin, int end, Matrix<T> X, Matrix<T> Y, int epoch);

    /// <summary>What making one number of X costs, in multiplications: it decides whether sharing a batch among workers pays.</summary>
    protected internal virtual int WorkPerNumber => 64;

    private sealed class Rows : Examples<T>
    {
        private readonly Matrix<T> allX, allY;

        public Rows(Matrix<T> X, Matrix<T> Y)
            : base(X.RowCount, X.ColumnCount, Y.ColumnCount) => (allX, allY) = (X, Y);

        protected internal override void Fill(int[] indices, int begin, int end, Matrix<T> X, Matrix<T> Y, int epoch)
        {
            Copy(allX, indices, begin, end, X);
            Copy(allY, indices, begin, end, Y);
        }

        private static void Copy(Matrix<T> from, int[] indices, int begin, int end, Matrix<T> to)
        {
            for (int j = 0; j < to.ColumnCount; j++)
            {
                for (int i = begin; i < end; i++) to.At(i, j, from.At(indices[i], j));
            }
        }
    }
}
