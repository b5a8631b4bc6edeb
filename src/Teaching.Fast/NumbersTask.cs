using System.Numerics;
using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>A function of each number, as a host takes it: y[i] = f(x[i]).</summary>
internal unsafe struct NumbersTask
{
    public void* X, Y;
    public int Count;

    /// <summary>Lets the host compute exp or tanh; x and y may be the same memory.</summary>
    public static void ByHost<T>(HostKernel function, ReadOnlySpan<T> x, Span<T> y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        fixed (byte* from = MemoryMarshal.AsBytes(x), to = MemoryMarshal.AsBytes(y))
        {
            byte* vector = stackalloc byte[16];
            NumbersTask task = new() { X = from, Y = to, Count = x.Length };
            HostKernels.Run<T>(function, &task, (nint)vector);
        }
    }
}
