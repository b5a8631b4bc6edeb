using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>Fills X and Y with the batches of a training, on several threads, each some of the rows.</summary>
internal sealed class BatchFiller<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Examples<T> examples;
    private readonly Batches batches;
    private readonly Reused<T> inputs, targets;
    private readonly Action<int, int> fillPart;
    private int batch, epoch;

    public BatchFiller(Examples<T> examples, Batches batches)
    {
        (this.examples, this.batches) = (examples, batches);
        (inputs, targets, fillPart) = (new(examples.Inputs), new(examples.Outputs), FillPart);
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
        Team.Run(Team.Parts((long)n * examples.Inputs * examples.WorkPerNumber), fillPart);
    }

    private void FillPart(int part, int parts)
    {
        ReadOnlySpan<int> indices = batches[batch];
        Part some = new Part(0, indices.Length).Divide(parts, part, unit: 16);
        examples.Fill(indices.Slice(some.Begin, some.Length), X, Y, some.Begin, epoch);
    }
}
