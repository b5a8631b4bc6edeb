using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Finds where NaN or ∞ came from: goes through the network again, first to last, and names the first place that holds one.
/// </summary>
internal static class Trouble
{
    private const string Advice = "A smaller learning rate helps most often, or a start with smaller weights.";

    /// <summary>The first layer whose parameters or output are not finite for this batch; else the loss.</summary>
    public static (string Layer, string What) In<T>(Network<T> network, Matrix<T> X, string loss, double value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (NotFinite(X) is { } input) return ("the batch", $"the batch itself holds {input}: look at the data.");
        for (int i = 0; i < network.Layers.Count; i++)
        {
            if (InParameters(network, i) is { } found) return found;
            X = network.Layers[i].Forward(X);
            if (NotFinite(X) is { } output)
                return (Name(network, i), $"{Name(network, i)} gave {output}, though its input and its parameters are finite: the numbers have grown too large. {Advice}");
        }
        return ("the loss", $"the loss ({loss}) is {NumberText.Significant(value, 6)}, though the output is finite: a probability of 0 met a target that needs it. "
            + "Take a loss from logits, which never meets ln 0.");
    }

    /// <summary>The first layer whose parameters are not finite, or null.</summary>
    public static (string Layer, string What)? InParameters<T>(Network<T> network)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        Enumerable.Range(0, network.Layers.Count).Select(i => InParameters(network, i)).FirstOrDefault(found => found is not null);

    private static (string Layer, string What)? InParameters<T>(Network<T> network, int i)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> p in network.Layers[i].Parameters)
        {
            if (NotFinite(p.Value) is { } value) return (Name(network, i), $"{p.Name} of {Name(network, i)} holds {value}: its last step was too large. {Advice}");
        }
        return null;
    }

    private static string Name<T>(Network<T> network, int i)
        where T : struct, IBinaryFloatingPointIeee754<T> => $"layer {i + 1} ({network.Layers[i].Name})";

    /// <summary>The first number that is not finite with its place, or null.</summary>
    private static string? NotFinite<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> values = MatrixView<T>.Of(M).Data;
        for (int at = 0; at < values.Length; at++)
        {
            if (!T.IsFinite(values[at])) return $"{NumberText.Significant(double.CreateChecked(values[at]), 6)} at [{at % M.RowCount}, {at / M.RowCount}]";
        }
        return null;
    }
}
