using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The Hessian H of a network's loss times a vector, exactly and without ever holding H: Hv is how fast the gradient changes when the
/// parameters move along v, and the chain rule gives it for the work of about two more gradients. For dense layers with ReLU, leaky ReLU or
/// no activation, which are straight between their kinks, and for softmax with cross-entropy. In double.
/// Used in lessons 11, 12.
/// </summary>
/// <remarks>
/// Let r stand for the derivative along v: rW and rb are parts of v, and the product rule goes through every line of both passes.
/// Forward Z = XW + b, Y = f(Z):  rZ = rX·W + X·rW + rb,  rY = rZ ∘ f'(Z).
/// Backward dZ = dY ∘ f'(Z):  rdZ = rdY ∘ f'(Z), since f'' = 0;  dW = XᵀdZ:  rdW = rXᵀdZ + Xᵀ·rdZ;  db:  the column sums of rdZ; dX = dZWᵀ:
/// rdX = rdZ·Wᵀ + dZ·rWᵀ. The results rdW and rdb of all layers are Hv.
/// Source: B. Pearlmutter, "Fast exact multiplication by the Hessian", 1994.
/// </remarks>
public sealed class HessianProduct
{
    private readonly WeightedCrossEntropyLoss<double> loss;
    private readonly Matrix<double> Y;

    /// <summary>Of each layer at the point: X and W, the slope f'(Z) and the gradient dZ.</summary>
    private readonly List<Matrix<double>> X = [], W = [], slope = [], dZ = [];

    /// <summary>
    /// Goes forward and backward once with the examples X (N, In) and Y (N, C), which leaves the gradients in the network, and keeps
    /// copies: later steps do not change what it gives. Another Forward of the loss would, so give it a loss of its own.
    /// </summary>
    /// <exception cref="ArgumentException">A layer is of another kind, or the shapes do not fit.</exception>
    public HessianProduct(Network<double> network, WeightedCrossEntropyLoss<double> loss, Matrix<double> X, Matrix<double> Y)
    {
        Dense<double>[] layers = [.. network.Layers.Select(Straight)];
        (this.loss, this.Y, Count) = (loss, Y, network.ParameterCount);
        foreach (Dense<double> layer in layers)
        {
            this.X.Add(X.Clone());
            W.Add(layer.W.Clone());
            X = layer.Forward(X);
            slope.Add(X.Map(layer.Activation.Slope, Zeros.Include));   // The output has the signs of Z.
        }
        loss.Forward(X, Y);
        Matrix<double> dY = loss.Backward();
        for (int l = layers.Length - 1; l >= 0; l--)
        {
            dZ.Insert(0, dY.PointwiseMultiply(slope[l]));
            dY = layers[l].Backward(dY);
        }
    }

    /// <summary>How many parameters there are, which is the length of v and Hv: W1 column by column, b1, W2, ...</summary>
    public int Count { get; }

    /// <summary>Writes Hv.</summary>
    /// <exception cref="ArgumentException">v or Hv has another length than <see cref="Count"/>.</exception>
    public void Of(double[] v, double[] Hv)
    {
        if (v.Length != Count || Hv.Length != Count)
            throw new ArgumentException($"The network has {Count} parameters, and so should v and Hv, but they have {v.Length} and {Hv.Length} numbers.");
        Matrix<double>[] rW = new Matrix<double>[W.Count], rX = new Matrix<double>[W.Count + 1];
        for (int l = 0, at = 0; l < W.Count; l++)
        {
            rW[l] = Taken(W[l].RowCount, W[l].ColumnCount);
            rX[l + 1] = New(Y.RowCount, W[l].ColumnCount);
            DenseProducts.Affine(X[l], rW[l], Taken(1, W[l].ColumnCount), rX[l + 1]);       // (N, In)(In, Out) + (1, Out) = (N, Out)
            if (l > 0) Product.Multiply(rX[l], W[l], rX[l + 1], accumulate: true);          // X itself does not move.
            rX[l + 1].PointwiseMultiply(slope[l], rX[l + 1]);
            Matrix<double> Taken(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, v[at..(at += rows * columns)]);
        }
        Matrix<double> rdY = New(Y.RowCount, Y.ColumnCount);
        loss.GradientAlong(rX[^1], Y, rdY);
        for (int l = W.Count - 1, end = Count; l >= 0; l--)
        {
            (Matrix<double> rdZ, Matrix<double> rdW, Matrix<double> rdb) = (rdY, New(W[l].RowCount, W[l].ColumnCount), New(1, W[l].ColumnCount));
            rdY.PointwiseMultiply(slope[l], rdZ);
            ColumnSums.Of(rdZ, rdb);
            Product.TransposeThisAndMultiply(X[l], rdZ, rdW);                               // (N, In)ᵀ(N, Out) = (In, Out)
            if (l > 0) Product.TransposeThisAndMultiply(rX[l], dZ[l], rdW, accumulate: true);
            foreach (double[] numbers in new[] { rdb.AsColumnMajorArray(), rdW.AsColumnMajorArray() }) numbers.CopyTo(Hv, end -= numbers.Length);
            rdY = New(Y.RowCount, W[l].RowCount);
            Product.TransposeAndMultiply(rdZ, W[l], rdY);                                   // (N, Out)(In, Out)ᵀ = (N, In)
            Product.TransposeAndMultiply(dZ[l], rW[l], rdY, accumulate: true);
        }
    }

    /// <summary>H itself (Count, Count), a product for each column: for small networks.</summary>
    public Matrix<double> ToMatrix()
    {
        var H = Matrix<double>.Build.Dense(Count, Count);
        double[] column = new double[Count];
        for (int j = 0; j < Count; j++)
        {
            Of([.. Enumerable.Range(0, Count).Select(i => i == j ? 1.0 : 0)], column);
            H.SetColumn(j, column);
        }
        return H;
    }

    private static Matrix<double> New(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns);

    private static Dense<double> Straight(Layer<double> layer) => layer is Dense<double> { Activation: Relu or LeakyRelu or Identity } dense ? dense
        : throw new ArgumentException($"The product with the Hessian needs dense layers with ReLU, leaky ReLU or no activation, not {layer.Name}.");
}
