using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Optimizers;

public class SgdTests
{
    private readonly Dense<double> layer = new(Matrix<double>.Build.Dense(1, 1, 5), Matrix<double>.Build.Dense(1, 1, 1), Activation.Identity);

    [Fact]
    public void A_step_goes_against_the_gradient()
    {
        Step(new(Net(), rate: 0.1), gradient: 2);
        Assert.Equal(4.8, layer.W[0, 0]);
    }

    [Fact]
    public void Momentum_adds_up_equal_gradients()
    {
        var sgd = new Sgd<double>(Net(), rate: 0.1, momentum: 0.5);
        foreach (double expected in new[] { 5 - 0.2, 5 - 0.2 - 0.3, 5 - 0.2 - 0.3 - 0.35 })
        {
            Step(sgd, gradient: 2);
            Assert.Equal(expected, layer.W[0, 0], 1e-15);
        }
    }

    [Theory]
    [InlineData(0, "with 0 nothing would ever change")]
    [InlineData(-0.1, "would climb the loss")]
    [InlineData(double.NaN, "would make every weight NaN")]
    [InlineData(double.PositiveInfinity, "infinite step")]
    public void A_rate_that_cannot_work_is_refused_with_the_reason(double rate, string reason)
    {
        Assert.Contains(reason, Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>(Net(), rate)).Message);
        var sgd = new Sgd<double>(Net(), 0.1);
        Assert.Contains(reason, Assert.Throws<ArgumentOutOfRangeException>(() => sgd.Rate = rate).Message);
        Assert.Equal(0.1, sgd.Rate);
    }

    [Fact]
    public void A_rate_that_is_nothing_in_float_is_refused_there()
    {
        var network = Network.OfDense<float>([2, 1], Activation.Relu, Initializer.He, new Rng(1));
        Assert.Contains("as Single it is 0", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<float>(network, 1e-60)).Message);
        Assert.Contains("as Single it is ∞", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<float>(network, 1e60)).Message);
        Assert.Equal(1e-60, new Sgd<double>(Net(), 1e-60).Rate);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_momentum_outside_its_range_is_refused(double momentum) =>
        Assert.Contains("at least 0 and below 1", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>(Net(), 0.1, momentum)).Message);

    private Network<double> Net() => new(layer);

    private void Step(Sgd<double> sgd, double gradient)
    {
        layer.dW[0, 0] = gradient;
        sgd.Step();
    }
}
