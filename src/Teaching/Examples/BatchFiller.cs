using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>Fills X and Y with the batches of a training, one after the other, into the same matrices.</summary>
internal sealed class BatchFiller<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Examples<T> examples;
    private readonly Batches batches;
    private readonly Reused<T> inputs, targets;
    private readonly SharedRows rows;
    private int batch, epoch;

    public BatchFiller(Examples<T> examples, Batches batches)
    {
        (this.examples, this.batches, inputs, targets) = (examples, batches, new(examples.Inputs), new(examples.Outputs));
        rows = new((begin, end) => examples.Fill(this.batches[batch], begin, end, X!, Y!, epoch));
        X = Y = null!;
    }

    /// <summary>The inputs (N, In) of the last batch.</summary>
    public Matrix<T> X { get; private set; }

    /// <summary>Its targets (N, Out).</summary>
    public Matrix<T> Y { get; private set; }

    /// <summary>Fills X and Y with a batch as this epoch sees it.</summary>
    public void Fill(int batch, int epoch)
    {
        (this.batch, this.epoch) = (batch, epoch);
        int n = batches[batch].Length;
        (X, Y) = (inputs.For(n), targets.For(n));
        rows.Run(n, (long)n * examples.Inputs * examples.WorkPerNumber);
    }
}
