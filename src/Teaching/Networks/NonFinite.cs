using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Finds where NaN or ∞ came from: runs the network again, first layer to last, and names the first place that holds one.</summary>
internal static class NonFinite
{
    private const string Advice = "A smaller learning rate helps most often, or a start with smaller weights.";

    /// <summary>
    /// The data, or the first layer whose parameters or output are not finite for this batch X, Y; else the loss, which gave this value.
    /// The examples are the numbers of the batch's rows in the whole set.
    /// </summary>
    public static (string Layer, string What) In<T>(Network<T> network, Matrix<T> X, Matrix<T> Y, int[] examples, Loss<T> loss, double value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if ((InBatch(X, examples) ?? InParameters(network)) is { } before) return before;
        for (int i = 0; i < network.Layers.Count; i++)
        {
            X = network.Layers[i].Forward(X);
            if (At(X) is { } output)
                return InLayer(network, i, name => $"{name} gave {output}, though its input and its parameters are finite: the numbers have grown too large. {Advice}");
        }
        return ("the loss", $"the loss ({loss.Name}) is {NumberText.Significant(value, 6)}, though the output is finite: " + (ZeroThatIsNeeded(X, Y) is { } place
            ? $"a probability of 0 met a target that needs it ({place}). Take a loss from logits, which never meets ln 0."
            : $"the output is so far from its targets that the sum of the terms has no number. {Advice}"));
    }

    /// <summary>The data of a batch, when they are not finite.</summary>
    public static (string Layer, string What)? InBatch<T>(Matrix<T> X, int[] examples) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Finite.First(X) is not var (row, column, value) ? null
            : ("the batch", $"the batch itself holds {value} at [{row}, {column}], which is number {column} of example {examples[row]}: look at the data.");

    /// <summary>The loss's gradient, when it is not finite.</summary>
    public static (string Layer, string What)? InGradient<T>(Matrix<T> dP, Matrix<T> P, string loss) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Finite.First(dP) is not var (row, column, value) ? null
            : ("the loss", $"the gradient of the loss ({loss}) is {value} at [{row}, {column}], where the output is {Text(P, row, column)}: no step can follow it. "
                + "Take a loss from logits where there is one, or smaller numbers.");

    /// <summary>
    /// The first layer whose parameters are not finite, or null. When a gradient made them so, it is the last layer with such a
    /// gradient: Backward came there first.
    /// </summary>
    public static (string Layer, string What)? InParameters<T>(Network<T> network) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            foreach (Parameter<T> p in network.Layers[i].Parameters)
            {
                if (At(p.Value) is { } value)
                    return InGradients(network) ?? InLayer(network, i, name => $"{p.Name} of {name} holds {value}: its last step was too large. {Advice}");
            }
            foreach ((string what, Matrix<T> statistic) in network.Layers[i].Statistics)
            {
                if (At(statistic) is { } value)
                    return InLayer(network, i, name => $"the {what} of {name} holds {value}: an earlier batch had numbers that are too large. {Advice}");
            }
        }
        return null;
    }

    private static (string Layer, string What)? InGradients<T>(Network<T> network) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = network.Layers.Count - 1; i >= 0; i--)
        {
            foreach (Parameter<T> p in network.Layers[i].Parameters)
            {
                if (At(p.Gradient) is { } value)
                    return InLayer(network, i, name => $"the gradient of {p.Name} of {name} was {value} in the last step: the numbers have grown too large. {Advice}");
            }
        }
        return null;
    }

    /// <summary>Where an output of 0 has a target above 0; else, of one yes or no, where an output of 1 has a target below 1.</summary>
    private static string? ZeroThatIsNeeded<T>(Matrix<T> P, Matrix<T> Y) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        foreach (T sure in new[] { T.Zero, T.One })
        {
            if (P.Find2((p, y) => p == sure && (sure == T.Zero ? y > T.Zero : y < T.One), Y, Zeros.Include) is var (n, c, _, _))
                return $"P[{n}, {c}] = {Text(P, n, c)}, Y[{n}, {c}] = {Text(Y, n, c)}";
        }
        return null;
    }

    private static (string Layer, string What) InLayer<T>(Network<T> network, int i, Func<string, string> what)
        where T : struct, IBinaryFloatingPointIeee754<T> => $"layer {i + 1} ({network.Layers[i].Name})" is var name ? (name, what(name)) : default;

    private static string Text<T>(Matrix<T> M, int row, int column) where T : struct, IBinaryFloatingPointIeee754<T> =>
        NumberText.Significant(double.CreateChecked(M.At(row, column)), 6);

    /// <summary>The first number that is not finite with its place, or null.</summary>
    private static string? At<T>(Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Finite.First(M) is var (row, column, value) ? $"{value} at [{row}, {column}]" : null;
}
