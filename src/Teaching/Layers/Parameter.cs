using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a layer learns: a matrix and, after each backward pass, its gradient dLoss/dValue of the same shape.
/// Used in lessons 04, 06, 10.
/// </summary>
/// <param name="Name">W or b in a layer; W1, b1, W2, ... in a network.</param>
/// <param name="Value">The numbers that the optimizer moves.</param>
/// <param name="Gradient">The gradient, written anew by each Backward.</param>
public sealed record Parameter<T>(string Name, Matrix<T> Value, Matrix<T> Gradient) where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many numbers it has.</summary>
    internal int Count => Value.RowCount * Value.ColumnCount;

    /// <summary>The name and the shape, such as <c>W1 (784, 256)</c>.</summary>
    public override string ToString() => $"{Name} {Shapes.Of(Value)}";
}
