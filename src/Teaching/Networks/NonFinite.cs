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
        foreach ((string name, Layer<T> layer) in Named(network))
        {
            X = layer.Forward(X);
            if (At(X) is { } output)
                return (name, $"{name} gave {output}, though its input and its parameters are finite: the numbers have grown too large. {Advice}");
        }
        string number = $"the loss ({loss.Name}) is {NumberText.Significant(value, 6)}, though the output is finite: ";
        // An output of 0 with a target above 0; else, of one yes or no, an output of 1 with a target below 1.
        return ("the loss", (Pair(X, Y, (p, y) => p == T.Zero && y > T.Zero) ?? Pair(X, Y, (p, y) => p == T.One && y < T.One)) is { } pair
            ? $"{number}a probability of 0 met a target that needs it ({pair}). Take a loss from logits, which never meets ln 0."
            : $"{number}the output is so far from its targets that the sum of the terms has no number. {Advice}");
    }

    public static (string Layer, string What)? InBatch<T>(Matrix<T> X, int[] examples) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Finite.First(X) is not var (row, column, value) ? null
            : ("the batch", $"the batch itself holds {value} at [{row}, {column}], which is number {column} of example {examples[row]}: look at the data.");

    public static (string Layer, string What)? InGradient<T>(Matrix<T> dP, Matrix<T> P, string loss) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Finite.First(dP) is not var (row, column, value) ? null
            : ("the loss", $"the gradient of the loss ({loss}) is {value} at [{row}, {column}], where the output is {Text(P[row, column])}: no step can "
                + "follow it. Take a loss from logits where there is one, or smaller numbers.");

    /// <summary>
    /// The first layer whose parameters are not finite, or null. When a gradient made them so, it is the last layer with such a
    /// gradient: Backward came there first.
    /// </summary>
    public static (string Layer, string What)? InParameters<T>(Network<T> network) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        foreach ((string name, Layer<T> layer) in Named(network))
        {
            foreach (Parameter<T> p in layer.Parameters)
            {
                if (At(p.Value) is { } value)
                    return InGradients(network) ?? (name, $"{p.Name} of {name} holds {value}: its last step was too large. {Advice}");
            }
            foreach ((string what, Matrix<T> statistic) in layer.Statistics)
            {
                if (At(statistic) is { } value)
                    return (name, $"the {what} of {name} holds {value}: an earlier batch had numbers that are too large. {Advice}");
            }
        }
        return null;
    }

    private static (string Layer, string What)? InGradients<T>(Network<T> network) where T : struct, IBinaryFloatingPointIeee754<T> =>
        (from place in Named(network).Reverse()
         from p in place.Layer.Parameters
         let value = At(p.Gradient)
         where value is not null
         let what = $"the gradient of {p.Name} of {place.Name} was {value} in the last step: the numbers have grown too large. {Advice}"
         select ((string, string)?)(place.Name, what)).FirstOrDefault();

    private static IEnumerable<(string Name, Layer<T> Layer)> Named<T>(Network<T> network) where T : struct, IBinaryFloatingPointIeee754<T> =>
        network.Layers.Select((layer, i) => ($"layer {i + 1} ({layer.Name})", layer));

    private static string? Pair<T>(Matrix<T> P, Matrix<T> Y, Func<T, T, bool> isHere) where T : struct, IBinaryFloatingPointIeee754<T> =>
        P.Find2(isHere, Y, Zeros.Include) is var (n, c, p, y) ? $"P[{n}, {c}] = {Text(p)}, Y[{n}, {c}] = {Text(y)}" : null;

    /// <summary>The first number that is not finite with its place, or null.</summary>
    private static string? At<T>(Matrix<T> M) where T : struct, IBinaryFloatingPointIeee754<T> =>
        Finite.First(M) is var (row, column, value) ? $"{value} at [{row}, {column}]" : null;

    private static string Text<T>(T number) where T : struct, IBinaryFloatingPointIeee754<T> => NumberText.Significant(double.CreateChecked(number), 6);
}
