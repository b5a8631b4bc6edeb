using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// A function a = f(z) of each number alone, as a loop over vectors. Its slope is computed from a, so z may be overwritten:
/// a convolution applies it to a row of pixels as long as they are in the cache.
/// </summary>
internal abstract class ElementwiseLoop
{
    /// <summary>
    /// Moving a number counts as much as this many multiplications of a product. Its own work is less, but between two products the
    /// workers are awake, and half of the numbers lie in the other one's cache: fetching them costs more than handing over.
    /// </summary>
    private const long WorkPerNumber = 128;

    /// <summary>a = f(z) in place.</summary>
    public abstract void Forward<T>(Span<T> z)
        where T : struct, IBinaryFloatingPointIeee754<T>;

    /// <summary>dZ = dA·f'(z), with f'(z) computed from a.</summary>
    public abstract void Backward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> dA, Span<T> dZ)
        where T : struct, IBinaryFloatingPointIeee754<T>;

    /// <summary>A = f(Z), shared among the workers by columns.</summary>
    public Matrix<T> Forward<T>(Matrix<T> Z, Matrix<T> A)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(Parts(Z), new ForwardJob<T>(this, Z, A), A);

    /// <summary>dZ = dA ∘ f'(Z), shared among the workers by columns.</summary>
    public Matrix<T> Backward<T>(Matrix<T> A, Matrix<T> dA, Matrix<T> dZ)
        where T : struct, IBinaryFloatingPointIeee754<T> => Team.Run(Parts(A), new BackwardJob<T>(this, A, dA, dZ), dZ);

    /// <summary>Among how many workers to share a step that touches every number once or twice.</summary>
    public static int Parts<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => Parts(M.RowCount, M.ColumnCount);

    /// <inheritdoc cref="Parts{T}(Matrix{T})"/>
    public static int Parts(int rows, int columns) => Team.Parts(WorkPerNumber * rows * columns);

    private readonly record struct ForwardJob<T>(ElementwiseLoop Loop, Matrix<T> Z, Matrix<T> A) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, Z.ColumnCount).Divide(parts, part);
            Span<T> a = Ranges.Columns(A, some).Data;
            Ranges.Columns(Z, some).Data.CopyTo(a);
            Loop.Forward(a);
        }
    }

    private readonly record struct BackwardJob<T>(ElementwiseLoop Loop, Matrix<T> A, Matrix<T> dA, Matrix<T> dZ) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, A.ColumnCount).Divide(parts, part);
            Loop.Backward(Ranges.Columns(A, some).Data, Ranges.Columns(dA, some).Data, Ranges.Columns(dZ, some).Data);
        }
    }
}
