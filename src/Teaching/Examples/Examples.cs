using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// What a network learns from: Count examples of In numbers with targets of Out numbers; any batch of N can be had as X (N, In) and Y (N,
/// Out). Rows of two matrices are <see cref="Of"/>; another source derives from this class and says how it fills rows.
/// Used in lesson 10.
/// </summary>
public abstract class Examples<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
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
            throw new ArgumentException($"X {Shapes.Of(X)} has {X.RowCount} examples, but Y {Shapes.Of(Y)} has {Y.RowCount} targets: each needs one.");
        return new Pairs(X, Y);
    }

    /// <summary>Fills row i of X and of Y with example indices[i].</summary>
    /// <exception cref="ArgumentException">A matrix has another shape than (N, In) or (N, Out), or a number names no example.</exception>
    public void Gather(int[] indices, Matrix<T> X, Matrix<T> Y)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        foreach (int wrong in indices.Where(i => i < 0 || i >= Count))
            throw new ArgumentOutOfRangeException(nameof(indices), $"There is no example {wrong}: the {Count} examples have the numbers 0 to {Count - 1}.");
        if ((X.RowCount, X.ColumnCount, Y.RowCount, Y.ColumnCount) != (indices.Length, Inputs, indices.Length, Outputs))
            throw new ArgumentException($"{indices.Length} examples need X ({indices.Length}, {Inputs}) and Y ({indices.Length}, {Outputs}), "
                + $"but they are {Shapes.Of(X)} and {Shapes.Of(Y)}.");
        Fill(indices, 0, indices.Length, X, Y, epoch: 0);
    }

    /// <summary>
    /// Fills rows i of X and of Y, begin &lt;= i &lt; end, with example indices[i] as an epoch of a training sees it, from 1 on; epoch 0
    /// stands for the example as it is, which is what a network is measured with. It is called for different rows at the same time.
    /// </summary>
    protected internal abstract void Fill(int[] indices, int begin, int end, Matrix<T> X, Matrix<T> Y, int epoch);

    /// <summary>What making one number of X costs, in multiplications: it decides whether sharing a batch among workers pays.</summary>
    protected internal virtual int WorkPerNumber => 64;

    /// <summary>Fills batch after batch into matrices of its own.</summary>
    internal BatchBuffer<T> NewBuffer() => new(Inputs, Outputs, (long)Inputs * WorkPerNumber, Fill);

    private sealed class Pairs(Matrix<T> allX, Matrix<T> allY) : Examples<T>(allX.RowCount, allX.ColumnCount, allY.ColumnCount)
    {
        protected internal override void Fill(int[] indices, int begin, int end, Matrix<T> X, Matrix<T> Y, int epoch)
        {
            Rows.Gather(allX, indices, begin, end, X);
            Rows.Gather(allY, indices, begin, end, Y);
        }
    }
}
