using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// An activation as a layer of its own, Y = f(X) and dX = dY ∘ f'(X), for where it does not directly follow a dense layer or a
/// convolution, such as after a batch normalisation.
/// Used in lessons 08, 09.
/// </summary>
public sealed class ActivationLayer<T>(int inputs, Activation activation) : Layer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Activation activation = Require.Given(activation);
    private Matrix<T>? X, Y;

    public override string Name => $"{activation}";
    public override int Inputs { get; } = Require.AtLeastOne(inputs, "An activation", "input");
    internal override Squash Gives => activation.Gives;

    public override Matrix<T> Forward(Matrix<T> X)
    {
        this.X = RequireInput(X);
        return Y = activation.Forward(X, OutputFor(X.RowCount));
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        return activation.Backward(X!, Y!, dY, InputGradientFor(dY.RowCount));
    }
}
