using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Teaching.Fast;

/// <summary>
/// The product of kernels with the windows of a block of images: for each window Y (Out, 32) = W (Out, C·K·K) times the pixels of the window
/// (C·K·K, 32), which stand where a list says; so no window is ever copied. Each sum runs over the window in order, as in <see cref="Product"/>.
/// </summary>
/// <remarks>Measured on one core with AVX-512, whose limit is 262 GFLOP/s: 260 to 269 for 512 images (16, 26, 26) and 16 kernels of 3 by 3.</remarks>
internal sealed unsafe class WindowProduct<T>
    where T : unmanaged
{
    private readonly AlignedMemory<nint> windows;
    private readonly AlignedMemory<T> kernels, start;
    private readonly int panels;

    /// <summary>For this number of channels out of blocks of this shape.</summary>
    public WindowProduct(BlockShape shape, int kernel, int channels)
    {
        (Kernel, Channels, Depth, windows) = (kernel, channels, shape.Image.Channels * kernel * kernel, shape.Windows<T>());
        panels = Part.Count(channels, ProductBlock<Simd512<T>, Vector512<T>, T>.MostRows);
        kernels = new(channels * Depth);
        start = new(channels * Vector512<T>.Count);
    }

    public int Kernel { get; }

    public int Channels { get; }

    /// <summary>How many numbers a window has.</summary>
    public int Depth { get; }

    /// <summary>The pixels of a window whose upper row lies in this place, in bytes.</summary>
    public nint* Window(int place) => windows.Start + place * Depth;

    /// <summary>Takes the kernels of a convolution, W (C·K·K, Out) by column.</summary>
    public void TakeKernels(T* w, T* bias)
    {
        for (int i = 0; i < panels; i++)
        {
            Part panel = Panel(i);
            Packing.Panel(w + panel.Begin * Depth, Depth, 1, panel.Length, Depth, kernels.Start + panel.Begin * Depth, panel.Length);
        }
        for (int o = 0; o < Channels && bias != null; o++)
            new Span<T>(start.Start + o * Vector512<T>.Count, Vector512<T>.Count).Fill(bias[o]);
    }

    /// <summary>Takes the kernels of the backward pass: from the channels out to those in, each turned by half a turn.</summary>
    public void TakeTurnedKernels(T* w)
    {
        int taps = Kernel * Kernel, channelsOut = Depth / taps;
        for (int i = 0; i < panels; i++)
        {
            Part panel = Panel(i);
            T* to = kernels.Start + panel.Begin * Depth;
            for (int o = 0; o < channelsOut; o++, to += taps * panel.Length)
                Packing.Panel(w + (o * Channels + panel.Begin) * taps + taps - 1, taps, -1, panel.Length, taps, to, panel.Length);
        }
    }

    private Part Panel(int i) => new Part(0, Channels).Divide(panels, i);

    /// <summary>
    /// A row of windows whose upper row lies in this place, the first at the beginning of the rows, each next one step numbers further on:
    /// to[o·plane + x·32 + n]. On the way the memory of rows that are read next is asked for.
    /// </summary>
    public void Row(T* rows, int place, int windows, int step, T* to, int plane, ReadOnlySpan<RowAhead> ahead)
    {
        if (HostKernels.AreThere)
            RowOfHost(rows, place, windows, step, to, plane);
        else if (Vector512.IsHardwareAccelerated)
            Row<Simd512<T>, Vector512<T>>(rows, place, windows, step, to, plane, ahead);
        else if (Vector256.IsHardwareAccelerated)
            Row<Simd256<T>, Vector256<T>>(rows, place, windows, step, to, plane, ahead);
        else
            Row<Simd128<T>, Vector128<T>>(rows, place, windows, step, to, plane, ahead);
    }

    private void RowOfHost(T* rows, int place, int windows, int step, T* to, int plane)
    {
        WindowRow<T> row = new()
        {
            Windows = windows,
            Channels = Channels,
            Panels = panels,
            Depth = Depth,
            Kernels = kernels.Start,
            Start = start.Start,
            StartRow = Vector512<T>.Count,
            Window = Window(place),
            First = rows,
            Step = step,
            Plane = plane,
            To = to,
        };
        HostKernels.Run<T>(HostKernel.WindowRow, &row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<S, V>(T* first, int place, int windows, int step, T* to, int plane, ReadOnlySpan<RowAhead> ahead)
        where S : ISimd<V, T>
    {
        Tile<T> tile = default;
        tile.Depth = Depth;
        tile.BList = Window(place);
        tile.CRow = plane;
        tile.ARow = 1;
        tile.StartRow = Vector512<T>.Count;
        for (int x = 0; x < windows; x++, first += step, to += BlockShape.Lanes)
        {
            foreach (RowAhead row in ahead) row.Ask(x, windows);
            for (int i = 0; i < panels; i++)
            {
                Part panel = Panel(i);
                tile.A = kernels.Start + panel.Begin * Depth;
                tile.AStep = panel.Length;
                tile.Start = start.Start + panel.Begin * Vector512<T>.Count;
                for (int lane = 0; lane < BlockShape.Lanes; lane += 2 * S.Count)
                {
                    tile.B = first + lane;
                    tile.C = to + panel.Begin * tile.CRow + lane;
                    Tile<T>.Run<S, V, N2, Listed>(panel.Length, in tile);
                }
            }
        }
    }
}

/// <summary>A row of windows as a host takes it: kernels lie panel by panel, and the sums of channel o start at Start[o·StartRow].</summary>
internal unsafe struct WindowRow<T>
    where T : unmanaged
{
    public int Windows, Channels, Panels, Depth;
    public T* Kernels, Start;
    public int StartRow;
    public nint* Window;
    public T* First;
    public int Step, Plane;
    public T* To;
}
