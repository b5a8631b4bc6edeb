namespace Teaching.Tests.Gradients;

public class NumericalGradientTests
{
    [Fact]
    public void Slopes_of_smooth_functions_have_nine_digits()
    {
        Assert.Equal(Math.Cos(1), NumericalGradient.Derivative(Math.Sin, 1), 1e-10);
        Assert.Equal(Math.E, NumericalGradient.Derivative(Math.Exp, 1), 3e-10);
        Assert.Equal(3e12, NumericalGradient.Derivative(x => x * x * x, 1e6), 3e12 * 1e-9);
        double[] x = [1, 2, 3];
        var gradient = NumericalGradient.Of(v => v[0] * v[1] + v[1] * v[2], x);
        Assert.Equal(2, gradient[0], 1e-10);
        Assert.Equal(4, gradient[1], 1e-10);
        Assert.Equal(2, gradient[2], 1e-10);
        Assert.Equal([1, 2, 3], x);
    }

    [Fact]
    public void A_parabola_has_no_error_of_higher_terms()
    {
        Assert.Equal(2, NumericalGradient.Derivative(x => x * x, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.3)]
    [InlineData(1)]
    [InlineData(-1000)]
    [InlineData(1e15)]
    public void The_step_is_a_power_of_two_and_grows_with_x(double x)
    {
        double h = CentredDifference.StepAt(x);
        Assert.Equal(h, Math.ScaleB(1, Math.ILogB(h)));
        Assert.InRange(h / Math.Max(1, Math.Abs(x)), 4.2e-6, 8.7e-6);
    }

    [Fact]
    public void A_function_that_writes_into_its_argument_does_no_harm()
    {
        var gradient = NumericalGradient.Of(v =>
        {
            double f = 5 * v[0];
            v[0] = 99;
            return f;
        }, [1, 1]);
        Assert.Equal(5, gradient[0], 1e-9);
        Assert.Equal(0, gradient[1], 1e-9);
    }
}
