using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

public class DenseTests
{
    private static readonly Matrix<double> W = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
    private static readonly Matrix<double> b = Matrix<double>.Build.DenseOfArray(new double[,] { { 0.5, -20 } });
    private static readonly Matrix<double> X = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, -1 }, { 2, 1, 0 } });

    [Fact]
    public void A_hand_worked_example_comes_out()
    {
        var layer = new Dense<double>(W, b, Activation.Identity);
        Assert.Equal(Of(new double[,] { { -3.5, -24 }, { 5.5, -12 } }), layer.Forward(X));
        var dX = layer.Backward(Of(new double[,] { { 1, 0 }, { 10, 100 } }));
        Assert.Equal(Of(new double[,] { { 1, 3, 5 }, { 210, 430, 650 } }), dX);
        Assert.Equal(Of(new double[,] { { 21, 200 }, { 10, 100 }, { -1, 0 } }), layer.dW);
        Assert.Equal(Of(new double[,] { { 11, 100 } }), layer.db);
    }

    [Fact]
    public void A_ReLU_stops_the_gradient_of_the_neurons_that_are_off()
    {
        var layer = new Dense<double>(W, b, Activation.Relu);
        Assert.Equal(Of(new double[,] { { 0, 0 }, { 5.5, 0 } }), layer.Forward(X));
        layer.Backward(Of(new double[,] { { 1, 1 }, { 1, 1 } }));
        Assert.Equal(Of(new double[,] { { 1, 0 } }), layer.db);
    }

    [Fact]
    public void The_first_layer_of_a_network_gets_the_same_gradients_without_dX()
    {
        var (one, other) = (Random(Activation.Tanh), Random(Activation.Tanh));
        var dY = Drawn(9, 6, 8);
        one.Forward(Drawn(9, 5, 7));
        other.Forward(Drawn(9, 5, 7));
        one.Backward(dY);
        other.BackwardParameters(dY);
        Assert.Equal(one.dW, other.dW);
        Assert.Equal(one.db, other.db);
    }

    [Fact]
    public void Float_and_double_of_one_seed_agree_to_the_float_s_precision()
    {
        var (one, two) = (Random(Activation.Sigmoid), new Dense<float>(5, 6, Activation.Sigmoid, Initializer.He, new Rng(2)));
        var x = Drawn(9, 5, 7);
        Assert.Equal(0, (one.Forward(x) - two.Forward(x.ToSingle()).ToDouble()).InfinityNorm(), 1e-5);
    }

    [Fact]
    public void All_activations_are_their_functions_at_every_size_and_sign()
    {
        (Activation Activation, Func<double, double> Of, Func<double, double> Derivative)[] all =
        [
            (Activation.Identity, z => z, _ => 1),
            (Activation.Sigmoid, Sigmoid.Of, Sigmoid.Derivative),
            (Activation.Tanh, Tanh.Of, Tanh.Derivative),
            (Activation.Relu, Relu.Of, Relu.Derivative),
            (Activation.LeakyRelu(0.2), z => LeakyRelu.Of(z, 0.2), z => LeakyRelu.Derivative(z, 0.2)),
        ];
        double[] z = [0, -0.0, 1e-300, -1e-9, 1e-5, 0.1, -0.3, 0.4999, 0.5, -0.5001, 1, -1.5, 3, -6, 12, -20];
        foreach (var (activation, of, derivative) in all)
        {
            Matrix<double> Z = Row(z), A = Row(new double[z.Length]), dA = Row([.. z.Select(_ => 2.0)]), dZ = A.Clone();
            activation.Forward(Z, A);
            activation.Backward(Z, A, dA, dZ);
            for (int i = 0; i < z.Length; i++)
            {
                Assert.True(Math.Abs(A[0, i] - of(z[i])) <= 4e-16 * Math.Abs(of(z[i])), $"{activation}({z[i]:R}) = {A[0, i]:R}, expected {of(z[i]):R}");
                Assert.Equal(2 * derivative(z[i]), dZ[0, i], 1e-15);
                Assert.Equal(of(z[i]), activation.Value(z[i]));
                Assert.Equal(derivative(z[i]), activation.Slope(z[i]));
            }
        }
    }

    [Fact]
    public void Tanh_in_float_is_right_to_a_few_last_places_and_special_values_stay()
    {
        float[] z = [.. Enumerable.Range(-2000, 4001).Select(i => i / 250f)];
        Matrix<float> A = Row(z);
        Activation.Tanh.Forward(Row(z), A);
        for (int i = 0; i < z.Length; i++) Assert.InRange(Math.Abs(A[0, i] - Math.Tanh(z[i])), 0, 3e-7 * Math.Abs(Math.Tanh(z[i])));
        foreach (var activation in new[] { Activation.Sigmoid, Activation.Tanh, Activation.Relu, Activation.LeakyRelu() })
        {
            Matrix<float> special = Row([float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
            activation.Forward(special, special);
            Assert.True(float.IsNaN(special[0, 0]), $"{activation} makes {special[0, 0]} of NaN");
            Assert.False(float.IsNaN(special[0, 1]) || float.IsNaN(special[0, 2]), $"{activation} makes NaN of infinity");
        }
    }

    [Fact]
    public void Starts_have_the_deviation_that_they_promise()
    {
        foreach (var (start, expected) in new[] { (Initializer.He, Math.Sqrt(2.0 / 300)), (Initializer.Xavier, Math.Sqrt(2.0 / 500)), (Initializer.Normal(), 0.01), (Initializer.Normal(0.3), 0.3) })
        {
            var w = start.Draw<double>(300, 200, new Rng(1));
            double deviation = Math.Sqrt(w.Enumerate().Average(x => x * x));
            Assert.InRange(deviation / expected, 0.98, 1.02);
            Assert.InRange(w.Enumerate().Average() / expected, -0.02, 0.02);
            Assert.Equal(w, start.Draw<double>(300, 200, new Rng(1)));
            Assert.NotEqual(w, start.Draw<double>(300, 200, new Rng(2)));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_shapes()
    {
        var layer = Random(Activation.Relu);
        Assert.Contains("Dense 5-6 ReLU cannot take X (2, 3): it has 3 columns, and the layer takes 5 inputs", Message(() => layer.Forward(X)));
        Assert.Contains("call Forward first", Assert.Throws<InvalidOperationException>(() => layer.Backward(X)).Message);
        layer.Forward(Drawn(9, 5, 7));
        Assert.Contains("dY (2, 3) and Y (9, 6)", Message(() => layer.Backward(X)));
        Assert.Contains("W (3, 2) needs b (1, 2)", Message(() => new Dense<double>(W, W, Activation.Relu)));
        Assert.Contains("not 0 and 3", Message(() => new Dense<double>(0, 3, Activation.Relu, Initializer.He, new Rng(1))));
        Assert.Contains("make it dense", Message(() => new Dense<double>(Matrix<double>.Build.Sparse(3, 2), b, Activation.Relu)));
        Assert.Contains("slope above 0 and below 1, not 1", Assert.Throws<ArgumentOutOfRangeException>(() => Activation.LeakyRelu(1)).Message);
        Assert.Contains("deviation of NaN", Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Normal(double.NaN)).Message);
    }

    [Fact]
    public void The_softmax_layer_s_backward_pass_is_the_softmax_s_Jacobian()
    {
        var layer = new SoftmaxLayer<double>(4);
        var Z = Drawn(3, 4, 1);
        Assert.Equal(0, (Softmax.Rows(Z) - layer.Forward(Z)).InfinityNorm(), 1e-15);
        var dP = Drawn(3, 4, 2);
        var dZ = layer.Backward(dP);
        for (int n = 0; n < 3; n++) Assert.Equal(0, (dP.Row(n) * Softmax.Jacobian(Z.Row(n)) - dZ.Row(n)).InfinityNorm(), 1e-15);
    }

    private static Dense<double> Random(Activation activation) => new(5, 6, activation, Initializer.He, new Rng(2));

    private static Matrix<double> Drawn(int rows, int columns, long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
    }

    private static Matrix<double> Of(double[,] values) => Matrix<double>.Build.DenseOfArray(values);

    private static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;

    private static Matrix<double> Row(double[] numbers) => Matrix<double>.Build.Dense(1, numbers.Length, numbers);

    private static Matrix<float> Row(float[] numbers) => Matrix<float>.Build.Dense(1, numbers.Length, [.. numbers]);
}
