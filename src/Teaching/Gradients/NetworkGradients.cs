using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The gradient check of a whole network with its loss: every parameter and the input, in double.
/// Used in lessons 04, 07, 09, 10.
/// </summary>
public static class NetworkGradients
{
    /// <summary>Checks the gradients that Backward gives for this batch. Dropout keeps one mask meanwhile, so that the loss is a function.</summary>
    /// <param name="network">The network, in double.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="X">A small batch (N, In): ten examples are enough.</param>
    /// <param name="Y">The targets (N, Out).</param>
    /// <param name="samples">How many entries of each parameter to check at most.</param>
    /// <param name="seed">For drawing them.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the loss is not finite.</exception>
    public static GradientCheck CheckGradients(
        this Network<double> network, Loss<double> loss, Matrix<double> X, Matrix<double> Y, int samples = 20, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        Dropout<double>[] drawing = [.. network.Layers.OfType<Dropout<double>>().Where(layer => !layer.KeepsMask)];
        try
        {
            double Loss() => loss.Forward(network.Forward(X), Y);
            Loss();
            foreach (var layer in drawing) layer.KeepsMask = true;
            Matrix<double> dX = network.Backward(loss.Backward());
            return GradientCheck.Of(Loss, [("X", X, dX), .. network.Parameters.Select(p => (CheckedParameter)(p.Name, p.Value, p.Gradient))], samples, seed);
        }
        finally
        {
            foreach (var layer in drawing) layer.KeepsMask = false;
        }
    }
}
