using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The gradient check of a whole network with its loss: every parameter and the input, in double.
/// Used in lessons 06, 07, 10.
/// </summary>
public static class NetworkGradients
{
    /// <summary>
    /// Checks the gradients that Backward gives for a small batch X (N, In) with targets Y (N, Out); ten examples are enough. Of each
    /// parameter at most <paramref name="samples"/> entries are drawn. Dropout keeps one mask meanwhile, so that the loss is a function.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the loss is not finite.</exception>
    public static GradientCheck CheckGradients(
        this Network<double> network, Loss<double> loss, Matrix<double> X, Matrix<double> Y, int samples = 20, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        double Loss() => loss.Forward(network.Forward(X), Y);
        Dropout<double>[] drawing = [.. network.Layers.OfType<Dropout<double>>().Where(layer => !layer.KeepsMask)];
        try
        {
            Loss();
            foreach (var layer in drawing) layer.KeepsMask = true;
            Matrix<double> dX = network.Backward(loss.Backward());
            var parameters = network.Parameters.Select(p => (CheckedParameter)(p.Name, p.Value, p.Gradient));
            return GradientCheck.Of(Loss, [("X", X, dX), .. parameters], samples, seed);
        }
        finally
        {
            foreach (var layer in drawing) layer.KeepsMask = false;
        }
    }
}
