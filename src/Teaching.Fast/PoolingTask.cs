using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>Max pooling as a host takes it. Left is room for the N numbers of a pixel.</summary>
internal unsafe struct PoolingTask(WindowGeometry windows, int n)
{
    public int Channels = windows.Input.Channels, Height = windows.Input.Height, Width = windows.Input.Width;
    public int Rows = windows.Output.Height, Columns = windows.Output.Width, Kernel = windows.Kernel, Stride = windows.Stride, N = n;
    public void* X, Y, Dy, Dx, Left;

    /// <summary>Fills and returns Y.</summary>
    public static Matrix<T> LargestByHost<T>(WindowGeometry windows, Matrix<T> X, Matrix<T> Y)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        fixed (byte* x = HostKernels.Bytes(X), y = HostKernels.Bytes(Y))
        {
            PoolingTask task = new(windows, X.RowCount) { X = x, Y = y };
            HostKernels.Run<T>(HostKernel.Largest, &task);
        }
        return Y;
    }

    /// <summary>Fills and returns dX.</summary>
    public static Matrix<T> LargestBackwardByHost<T>(WindowGeometry windows, Matrix<T> X, Matrix<T> Y, Matrix<T> dY, Matrix<T> dX)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(X.RowCount);
        fixed (byte* x = HostKernels.Bytes(X), y = HostKernels.Bytes(Y), dy = HostKernels.Bytes(dY), dx = HostKernels.Bytes(dX))
        fixed (byte* left = MemoryMarshal.AsBytes(rented.AsSpan()))
        {
            PoolingTask task = new(windows, X.RowCount) { X = x, Y = y, Dy = dy, Dx = dx, Left = left };
            HostKernels.Run<T>(HostKernel.LargestBackward, &task);
        }
        ArrayPool<T>.Shared.Return(rented);
        return dX;
    }
}
