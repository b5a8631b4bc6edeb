using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// What a layer learns: a matrix that the optimizer moves and, after each backward pass, its gradient dLoss/dValue of the same shape.
/// It is called W or b in a layer; W1, b1, W2, ... in a network.
/// Used in lessons 04, 06, 10.
/// </summary>
public sealed record Parameter<T>(string Name, Matrix<T> Value, Matrix<T> Gradient) where T : struct, IBinaryFloatingPointIeee754<T>
{
    internal int Count => Value.RowCount * Value.ColumnCount;

    public override string ToString() => $"{Name} {Shapes.Of(Value)}";
}
