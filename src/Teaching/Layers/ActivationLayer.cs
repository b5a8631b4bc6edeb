using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// An activation as a layer of its own, Y = f(X), for where it does not directly follow a dense layer or a convolution, such as after a batch
/// normalisation. dX = dY ∘ f'(X).
/// Used in lesson 08.
/// </summary>
public sealed class ActivationLayer<T> : Layer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Activation activation;
    private Matrix<T>? X, Y;

    /// <summary>The activation of In inputs.</summary>
    /// <exception cref="ArgumentException">There is no input.</exception>
    public ActivationLayer(int inputs, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (inputs < 1) throw new ArgumentException($"An activation needs at least one input, not {inputs}.");
        (Inputs, this.activation, Name) = (inputs, activation, $"{activation}");
    }

    public override string Name { get; }
    public override int Inputs { get; }
    public override int Outputs => Inputs;
    internal override Squash Gives => activation.Gives;

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        (this.X, Y) = (X, OutputFor(X.RowCount));
        activation.Forward(X, Y);
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        Matrix<T> dX = InputGradientFor(dY.RowCount);
        activation.Backward(X!, Y!, dY, dX);
        return dX;
    }
}
