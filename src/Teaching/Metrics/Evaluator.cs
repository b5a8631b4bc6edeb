using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>Runs examples through a network in evaluation mode, in batches, in their order; after the first time it allocates nothing.</summary>
internal sealed class Evaluator<T>(Examples<T> examples) where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly int[][] batches = [.. Enumerable.Range(0, examples.Count).Chunk(500)];
    private readonly BatchBuffer<T> buffer = examples.NewBuffer();

    /// <summary>
    /// The mean loss and the share of right decisions. Each batch is shown with the number of its first example, its outputs and its
    /// targets. An output that is NaN or ∞ decides nothing: an error says where it came from.
    /// </summary>
    public (double Loss, double Accuracy) Measure(Network<T> network, Loss<T> loss, Func<string, Exception> error,
        Action<int, Matrix<T>, Matrix<T>>? show = null)
    {
        bool before = network.IsTraining;
        network.IsTraining = false;
        try
        {
            double sum = 0;
            int right = 0, count = 0;
            foreach (int[] batch in batches)
            {
                (Matrix<T> X, Matrix<T> Y) = buffer.Fill(batch, epoch: 0);
                Matrix<T> P = network.Forward(X);
                if (!Finite.All(P)) throw error(NonFinite.In(network, X, Y, batch, loss, double.NaN).What);
                sum += loss.MeanOf(loss.Forward(P, Y), P) * batch.Length;
                right += Decisions.Right(P, Y, loss.Threshold);
                count += batch.Length;
                show?.Invoke(batch[0], P, Y);
            }
            return (sum / count, (double)right / count);
        }
        finally
        {
            network.IsTraining = before;
        }
    }
}

/// <summary>
/// What a network's output decides. With several outputs it is the class with the largest, of equal ones the first; with one output it is 1
/// (yes) above the threshold and else 0. NaN decides nothing, which counts as class 0.
/// </summary>
internal static class Decisions
{
    /// <summary>The class that row n of the output decides for.</summary>
    public static int Of<T>(Matrix<T> output, int n, double threshold) where T : struct, IBinaryFloatingPointIeee754<T> =>
        output.ColumnCount > 1 ? Rows.ColumnOfLargest(output, n) : output.At(n, 0) > T.CreateChecked(threshold) ? 1 : 0;

    /// <summary>How many rows of the output decide as their targets do.</summary>
    public static int Right<T>(Matrix<T> output, Matrix<T> Y, double threshold) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        int right = 0;
        for (int n = 0; n < output.RowCount; n++) right += Of(output, n, threshold) == Of(Y, n, 0.5) ? 1 : 0;
        return right;
    }
}
