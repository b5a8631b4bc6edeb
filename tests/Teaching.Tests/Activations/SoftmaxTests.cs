using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Activations;

public class SoftmaxTests
{
    private static readonly Matrix<double> Z = Matrix<double>.Build.DenseOfArray(new[,] { { 1, 2, 3 }, { -0.5, 0, 0.25 } });

    [Fact]
    public void Rows_are_as_computed_with_40_digits_in_Python()
    {
        double[,] expected =
        {
            { 0.09003057317038046, 0.24472847105479764, 0.6652409557748219 },
            { 0.20983182601596484, 0.3459541948223698, 0.44421397916166544 },
        };
        var P = Softmax.Rows(Z);
        for (int n = 0; n < 2; n++)
        {
            for (int c = 0; c < 3; c++)
            {
                Assert.Equal(expected[n, c], P[n, c], 2e-16);
                Assert.Equal(expected[n, c], Softmax.Of(Z.Row(n))[c], 2e-16);
                Assert.Equal(expected[n, c], Softmax.Rows(Z.ToSingle())[n, c], 1e-7);
                Assert.Equal(Math.Log(expected[n, c]), Softmax.LogRows(Z)[n, c], 1e-15);
            }
        }
    }

    [Fact]
    public void Large_scores_neither_overflow_nor_lose_digits()
    {
        var large = Softmax.Rows(Z.Add(10_000).ToSingle());
        Assert.Equal(0.6652409557748219, large[0, 2], 1e-7);
        Assert.Equal(1, Softmax.Of(Vector<double>.Build.Dense([0, 1000]))[1]);
        Assert.Equal(-1000, Softmax.LogRows(Matrix<double>.Build.Dense(1, 2, [0, 1000]))[0, 0]);
        Assert.Equal([1, 0], Softmax.Of(Vector<double>.Build.Dense([0, double.NegativeInfinity])));
    }

    [Fact]
    public void The_Jacobian_is_the_slope_of_every_output_in_every_input()
    {
        var z = Vector<double>.Build.Dense([0.3, -1.2, 2, 0.7]);
        var J = Softmax.Jacobian(z);
        for (int i = 0; i < 4; i++)
        {
            int row = i;
            var slopes = NumericalGradient.Of(x => Softmax.Of(x)[row], z);
            for (int j = 0; j < 4; j++) Assert.Equal(slopes[j], J[i, j], 1e-10);
        }
        Assert.All(J.RowSums(), sum => Assert.Equal(0, sum, 1e-16));
    }

    [Fact]
    public void The_backward_pass_is_the_Jacobian_of_each_row_and_passes_the_gradient_check()
    {
        var X = Z.Clone();
        var projection = new Projection(2, 3, new Rng(1));
        var layer = new SoftmaxLayer<double>(3);
        layer.Forward(X);
        var dX = layer.Backward(projection.Gradient);
        GradientCheck.Of(() => projection.Loss(Softmax.Rows(X)), [("X", X, dX)]).Assert();
        for (int n = 0; n < 2; n++)
        {
            var expected = Softmax.Jacobian(Z.Row(n)).Transpose() * projection.Gradient.Row(n);
            Assert.Equal(0, (expected - dX.Row(n)).InfinityNorm(), 1e-16);
        }
    }

    [Fact]
    public void What_is_no_score_is_refused_with_its_row()
    {
        var bad = Z.Clone();
        bad[1, 2] = double.NaN;
        Assert.Contains("row 1 of Z is NaN", Assert.Throws<ArgumentException>(() => Softmax.Rows(bad)).Message);
        bad[1, 2] = double.PositiveInfinity;
        Assert.Contains("row 1 of Z is ∞", Assert.Throws<ArgumentException>(() => Softmax.LogRows(bad)).Message);
    }
}
