using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

// In here, so that Vector<T> is the processor's and not Math.NET's.
using System.Numerics;

/// <summary>What is done to all entries of whole matrices, each with one rounding, and what is asked of all of them. The long ones are shared among the workers by columns.</summary>
internal static class Entries
{
    /// <summary>Throws unless the entries lie in memory one after the other.</summary>
    /// <exception cref="ArgumentException">The matrix is not dense, but such as a diagonal or sparse one.</exception>
    public static void RequireDense<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => MatrixView<T>.Of(M);

    /// <summary>Numbers at a time, from the end to the beginning: those written last are still in the caches, and from the beginning each piece would push out the next.</summary>
    private const int Piece = 4096;

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

    /// <summary>R ← M with each column multiplied by its factor; returns R.</summary>
    public static Matrix<T> ScaleColumns<T>(Matrix<T> M, double[] factors, Matrix<T> R)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < factors.Length; j++)
        {
            T factor = T.CreateChecked(factors[j]);
            for (int i = 0; i < M.RowCount; i++) R.At(i, j, M.At(i, j) * factor);
        }
        return R;
    }

    /// <summary>D ← A - B.</summary>
    public static void Subtract<T>(Matrix<T> A, Matrix<T> B, Matrix<T> D)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Subtract(MatrixView<T>.Of(A).Data, MatrixView<T>.Of(B).Data, MatrixView<T>.Of(D).Data);

    /// <summary>The largest entry; NaN when one is, -∞ when there is none.</summary>
    public static T Largest<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => All(M) is { Length: > 0 } all ? TensorPrimitives.Max<T>(all) : T.NegativeInfinity;

    /// <summary>Whether no entry is NaN or ∞: what is neither, less itself, is 0.</summary>
    public static bool AreFinite<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> all = All(M);
        ReadOnlySpan<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(all);
        Vector<T> sums = default;
        foreach (Vector<T> some in vectors) sums += some - some;
        T sum = Vector.Sum(sums);
        foreach (T entry in all[(vectors.Length * Vector<T>.Count)..]) sum += entry - entry;
        return sum == T.Zero;
    }

    /// <summary>Whether every entry is from 0 to 1.</summary>
    public static bool AreUnit<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        foreach (T entry in All(M))
        {
            if (!(entry >= T.Zero && entry <= T.One)) return false;
        }
        return true;
    }

    /// <summary>Whether every entry is 0 or 1.</summary>
    public static bool AreZeroOrOne<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => !All(M).AsSpan().ContainsAnyExcept(T.Zero, T.One);

    /// <summary>All entries, as they lie in a dense matrix; of any other, such as a diagonal or sparse one, a copy.</summary>
    private static T[] All<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => M.AsColumnMajorArray() ?? M.ToColumnMajorArray();

    /// <summary>The first entry, row by row, that is as asked, with its place; null when none is.</summary>
    public static (int Row, int Column, double Value)? First<T>(Matrix<T> M, Func<double, bool> isThis)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < M.RowCount; i++)
        {
            for (int j = 0; j < M.ColumnCount; j++)
            {
                double entry = double.CreateChecked(M.At(i, j));
                if (isThis(entry)) return (i, j, entry);
            }
        }
        return null;
    }

    /// <summary>Σ f(a, b) over all entries of two matrices, row by row.</summary>
    public static double Sum<T>(Matrix<T> A, Matrix<T> B, Func<double, double, double> f)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> a = MatrixView<T>.Of(A).Data, b = MatrixView<T>.Of(B).Data;
        double sum = 0;
        for (int i = 0; i < A.RowCount; i++)
        {
            for (int at = i; at < a.Length; at += A.RowCount) sum += f(double.CreateChecked(a[at]), double.CreateChecked(b[at]));
        }
        return sum;
    }

    /// <summary>C ← f(A, B), entry by entry.</summary>
    public static void Map<T>(Matrix<T> A, Matrix<T> B, Matrix<T> C, Func<double, double, double> f)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> a = MatrixView<T>.Of(A).Data, b = MatrixView<T>.Of(B).Data;
        Span<T> c = MatrixView<T>.Of(C).Data;
        for (int i = 0; i < c.Length; i++) c[i] = T.CreateChecked(f(double.CreateChecked(a[i]), double.CreateChecked(b[i])));
    }

    private static Span<T> Some<T>(Matrix<T> M, int part, int parts)
        where T : struct, IBinaryFloatingPointIeee754<T> => Ranges.Columns(M, new Part(0, M.ColumnCount).Divide(parts, part)).Data;

    private readonly record struct AddJob<T>(Matrix<T> W, T Factor, Matrix<T> G) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Span<T> w = Some(W, part, parts);
            ReadOnlySpan<T> g = Some(G, part, parts);
            for (int end = w.Length, begin; end > 0; end = begin)
            {
                begin = Math.Max(0, end - Piece);
                Fused.MultiplyAdd(g[begin..end], Factor, w[begin..end], w[begin..end]);
            }
        }
    }

    private readonly record struct ScaleThenAddJob<T>(Matrix<T> V, T Factor, Matrix<T> G) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Span<T> v = Some(V, part, parts);
            Fused.MultiplyAdd(v, Factor, Some(G, part, parts), v);
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
