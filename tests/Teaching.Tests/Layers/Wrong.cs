using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

/// <summary>A layer with a planted mistake of 1 %: in dX, or in the gradient of one of its parameters.</summary>
internal sealed class Wrong(Layer<double> layer, string where) : Layer<double>
{
    public override string Name => layer.Name;

    public override int Inputs => layer.Inputs;

    public override int Outputs => layer.Outputs;

    public override IReadOnlyList<Parameter<double>> Parameters => layer.Parameters;

    public override Matrix<double> Forward(Matrix<double> X) => layer.Forward(X);

    public override Matrix<double> Backward(Matrix<double> dY)
    {
        Matrix<double> dX = layer.Backward(dY);
        foreach (var p in Parameters.Where(p => p.Name == where)) p.Gradient.Multiply(1.01, p.Gradient);
        return where == "X" ? 1.01 * dX : dX;
    }
}
