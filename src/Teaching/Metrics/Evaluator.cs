using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>Runs examples through a network in evaluation mode, in batches, in their order; after the first time it allocates nothing.</summary>
internal sealed class Evaluator<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private const int MostRows = 500;

    private readonly Examples<T> examples;
    private readonly Reused<T> inputs, targets;
    private readonly int[][] batches;

    public Evaluator(Examples<T> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Count == 0) throw new ArgumentException("There is nothing to evaluate: the set of examples is empty.");
        (this.examples, inputs, targets) = (examples, new(examples.Inputs), new(examples.Outputs));
        batches = [.. Enumerable.Range(0, examples.Count).Chunk(MostRows)];
    }

    /// <summary>The mean loss; each batch is shown with the number of its first example, its outputs and its targets.</summary>
    /// <param name="network">The network.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="see">Sees each batch.</param>
    /// <param name="failure">Makes the error when an output is NaN or ∞, which is no decision, from the place that it came from.</param>
    public double Run(
        Network<T> network, Loss<T> loss, Action<int, Matrix<T>, Matrix<T>> see, Func<(string Layer, string What), Exception> failure)
    {
        bool before = network.IsTraining;
        network.IsTraining = false;
        try
        {
            double sum = 0;
            foreach (int[] batch in batches)
            {
                Matrix<T> X = inputs.For(batch.Length), Y = targets.For(batch.Length);
                examples.Gather(batch, X, Y);
                Matrix<T> P = network.Forward(X);
                if (!Finite.All(P)) throw failure(NonFinite.In(network, X, Y, batch, loss, double.NaN));
                sum += loss.MeanOf(loss.Forward(P, Y), P) * batch.Length;
                see(batch[0], P, Y);
            }
            return sum / examples.Count;
        }
        finally
        {
            network.IsTraining = before;
        }
    }
}
