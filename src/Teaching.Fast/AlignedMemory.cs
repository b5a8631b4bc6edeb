using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>Numbers that stay where they are, the first at the start of a cache line; they start as 0.</summary>
internal sealed unsafe class AlignedMemory<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly byte[] bytes;

    public AlignedMemory(int count)
    {
        bytes = GC.AllocateArray<byte>(checked(count * sizeof(T)) + Alignment, pinned: true);
        Count = count;
        Start = (T*)(((nint)Unsafe.AsPointer(ref bytes[0]) + Alignment - 1) & -Alignment);
    }

    /// <summary>Valid as long as this object is.</summary>
    public T* Start { get; }

    public int Count { get; }

    public Span<T> Numbers => new(Start, Count);
}
