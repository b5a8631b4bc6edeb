using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Losses;

/// <summary>The cross-entropy with class weights: against the plain one, against the formula, gradients checked, mistakes found.</summary>
public class WeightedCrossEntropyLossTests
{
    private const int N = 6, C = 4;

    private static readonly double[] Weights = [2.5, 0.1, 0, 1.4];
    private static readonly Matrix<double> Z = Drawn(1), OneHot = CrossEntropy.OneHot<double>([3, 0, 1, 1, 2, 0], C), Soft = Softmax.Rows(Drawn(2));

    private static Matrix<double> Drawn(long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(N, C, (_, _) => 2 * rng.Gaussian());
    }

    [Fact]
    public void With_weights_1_it_is_the_plain_loss_to_the_bit()
    {
        var plain = new SoftmaxCrossEntropyLoss<double>();
        var weighted = new WeightedCrossEntropyLoss<double>(C);
        foreach (var Y in new[] { OneHot, Soft })
        {
            Assert.Equal(plain.Forward(Z, Y), weighted.Forward(Z, Y));
            Assert.Equal(0, (plain.Backward() - weighted.Backward()).InfinityNorm(), 1e-16);
        }
    }

    [Fact]
    public void The_value_is_the_formula_s()
    {
        double sum = 0;
        var logP = Softmax.LogRows(Z);
        for (int n = 0; n < N; n++)
        {
            for (int c = 0; c < C; c++) sum -= Weights[c] * Soft[n, c] * logP[n, c];
        }
        Assert.Equal(sum / N, Loss().Forward(Z, Soft), 1e-14);
        Assert.Equal(sum, new WeightedCrossEntropyLoss<double>(C) { Weights = Weights, Reduction = Reduction.Sum }.Forward(Z, Soft), 1e-13);
    }

    [Theory]
    [InlineData(true, 1, true)]
    [InlineData(false, 1, true)]
    [InlineData(true, 1.01, false)]
    [InlineData(false, 1.01, false)]
    public void The_gradient_passes_the_check_and_a_planted_percent_does_not(bool soft, double factor, bool passes)
    {
        var (loss, Y) = (Loss(), soft ? Soft : OneHot);
        var at = Z.Clone();
        loss.Forward(at, Y);
        Matrix<double> dZ = loss.Backward() * factor;
        Assert.Equal(passes, GradientCheck.Of(() => loss.Forward(at, Y), [("Z", at, dZ)], samples: 100).Passes());
    }

    [Fact]
    public void The_gradient_along_a_direction_is_the_difference_of_gradients()
    {
        var (loss, direction, along) = (Loss(), Drawn(3), Matrix<double>.Build.Dense(N, C));
        Matrix<double> GradientAt(Matrix<double> point)
        {
            loss.Forward(point, Soft);
            return loss.Backward().Clone();
        }
        Matrix<double> measured = (GradientAt(Z + direction * 1e-5) - GradientAt(Z - direction * 1e-5)) / 2e-5;
        loss.Forward(Z, Soft);
        loss.GradientAlong(direction, Soft, along);
        Assert.Equal(0, (measured - along).InfinityNorm(), 1e-9);
        Assert.True(along.InfinityNorm() > 0.01);
    }

    [Fact]
    public void Float_and_double_agree()
    {
        var loss = new WeightedCrossEntropyLoss<float>(C) { Weights = Weights };
        Assert.Equal(Loss().Forward(Z, OneHot), loss.Forward(Z.Map(z => (float)z), OneHot.Map(y => (float)y)), 1e-6);
    }

    [Fact]
    public void What_is_set_is_copied()
    {
        double[] mine = [1, 2, 3, 4];
        var loss = new WeightedCrossEntropyLoss<double>(C) { Weights = mine };
        mine[0] = 100;
        Assert.Equal(1, loss.Weights[0]);
    }

    [Fact]
    public void What_cannot_be_is_refused_with_the_value_and_changes_nothing()
    {
        var loss = Loss();
        Assert.Contains("needs as many weights, not 3", Assert.Throws<ArgumentException>(() => loss.Weights = [1, 1, 1]).Message);
        Assert.Contains("class 2 is -1", Assert.Throws<ArgumentException>(() => loss.Weights = [9, 9, -1, 1]).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => loss.Weights = [1, 1, 1, double.NaN]).Message);
        Assert.Equal(Weights, loss.Weights);
        Assert.Contains("4 classes", Assert.Throws<ArgumentException>(() => loss.Forward(Z.SubMatrix(0, N, 0, 3), OneHot.SubMatrix(0, N, 0, 3))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedCrossEntropyLoss<double>(0));
    }

    private static WeightedCrossEntropyLoss<double> Loss() => new(C) { Weights = Weights };
}
