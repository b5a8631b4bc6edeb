using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The largest eigenvalue of a symmetric matrix that is known only by its product with a vector, as a Hessian is. The method of Lanczos:
/// the vectors v, Hv, H²v, ... made orthogonal to each other turn H into a small matrix with three diagonals, whose largest eigenvalue soon
/// is that of H. After as many products, power iteration is never nearer.
/// Used in lessons 11, 12.
/// </summary>
/// <remarks>
/// With q_1 of length 1: w = H·q_j - β_(j-1)·q_(j-1), α_j = w·q_j, β_j = |w - α_j·q_j|, q_(j+1) = (w - α_j·q_j)/β_j. Rounding soon spoils
/// the right angles, so each w is made orthogonal to all q, twice. For an eigenvector s of the small matrix with the value θ, |H·x - θ·x| =
/// β_m·|s_m| with x = Σ s_j·q_j: θ is at most that far from some eigenvalue of H.
/// Source: C. Lanczos, "An iteration method for the solution of the eigenvalue problem", 1950.
/// </remarks>
public static class Lanczos
{
    /// <summary>
    /// The largest eigenvalue. <paramref name="product"/> writes Hv for v, both of length <paramref name="size"/>; the first v is drawn. At
    /// most <paramref name="products"/> products are made.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size or the number of products is below 1.</exception>
    /// <exception cref="ArgumentException">A product is not finite.</exception>
    public static Eigenvalue Largest(Action<double[], double[]> product, int size, Rng rng, int products = 20)
    {
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), $"A matrix has at least one row, not {size}.");
        if (products < 1) throw new ArgumentOutOfRangeException(nameof(products), $"Lanczos needs at least one product, not {products}; 20 are usual.");
        List<Vector<double>> q = [Vector<double>.Build.Dense(size, _ => rng.Gaussian()).Normalize(2)];
        List<double> alpha = [], beta = [];
        while (true)
        {
            var w = Vector<double>.Build.Dense(size);
            product(q[^1].AsArray(), w.AsArray());
            alpha.Add(w * q[^1]);
            if (!double.IsFinite(alpha[^1])) throw new ArgumentException($"Product number {alpha.Count} of the Lanczos method is not finite.");
            foreach (var one in q.Concat(q).ToArray()) w -= w * one * one;   // w·one is a number.
            beta.Add(Math.Sqrt(w * w));
            double largest = alpha.Zip(beta, (a, b) => Math.Abs(a) + b).Max();
            if (q.Count == Math.Min(products, size) || beta[^1] <= 1e-14 * largest) return LargestOf(alpha, beta);
            q.Add(w / beta[^1]);
        }
    }

    /// <summary>The largest eigenvalue of the small matrix, α on its diagonal and β beside it.</summary>
    private static Eigenvalue LargestOf(List<double> alpha, List<double> beta)
    {
        int m = alpha.Count;
        var small = Matrix<double>.Build.Dense(m, m, (i, j) => i == j ? alpha[i] : Math.Abs(i - j) == 1 ? beta[Math.Min(i, j)] : 0);
        var evd = small.Evd(Symmetricity.Symmetric);
        int top = Enumerable.Range(0, m).MaxBy(i => evd.EigenValues[i].Real);
        return new(evd.EigenValues[top].Real, beta[^1] * Math.Abs(evd.EigenVectors[m - 1, top]), m);
    }
}

/// <summary>An eigenvalue as an iteration found it after a number of products; some eigenvalue is no further away than the error.</summary>
public readonly record struct Eigenvalue(double Value, double Error, int Products);
