using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Runs examples through a network in evaluation mode, in batches, in their order; after the first time it needs no new memory.
/// </summary>
internal sealed class Evaluator<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const int MostRows = 500;

    private readonly Examples<T> examples;
    private readonly Reused<T> inputs, targets;
    private readonly int[] order;

    public Evaluator(Examples<T> examples)
    {
        if (examples.Count == 0) throw new ArgumentException("There is nothing to evaluate: the set of examples is empty.");
        (this.examples, inputs, targets) = (examples, new(examples.Inputs), new(examples.Outputs));
        order = [.. Enumerable.Range(0, examples.Count)];
    }

    /// <summary>The mean loss; each batch is shown with the number of its first example, its outputs and its targets.</summary>
    public double Run(Network<T> network, Loss<T> loss, Action<int, Matrix<T>, Matrix<T>> see)
    {
        bool before = network.IsTraining;
        network.IsTraining = false;
        try
        {
            return Mean(network, loss, see);
        }
        finally
        {
            network.IsTraining = before;
        }
    }

    private double Mean(Network<T> network, Loss<T> loss, Action<int, Matrix<T>, Matrix<T>> see)
    {
        double sum = 0;
        for (int first = 0; first < order.Length; first += MostRows)
        {
            ReadOnlySpan<int> batch = order.AsSpan(first, Math.Min(MostRows, order.Length - first));
            Matrix<T> X = inputs.For(batch.Length), Y = targets.For(batch.Length);
            examples.Gather(batch, X, Y);
            Matrix<T> P = network.Forward(X);
            sum += loss.MeanOf(loss.Forward(P, Y), P) * batch.Length;
            see(first, P, Y);
        }
        return sum / order.Length;
    }
}
