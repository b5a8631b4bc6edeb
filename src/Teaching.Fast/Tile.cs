using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>What one call of the kernel works on: a tile of C, the rows of A and the columns of B that make it.</summary>
internal unsafe struct Tile<T>
    where T : unmanaged
{
    public nint Depth;

    /// <summary>A(i, k) = A[i·ARow + k·AStep].</summary>
    public T* A;
    public nint ARow, AStep;

    /// <summary>B(k, j) = B[k·BStep + j], or where the rows are listed the number j behind the byte BList[k] of B.</summary>
    public T* B;
    public nint BStep;
    public nint* BList;

    /// <summary>The sums of row i start from the vectors at Start + i·StartRow and, for the second one, StartVector further on.</summary>
    public T* Start;
    public nint StartRow, StartVector;

    /// <summary>C(i, j) = C[i·CRow + j].</summary>
    public T* C;
    public nint CRow;

    /// <summary>Runs the kernel that was compiled for this number of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<S, V, Vectors, Steps>(int rows, in Tile<T> tile)
        where S : ISimd<V, T>
        where Vectors : struct, INumber
        where Steps : struct, ISteps
    {
        switch (rows)
        {
            case 1: MicroKernel<S, V, T>.Run<N1, Vectors, Steps>(in tile); break;
            case 2: MicroKernel<S, V, T>.Run<N2, Vectors, Steps>(in tile); break;
            case 3: MicroKernel<S, V, T>.Run<N3, Vectors, Steps>(in tile); break;
            case 4: MicroKernel<S, V, T>.Run<N4, Vectors, Steps>(in tile); break;
            case 5: MicroKernel<S, V, T>.Run<N5, Vectors, Steps>(in tile); break;
            case 6: MicroKernel<S, V, T>.Run<N6, Vectors, Steps>(in tile); break;
            case 7: MicroKernel<S, V, T>.Run<N7, Vectors, Steps>(in tile); break;
            case 8: MicroKernel<S, V, T>.Run<N8, Vectors, Steps>(in tile); break;
            case 9: MicroKernel<S, V, T>.Run<N9, Vectors, Steps>(in tile); break;
            case 10: MicroKernel<S, V, T>.Run<N10, Vectors, Steps>(in tile); break;
            case 11: MicroKernel<S, V, T>.Run<N11, Vectors, Steps>(in tile); break;
            case 12: MicroKernel<S, V, T>.Run<N12, Vectors, Steps>(in tile); break;
            default: throw new ArgumentOutOfRangeException(nameof(rows), rows, "a tile has 1 to 12 rows");
        }
    }
}

/// <summary>A number that is a type, for a method compiled once for each number.</summary>
internal interface INumber
{
    static abstract int Value { get; }
}

/// <summary>How the rows of B follow each other.</summary>
internal interface ISteps
{
    static abstract bool Listed { get; }
}

/// <summary>One step after the other, as in a matrix.</summary>
internal readonly struct Even : ISteps { public static bool Listed => false; }

/// <summary>Each where a list says, as the pixels of a convolution's window.</summary>
internal readonly struct Listed : ISteps { static bool ISteps.Listed => true; }

internal readonly struct N1 : INumber { public static int Value => 1; }
internal readonly struct N2 : INumber { public static int Value => 2; }
internal readonly struct N3 : INumber { public static int Value => 3; }
internal readonly struct N4 : INumber { public static int Value => 4; }
internal readonly struct N5 : INumber { public static int Value => 5; }
internal readonly struct N6 : INumber { public static int Value => 6; }
internal readonly struct N7 : INumber { public static int Value => 7; }
internal readonly struct N8 : INumber { public static int Value => 8; }
internal readonly struct N9 : INumber { public static int Value => 9; }
internal readonly struct N10 : INumber { public static int Value => 10; }
internal readonly struct N11 : INumber { public static int Value => 11; }
internal readonly struct N12 : INumber { public static int Value => 12; }
