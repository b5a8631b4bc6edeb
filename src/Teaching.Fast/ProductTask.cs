using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Teaching.Fast;

/// <summary>
/// One product C = start + A·B in the form the inner files work on: addresses and strides, each row of C in one piece of
/// memory (Product swaps and transposes until that holds).
/// </summary>
/// <remarks>The product of the browser (product.ts) reads the fields by their order, down to StartColumn.</remarks>
internal unsafe struct ProductTask<T>
    where T : unmanaged
{
    public int Rows, Columns, Depth;

    /// <summary>A(i, k) = A[i·ARow + k·AStep].</summary>
    public T* A;
    public nint ARow, AStep;

    /// <summary>B(k, j) = B[k·BStep + j·BColumn].</summary>
    public T* B;
    public nint BStep, BColumn;

    /// <summary>C(i, j) = C[i·CRow + j].</summary>
    public T* C;
    public nint CRow;

    /// <summary>
    /// Where each sum starts, Start[i·StartRow + j·StartColumn]: at zero (vector of zeros, both strides 0), at a bias for
    /// each row (1, 0) or for each column (0, 1), or at what C holds (CRow, 1).
    /// </summary>
    public T* Start;
    public nint StartRow, StartColumn;

    /// <summary>How many row bands and column stripes C is cut into, for threads to take.</summary>
    public int Bands, Stripes;

    /// <summary>So many multiplications a thread are worth waking it; below, one thread does them all.</summary>
    private const long WorthAThread = 1 << 19;

    private static readonly T* Zeros = (T*)NativeMemory.AllocZeroed((nuint)Vector512<byte>.Count);

    /// <summary>The sums start at zero.</summary>
    public void StartFromZero() => StartFrom(Zeros, 0, 0);

    /// <summary>The sums start at a bias: one for each row (1, 0) or one for each column (0, 1).</summary>
    public void StartFrom(T* start, nint row, nint column)
    {
        Start = start;
        StartRow = row;
        StartColumn = column;
    }

    /// <summary>The next slice of k goes on where the last one left each sum, so its cut changes no bit.</summary>
    public void StartFromC() => StartFrom(C, CRow, 1);

    /// <summary>Cuts C into blocks for the threads and computes them; or the host does, where it has a product of its own.</summary>
    public void Run()
    {
        fixed (ProductTask<T>* task = &this)
        {
            if (HostKernels.AreThere)
            {
                HostKernels.Run<T>(HostKernel.Multiply, task, HostKernels.WorkMemory(Depth));
                return;
            }
            int threads = (int)Math.Clamp((long)Rows * Columns * Depth / WorthAThread, 1, Numerics.Threads);
            Cut(threads);
            Crew.Run(&RunBlock, task, Bands * Stripes, threads);
        }
    }

    /// <summary>As many blocks as threads, as square as can be: a square block reads the least of A and B for its elements.</summary>
    private void Cut(int blocks)
    {
        (Bands, Stripes) = (1, 1);
        while (Bands * Stripes < blocks)
        {
            if ((long)Rows * Stripes >= (long)Columns * Bands)
                Bands++;
            else
                Stripes++;
        }
    }

    /// <summary>Computes block number <paramref name="index"/> of Bands·Stripes, on the widest vectors of this machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunBlock(void* address, int index)
    {
        ref readonly ProductTask<T> task = ref *(ProductTask<T>*)address;
        Part rows = new Part(0, task.Rows).Divide(task.Bands, index / task.Stripes);
        Part columns = new Part(0, task.Columns).Divide(task.Stripes, index % task.Stripes, 32);
        if (Vector512.IsHardwareAccelerated)
            ProductBlock<Simd512<T>, Vector512<T>, T>.Run(in task, rows, columns);
        else if (Vector256.IsHardwareAccelerated)
            ProductBlock<Simd256<T>, Vector256<T>, T>.Run(in task, rows, columns);
        else
            ProductBlock<Simd128<T>, Vector128<T>, T>.Run(in task, rows, columns);
    }
}
