using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// How the weights of a layer start: normally distributed around 0, with a standard deviation that depends on the layer's size. Equal
/// weights would learn equal things for ever; too small or too large ones let signals die out or explode in many layers. Biases start at 0.
/// Used in lessons 01, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12.
/// </summary>
public sealed class Initializer
{
    private readonly Func<int, int, double> deviation;
    private Initializer(string name, Func<int, int, double> deviation) => (Name, this.deviation) = (name, deviation);

    /// <summary>
    /// Deviation √(2/In): before a ReLU, which takes half of the variance away, it keeps the signal's size from layer to layer.
    /// Source: K. He et al., "Delving Deep into Rectifiers", 2015.
    /// </summary>
    public static Initializer He { get; } = new("He", (inputs, _) => Math.Sqrt(2.0 / inputs));

    /// <summary>
    /// Deviation √(2/(In + Out)): for tanh and sigmoid it keeps the size of signals forward and of gradients backward alike.
    /// Source: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
    /// </summary>
    public static Initializer Xavier { get; } = new("Xavier", (inputs, outputs) => Math.Sqrt(2.0 / (inputs + outputs)));

    /// <summary>The same deviation for every layer, finite and not below 0, as many early programs have it.</summary>
    public static Initializer Normal(double deviation = 0.01) => deviation >= 0 && double.IsFinite(deviation)
        ? new($"normal {NumberText.Significant(deviation, 6)}", (_, _) => deviation)
        : throw new ArgumentOutOfRangeException(nameof(deviation), $"Weights cannot start with a deviation of "
            + $"{NumberText.Significant(deviation, 6)}: give a finite one of 0 or more, such as 0.01.");

    public string Name { get; }
    public override string ToString() => Name;

    /// <summary>The standard deviation of the weights of a layer of this size.</summary>
    public double Deviation(int inputs, int outputs) => inputs >= 1 && outputs >= 1 ? deviation(inputs, outputs)
        : throw new ArgumentException($"A layer needs at least one input and one output, not {inputs} and {outputs}.");

    /// <summary>W (In, Out), drawn row by row, so that float and double weights of one seed differ by rounding alone.</summary>
    public Matrix<T> Draw<T>(int inputs, int outputs, Rng rng) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rng);
        double scale = Deviation(inputs, outputs);
        return Matrix<T>.Build.DenseOfRowMajor(inputs, outputs, Enumerable.Range(0, inputs * outputs).Select(_ => T.CreateChecked(scale * rng.Gaussian())));
    }
}

/// <summary>The former name of <see cref="Initializer"/>, for notebooks that still have it.</summary>
[Obsolete("Start is called Initializer now: write Initializer.He, Initializer.Xavier or Initializer.Normal(0.01).", error: true)]
public static class Start;
