using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>
/// Three pieces of memory for each thread, for packed parts of A and B and what else a step needs: made at first use, kept for the next product, so
/// that a training step allocates nothing. They are pinned arrays, which go when their thread goes.
/// </summary>
internal static unsafe class PackBuffers
{
    /// <summary>A cache line; a vector of 512 bits that lies across two of them costs two reads.</summary>
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? a;

    [ThreadStatic]
    private static byte[]? b;

    [ThreadStatic]
    private static byte[]? c;

    public static void* A(nint bytes) => Aligned(ref a, bytes);

    public static void* B(nint bytes) => Aligned(ref b, bytes);

    public static void* C(nint bytes) => Aligned(ref c, bytes);

    private static void* Aligned(ref byte[]? buffer, nint bytes)
    {
        if (buffer is null || buffer.Length < bytes + Alignment)
            buffer = GC.AllocateUninitializedArray<byte>((int)bytes + Alignment, pinned: true);
        nint address = (nint)Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0);
        return (void*)((address + Alignment - 1) & -Alignment);
    }
}
