using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Optimizers;

public class AdamTests
{
    private readonly Dense<double> layer = new(Matrix<double>.Build.DenseOfArray(new[,] { { 5.0, 5 } }), Matrix<double>.Build.Dense(1, 2, 1), Activation.Identity);

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1)]
    [InlineData(1e6)]
    public void The_first_step_is_the_rate_whatever_the_size_of_the_gradient(double gradient)
    {
        Step(new Adam<double>(Net(), rate: 0.1, epsilon: 1e-16), gradient, -gradient);
        Assert.Equal(4.9, layer.W[0, 0], 1e-9);
        Assert.Equal(5.1, layer.W[0, 1], 1e-9);
    }

    [Fact]
    public void Two_steps_are_as_computed_by_hand()
    {
        var adam = new Adam<double>(Net(), rate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1e-300);
        Step(adam, 2, 0);
        Step(adam, 4, 0);
        // m = 0.5·(0.5·2) + 0.5·4 = 2.5, v = 0.75·(0.25·4) + 0.25·16 = 4.75; over 1 - 0.5² = 0.75 and 1 - 0.75² = 0.4375.
        Assert.Equal(4.9 - 0.1 * (2.5 / 0.75) / Math.Sqrt(4.75 / 0.4375), layer.W[0, 0], 1e-14);
        Assert.Equal(5, layer.W[0, 1]);
    }

    [Fact]
    public void Decay_takes_the_same_share_of_every_weight_and_L2_hardly_anything_where_gradients_are_large()
    {
        double[] Kept(Func<Network<double>, Adam<double>> make)
        {
            layer.W[0, 0] = layer.W[0, 1] = 5;
            Adam<double> adam = make(Net());
            for (int i = 0; i < 200; i++) Step(adam, i % 2 == 0 ? 100 : -100, i % 2 == 0 ? 0.1 : -0.1);
            return [layer.W[0, 0] / 5, layer.W[0, 1] / 5];
        }
        double share = Math.Pow(1 - 0.01 * 0.05, 200);   // 0.905
        double[] decay = Kept(net => new Adam<double>(net, 0.01, decay: 0.05)), l2 = Kept(net => new Adam<double>(net, 0.01, l2: 0.05));
        Assert.All(decay, kept => Assert.Equal(share, kept, 0.01));
        Assert.InRange(l2[0], 0.98, 1.01);
        Assert.InRange(l2[1], 0.5, 0.75);
    }

    [Fact]
    public void The_two_are_the_same_for_plain_gradient_descent()
    {
        var sgd = new Sgd<double>(Net(), rate: 0.1, l2: 0.2);
        Step(sgd, 3, 0);
        Assert.Equal((1 - 0.1 * 0.2) * 5 - 0.1 * 3, layer.W[0, 0], 1e-14);
        Assert.Equal(5 - 0.1 * (0 + 0.2 * 5), layer.W[0, 1], 1e-14);
    }

    [Fact]
    public void Float_and_odd_lengths_follow_double()
    {
        (Network<double> wide, Network<float> narrow) = (Of<double>(), Of<float>());
        (Adam<double> a, Adam<float> b) = (new(wide, 0.01, l2: 0.1, decay: 0.1), new(narrow, 0.01, l2: 0.1, decay: 0.1));
        var rng = new Rng(3);
        for (int i = 0; i < 20; i++)
        {
            foreach (var (p, q) in wide.Parameters.Zip(narrow.Parameters))
            {
                p.Gradient.MapInplace(_ => rng.Gaussian());
                q.Gradient.MapIndexedInplace((i, j, _) => (float)p.Gradient[i, j]);
            }
            a.Step();
            b.Step();
        }
        foreach (var (p, q) in wide.Parameters.Zip(narrow.Parameters))
            Assert.All(p.Value.Enumerate().Zip(q.Value.Enumerate()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        static Network<T> Of<T>() where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            Network.OfDense<T>([13, 7, 3], Activation.Relu, Initializer.He, new Rng(1));
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused_with_the_reason()
    {
        Assert.Contains("share of the past", Refused(() => new Adam<double>(Net(), beta1: 1)));
        Assert.Contains("beta2", Refused(() => new Adam<double>(Net(), beta2: -0.1)));
        Assert.Contains("ε must be above 0", Refused(() => new Adam<double>(Net(), epsilon: 0)));
        Assert.Contains("would make the weights grow", Refused(() => new Adam<double>(Net(), l2: -1)));
        Assert.Contains("decay must be finite", Refused(() => new Adam<double>(Net(), decay: double.NaN)));
        Assert.Contains("L2 regularisation must be finite", Refused(() => new Sgd<double>(Net(), 0.1, l2: double.PositiveInfinity)));
        Assert.Contains("climb the loss", Refused(() => new Adam<double>(Net(), rate: -1)));
        Assert.Contains("at least 1, not 0", Refused(() => new StepSchedule(0, 0.1)));
        Assert.Contains("not by NaN", Refused(() => new StepSchedule(1, double.NaN)));
        Assert.Equal("Adam, rate 0.001, L2 1e-05", new Adam<double>(Net(), l2: 1e-5).ToString());
        Assert.Equal("SGD, rate 0.1, L2 0.01", new Sgd<double>(Net(), 0.1, l2: 0.01).ToString());
        Assert.Equal("rate times 0.1 every 15 epochs", new StepSchedule(15, 0.1).ToString());
    }

    [Fact]
    public void The_trainer_changes_the_rate_after_its_epochs()
    {
        var network = Network.OfDense<float>([2, 1], Activation.Relu, Initializer.He, new Rng(1));
        var sgd = new Sgd<float>(network, 0.8);
        var rows = Examples<float>.Of(Matrix<float>.Build.Dense(4, 2), Matrix<float>.Build.Dense(4, 1));
        var trainer = new Trainer<float>(network, new MeanSquaredErrorLoss<float>(), sgd, rows) { BatchSize = 2, Schedule = new(2, 0.5) };
        foreach (double expected in new[] { 0.8, 0.4, 0.4, 0.2, 0.2 })
        {
            trainer.Run(1, TestContext.Current.CancellationToken);
            Assert.Equal(expected, sgd.Rate, 1e-12);
        }
    }

    private static string Refused(Func<object> make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;

    private Network<double> Net() => new(layer);

    private void Step(Optimizer<double> optimizer, double first, double second)
    {
        (layer.dW[0, 0], layer.dW[0, 1]) = (first, second);
        optimizer.Step();
    }
}
