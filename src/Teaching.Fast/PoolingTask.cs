using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Teaching.Fast;

/// <summary>Max pooling of a block as a host takes it. Left is room for the numbers of a pixel.</summary>
internal unsafe struct PoolingTask(WindowGeometry windows, int lanes)
{
    public int Channels = windows.Input.Channels, Height = windows.Input.Height, Width = windows.Input.Width;
    public int Rows = windows.Output.Height, Columns = windows.Output.Width, Kernel = windows.Kernel, Stride = windows.Stride, N = lanes;
    public void* X, Y, Dy, Dx, Left;

    /// <summary>Fills Y.</summary>
    public static void LargestByHost<T>(WindowGeometry windows, Batch<T> X, Batch<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        for (int block = 0; block < X.Blocks; block++)
        {
            fixed (byte* x = Bytes(X, block), y = Bytes(Y, block))
            {
                PoolingTask task = new(windows, X.Lanes) { X = x, Y = y };
                HostKernels.Run<T>(HostKernel.Largest, &task);
            }
        }
    }

    /// <summary>Fills dX.</summary>
    public static void LargestBackwardByHost<T>(WindowGeometry windows, Batch<T> X, Batch<T> Y, Batch<T> dY, Batch<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(X.Lanes);
        for (int block = 0; block < X.Blocks; block++)
        {
            fixed (byte* x = Bytes(X, block), y = Bytes(Y, block), dy = Bytes(dY, block), dx = Bytes(dX, block))
            fixed (byte* left = MemoryMarshal.AsBytes(rented.AsSpan()))
            {
                PoolingTask task = new(windows, X.Lanes) { X = x, Y = y, Dy = dy, Dx = dx, Left = left };
                HostKernels.Run<T>(HostKernel.LargestBackward, &task);
            }
        }
        ArrayPool<T>.Shared.Return(rented);
    }

    private static Span<byte> Bytes<T>(Batch<T> M, int block)
        where T : struct, IBinaryFloatingPointIeee754<T> => MemoryMarshal.AsBytes(M.Block(block));
}
