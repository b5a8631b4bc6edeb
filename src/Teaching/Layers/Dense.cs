using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The dense (fully connected, linear) layer with its activation: Z = XW + b, Y = f(Z). X is (N, In), W (In, Out), b (1, Out), Y (N, Out).
/// Used in lessons 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, 13.
/// </summary>
/// <remarks>
/// For one example and one neuron z_j = Σ_i x_i·w_ij + b_j. By the chain rule the loss changes with w_ij through z_j alone, dw_ij =
/// x_i·dz_j, with b_j by db_j = dz_j, and with x_i through all z_j, dx_i = Σ_j dz_j·w_ij. Over a batch every example adds its share
/// to the weights: dw_ij = Σ_n x_ni·dz_nj, which is row i of Xᵀ times column j of dZ. In matrices:
/// dZ = dY ∘ f'(Z), dW = XᵀdZ, db = the column sums of dZ, dX = dZWᵀ.
/// <code>
/// var layer = new Dense&lt;double&gt;(784, 256, Activation.Relu, Initializer.He, new Rng(1));
/// var Y = layer.Forward(X);
/// var dX = layer.Backward(dY);   // and layer.dW, layer.db
/// </code>
/// </remarks>
public sealed class Dense<T> : Layer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> zs = new(), ys = new(), dZs = new();
    private Matrix<T>? X, Z, Y, dZ;

    /// <summary>A layer with at least one input and output, whose weights are drawn and whose biases are 0.</summary>
    public Dense(int inputs, int outputs, Activation activation, Initializer initializer, Rng rng)
        : this(Require.Given(initializer).Draw<T>(inputs, outputs, rng), Matrix<T>.Build.Dense(1, outputs), activation) { }

    /// <summary>A layer with these weights W (In, Out) and biases b (1, Out), which it takes over: the optimizer moves them.</summary>
    /// <exception cref="ArgumentException">b does not have the shape (1, Out), or one of them is not dense, not finite or empty.</exception>
    public Dense(Matrix<T> W, Matrix<T> b, Activation activation)
    {
        Require.Weights("A dense layer", "output", Require.Given(W), Require.Given(b));
        (this.W, this.b, Activation) = (W, b, Require.Given(activation));
        (dW, db) = (Matrix<T>.Build.Dense(Inputs, Outputs), Matrix<T>.Build.Dense(1, Outputs));
        Parameters = [new("W", W, dW), new("b", b, db)];
        Name = $"Dense {Inputs}-{Outputs} {activation.Name}".TrimEnd();
    }

    public override string Name { get; }
    public override int Inputs => W.RowCount;
    public override int Outputs => W.ColumnCount;
    public Activation Activation { get; }

    /// <summary>The weights (In, Out) and biases (1, Out), and after Backward their gradients.</summary>
    public Matrix<T> W { get; }
    public Matrix<T> b { get; }
    public Matrix<T> dW { get; }
    public Matrix<T> db { get; }
    public override IReadOnlyList<Parameter<T>> Parameters { get; }
    internal override Squash Gives => Activation.Gives;

    public override Matrix<T> Forward(Matrix<T> X)
    {
        this.X = RequireInput(X);
        Z = DenseProducts.Affine(X, W, b, zs.For(X.RowCount, Outputs));   // XW + b: (N, In)(In, Out) + (1, Out) = (N, Out)
        return Y = Activation.Forward(Z, ys);                             // f(Z): (N, Out)
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        BackwardParameters(dY);
        return DenseProducts.TimesTranspose(dZ!, W, InputGradientFor(dY.RowCount));   // dZWᵀ: (N, Out)(In, Out)ᵀ = (N, In)
    }

    public override void BackwardParameters(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        dZ = Activation.Backward(Z!, Y!, dY, dZs);          // dY ∘ f'(Z): (N, Out)
        DenseProducts.ParameterGradients(X!, dZ, dW, db);   // XᵀdZ: (N, In)ᵀ(N, Out) = (In, Out), and column sums: (N, Out) to (1, Out)
    }
}
