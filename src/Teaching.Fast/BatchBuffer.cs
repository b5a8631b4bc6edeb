using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// X (N, In) and Y (N, Out) of one batch after the other. They are made once for each N and then filled again, the rows shared among the
/// workers: after the first epoch this allocates nothing.
/// </summary>
/// <param name="inputs">In.</param>
/// <param name="outputs">Out.</param>
/// <param name="workPerExample">What one row costs, in multiplications of a product.</param>
/// <param name="fill">Fills some rows of a batch.</param>
internal sealed class BatchBuffer<T>(int inputs, int outputs, long workPerExample, BatchBuffer<T>.FillRows fill)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> allX = new(inputs), allY = new(outputs);
    private Action<int, int>? part;
    private int[] indices = [];
    private Matrix<T>? X, Y;
    private int epoch;

    /// <summary>Fills rows i of X and Y, begin &lt;= i &lt; end, with example indices[i].</summary>
    public delegate void FillRows(int[] indices, int begin, int end, Matrix<T> X, Matrix<T> Y, int epoch);

    /// <summary>The batch of these examples as an epoch sees them, valid until the next call.</summary>
    public (Matrix<T> X, Matrix<T> Y) Fill(int[] indices, int epoch)
    {
        (this.indices, this.epoch) = (indices, epoch);
        (X, Y) = (allX.For(indices.Length), allY.For(indices.Length));
        Team.Run(Team.Parts(indices.Length * workPerExample), part ??= FillPart);
        return (X, Y);
    }

    private void FillPart(int index, int parts)
    {
        Part rows = new Part(0, indices.Length).Divide(parts, index, unit: 16);
        fill(indices, rows.Begin, rows.End, X!, Y!, epoch);
    }
}
