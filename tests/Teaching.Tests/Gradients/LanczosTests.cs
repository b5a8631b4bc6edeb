using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Gradients;

/// <summary>The largest eigenvalue by Lanczos: known spectra, its error bound, and what ends it early.</summary>
public class LanczosTests
{
    private static readonly long Seed = Random.Shared.Next();

    private static Action<double[], double[]> Diagonal(params double[] eigenvalues) => (v, Hv) =>
    {
        for (int i = 0; i < v.Length; i++) Hv[i] = eigenvalues[i] * v[i];
    };

    private static Action<double[], double[]> Times(Matrix<double> H) => (v, Hv) => (H * Vector<double>.Build.Dense(v)).AsArray().CopyTo(Hv, 0);

    [Fact]
    public void It_finds_the_largest_and_not_the_one_of_largest_size()
    {
        double[] eigenvalues = [-50, 3, 2.5, 1, 0, 0, -1];
        Eigenvalue top = Lanczos.Largest(Diagonal(eigenvalues), 7, new Rng(1));
        Assert.Equal(3, top.Value, 1e-10);
    }

    [Fact]
    public void A_random_symmetric_matrix_agrees_with_its_eigenvalues()
    {
        var rng = new Rng(Seed);
        var A = Matrix<double>.Build.Dense(60, 60, (_, _) => rng.Gaussian());
        var H = A + A.Transpose();
        double expected = H.Evd(Symmetricity.Symmetric).EigenValues.Max(z => z.Real);
        Eigenvalue all = Lanczos.Largest(Times(H), 60, new Rng(Seed + 1), products: 60);
        Assert.True(Math.Abs(all.Value - expected) < 1e-10 * expected, $"seed {Seed}: {all.Value} and {expected}");
    }

    [Fact]
    public void Some_eigenvalue_is_within_the_error_after_any_number_of_products()
    {
        double[] eigenvalues = [.. Enumerable.Range(0, 100).Select(i => i * i / 100.0)];
        for (int products = 1; products <= 40; products++)
        {
            Eigenvalue top = Lanczos.Largest(Diagonal(eigenvalues), 100, new Rng(3), products);
            Assert.Equal(products, top.Products);
            Assert.InRange(eigenvalues.Min(e => Math.Abs(e - top.Value)), 0, top.Error + 1e-10);
            Assert.True(top.Value < eigenvalues[^1] + 1e-10);
        }
    }

    [Fact]
    public void It_ends_when_the_vectors_span_all_that_the_first_one_reaches()
    {
        Eigenvalue top = Lanczos.Largest(Diagonal(7, 7, 7, 7, 7), 5, new Rng(1));
        Assert.Equal((7, 1), (Math.Round(top.Value, 12), top.Products));
        Assert.Equal(4, Lanczos.Largest(Diagonal(4), 1, new Rng(1)).Value, 1e-14);
        Assert.Equal(0, Lanczos.Largest(Diagonal(0, 0, 0), 3, new Rng(1)).Value);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos.Largest(Diagonal(), 0, new Rng(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos.Largest(Diagonal(1), 1, new Rng(1), products: 0));
        Assert.Contains("number 1", Assert.Throws<ArgumentException>(() => Lanczos.Largest(Diagonal(double.NaN, 1), 2, new Rng(1))).Message);
    }
}
