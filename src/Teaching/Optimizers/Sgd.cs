using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Stochastic gradient descent: each step goes against the gradient, w ← w - lr·dw. With momentum μ it follows a velocity v ← μ·v + dw
/// instead, w ← w - lr·v: where gradients agree the steps grow up to 1/(1 - μ)-fold, where they zigzag they cancel. Source: B. Polyak,
/// "Some methods of speeding up the convergence of iteration methods", 1964.
/// Used in lessons 03, 04, 05, 06, 07, 08, 09, 10, 12.
/// </summary>
/// <remarks>
/// L2 regularisation adds ½λ·Σw² to the loss, so λ·w to the gradient, in all parameters, biases too (as PyTorch's <c>weight_decay</c>
/// does). Without momentum that is the same as decay, w ← (1 - lr·λ)·w - lr·dw.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">The rate is not above 0, the momentum not in [0, 1), or λ below 0.</exception>
public sealed class Sgd<T>(Network<T> network, double rate, double momentum = 0, double l2 = 0) : Optimizer<T>(network, rate)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly double momentum = Kept(momentum, nameof(momentum), "The momentum"), l2 = Share(l2, nameof(l2), "L2 regularisation");
    private readonly Matrix<T>[] velocities = momentum == 0 ? [] : Zeros(network);

    protected override void Move(int i, Matrix<T> w, Matrix<T> dw)
    {
        if (momentum == 0)
        {
            if (l2 > 0) Entries.Scale(w, 1 - Rate * l2);   // w ← (1 - lr·λ)·w
            Entries.Add(w, -Rate, dw);                     // w ← w - lr·dw
            return;
        }
        Matrix<T> v = velocities[i];
        Entries.ScaleThenAdd(v, momentum, dw);   // v ← μ·v + dw
        if (l2 > 0) Entries.Add(v, l2, w);       // v ← v + λ·w
        Entries.Add(w, -Rate, v);                // w ← w - lr·v
    }

    /// <summary>Such as <c>SGD, rate 0.1, momentum 0.9</c>.</summary>
    public override string ToString() => $"SGD, rate {NumberText.Significant(Rate, 6)}"
        + (momentum == 0 ? "" : $", momentum {NumberText.Significant(momentum, 6)}") + (l2 == 0 ? "" : $", L2 {NumberText.Significant(l2, 6)}");
}
