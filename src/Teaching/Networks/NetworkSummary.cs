using System.Numerics;

namespace Teaching;

/// <summary>A network at a glance: what each layer gives, learns and sees of the image. Used in lesson 09.</summary>
public static class NetworkSummary
{
    /// <summary>
    /// A row for each layer with its output shape, its parameters and its receptive field: the side of the square of input pixels
    /// that one of its outputs depends on. Below stand the totals and the memory that training on one example takes. The shape of
    /// the images may be null for inputs that are none, or where the first layer knows it.
    /// </summary>
    /// <remarks>
    /// The receptive field r starts at 1 with neighbours j = 1 pixel apart. A window of K pixels that moves on by s makes
    /// r ← r + (K - 1)·j, then j ← j·s; a layer that looks at each pixel alone changes nothing; a dense layer sees all.
    /// </remarks>
    public static Table Summary<T>(this Network<T> network, ImageShape? input = null) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (input is { } given && given.Size != network.Inputs)
            throw new ArgumentException($"Images {given} are {given.Size} numbers, but the network takes {network.Inputs} inputs.");
        ImageShape? image = input ?? (network.Layers[0] as WindowLayer<T>)?.Input ?? (network.Layers[0] as BatchNormalization<T>)?.Input;
        var table = new Table("layer", "output", "parameters", "receptive field").Align("lrrr");
        table.Add("input", Text(image, network.Inputs), "", "");
        (int field, int apart, long outputs) = (1, 1, 0);   // a field of 0 is all
        foreach (Layer<T> layer in network.Layers)
        {
            if (layer is WindowLayer<T> window)
            {
                if (field > 0) (field, apart) = (field + (window.Kernel - 1) * apart, apart * window.Stride);
                image = window.Output;
            }
            else if (layer is Dense<T> || image?.Size != layer.Outputs) (image, field) = (null, 0);
            outputs += layer.Outputs;
            table.Add(layer.Name, Text(image, layer.Outputs), Text($"{layer.Parameters.Sum(p => p.Count):N0}"), field == 0 ? "all" : $"{field} x {field}");
        }
        int bytes = typeof(T) == typeof(double) ? sizeof(double) : sizeof(float);
        long statistics = network.Layers.Sum(layer => layer.Statistics.Sum(s => (long)s.Value.RowCount * s.Value.ColumnCount));
        // Forward, each layer keeps its output; backward, a gradient of the same size; each parameter has a gradient too.
        long example = bytes * (network.Inputs + 2 * outputs), kept = bytes * (2L * network.ParameterCount + statistics);
        return table.Add("total", "", Text($"{network.ParameterCount:N0}"), "").Caption(Text($"{network.ParameterCount:N0} parameters ({typeof(T).Name}): ")
            + $"{Size(kept)} with their gradients; for each example of a batch {Size(example)} of outputs and gradients");
    }

    private static string Text(ImageShape? image, int width) => image is { } shape ? $"{shape}" : Text($"{width}");

    private static string Size(long bytes) => bytes < 1 << 20 ? Text($"{bytes / 1024.0:0.0} KiB") : Text($"{bytes / 1048576.0:0.0} MiB");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
