using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Finds where NaN or ∞ came from: goes through the network again, first to last, and names the first place that holds one.
/// </summary>
internal static class NonFinite
{
    private const string Advice = "A smaller learning rate helps most often, or a start with smaller weights.";

    /// <summary>The data, or the first layer whose parameters or output are not finite for this batch; else the loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="X">The batch.</param>
    /// <param name="Y">Its targets.</param>
    /// <param name="examples">The number of each row's example.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="value">What it gave.</param>
    public static (string Layer, string What) In<T>(Network<T> network, Matrix<T> X, Matrix<T> Y, int[] examples, Loss<T> loss, double value)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (InBatch(X, examples) is { } data) return data;
        if (InParameters(network) is { } parameter) return parameter;
        for (int i = 0; i < network.Layers.Count; i++)
        {
            X = network.Layers[i].Forward(X);
            if (At(X) is { } output)
                return (Name(network, i), $"{Name(network, i)} gave {output}, though its input and its parameters are finite: the numbers have grown too large. {Advice}");
        }
        string number = $"the loss ({loss.Name}) is {NumberText.Significant(value, 6)}, though the output is finite: ";
        return ("the loss", number + (ZeroThatIsNeeded(X, Y) is { } place
            ? $"a probability of 0 met a target that needs it ({place}). Take a loss from logits, which never meets ln 0."
            : $"the output is so far from its targets that the sum of the terms has no number. {Advice}"));
    }

    /// <summary>The data of a batch, when they are not finite; the examples are the rows' numbers in the whole set.</summary>
    public static (string Layer, string What)? InBatch<T>(Matrix<T> X, int[] examples)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Finite.All(X)) return null;
        (int row, int column, string value) = Finite.First(X)!.Value;
        return ("the batch", $"the batch itself holds {value} at [{row}, {column}], which is number {column} of example {examples[row]}: look at the data.");
    }

    /// <summary>The loss's gradient, when it is not finite.</summary>
    public static (string Layer, string What)? InGradient<T>(Matrix<T> dP, Matrix<T> P, string loss)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Finite.All(dP)) return null;
        (int row, int column, string value) = Finite.First(dP)!.Value;
        return ("the loss", $"the gradient of the loss ({loss}) is {value} at [{row}, {column}], where the output is "
            + $"{NumberText.Significant(double.CreateChecked(P.At(row, column)), 6)}: no step can follow it. Take a loss from logits where there is one, or smaller numbers.");
    }

    /// <summary>
    /// The first layer whose parameters are not finite, or null. When a gradient made them so, it is the last layer with such a
    /// gradient: Backward came there first.
    /// </summary>
    public static (string Layer, string What)? InParameters<T>(Network<T> network)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            foreach (Parameter<T> p in network.Layers[i].Parameters)
            {
                if (At(p.Value) is { } value)
                    return InGradients(network) ?? (Name(network, i), $"{p.Name} of {Name(network, i)} holds {value}: its last step was too large. {Advice}");
            }
            foreach ((string name, Matrix<T> statistic) in network.Layers[i].Statistics)
            {
                if (At(statistic) is { } value) return (Name(network, i), $"the {name} of {Name(network, i)} holds {value}: a batch before had numbers that are too large. {Advice}");
            }
        }
        return null;
    }

    private static (string Layer, string What)? InGradients<T>(Network<T> network)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = network.Layers.Count - 1; i >= 0; i--)
        {
            foreach (Parameter<T> p in network.Layers[i].Parameters)
            {
                if (At(p.Gradient) is { } value)
                    return (Name(network, i), $"the gradient of {p.Name} of {Name(network, i)} was {value} in the last step: the numbers have grown too large. {Advice}");
            }
        }
        return null;
    }

    /// <summary>Where an output of 0 has a target above 0; else, of one yes or no, where an output of 1 has a target below 1.</summary>
    private static string? ZeroThatIsNeeded<T>(Matrix<T> P, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        Place(P, Y, static (p, y) => p == T.Zero && y > T.Zero) ?? Place(P, Y, static (p, y) => p == T.One && y < T.One);

    private static string? Place<T>(Matrix<T> P, Matrix<T> Y, Func<T, T, bool> isHere)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int n = 0; n < P.RowCount; n++)
        {
            for (int c = 0; c < P.ColumnCount; c++)
            {
                (T p, T y) = (P.At(n, c), Y.At(n, c));
                if (isHere(p, y))
                    return $"P[{n}, {c}] = {NumberText.Significant(double.CreateChecked(p), 6)}, Y[{n}, {c}] = {NumberText.Significant(double.CreateChecked(y), 6)}";
            }
        }
        return null;
    }

    private static string Name<T>(Network<T> network, int i)
        where T : struct, IBinaryFloatingPointIeee754<T> => $"layer {i + 1} ({network.Layers[i].Name})";

    /// <summary>The first number that is not finite with its place, or null.</summary>
    private static string? At<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Finite.All(M)) return null;
        (int row, int column, string value) = Finite.First(M)!.Value;
        return $"{value} at [{row}, {column}]";
    }
}
