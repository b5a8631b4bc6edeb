namespace Teaching.Charts.Tests;

public class NetworkPlanTests
{
    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(3, 4, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(4, 3, 4)]
    public void No_label_covers_another_or_a_neuron(params int[] sizes)
    {
        var plan = new NetworkPlan([.. sizes.Select((size, k) => Layer(size, k == 0 ? 0 : sizes[k - 1]))]);
        Box[] labels = [.. plan.Weights.Where(w => w.Label is not null).Select(BoxOf)];
        Box[] neurons = [.. plan.Neurons.SelectMany(l => l).Select(n => new Box(n.X - plan.Radius, n.Y - plan.Radius, 2 * plan.Radius, 2 * plan.Radius))];
        Assert.NotEmpty(labels);
        for (int a = 0; a < labels.Length; a++)
        {
            Assert.All(labels[(a + 1)..].Concat(neurons), other => Assert.False(Overlap(labels[a], other), $"{labels[a]} covers {other}"));
            Assert.InRange(labels[a].Left, 0, plan.Width - labels[a].Width);
            Assert.InRange(labels[a].Top, 0, plan.Height - labels[a].Height);
        }
    }

    [Fact]
    public void All_eight_weights_of_the_worked_example_carry_their_numbers()
    {
        var plan = new NetworkPlan([Layer(2, 0), Layer(2, 2), Layer(2, 2)]);
        Assert.Equal(8, plan.Weights.Count(w => w.Label is not null));
    }

    [Fact]
    public void Numbers_do_not_move_the_drawing()
    {
        NetworkPlan Plan(double w) => new([Layer(2, 0), new NeuronLayer("out", ["a"], weights: new[,] { { w }, { -w } }, gradients: new[,] { { w }, { w } })]);
        Assert.Equal(Plan(0.1).Weights.Select(w => w.Label), Plan(-123.456789e-30).Weights.Select(w => w.Label));
    }

    [Theory]
    [InlineData(0.000351776, "0.0003518")]
    [InlineData(-0.000351776, "-0.000352")]
    [InlineData(0.014181378, "0.01418")]
    [InlineData(-1.23456e-300, "-1.2e-300")]
    public void Weights_show_up_to_four_digits(double value, string expected) => Assert.Equal(expected, NetworkPlan.Number(value));

    [Fact]
    public void Sign_is_colour_and_size_is_width()
    {
        var mark = new NetworkMark([Layer(1, 0), new NeuronLayer("out", ["a", "b"], weights: new[,] { { 0.5, -2.0 } })]);
        Assert.Equal((Palette.Positive, Palette.Negative), (NetworkMark.ColorOf(0.5), NetworkMark.ColorOf(-2)));
        Assert.Equal((1, NetworkMark.Levels - 1), (mark.LevelOf(0.5), mark.LevelOf(-2)));
    }

    [Fact]
    public void A_wide_layer_says_how_many_neurons_are_missing()
    {
        Chart chart = Chart.Network(new NeuronLayer("in", Enumerable.Range(0, 784).Select(i => $"x{i}")), Layer(2, 784));
        Assert.Contains("Left out: 773 neurons that are too many for the drawing.", chart.ToString());
    }

    private static NeuronLayer Layer(int size, int inputs)
    {
        string[] names = [.. Enumerable.Range(1, size).Select(i => $"n{i}")];
        if (inputs == 0) return new NeuronLayer("first", names, values: new double[size]);
        var labels = new string[inputs, size];
        for (int i = 0; i < labels.Length; i++) labels[i / size, i % size] = $"w{i + 1}";
        return new NeuronLayer("next", names, new double[size], new double[inputs, size], new double[inputs, size], labels);
    }

    private static Box BoxOf(DrawnWeight weight)
    {
        (double width, double height) = NetworkLabels.SizeOf(weight);
        return new Box(weight.Label!.Value.X - width / 2, weight.Label.Value.Y - height / 2, width, height);
    }

    private static bool Overlap(Box a, Box b) => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
