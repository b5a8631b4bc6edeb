using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The Hessian H of a network's loss times a vector, exactly and without ever holding H: Hv is how fast the gradient changes when the
/// parameters move along v, and the chain rule gives it for the work of about two more gradients. For dense layers with ReLU, leaky ReLU
/// or no activation, which are straight between their kinks, and for softmax with cross-entropy. In double.
/// <code>
/// var hessian = new HessianProduct(network, loss, X, Y);   // at the parameters as they are now
/// hessian.Of(v, Hv);
/// var top = Lanczos.Largest(hessian.Of, hessian.Count, new Rng(1));
/// </code>
/// Used in lesson 10.
/// </summary>
/// <remarks>
/// Let r stand for the derivative along v: rW and rb are parts of v, and the product rule goes through every line of both passes.
/// Forward Z = XW + b, Y = f(Z):  rZ = rX·W + X·rW + rb,  rY = rZ ∘ f'(Z).
/// Backward dZ = dY ∘ f'(Z):  rdZ = rdY ∘ f'(Z), since f'' = 0;  dW = XᵀdZ:  rdW = rXᵀdZ + Xᵀ·rdZ;  db:  the column sums of rdZ;
/// dX = dZWᵀ:  rdX = rdZ·Wᵀ + dZ·rWᵀ. The results rdW and rdb of all layers are Hv.
/// Source: B. Pearlmutter, "Fast exact multiplication by the Hessian", 1994.
/// </remarks>
public sealed class HessianProduct
{
    private readonly WeightedCrossEntropyLoss<double> loss;
    private readonly Matrix<double> Y;

    /// <summary>Of each layer at the point: X and W, the slope f'(Z) and the gradient dZ.</summary>
    private readonly Matrix<double>[] X, W, slope, dZ;

    /// <summary>
    /// Goes forward and backward once with the examples X (N, In) and Y (N, C), which leaves the gradients in the network, and keeps copies:
    /// later steps do not change what it gives. Another Forward of the loss would, so give it a loss of its own.
    /// </summary>
    /// <exception cref="ArgumentException">A layer is of another kind, or the shapes do not fit.</exception>
    public HessianProduct(Network<double> network, WeightedCrossEntropyLoss<double> loss, Matrix<double> X, Matrix<double> Y)
    {
        Dense<double>[] layers = [.. network.Layers.Select(Straight)];
        (this.loss, this.Y, Count) = (loss, Y, network.ParameterCount);
        (this.X, slope, dZ) = (new Matrix<double>[layers.Length], new Matrix<double>[layers.Length], new Matrix<double>[layers.Length]);
        W = [.. layers.Select(layer => layer.W.Clone())];
        for (int l = 0; l < layers.Length; l++)
        {
            this.X[l] = X.Clone();
            X = layers[l].Forward(X);
            slope[l] = X.Map(layers[l].Activation.Slope, Zeros.Include);   // The output has the signs of Z.
        }
        loss.Forward(X, Y);
        Matrix<double> dY = loss.Backward();
        for (int l = layers.Length - 1; l >= 0; l--)
        {
            dZ[l] = dY.PointwiseMultiply(slope[l]);
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
        (Matrix<double> W, Matrix<double> b)[] r = Parts(v);
        var rX = new Matrix<double>[W.Length + 1];
        rX[0] = Matrix<double>.Build.SameAs(X[0]);   // 0, since the examples do not move with the parameters.
        for (int l = 0; l < W.Length; l++)
        {
            Matrix<double> rZ = rX[l] * W[l] + X[l] * r[l].W + Ones(Y.RowCount, 1) * r[l].b;   // (N, In)(In, Out) + (N, 1)(1, Out) = (N, Out)
            rX[l + 1] = rZ.PointwiseMultiply(slope[l]);
        }
        Matrix<double> rdY = Matrix<double>.Build.SameAs(Y);
        loss.GradientAlong(rX[^1], Y, rdY);
        for (int l = W.Length - 1; l >= 0; l--)
        {
            Matrix<double> rdZ = rdY.PointwiseMultiply(slope[l]);
            rdY = rdZ.TransposeAndMultiply(W[l]) + dZ[l].TransposeAndMultiply(r[l].W);   // (N, Out)(In, Out)ᵀ = (N, In)
            // (N, In)ᵀ(N, Out) = (In, Out) and (1, N)(N, Out) = (1, Out)
            r[l] = (rX[l].TransposeThisAndMultiply(dZ[l]) + X[l].TransposeThisAndMultiply(rdZ), Ones(1, Y.RowCount) * rdZ);
        }
        r.SelectMany(rd => rd.W.ToColumnMajorArray().Concat(rd.b.ToColumnMajorArray())).ToArray().CopyTo(Hv, 0);
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

    /// <summary>The numbers of v as rW and rb of each layer.</summary>
    private (Matrix<double> W, Matrix<double> b)[] Parts(double[] v)
    {
        int at = 0;
        Matrix<double> Next(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, v[at..(at += rows * columns)]);
        return [.. W.Select(w => (Next(w.RowCount, w.ColumnCount), Next(1, w.ColumnCount)))];
    }

    private static Matrix<double> Ones(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, 1.0);

    private static Dense<double> Straight(Layer<double> layer) => layer is Dense<double> { Activation: Relu or LeakyRelu or Identity } dense ? dense
        : throw new ArgumentException($"The product with the Hessian needs dense layers with ReLU, leaky ReLU or no activation, not {layer.Name}.");
}
