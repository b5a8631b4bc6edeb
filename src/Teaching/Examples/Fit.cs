using System.Numerics;

namespace Teaching;

/// <summary>Whether network, loss, optimizer and examples belong together; asked once, before a training or a measurement begins.</summary>
internal static class Fit
{
    /// <summary>Throws unless the network can learn from these examples, or be measured by them, with this loss.</summary>
    public static void Require<T>(Network<T> network, Loss<T> loss, Examples<T> examples, string what)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Count == 0) throw new ArgumentException($"The {what} examples are an empty set: there is nothing to learn or measure.");
        if (examples.Inputs != network.Inputs || examples.Outputs != network.Outputs)
            throw new ArgumentException($"The {what} examples have {examples.Inputs} inputs and {examples.Outputs} targets each, but the "
                + $"network takes {network.Inputs} inputs and gives {network.Outputs} outputs.");

        // Probabilities that are taken for logits go through a second softmax or sigmoid: all of it lies between 0 and 1, so no output can come
        // near its target. A sigmoid before a softmax is odd, but may be meant; so may a log-softmax, which changes nothing.
        Layer<T> layer = network.Layers[^1];
        bool softmax = layer.Gives == Squash.Softmax;
        if (softmax ? loss.Applies == Squash.None : layer.Gives != Squash.Sigmoid || loss.Applies != Squash.Sigmoid) return;
        string gives = softmax ? "softmax" : "sigmoid", applies = loss.Applies == Squash.Softmax ? "softmax" : "sigmoid";
        throw new ArgumentException($"The network ends with a {gives} ({layer.Name}), so it gives probabilities, but the loss ({loss.Name}) takes "
            + $"logits and applies a {applies} of its own: leave the network's {gives} out, or take {(softmax ? "" : "Binary")}CrossEntropyLoss.");
    }

    /// <summary>Throws unless all that the optimizer moves belongs to the network; what it leaves alone is frozen, which may be meant.</summary>
    public static void Require<T>(Network<T> network, Optimizer<T> optimizer) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Parameter<T>? other = optimizer.Parameters.FirstOrDefault(p => !network.Parameters.Any(own => ReferenceEquals(own.Value, p.Value)));
        if (other is null) return;
        throw new ArgumentException($"The optimizer ({optimizer}) was made for another network: it moves {other}, which is no parameter of this "
            + $"{network}. Make a new one, such as new Sgd(network, rate), whenever you make a new network.");
    }
}
