namespace Teaching;

/// <summary>
/// One pass through the network of the backpropagation article: two inputs, two hidden and two output neurons, all sigmoid,
/// no biases, scalar by scalar and under the article's names. It leaves out everything that makes it short: vectors, layers, biases.
/// <code>
/// var pass = TwoTwoTwo.Forward();          // the article's weights, inputs and targets
/// pass.E_total                             // 0.014181378
/// pass.Backward().dE_dw5                   // 0.012880819
/// pass.Step(lr: 1).E_total                 // 0.013377916
/// (pass with { w3 = pass.w3 + 1e-6 }).E_total
/// </code>
/// Used in lessons 02, 03, 11, ap.
/// Used in lessons 02, 03.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record TwoTwoTwo(
    double i1, double i2, double t1, double t2,
    double w1, double w2, double w3, double w4,
    double w5, double w6, double w7, double w8) : ITabular
{
    /// <summary>Into the first hidden neuron: h1 = w1·i1 + w2·i2.</summary>
    public double h1 => w1 * i1 + w2 * i2;

    /// <summary>Into the second hidden neuron: h2 = w3·i1 + w4·i2.</summary>
    public double h2 => w3 * i1 + w4 * i2;

    /// <summary>Out of the first hidden neuron: a_h1 = σ(h1).</summary>
    public double a_h1 => Sigmoid.Of(h1);

    /// <summary>Out of the second hidden neuron: a_h2 = σ(h2).</summary>
    public double a_h2 => Sigmoid.Of(h2);

    /// <summary>Into the first output neuron: o1 = w5·a_h1 + w6·a_h2.</summary>
    public double o1 => w5 * a_h1 + w6 * a_h2;

    /// <summary>Into the second output neuron: o2 = w7·a_h1 + w8·a_h2.</summary>
    public double o2 => w7 * a_h1 + w8 * a_h2;

    /// <summary>The first output: a_o1 = σ(o1).</summary>
    public double a_o1 => Sigmoid.Of(o1);

    /// <summary>The second output: a_o2 = σ(o2).</summary>
    public double a_o2 => Sigmoid.Of(o2);

    /// <summary>The error of the first output: E1 = ½·(t1 - a_o1)².</summary>
    public double E1 => 0.5 * (t1 - a_o1) * (t1 - a_o1);

    /// <summary>The error of the second output: E2 = ½·(t2 - a_o2)².</summary>
    public double E2 => 0.5 * (t2 - a_o2) * (t2 - a_o2);

    /// <summary>The error to be made small: E_total = E1 + E2.</summary>
    public double E_total => E1 + E2;

    /// <summary>w1 to w8, as a new array.</summary>
    public double[] Weights => [w1, w2, w3, w4, w5, w6, w7, w8];

    /// <summary>Sends the inputs through the network. What is not given is as in the article's table.</summary>
    /// <param name="weights">w1 to w8; 0.15 0.2 0.25 0.3 0.4 0.45 0.5 0.55.</param>
    /// <param name="inputs">i1 and i2; 0.05 and 0.1.</param>
    /// <param name="targets">t1 and t2; 0.5 and 0.5.</param>
    /// <exception cref="ArgumentException">There are not 8 weights, 2 inputs or 2 targets.</exception>
    public static TwoTwoTwo Forward(double[]? weights = null, double[]? inputs = null, double[]? targets = null)
    {
        double[] w = Numbers("weights", weights ?? [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55], 8);
        double[] i = Numbers("inputs", inputs ?? [0.05, 0.1], 2);
        double[] t = Numbers("targets", targets ?? [0.5, 0.5], 2);
        return new(i[0], i[1], t[0], t[1], w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]);
    }

    /// <summary>All eight gradients of E_total, with every factor of every chain.</summary>
    public TwoTwoTwoGradients Backward() => new(this);

    /// <summary>The pass after one update of all weights: w ← w - lr·∂E/∂w.</summary>
    /// <param name="lr">The learning rate η.</param>
    /// <param name="gradients">Other gradients than those of <see cref="Backward"/>, to see what a wrong one does.</param>
    /// <exception cref="ArgumentException">The learning rate is not a finite number.</exception>
    public TwoTwoTwo Step(double lr, TwoTwoTwoGradients? gradients = null)
    {
        if (!double.IsFinite(lr)) throw new ArgumentException($"The learning rate is to be a finite number, not {NumberText.Significant(lr, 6)}.");
        var d = gradients ?? Backward();
        return this with
        {
            w1 = w1 - lr * d.dE_dw1,
            w2 = w2 - lr * d.dE_dw2,
            w3 = w3 - lr * d.dE_dw3,
            w4 = w4 - lr * d.dE_dw4,
            w5 = w5 - lr * d.dE_dw5,
            w6 = w6 - lr * d.dE_dw6,
            w7 = w7 - lr * d.dE_dw7,
            w8 = w8 - lr * d.dE_dw8,
        };
    }

    /// <summary>This pass and those after 1, 2, ... updates: updates + 1 passes in all.</summary>
    /// <exception cref="ArgumentException">The number of updates is negative, or the learning rate is not finite.</exception>
    public IReadOnlyList<TwoTwoTwo> Train(double lr, int updates)
    {
        if (updates < 0) throw new ArgumentException($"The number of updates is to be zero or more, not {updates}.");
        var passes = new TwoTwoTwo[updates + 1];
        passes[0] = this;
        for (int k = 1; k <= updates; k++) passes[k] = passes[k - 1].Step(lr);
        return passes;
    }

    /// <summary>The pass as a table: inputs and hidden neurons, outputs and errors, weights with their gradients.</summary>
    public Table ToTable()
    {
        var d = Backward();
        return new Table("quantity", "value", "quantity", "value", "weight", "value", "∂E/∂w").Digits(9).Align("lrlrlrr")
            .Add("i1", i1, "o1", o1, "w1", w1, d.dE_dw1)
            .Add("i2", i2, "o2", o2, "w2", w2, d.dE_dw2)
            .Add("h1", h1, "a_o1", a_o1, "w3", w3, d.dE_dw3)
            .Add("h2", h2, "a_o2", a_o2, "w4", w4, d.dE_dw4)
            .Add("a_h1", a_h1, "E1", E1, "w5", w5, d.dE_dw5)
            .Add("a_h2", a_h2, "E2", E2, "w6", w6, d.dE_dw6)
            .Add("t1", t1, "E_total", E_total, "w7", w7, d.dE_dw7)
            .Add("t2", t2, null, null, "w8", w8, d.dE_dw8);
    }

    /// <summary>The article's sheet: a row for each pass, its columns in the article's order.</summary>
    public static Table Sheet(IEnumerable<TwoTwoTwo> passes)
    {
        var table = new Table("t1", "t2", "i1", "i2", "w1", "w2", "w3", "w4", "h1", "a_h1", "h2", "a_h2", "w5", "w6", "w7", "w8",
            "o1", "a_o1", "o2", "a_o2", "E1", "E2", "E_tot", "∂E/∂w1", "∂E/∂w2", "∂E/∂w3", "∂E/∂w4", "∂E/∂w5", "∂E/∂w6", "∂E/∂w7", "∂E/∂w8");
        foreach (var p in passes)
        {
            table.Add([p.t1, p.t2, p.i1, p.i2, p.w1, p.w2, p.w3, p.w4, p.h1, p.a_h1, p.h2, p.a_h2, p.w5, p.w6, p.w7, p.w8,
                p.o1, p.a_o1, p.o2, p.a_o2, p.E1, p.E2, p.E_total, .. p.Backward().ToArray()]);
        }
        return table.Digits(9);
    }

    /// <summary>The table of <see cref="ToTable"/> as text.</summary>
    public override string ToString() => ToTable().ToString();

    private static double[] Numbers(string what, double[] numbers, int count)
    {
        if (numbers.Length == count) return numbers;
        throw new ArgumentException($"The 2-2-2 network has {count} {what}, but {numbers.Length} were given.");
    }
}
