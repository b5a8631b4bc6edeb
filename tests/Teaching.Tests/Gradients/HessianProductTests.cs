using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Gradients;

/// <summary>The product with the Hessian against differences of gradients, for one, two and three layers.</summary>
public class HessianProductTests
{
    private const int N = 7, C = 3;

    private static readonly Matrix<double> X = Drawn(N, 4, 1), Y = CrossEntropy.OneHot<double>([0, 1, 2, 2, 1, 0, 1], C);

    private static Matrix<double> Drawn(int rows, int columns, long seed)
    {
        var rng = new Rng(seed);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
    }

    /// <summary>With biases that are not 0, or an example at the origin would stand on all kinks.</summary>
    private static Network<double> Net(Activation activation, params int[] hidden)
    {
        var rng = new Rng(2);
        var network = Network.OfDense<double>([4, .. hidden, C], activation, Initializer.He, rng);
        foreach (var p in network.Parameters.Where(p => p.Name[0] == 'b')) p.Value.MapInplace(_ => 0.1 * rng.Gaussian());
        return network;
    }

    private static WeightedCrossEntropyLoss<double> Loss() => new(C) { Weights = [0.3, 2, 0.7] };

    private static double[] Gradient(Network<double> network)
    {
        var loss = Loss();
        loss.Forward(network.Forward(X), Y);
        network.BackwardParameters(loss.Backward());
        return [.. network.Parameters.SelectMany(p => p.Gradient.ToColumnMajorArray())];
    }

    private static double[] Difference(Network<double> network, int parameter, double h = 1e-6)
    {
        var all = network.Parameters.SelectMany(p => Enumerable.Range(0, p.Value.RowCount * p.Value.ColumnCount).Select(i => (p.Value, i))).ToArray();
        var (M, at) = all[parameter];
        (int row, int column) = (at % M.RowCount, at / M.RowCount);
        double here = M[row, column];
        M[row, column] = here + h;
        double[] above = Gradient(network);
        M[row, column] = here - h;
        double[] below = Gradient(network);
        M[row, column] = here;
        return [.. above.Zip(below, (a, b) => (a - b) / (2 * h))];
    }

    [Theory]
    [InlineData("ReLU", new int[] { })]
    [InlineData("ReLU", new[] { 5 })]
    [InlineData("leaky", new[] { 5 })]
    [InlineData("ReLU", new[] { 6, 5 })]
    [InlineData("leaky", new[] { 6, 5 })]
    public void Each_column_is_the_difference_of_gradients_along_its_parameter(string activation, int[] hidden)
    {
        var network = Net(activation == "ReLU" ? Activation.Relu : Activation.LeakyRelu(0.2), hidden);
        Matrix<double> H = new HessianProduct(network, Loss(), X, Y).ToMatrix();
        for (int j = 0; j < H.ColumnCount; j++)
        {
            double[] measured = Difference(network, j);
            for (int i = 0; i < H.RowCount; i++) Assert.Equal(measured[i], H[i, j], 1e-8);
        }
        Assert.Equal(0, (H - H.Transpose()).InfinityNorm(), 1e-14);
        Assert.True(H.InfinityNorm() > 0.1);
    }

    [Fact]
    public void It_belongs_to_the_point_where_it_was_made_whatever_the_network_does_then()
    {
        var network = Net(Activation.Relu, 5);
        var product = new HessianProduct(network, Loss(), X, Y);
        Matrix<double> before = product.ToMatrix();
        Gradient(network);
        new Sgd<double>(network, 0.5).Step();
        network.Forward(Drawn(N, 4, 9));
        Assert.Equal(before, product.ToMatrix());
        Assert.NotEqual(before, new HessianProduct(network, Loss(), X, Y).ToMatrix());
    }

    [Fact]
    public void Other_layers_and_lengths_are_refused()
    {
        var bent = Net(Activation.Tanh, 5);
        Assert.Contains("Dense 4-5 tanh", Assert.Throws<ArgumentException>(() => new HessianProduct(bent, Loss(), X, Y)).Message);
        var product = new HessianProduct(Net(Activation.Relu, 5), Loss(), X, Y);
        Assert.Contains("43 parameters", Assert.Throws<ArgumentException>(() => product.Of(new double[42], new double[43])).Message);
    }
}
