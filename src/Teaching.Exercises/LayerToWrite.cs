using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// A dense layer of which the reader writes the two passes: Y = f(XW + b) for X (N, In), W (In, Out) and b (1, Out), and back from dY
/// (N, Out) to dX. What Forward remembers for Backward goes into X and Z. Used in lesson 05.
/// </summary>
/// <param name="weights">W.</param>
/// <param name="biases">b.</param>
/// <param name="activation">f, with its Value and its Slope.</param>
public abstract class LayerToWrite(Matrix<double> weights, Matrix<double> biases, Activation activation)
{
    /// <summary>The weights (In, Out).</summary>
    public Matrix<double> W { get; set; } = weights;

    /// <summary>The biases (1, Out).</summary>
    public Matrix<double> b { get; set; } = biases;

    /// <summary>dLoss/dW, as the last Backward found it.</summary>
    public Matrix<double> dW { get; set; } = null!;

    /// <summary>dLoss/db, as the last Backward found it.</summary>
    public Matrix<double> db { get; set; } = null!;

    /// <summary>The input of the last Forward.</summary>
    protected Matrix<double> X { get; set; } = null!;

    /// <summary>The sums XW + b of the last Forward.</summary>
    protected Matrix<double> Z { get; set; } = null!;

    /// <summary>The activation.</summary>
    protected Activation f { get; } = activation;

    /// <summary>Y for X.</summary>
    /// <param name="input">X, (N, In).</param>
    public abstract Matrix<double> Forward(Matrix<double> input);

    /// <summary>dX for dY; leaves dW and db.</summary>
    /// <param name="dY">dLoss/dY, (N, Out).</param>
    public abstract Matrix<double> Backward(Matrix<double> dY);

    /// <summary>One step downhill.</summary>
    /// <param name="lr">The learning rate.</param>
    public virtual void Update(double lr)
    {
        W -= lr * dW;
        b -= lr * db;
    }
}
