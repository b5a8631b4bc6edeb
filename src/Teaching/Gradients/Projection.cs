using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Makes one number of a matrix, so that a layer can be checked without a loss: L = Σ y_ij·r_ij with fixed random weights R.
/// Then dY = R, and every entry of the output counts, each with another weight.
/// <code>
/// var projection = new Projection(Y.RowCount, Y.ColumnCount, new Rng(1));
/// var dX = Backward(projection.Gradient);
/// GradientCheck.Of(() => projection.Loss(Forward(X)), [("X", X, dX)]).Assert();
/// </code>
/// Used in lesson 05.
/// </summary>
/// <param name="rows">N, the output's rows.</param>
/// <param name="columns">Out, the output's columns.</param>
/// <param name="rng">Draws R, normally distributed.</param>
public sealed class Projection(int rows, int columns, Rng rng)
{
    /// <summary>∂L/∂Y = R, (N, Out).</summary>
    public Matrix<double> Gradient { get; } = Draw(rows, columns, rng);

    /// <summary>L = Σ y_ij·r_ij, row by row.</summary>
    /// <exception cref="ArgumentException">Y has another shape.</exception>
    public double Loss(Matrix<double> Y)
    {
        Shapes.RequireSame("the projection", "Y", Y, "R", Gradient);
        double sum = 0;
        for (int i = 0; i < Y.RowCount; i++)
        {
            for (int j = 0; j < Y.ColumnCount; j++) sum += Y.At(i, j) * Gradient.At(i, j);
        }
        return sum;
    }

    private static Matrix<double> Draw(int rows, int columns, Rng rng)
    {
        var R = Matrix<double>.Build.Dense(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++) R.At(i, j, rng.Gaussian());
        }
        return R;
    }
}
