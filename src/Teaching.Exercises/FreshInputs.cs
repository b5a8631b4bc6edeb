using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Inputs that an exercise draws anew for each check, normally distributed.</summary>
internal static class FreshInputs
{
    internal static double[] Numbers(this Rng rng, int count) => [.. Enumerable.Range(0, count).Select(_ => rng.Gaussian())];

    internal static Matrix<double> Matrix(this Rng rng, int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());

    /// <summary>The numbers 0 to count - 1 in another order.</summary>
    internal static int[] Shuffled(this Rng rng, int count)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        rng.Shuffle(all);
        return all;
    }
}
