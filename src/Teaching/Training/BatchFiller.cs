using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Fills X and Y with the batches of a training, on several threads, with augmented pictures where that is asked for: those are drawn
/// as bytes, each thread some pictures, and then gathered like any others.
/// </summary>
internal sealed class BatchFiller<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Turning a byte into a number of the batch costs as much as so many multiplications of a product.</summary>
    private const int WorkPerNumber = 64;

    private readonly Examples<T> examples;
    private readonly Batches batches;
    private readonly Augmentation? augmentation;
    private readonly Reused<T> inputs, targets;
    private readonly byte[] drawn = [];
    private readonly int[] rows = [];
    private readonly Action<int, int> gatherPart, drawPart;
    private int batch, epoch;

    public BatchFiller(Examples<T> examples, Batches batches, Augmentation? augmentation)
    {
        (this.examples, this.batches, this.augmentation) = (examples, batches, augmentation);
        (inputs, targets, gatherPart, drawPart) = (new(examples.Inputs), new(examples.Outputs), GatherPart, DrawPart);
        X = Y = null!;
        if (augmentation is null) return;
        augmentation.RequireFit(examples.Images ?? throw new ArgumentException($"Only pictures can be augmented ({augmentation}), and "
            + "these examples are rows of a matrix: make them with Examples.OfClasses or OfYesOrNo, or leave the augmentation out."));
        (drawn, rows) = (new byte[batches.Size * examples.Inputs], [.. Enumerable.Range(0, batches.Size)]);
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
        long numbers = (long)n * examples.Inputs;
        if (augmentation is not null) Team.Run(Team.Parts(numbers * Augmentation.WorkPerPixel), drawPart);
        Team.Run(Team.Parts(numbers * WorkPerNumber), gatherPart);
    }

    private void DrawPart(int part, int parts)
    {
        ReadOnlySpan<int> indices = batches[batch];
        Part some = new Part(0, indices.Length).Divide(parts, part);
        for (int i = some.Begin; i < some.End; i++)
            augmentation!.Draw(examples.Images!, indices[i], epoch, drawn.AsSpan(i * examples.Inputs, examples.Inputs));
    }

    private void GatherPart(int part, int parts)
    {
        ReadOnlySpan<int> indices = batches[batch];
        if (augmentation is null) examples.GatherPart(indices, X, Y, part, parts);
        else examples.GatherDrawnPart(drawn, rows.AsSpan(0, indices.Length), indices, X, Y, part, parts);
    }
}
