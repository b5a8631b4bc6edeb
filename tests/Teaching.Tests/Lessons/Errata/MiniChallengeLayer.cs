using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons.Errata;

/// <summary>The class LinearLayer of the notebook "Mini-Challenge Gradient Descent": its backward takes the slope at what it is handed.</summary>
internal sealed class MiniChallengeLayer(Matrix<double> weights, Func<double, double> activation, Func<double, double> slope)
{
    private Matrix<double> x = weights;

    public Matrix<double> Weights { get; private set; } = weights;

    public Matrix<double> WeightsGrad { get; private set; } = weights;

    public Matrix<double> Forward(Matrix<double> input)
    {
        x = input;
        return (x * Weights).Map(activation, Zeros.Include);
    }

    /// <param name="gradOutput">dL/dY.</param>
    /// <param name="hiddenOutput">What the ten-digit network passes, the output of the layer; null, as in the network for one digit, takes the gradient.</param>
    public Matrix<double> Backward(Matrix<double> gradOutput, Matrix<double>? hiddenOutput = null)
    {
        var dZ = (hiddenOutput ?? gradOutput).Map(slope, Zeros.Include).PointwiseMultiply(gradOutput);
        WeightsGrad = x.Transpose() * dZ;
        return dZ * Weights.Transpose();
    }
}
