using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Activations;

public class ActivationTests
{
    /// <summary>z, σ(z), σ'(z), softplus(z), tanh'(z), from a Python program with 40 decimal digits.</summary>
    public static TheoryData<double, double, double, double, double> References => new()
    {
        { -2, 0.11920292202211756, 0.10499358540350652, 0.1269280110429725, 0.07065082485316447 },
        { -0.5, 0.37754066879814546, 0.2350037122015945, 0.4740769841801067, 0.7864477329659274 },
        { 0, 0.5, 0.25, 0.6931471805599453, 1.0 },
        { 0.5, 0.6224593312018546, 0.2350037122015945, 0.9740769841801067, 0.7864477329659274 },
        { 3, 0.9525741268224333, 0.04517665973091213, 3.048587351573742, 0.00986603716544019 },
        { -40, 4.248354255291589e-18, 4.248354255291589e-18, 4.248354255291589e-18, 7.2194e-35 },
        { 40, 1.0, 4.248354255291589e-18, 40.0, 7.2194e-35 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Values_and_derivatives_keep_their_digits_far_out(double z, double sigmoid, double dSigmoid, double softplus, double dTanh)
    {
        Near(sigmoid, Sigmoid.Of(z), 4e-16);
        Near(dSigmoid, Sigmoid.Derivative(z), 4e-16);
        Near(softplus, Softplus.Of(z), 6e-16);
        Near(sigmoid, Softplus.Derivative(z), 4e-16);
        Near(dTanh, Tanh.Derivative(z), Math.Abs(z) == 40 ? 1e-5 : 6e-16);
        Near(Math.Tanh(z), Tanh.Of(z), 1e-16);

        Near(sigmoid, Sigmoid.Of((float)z), 4e-7);
        Near(dSigmoid, Sigmoid.Derivative((float)z), 4e-7);
    }

    [Theory]
    [InlineData(800.0)]
    [InlineData(double.MaxValue)]
    [InlineData(double.PositiveInfinity)]
    public void Nothing_overflows(double z)
    {
        Assert.Equal((1.0, 0.0), (Sigmoid.Of(z), Sigmoid.Of(-z)));
        Assert.Equal((1.0, -1.0), (Tanh.Of(z), Tanh.Of(-z)));
        Assert.Equal((z, 0.0), (Softplus.Of(z), Softplus.Of(-z)));
        Assert.Equal((0.0, 0.0), (Sigmoid.Derivative(z), Sigmoid.Derivative(-z)));
        Assert.Equal((0.0, 0.0), (Tanh.Derivative(z), Tanh.Derivative(-z)));
    }

    [Fact]
    public void Rectifiers_and_their_derivatives_are_as_defined_also_at_0()
    {
        double[] z = [-2, -0.0, 0, 3];
        Assert.Equal([0, 0, 0, 3], z.Select(x => Relu.Of(x)));
        Assert.Equal([0, 0, 0, 1], z.Select(x => Relu.Derivative(x)));
        Assert.Equal([-0.02, 0, 0, 3], z.Select(x => LeakyRelu.Of(x)));
        Assert.Equal([0.01, 0.01, 0.01, 1], z.Select(x => LeakyRelu.Derivative(x)));
        Assert.Equal(-0.5, LeakyRelu.Of(-2, 0.25));
        Assert.Equal(0.25, LeakyRelu.Derivative(-2, 0.25));
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        Func<double, double>[] all =
        [
            Sigmoid.Of, Sigmoid.Derivative, Tanh.Of, Tanh.Derivative, Relu.Of, Relu.Derivative, Softplus.Of,
            z => LeakyRelu.Of(z), z => LeakyRelu.Derivative(z),
        ];
        Assert.All(all, f => Assert.True(double.IsNaN(f(double.NaN))));
    }

    [Fact]
    public void Every_derivative_is_the_slope()
    {
        (Func<double, double> Of, Func<double, double> Derivative)[] all =
        [
            (Sigmoid.Of, Sigmoid.Derivative), (Tanh.Of, Tanh.Derivative), (Relu.Of, Relu.Derivative),
            (Softplus.Of, Softplus.Derivative), (z => LeakyRelu.Of(z, 0.2), z => LeakyRelu.Derivative(z, 0.2)),
        ];
        foreach (var (of, derivative) in all)
        {
            foreach (double z in new[] { -3, -1.25, -0.1, 0.1, 0.7, 4 })
                Near(NumericalGradient.Derivative(of, z), derivative(z), 2e-9);
        }
    }

    [Fact]
    public void A_matrix_is_mapped_by_the_name_alone()
    {
        var Z = Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 2 }, { -2, 3 } });
        Assert.Equal(Sigmoid.Of(2.0), Z.Map(Sigmoid.Of)[0, 1]);
        Assert.Equal(0.5, Z.Map(Sigmoid.Of)[0, 0]);
        Assert.Equal(0.5f, Z.ToSingle().Map(Sigmoid.Of)[0, 0]);
        Assert.Equal(0.5, Sigmoid.Of(0));
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
