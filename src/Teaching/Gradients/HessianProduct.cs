using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The Hessian H of a network's loss times a vector, exactly and without ever holding H: Hv is how fast the gradient changes
/// when the parameters move along v, and the chain rule gives it for the work of about two more gradients. For dense layers with ReLU, leaky ReLU
/// or no activation, which are straight between their kinks, and for softmax with cross-entropy. In double.
/// <code>
/// var hessian = new HessianProduct(network, loss, X, Y);   // at the parameters as they are now
/// hessian.Of(v, Hv);
/// var top = Lanczos.Largest(hessian.Of, hessian.Count, new Rng(1));
/// </code>
/// Used in lesson 10.
/// </summary>
/// <remarks>
/// Let r stand for the derivative along v: rW and rb are parts of v, and the product rule goes through every line of the pass.
/// Forward Z = XW + b, Y = f(Z):  rZ = rX·W + X·rW + rb,  rY = rZ ∘ f'(Z).
/// Backward dZ = dY ∘ f'(Z):  rdZ = rdY ∘ f'(Z), since f'' = 0;  dW = XᵀdZ:  rdW = rXᵀdZ + Xᵀ·rdZ;  db:  the column sums of rdZ;
/// dX = dZWᵀ:  rdX = rdZ·Wᵀ + dZ·rWᵀ. The results rdW and rdb of all layers are Hv.
/// Source: B. Pearlmutter, "Fast exact multiplication by the Hessian", 1994.
/// </remarks>
public sealed class HessianProduct
{
    private readonly HessianStage[] stages;
    private readonly WeightedCrossEntropyLoss<double> loss;
    private readonly Matrix<double> Y;

    /// <summary>Goes forward and backward once, which leaves the gradients in the network, and keeps copies: later steps do not change what it gives.</summary>
    /// <param name="network">Dense layers with ReLU, leaky ReLU or no activation.</param>
    /// <param name="loss">Its loss; another Forward of it would change what this gives, so give it one of its own.</param>
    /// <param name="X">The examples (N, In).</param>
    /// <param name="Y">Their targets (N, C).</param>
    /// <exception cref="ArgumentException">A layer is of another kind, or the shapes do not fit.</exception>
    public HessianProduct(Network<double> network, WeightedCrossEntropyLoss<double> loss, Matrix<double> X, Matrix<double> Y)
    {
        (this.loss, this.Y) = (loss, Y);
        Dense<double>[] layers = [.. network.Layers.Select(Straight)];
        var inputs = new Matrix<double>[layers.Length + 1];
        inputs[0] = X;
        for (int i = 0; i < layers.Length; i++) inputs[i + 1] = layers[i].Forward(inputs[i]);
        loss.Forward(inputs[^1], Y);
        stages = new HessianStage[layers.Length];
        Matrix<double> dY = loss.Backward();
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            stages[i] = new(layers[i], inputs[i], inputs[i + 1], dY);
            dY = layers[i].Backward(dY);
        }
        Count = network.ParameterCount;
    }

    /// <summary>How many parameters there are, and so the length of v and Hv: W1 column by column, b1, W2, ...</summary>
    public int Count { get; }

    /// <summary>Writes Hv.</summary>
    /// <exception cref="ArgumentException">v or Hv has not as many numbers as there are parameters.</exception>
    public void Of(double[] v, double[] Hv)
    {
        if (v.Length != Count || Hv.Length != Count)
            throw new ArgumentException($"The network has {Count} parameters, and so should v and Hv, but they have {v.Length} and {Hv.Length} numbers.");
        Matrix<double>? r = null;
        int at = 0;
        foreach (HessianStage stage in stages) r = stage.Forward(r, v, ref at);
        loss.GradientAlong(r!, Y, stages[^1].rdY);
        for (int i = stages.Length - 1; i >= 0; i--) stages[i].Backward(i > 0 ? stages[i - 1].rdY : null, Hv, ref at);
    }

    /// <summary>H itself (Count, Count), a product for each column: for small networks.</summary>
    public Matrix<double> ToMatrix()
    {
        var H = Matrix<double>.Build.Dense(Count, Count);
        double[] v = new double[Count], column = new double[Count];
        for (int j = 0; j < Count; j++)
        {
            v[j] = 1;
            Of(v, column);
            H.SetColumn(j, column);
            v[j] = 0;
        }
        return H;
    }

    private static Dense<double> Straight(Layer<double> layer)
    {
        if (layer is Dense<double> { Activation: Relu or LeakyRelu or Identity } dense) return dense;
        throw new ArgumentException($"The Hessian's product is made for dense layers with ReLU, leaky ReLU or no activation, not for {layer.Name}.");
    }
}
