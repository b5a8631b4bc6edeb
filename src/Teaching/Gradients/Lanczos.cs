using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The largest eigenvalue of a symmetric matrix that is known only by its product with a vector, as a Hessian is. The method of
/// Lanczos: the vectors v, Hv, H²v, ... made orthogonal to each other turn H into a small matrix with three diagonals, whose largest
/// eigenvalue is soon that of H. After as many products, power iteration is never nearer.
/// Used in lesson 10.
/// </summary>
/// <remarks>
/// With q_1 of length 1: w = H·q_j - β_(j-1)·q_(j-1), α_j = w·q_j, β_j = |w - α_j·q_j|, q_(j+1) = (w - α_j·q_j)/β_j. Rounding soon
/// spoils the right angles, so each w is made orthogonal to all q once more. For an eigenvector s of the small matrix with the
/// value θ, |H·x - θ·x| = β_m·|s_m| with x = Σ s_j·q_j: so far at most is θ from some eigenvalue of H.
/// Source: C. Lanczos, "An iteration method for the solution of the eigenvalue problem", 1950.
/// </remarks>
public static class Lanczos
{
    /// <summary>The largest eigenvalue, from a random first vector.</summary>
    /// <param name="product">Writes Hv for v.</param>
    /// <param name="size">The length of v.</param>
    /// <param name="rng">Draws the first vector.</param>
    /// <param name="products">How many products to spend; no more than <paramref name="size"/> are used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size or the number of products is below 1.</exception>
    /// <exception cref="ArgumentException">A product is not finite.</exception>
    public static Eigenvalue Largest(Action<double[], double[]> product, int size, Rng rng, int products = 20)
    {
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), $"A matrix has at least one row, not {size}.");
        if (products < 1) throw new ArgumentOutOfRangeException(nameof(products), $"Lanczos needs at least one product, not {products}; 20 are usual.");
        var q = new List<double[]> { Unit(size, rng) };
        var alpha = new List<double>();
        var beta = new List<double>();
        double largest = 0;
        while (true)
        {
            double[] w = new double[size];
            product(q[^1], w);
            alpha.Add(Dot(w, q[^1]));
            if (!double.IsFinite(alpha[^1])) throw new ArgumentException($"Product number {alpha.Count} of the Lanczos method is not finite.");
            foreach (double[] one in q) Subtract(w, Dot(w, one), one);
            foreach (double[] one in q) Subtract(w, Dot(w, one), one);
            beta.Add(Math.Sqrt(Dot(w, w)));
            largest = Math.Max(largest, Math.Abs(alpha[^1]) + beta[^1]);
            if (q.Count == Math.Min(products, size) || beta[^1] <= 1e-14 * largest) return Of(alpha, beta);
            for (int i = 0; i < size; i++) w[i] /= beta[^1];
            q.Add(w);
        }
    }

    /// <summary>The largest eigenvalue of the small matrix, α on its diagonal and β beside it.</summary>
    private static Eigenvalue Of(List<double> alpha, List<double> beta)
    {
        int m = alpha.Count;
        var small = Matrix<double>.Build.Dense(m, m, (i, j) => i == j ? alpha[i] : Math.Abs(i - j) == 1 ? beta[Math.Min(i, j)] : 0);
        var evd = small.Evd(Symmetricity.Symmetric);
        int top = Enumerable.Range(0, m).MaxBy(i => evd.EigenValues[i].Real);
        return new(evd.EigenValues[top].Real, beta[^1] * Math.Abs(evd.EigenVectors[m - 1, top]), m);
    }

    private static double[] Unit(int size, Rng rng)
    {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) v[i] = rng.Gaussian();
        double length = Math.Sqrt(Dot(v, v));
        for (int i = 0; i < size; i++) v[i] /= length;
        return v;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Subtract(double[] from, double factor, double[] what)
    {
        for (int i = 0; i < from.Length; i++) from[i] -= factor * what[i];
    }
}

/// <summary>An eigenvalue as an iteration found it.</summary>
/// <param name="Value">The eigenvalue.</param>
/// <param name="Error">Some eigenvalue is no further away than this.</param>
/// <param name="Products">How many products it took.</param>
public readonly record struct Eigenvalue(double Value, double Error, int Products);
