using System.Numerics;

namespace Teaching;

/// <summary>A network at a glance: what each layer gives, learns and sees of the image. Used in lessons 08, 09.</summary>
public static class NetworkSummary
{
    /// <summary>
    /// A row for each layer with its output shape, its parameters and its receptive field: the side of the square of input pixels
    /// that one of its outputs depends on. Below stand the totals and the memory that a training of one example takes.
    /// </summary>
    /// <remarks>
    /// The receptive field r starts at 1 with neighbours j = 1 pixel apart. A window of K pixels that moves on by s makes
    /// r ← r + (K - 1)·j, then j ← j·s; a layer that looks at each pixel alone changes nothing; a dense layer sees all.
    /// <code>network.Summary(new ImageShape(1, 28, 28))</code>
    /// </remarks>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of its images; null for inputs that are none, or to take it from the first layer.</param>
    /// <exception cref="ArgumentException">The network takes another number of inputs.</exception>
    public static Table Summary<T>(this Network<T> network, ImageShape? input = null)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (input is { } given && given.Size != network.Inputs)
            throw new ArgumentException($"Images {given} are {given.Size} numbers, but the network takes {network.Inputs} inputs.");
        ImageShape? image = input ?? ShapeBefore(network.Layers[0]);
        var table = new Table("layer", "output", "parameters", "receptive field").Align("lrrr");
        table.Add("input", Text(image, network.Inputs), "", "");
        (int field, int apart, long outputs) = (1, 1, 0);
        foreach (Layer<T> layer in network.Layers)
        {
            bool all = layer is Dense<T> || field == 0;
            if (layer is WindowLayer<T> window)
            {
                image = window.Output;
                (field, apart) = all ? (0, apart) : (field + (window.Kernel - 1) * apart, apart * window.Stride);
            }
            else if (layer is Dense<T> || image?.Size != layer.Outputs)
            {
                (image, field) = (null, 0);
            }
            outputs += layer.Outputs;
            table.Add(layer.Name, Text(image, layer.Outputs), Count(layer.Parameters), field == 0 ? "all" : FormattableString.Invariant($"{field} x {field}"));
        }
        int bytes = typeof(T) == typeof(double) ? sizeof(double) : sizeof(float);
        long statistics = network.Layers.Sum(layer => layer.Statistics.Sum(s => (long)s.Value.RowCount * s.Value.ColumnCount));
        // Going forward each layer keeps its output, going back a gradient of the same size; each parameter has a gradient too.
        long example = bytes * (network.Inputs + 2 * outputs), kept = bytes * (2L * network.ParameterCount + statistics);
        return table.Add("total", "", FormattableString.Invariant($"{network.ParameterCount:N0}"), "")
            .Caption(FormattableString.Invariant($"{network.ParameterCount:N0} parameters ({typeof(T).Name}): {Size(kept)} with their gradients; for each example of a batch {Size(example)} of outputs and gradients"));
    }

    private static ImageShape? ShapeBefore<T>(Layer<T> layer)
        where T : struct, IBinaryFloatingPointIeee754<T> => layer switch
        {
            WindowLayer<T> window => window.Input,
            BatchNormalization<T> normalization => normalization.Input,
            _ => null,
        };

    private static string Text(ImageShape? image, int width) => image is { } shape ? $"{shape}" : FormattableString.Invariant($"{width}");

    private static string Count<T>(IReadOnlyList<Parameter<T>> parameters)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        FormattableString.Invariant($"{parameters.Sum(p => (long)p.Value.RowCount * p.Value.ColumnCount):N0}");

    private static string Size(long bytes) => bytes < 1 << 20
        ? FormattableString.Invariant($"{bytes / 1024.0:0.0} KiB")
        : FormattableString.Invariant($"{bytes / 1048576.0:0.0} MiB");
}
