using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>
/// Where .NET itself is slow, the host of the library may compute in its place. In a browser C# is interpreted and has no fused
/// multiply-add: a product of matrices goes at 0.05 GFLOP/s there, and at 30 in the module of WebAssembly that the page brings.
/// </summary>
/// <remarks>
/// The host puts a function under a name into <see cref="AppContext"/> before the library is first used: a convention that knows nothing of the
/// host. Elsewhere the field is null for good, and the compiler leaves the question out.
/// </remarks>
internal static unsafe class HostKernels
{
    private static readonly Action<int, nint, nint, bool>? run = AppContext.GetData("Teaching.Kernels") as Action<int, nint, nint, bool>;

    /// <summary>Whether the host has them.</summary>
    public static bool AreThere => run is not null;

    /// <summary>
    /// Does the work at an address, which is a task of float or double as the kernel says. The work memory is an address too, 0 where a kernel takes none.
    /// </summary>
    public static void Run<T>(HostKernel kernel, void* task, nint workMemory = 0)
        where T : struct => run!((int)kernel, (nint)task, workMemory, typeof(T) == typeof(double));

    /// <summary>The memory of a matrix, to be held while its address is used.</summary>
    public static Span<byte> Bytes<T>(Matrix<T> M)
        where T : struct, IBinaryFloatingPointIeee754<T> => MemoryMarshal.AsBytes(MatrixView<T>.Of(M).Data);

    /// <summary>The address of memory that a product of this depth may write to: a panel of B and a tile of 6 rows, rows of 32 bytes.</summary>
    public static nint WorkMemory(int depth) => (nint)PackBuffers.B(((nint)depth + 6) * 32);
}

/// <summary>What a host may compute. The browser's module (kernels.ts) knows them by their numbers, and reads the fields of the tasks by their order.</summary>
internal enum HostKernel
{
    /// <summary>A <see cref="ProductTask{T}"/>, with work memory.</summary>
    Multiply,

    /// <summary>A <see cref="Fast.WindowRow{T}"/>.</summary>
    WindowRow,

    /// <summary>A <see cref="Fast.LaneSums{T}"/>.</summary>
    LaneSums,

    /// <summary>A <see cref="Fast.PixelRows"/>.</summary>
    PixelRows,

    /// <summary>An <see cref="Fast.AdamStep{T}"/>.</summary>
    AdamStep,

    /// <summary>A <see cref="PoolingTask"/>: the largest of each window.</summary>
    Largest,

    /// <summary>A <see cref="PoolingTask"/>: the gradient handed to the largest.</summary>
    LargestBackward,

    /// <summary>A <see cref="NumbersTask"/>, with work memory for a vector.</summary>
    Exp,

    /// <summary>A <see cref="NumbersTask"/>, with work memory for a vector.</summary>
    Tanh,
}
