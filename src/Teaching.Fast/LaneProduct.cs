using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Teaching.Fast;

/// <summary>
/// The gradient of a convolution's kernels, dW (C·K·K, Out) and db (1, Out): sums of pixel times gradient over all windows. The images are taken
/// in groups, whose number follows from the shapes alone; each group has sums of its own, for each weight one a lane, and one thread adds
/// to it. At the end the groups are added up in order, and then the lanes.
/// </summary>
/// <remarks>Measured on one core with AVX-512, whose limit is 262 GFLOP/s: 258 for 512 images (16, 26, 26) and 16 kernels of 3 by 3.</remarks>
internal sealed unsafe class LaneProduct<T>(int depth, int channels, bool bias)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// More groups than threads that are likely, and not so many that adding them up costs much; fewer where the sums of all would not
    /// find room in 64 MB.
    /// </summary>
    private const int MostGroups = 16, MostNumbers = 1 << 24;

    private static readonly int Lanes = 64 / sizeof(T);

    private readonly int size = (depth + (bias ? 1 : 0)) * channels * (64 / sizeof(T));
    private AlignedMemory<T> sums = new(0);

    /// <summary>In how many groups this number of blocks of images is summed.</summary>
    public int Groups(int blocks) => Math.Min(blocks, Math.Clamp(MostNumbers / size, 1, MostGroups));

    /// <summary>Memory for this number of groups.</summary>
    public void Reserve(int groups)
    {
        if (sums.Count < groups * size) sums = new(groups * size);
    }

    public void Clear(int group) => Sums(group).Clear();

    private Span<T> Sums(int group) => sums.Numbers.Slice(group * size, size);

    /// <summary>
    /// Adds a row of windows: x is the first window's corner and list where its pixels are, dz the row of the first channel, the others a
    /// plane further on; both go on for a given number of numbers. Ones has as many ones, for the biases.
    /// </summary>
    public void Add(int group, T* x, nint* list, T* dz, int plane, int length, T* ones)
    {
        if (HostKernels.AreThere)
            AddByHost(group, x, list, dz, plane, length, ones);
        else if (Vector512.IsHardwareAccelerated)
            Add<Simd512<T>, Vector512<T>>(group, x, list, dz, plane, length, ones, 6, 4);
        else if (Vector256.IsHardwareAccelerated)
            Add<Simd256<T>, Vector256<T>>(group, x, list, dz, plane, length, ones, 3, 3);
        else if (AdvSimd.Arm64.IsSupported)
            Add<Simd128<T>, Vector128<T>>(group, x, list, dz, plane, length, ones, 6, 4);
        else
            Add<Simd128<T>, Vector128<T>>(group, x, list, dz, plane, length, ones, 3, 3);
    }

    private void AddByHost(int group, T* x, nint* list, T* dz, int plane, int length, T* ones)
    {
        LaneSums<T> row = new()
        {
            Depth = depth,
            Channels = channels,
            Sums = sums.Start + (nint)group * size,
            X = x,
            List = list,
            Dz = dz,
            Plane = plane,
            Length = length,
            Ones = bias ? ones : null,
        };
        HostKernels.Run<T>(HostKernel.LaneSums, &row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<S, V>(int group, T* x, nint* list, T* dz, int plane, int length, T* ones, int mostRows, int mostColumns)
        where S : ISimd<V, T>
    {
        LaneTile<T> tile = default;
        tile.Length = length;
        tile.YRow = plane;
        tile.SumRow = (nint)channels * Lanes;
        T* start = sums.Start + (nint)group * size;
        int columnPanels = Part.Count(channels, mostColumns), rowPanels = Part.Count(depth, mostRows);
        nint none = 0;
        for (int j = 0; j < columnPanels; j++)
        {
            Part columns = new Part(0, channels).Divide(columnPanels, j);
            tile.Y = dz + (nint)columns.Begin * plane;
            for (int i = 0; i < rowPanels; i++)
            {
                Part rows = new Part(0, depth).Divide(rowPanels, i);
                tile.X = x;
                tile.XList = list + rows.Begin;
                tile.Sums = start + rows.Begin * tile.SumRow + columns.Begin * Lanes;
                Run<S, V>(rows.Length, columns.Length, in tile);
            }
            if (!bias) continue;
            tile.X = ones;
            tile.XList = &none;
            tile.Sums = start + depth * tile.SumRow + columns.Begin * Lanes;
            Run<S, V>(1, columns.Length, in tile);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<S, V>(int rows, int columns, in LaneTile<T> tile)
        where S : ISimd<V, T>
    {
        switch (columns)
        {
            case 1: Run<S, V, N1>(rows, in tile); break;
            case 2: Run<S, V, N2>(rows, in tile); break;
            case 3: Run<S, V, N3>(rows, in tile); break;
            default: Run<S, V, N4>(rows, in tile); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<S, V, Columns>(int rows, in LaneTile<T> tile)
        where S : ISimd<V, T>
        where Columns : struct, INumber
    {
        switch (rows)
        {
            case 1: LaneKernel<S, V, T>.Run<N1, Columns>(in tile); break;
            case 2: LaneKernel<S, V, T>.Run<N2, Columns>(in tile); break;
            case 3: LaneKernel<S, V, T>.Run<N3, Columns>(in tile); break;
            case 4: LaneKernel<S, V, T>.Run<N4, Columns>(in tile); break;
            case 5: LaneKernel<S, V, T>.Run<N5, Columns>(in tile); break;
            default: LaneKernel<S, V, T>.Run<N6, Columns>(in tile); break;
        }
    }

    /// <summary>Adds up groups and lanes, for some of the weights.</summary>
    public void Total(int groups, Part weights, Span<T> dW, Span<T> db)
    {
        int row = channels * Lanes;
        Span<T> total = Sums(0).Slice(weights.Begin * row, weights.Length * row);
        for (int group = 1; group < groups; group++)
            TensorPrimitives.Add(total, Sums(group).Slice(weights.Begin * row, weights.Length * row), total);
        for (int k = weights.Begin; k < weights.End; k++)
        {
            for (int o = 0; o < channels; o++, total = total[Lanes..])
            {
                T sum = T.Zero;
                foreach (T lane in total[..Lanes]) sum += lane;
                if (k < depth) dW[o * depth + k] = sum;
                else db[o] = sum;
            }
        }
    }

    /// <summary>How many weights each channel has, the bias included.</summary>
    public int Weights => depth + (bias ? 1 : 0);
}

/// <summary>What a row of windows adds to the sums, as a host takes it; Ones is null where there are no biases.</summary>
internal unsafe struct LaneSums<T>
    where T : unmanaged
{
    public int Depth, Channels;
    public T* Sums, X;
    public nint* List;
    public T* Dz;
    public int Plane, Length;
    public T* Ones;
}
