using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Stochastic gradient descent: each step goes against the gradient, w ← w - lr·dw. With momentum μ it follows a velocity
/// v ← μ·v + dw instead, w ← w - lr·v: where gradients agree the steps grow up to 1/(1 - μ)-fold, where they
/// zigzag they cancel. Source: B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// Used in lessons 04, 05, 06, 07, 08, 09, 10.
/// </summary>
/// <remarks>
/// L2 regularisation adds ½λ·Σw² to the loss, so λ·w to the gradient, in all parameters, biases too (as PyTorch's
/// <c>weight_decay</c> does). Without momentum that is the same as decay, w ← (1 - lr·λ)·w - lr·dw.
/// </remarks>
public sealed class Sgd<T> : Optimizer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Matrix<T>[] velocities;

    /// <summary>Gradient descent for all parameters of a network.</summary>
    /// <param name="network">What is to learn.</param>
    /// <param name="rate">The learning rate lr, above 0.</param>
    /// <param name="momentum">μ, at least 0 and below 1; 0.9 is usual.</param>
    /// <param name="l2">λ of L2 regularisation, 0 or above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate, the momentum or λ is out of range.</exception>
    public Sgd(Network<T> network, double rate, double momentum = 0, double l2 = 0)
        : base(network, rate)
    {
        Momentum = CheckedKept(momentum, nameof(momentum), "The momentum",
            "it is the share of the velocity that a step keeps, and with 1 or more the velocity would never fade.");
        (L2, velocities) = (CheckedShare(l2, nameof(l2), "L2 regularisation"), momentum == 0 ? [] : Zeros(network));
    }

    /// <summary>μ, the share of the velocity that a step keeps.</summary>
    public double Momentum { get; }

    /// <summary>λ of L2 regularisation.</summary>
    public double L2 { get; }

    protected override void Move(int i, Matrix<T> w, Matrix<T> dw)
    {
        if (Momentum == 0)
        {
            if (L2 > 0) Entries.Scale(w, 1 - Rate * L2);   // w ← (1 - lr·λ)·w
            Entries.Add(w, -Rate, dw);                     // w ← w - lr·dw
            return;
        }
        Matrix<T> v = velocities[i];
        Entries.ScaleThenAdd(v, Momentum, dw);   // v ← μ·v + dw
        if (L2 > 0) Entries.Add(v, L2, w);       // v ← v + λ·w
        Entries.Add(w, -Rate, v);                // w ← w - lr·v
    }

    /// <summary>Such as <c>SGD, rate 0.1, momentum 0.9</c>.</summary>
    public override string ToString() => $"SGD, rate {NumberText.Significant(Rate, 6)}"
        + (Momentum == 0 ? "" : $", momentum {NumberText.Significant(Momentum, 6)}") + (L2 == 0 ? "" : $", L2 {NumberText.Significant(L2, 6)}");
}
