using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// A network: layers one after the other, the output of one the input of the next. Backward goes through them in reverse,
/// and each dX is the dY of the layer before.
/// <code>
/// var network = Network.OfDense&lt;float&gt;([784, 256, 128, 10], Activation.Relu, Initializer.He, new Rng(1));
/// var Z = network.Forward(X);
/// </code>
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12.
/// </summary>
[TypeFormatterSource(typeof(TableFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Network<T> : ITabular where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Layer<T>[] layers;
    private readonly Step[] steps;
    private readonly (object? X, int Forwards)[] seen;
    private bool isTraining = true;

    /// <exception cref="ArgumentException">There is no layer, inputs and outputs do not fit, or a layer or parameter stands in it twice.</exception>
    public Network(params IReadOnlyList<Layer<T>> layers)
    {
        if (Require.Given(layers).Count == 0) throw new ArgumentException("A network needs at least one layer.");
        RequireOnce(layers);
        for (int i = 1; i < layers.Count; i++)
        {
            if (layers[i - 1].Outputs != layers[i].Inputs)
                throw new ArgumentException($"Layer {i} ({layers[i - 1].Name}) gives {layers[i - 1].Outputs} outputs, but layer {i + 1} "
                    + $"({layers[i].Name}) takes {layers[i].Inputs} inputs.");
        }
        this.layers = [.. layers];
        seen = new (object?, int)[layers.Count];
        steps = [.. Steps(this.layers)];
        var learning = layers.Where(layer => layer.Parameters.Count > 0);
        Parameters = [.. learning.SelectMany((layer, i) => layer.Parameters.Select(p => p with { Name = $"{p.Name}{i + 1}" }))];
        RequireOwnMatrices(Parameters);
    }

    public IReadOnlyList<Layer<T>> Layers => layers;

    /// <summary>All parameters, named W1, b1, W2, ... after the layers that learn.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>In of the first layer and Out of the last.</summary>
    public int Inputs => layers[0].Inputs;
    public int Outputs => layers[^1].Outputs;

    /// <summary>Whether all layers are being trained, as at the start, or evaluated; whoever measures sets it to false and puts it back.</summary>
    public bool IsTraining
    {
        get => isTraining;
        set
        {
            isTraining = value;
            foreach (Layer<T> layer in layers) layer.IsTraining = value;
        }
    }

    public int ParameterCount => Parameters.Sum(p => p.Count);

    /// <summary>The output (N, Out) for X (N, In); it belongs to the last layer and is overwritten by the next Forward.</summary>
    public Matrix<T> Forward(Matrix<T> X)
    {
        foreach (Step step in steps)
        {
            X = step.Run?.Forward(X) ?? layers[step.Begin].Forward(X);
            for (int i = step.Begin; i < step.End; i++) seen[i] = layers[i].Seen;
        }
        return X;
    }

    /// <summary>dX (N, In) for dY (N, Out), and the gradients of all parameters.</summary>
    /// <exception cref="InvalidOperationException">There was no Forward before, or some of the layers were run on another X since.</exception>
    public Matrix<T> Backward(Matrix<T> dY)
    {
        RequireOwnForward();
        return Backward(dY, true)!;
    }

    /// <summary>The gradients of all parameters, without dX of the first layer, which training has no use for.</summary>
    public void BackwardParameters(Matrix<T> dY)
    {
        RequireOwnForward();
        Backward(dY, false);
    }

    private Matrix<T>? Backward(Matrix<T> dY, bool wanted)
    {
        for (int i = steps.Length - 1; i >= 0; i--)
        {
            Step step = steps[i];
            bool need = wanted || i > 0;
            if (step.Run is { WasRun: true } run) dY = run.Backward(dY, need)!;
            else dY = Backward(dY, step, need);
        }
        return wanted ? dY : null;
    }

    private Matrix<T> Backward(Matrix<T> dY, Step step, bool wanted)
    {
        for (int i = step.End - 1; i > step.Begin; i--) dY = layers[i].Backward(dY);
        if (wanted) return layers[step.Begin].Backward(dY);
        layers[step.Begin].BackwardParameters(dY);
        return dY;
    }

    /// <summary>Layers of images go together, all others one by one.</summary>
    private static IEnumerable<Step> Steps(Layer<T>[] layers)
    {
        for (int i = 0, end; i < layers.Length; i = end)
        {
            ImageRun<T>? run = ImageRun.At(layers, i);
            yield return new(i, end = i + (run?.Length ?? 1), run);
        }
    }

    /// <summary>The layers from Begin to End - 1: a run of image layers, or one layer.</summary>
    private readonly record struct Step(int Begin, int End, ImageRun<T>? Run);

    public Table ToTable()
    {
        var table = new Table("layer", "input", "output", "parameters").Caption(ToString());
        foreach (Layer<T> layer in layers)
            table.Add(layer.Name, $"(N, {layer.Inputs})", $"(N, {layer.Outputs})", FormattableString.Invariant($"{layer.Parameters.Sum(p => p.Count):N0}"));
        return table.Align("lllr");
    }

    /// <summary>One line, such as <c>network 784-256-128-10, 235,146 parameters</c>.</summary>
    public override string ToString()
    {
        var learning = layers.Where(layer => layer.Parameters.Count > 0 && layer is not BatchNormalization<T>);
        string widths = string.Join("-", learning.Select(layer => layer.Outputs).Prepend(Inputs));
        return FormattableString.Invariant($"network {widths}, {ParameterCount:N0} parameters");
    }

    private static void RequireOnce(IReadOnlyList<Layer<T>> layers)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is null) throw new ArgumentNullException(nameof(layers), $"Layer {i + 1} of the network is null.");
            int first = layers.TakeWhile(layer => !ReferenceEquals(layer, layers[i])).Count();
            if (first < i)
                throw new ArgumentException($"Layer {i + 1} is the same object as layer {first + 1} ({layers[i].Name}): a layer remembers the X of its last "
                    + "Forward alone, so the gradients of the first place would be wrong. Make a layer of its own for each place.");
        }
    }

    /// <summary>Each Backward writes a gradient anew, so of a matrix that two parameters share only the last one's gradient would remain.</summary>
    private static void RequireOwnMatrices(IReadOnlyList<Parameter<T>> parameters)
    {
        var owners = new Dictionary<object, Parameter<T>>(ReferenceEqualityComparer.Instance);
        foreach (Parameter<T> p in parameters)
        {
            Shapes.RequireSame($"the parameter {p.Name}", "its value", p.Value, "its gradient", p.Gradient);
            foreach (Matrix<T> matrix in new[] { p.Value, p.Gradient })
            {
                object numbers = (object?)matrix.AsColumnMajorArray() ?? matrix;
                if (!owners.TryAdd(numbers, p))
                    throw new ArgumentException($"The parameters {owners[numbers]} and {p} of the network share one matrix: the gradient of each would be "
                        + "that of its own place alone, and the optimizer would move it twice. Give each layer matrices of its own, with Clone().");
            }
        }
    }

    /// <summary>
    /// A layer may stand in several networks, or be run by itself, but Backward is that of its last X. Running all layers anew by hand is a Forward
    /// too; what cannot be right is that some of them saw another X since and some did not.
    /// </summary>
    private void RequireOwnForward()
    {
        (int runAlone, bool all) = (-1, true);
        for (int i = 0; i < layers.Length; i++)
        {
            if (seen[i].X is null) continue;
            if (layers[i].Seen.Forwards == seen[i].Forwards) all = false;
            else if (!ReferenceEquals(layers[i].Seen.X, seen[i].X) && runAlone < 0) runAlone = i;
        }
        if (runAlone >= 0 && !all)
            throw new InvalidOperationException($"Layer {runAlone + 1} ({layers[runAlone].Name}) was run on another X since the last Forward of this "
                + "network, by itself or in another network, and remembers that X alone: call Forward of this network again before Backward.");
    }
}

/// <summary>Makes networks of the usual form.</summary>
public static class Network
{
    /// <summary>
    /// Dense layers of these widths, In of the first layer and then Out of each: [784, 256, 128, 10] makes three. All have the activation
    /// but the last, which is linear and gives logits. The weights are drawn layer by layer.
    /// </summary>
    public static Network<T> OfDense<T>(IReadOnlyList<int> widths, Activation activation, Initializer initializer, Rng rng)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Require.Given(widths).Count < 2)
            throw new ArgumentException($"A network needs at least two widths, inputs and outputs, such as [784, 10], not {widths.Count}.");
        return new([.. Enumerable.Range(1, widths.Count - 1).Select(i =>
            new Dense<T>(widths[i - 1], widths[i], i < widths.Count - 1 ? activation : Activation.Identity, initializer, rng))]);
    }
}
