using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// The activation of a layer, a = f(z) for each number alone. Forward makes A of Z, Backward dZ = dA ∘ f'(Z).
/// Used in lessons 01, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12.
/// </summary>
/// <remarks>
/// An activation of your own says what it is called, its value and its slope; every layer and the gradient check can use it:
/// <code>
/// class Swish : Activation
/// {
///     public override string Name => "swish";
///     public override double Value(double z) => z * Sigmoid.Value(z);
///     public override double Slope(double z) => Sigmoid.Value(z) + z * Sigmoid.Slope(z);
/// }
/// var layer = new Dense&lt;double&gt;(784, 256, new Swish(), Initializer.He, new Rng(1));
/// </code>
/// </remarks>
public abstract class Activation
{
    public static Activation Identity { get; } = new Identity();
    public static Activation Sigmoid { get; } = new Sigmoid();
    public static Activation Tanh { get; } = new Tanh();
    public static Activation Relu { get; } = new Relu();
    public static Activation LeakyRelu(double slope = 0.01) => new LeakyRelu(slope);

    /// <summary>What it is called, such as <c>tanh</c>; nothing for the identity.</summary>
    public abstract string Name { get; }

    /// <summary>f(z).</summary>
    public abstract double Value(double z);

    /// <summary>f'(z).</summary>
    public abstract double Slope(double z);

    /// <summary>The same as a fast loop; null where <see cref="Value"/> and <see cref="Slope"/> are all there is.</summary>
    internal virtual ElementwiseLoop? Loop => null;

    /// <summary>Whether it turns logits into probabilities.</summary>
    internal virtual Squash Gives => Squash.None;

    /// <summary>Fills A = f(Z), of the same shape (N, Out), and returns it; they may be the same matrix.</summary>
    public Matrix<T> Forward<T>(Matrix<T> Z, Matrix<T> A) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSame(ToString(), "Z", Z, "A", A);
        if (Loop is not null) return Loop.Forward(Z, A);
        Z.Map(z => T.CreateChecked(Value(double.CreateChecked(z))), A, Zeros.Include);
        return A;
    }

    /// <summary>Fills dZ = dA ∘ f'(Z), all of the same shape, and returns it; from A = f(Z) the slope of the built-in ones is computed.</summary>
    public Matrix<T> Backward<T>(Matrix<T> Z, Matrix<T> A, Matrix<T> dA, Matrix<T> dZ) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Shapes.RequireSame(ToString(), "A", A, "dA", dA);
        Shapes.RequireSame(ToString(), "A", A, "dZ", dZ);
        if (Loop is not null) return Loop.Backward(A, dA, dZ);
        Z.Map2((z, da) => da * T.CreateChecked(Slope(double.CreateChecked(z))), dA, dZ, Zeros.Include);
        return dZ;
    }

    /// <summary>A = f(Z) in a matrix that the layer keeps for it; Z itself for the identity.</summary>
    internal Matrix<T> Forward<T>(Matrix<T> Z, Reused<T> kept) where T : struct, IBinaryFloatingPointIeee754<T> =>
        this is Identity ? Z : Forward(Z, kept.Like(Z));

    /// <summary>dZ = dA ∘ f'(Z) in a matrix that the layer keeps for it; dA itself for the identity.</summary>
    internal Matrix<T> Backward<T>(Matrix<T> Z, Matrix<T> A, Matrix<T> dA, Reused<T> kept) where T : struct, IBinaryFloatingPointIeee754<T> =>
        this is Identity ? dA : Backward(Z, A, dA, kept.Like(dA));

    public override string ToString() => Name == "" ? "identity" : Name;
}

/// <summary>a = z, so da/dz = 1: the activation of a layer that has none.</summary>
public sealed class Identity : Activation
{
    public override string Name => "";
    public override double Value(double z) => z;
    public override double Slope(double z) => 1;
}

/// <summary>What turns logits into probabilities: a network may end with it, or a loss may do it itself, but never both.</summary>
internal enum Squash { None, Sigmoid, Softmax }
