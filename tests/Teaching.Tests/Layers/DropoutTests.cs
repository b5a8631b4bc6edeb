using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

public class DropoutTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_share_of_zeros_is_the_rate_and_the_others_grow_to_keep_the_mean(double rate)
    {
        const int Count = 1_000_000;
        var layer = new Dropout<float>(1000, rate, new Rng(3));
        var Y = layer.Forward(Ones(1000));
        double dropped = Y.Enumerate().Count(y => y == 0);
        Assert.InRange((dropped - rate * Count) / Math.Sqrt(rate * (1 - rate) * Count), -4, 4);
        Assert.All(Y.Enumerate().Where(y => y != 0).Distinct(), y => Assert.Equal(1 / (1 - rate), y, 1e-5));
    }

    [Fact]
    public void Each_number_is_dropped_by_itself_in_the_row_in_the_column_and_from_time_to_time()
    {
        var layer = new Dropout<float>(1000, 0.5, new Rng(3));
        var first = layer.Forward(Ones(1000)).Clone();
        var second = layer.Forward(Ones(1000));
        // Of two independent coins a quarter is both heads; in a million pairs four deviations are 1,732.
        Assert.InRange(Both((i, j) => first[i, j], (i, j) => second[i, j]), 248_000, 252_000);
        Assert.InRange(Both((i, j) => first[i, j], (i, j) => first[(i + 1) % 1000, j]), 248_000, 252_000);
        Assert.InRange(Both((i, j) => first[i, j], (i, j) => first[i, (j + 1) % 1000]), 248_000, 252_000);
        for (int j = 0; j < 1000; j++)
        {
            Assert.InRange(first.Column(j).Count(y => y == 0), 420, 580);
            Assert.InRange(first.Row(j).Count(y => y == 0), 420, 580);
        }

        static int Both(Func<int, int, float> a, Func<int, int, float> b) =>
            Enumerable.Range(0, 1_000_000).Count(at => a(at % 1000, at / 1000) == 0 && b(at % 1000, at / 1000) == 0);
    }

    [Fact]
    public void The_way_back_takes_the_mask_of_the_way_forth()
    {
        var layer = new Dropout<double>(37, 0.3, new Rng(3));
        var ones = Matrix<double>.Build.Dense(13, 37, 1);
        Assert.Equal(layer.Forward(ones), layer.Backward(ones));
    }

    [Fact]
    public void Float_and_double_drop_the_same_numbers_at_every_size()
    {
        for (int n = 1; n < 40; n++)
        {
            var single = new Dropout<float>(7, 0.4, new Rng(n)).Forward(Matrix<float>.Build.Dense(n, 7, 1));
            var twice = new Dropout<double>(7, 0.4, new Rng(n)).Forward(Matrix<double>.Build.Dense(n, 7, 1));
            Assert.Equal(single.Map(y => y == 0 ? 0.0 : 1.0), twice.Map(y => y == 0 ? 0.0 : 1.0));
        }
    }

    [Fact]
    public void In_evaluation_nothing_is_dropped()
    {
        var layer = new Dropout<float>(1000, 0.5, new Rng(3)) { IsTraining = false };
        Assert.Equal(Ones(2), layer.Forward(Ones(2)));
        Assert.Equal(Ones(2), layer.Backward(Ones(2)));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_rate_that_is_none_is_refused(double rate) =>
        Assert.Contains("a rate of at least 0 and below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout<float>(3, rate, new Rng(1))).Message);

    private static Matrix<float> Ones(int rows) => Matrix<float>.Build.Dense(rows, 1000, 1);

    [Fact]
    public void Backward_goes_back_in_the_mode_of_its_Forward()
    {
        var rng = new Rng(5);
        var X = Matrix<double>.Build.Dense(6, 4, (_, _) => rng.Gaussian());
        foreach (Layer<double> layer in new Layer<double>[] { new Dropout<double>(4, 0.5, new Rng(1)), new BatchNormalization<double>(4) })
        {
            layer.Forward(X);
            var expected = layer.Backward(X).Clone();
            layer.IsTraining = false;
            Assert.Equal(expected, layer.Backward(X));
            Assert.NotEqual(expected, Evaluated(layer, X));
        }
    }

    private static Matrix<double> Evaluated(Layer<double> layer, Matrix<double> X)
    {
        layer.Forward(X);
        return layer.Backward(X);
    }
}
