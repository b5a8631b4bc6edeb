using System.Numerics;
using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>Images of bytes that become rows of a batch, as a host takes them: pixel j of image Indices[i] goes to To[j·Rows + i].</summary>
internal unsafe struct PixelRows
{
    public byte* Pixels;
    public int Size;
    public int* Indices;
    public int Count;
    public void* Table, To;
    public int Rows;

    /// <summary>Lets the host fill rows of a batch that lies by column, from the first number of its first row; rows are all rows of the batch.</summary>
    public static void FillByHost<T>(byte[] pixels, int size, ReadOnlySpan<int> indices, T[] table, Span<T> to, int rows)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        fixed (byte* from = pixels, start = MemoryMarshal.AsBytes(to), numbers = MemoryMarshal.AsBytes(table.AsSpan()))
        fixed (int* which = indices)
        {
            PixelRows task = new() { Pixels = from, Size = size, Indices = which, Count = indices.Length, Table = numbers, To = start, Rows = rows };
            HostKernels.Run<T>(HostKernel.PixelRows, &task);
        }
    }
}
