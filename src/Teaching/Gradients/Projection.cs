using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Makes one number of a matrix Y (rows, columns), so that a layer can be checked without a loss: L = Σ y_ij·r_ij with fixed random weights
/// R. Then dY = R, and every entry of the output counts, each with another weight.
/// </summary>
public sealed class Projection(int rows, int columns, Rng rng)
{
    /// <summary>∂L/∂Y = R, normally distributed.</summary>
    public Matrix<double> Gradient { get; } =
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, Enumerable.Range(0, rows * columns).Select(_ => rng.Gaussian()));

    /// <exception cref="ArgumentException">Y has another shape.</exception>
    public double Loss(Matrix<double> Y)
    {
        Shapes.RequireSame("the projection", "Y", Y, "R", Gradient);
        return Y.ToRowMajorArray().Zip(Gradient.ToRowMajorArray(), (y, r) => y * r).Sum();
    }
}
