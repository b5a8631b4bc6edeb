using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>Sums of a matrix and a scaled one, entry by entry with one rounding each, shared among the workers by columns.</summary>
internal static class Scaled
{
    /// <summary>W ← W + factor·G.</summary>
    public static void Add<T>(Matrix<T> W, double factor, Matrix<T> G)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(W), new AddJob<T>(W, T.CreateChecked(factor), G));

    /// <summary>V ← factor·V + G.</summary>
    public static void ScaleThenAdd<T>(Matrix<T> V, double factor, Matrix<T> G)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(V), new ScaleThenAddJob<T>(V, T.CreateChecked(factor), G));

    /// <summary>W ← factor·W.</summary>
    public static void Scale<T>(Matrix<T> W, double factor)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(ElementwiseLoop.Parts(W), new ScaleJob<T>(W, T.CreateChecked(factor)));

    /// <summary>W ← W/divisor.</summary>
    public static void Divide<T>(Matrix<T> W, double divisor)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Span<T> w = MatrixView<T>.Of(W).Data;
        TensorPrimitives.Divide(w, T.CreateChecked(divisor), w);
    }

    private static Span<T> Some<T>(Matrix<T> M, int part, int parts)
        where T : struct, IBinaryFloatingPointIeee754<T> => Ranges.Columns(M, new Part(0, M.ColumnCount).Divide(parts, part)).Data;

    private readonly record struct AddJob<T>(Matrix<T> W, T Factor, Matrix<T> G) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Span<T> w = Some(W, part, parts);
            TensorPrimitives.FusedMultiplyAdd(Some(G, part, parts), Factor, w, w);
        }
    }

    private readonly record struct ScaleThenAddJob<T>(Matrix<T> V, T Factor, Matrix<T> G) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Span<T> v = Some(V, part, parts);
            TensorPrimitives.FusedMultiplyAdd(v, Factor, Some(G, part, parts), v);
        }
    }

    private readonly record struct ScaleJob<T>(Matrix<T> W, T Factor) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Span<T> w = Some(W, part, parts);
            TensorPrimitives.Multiply(w, Factor, w);
        }
    }
}
