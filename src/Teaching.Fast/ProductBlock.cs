using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Teaching.Fast;

/// <summary>
/// One block of C on one thread: cuts k, columns and rows into pieces that stay in the caches, packs what is worth it,
/// and calls the kernel tile by tile.
/// </summary>
/// <remarks>
/// The kernel can compute as fast as its numbers arrive from the nearest caches (48 KB and 1 MB here), and a large product does not fit there.
/// None of these cuts changes the order of any sum.
/// </remarks>
internal static unsafe class ProductBlock<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
{
    /// <summary>
    /// The most k at a time. Each further slice reads and writes all of C once more: 2048³ went at 186 GFLOP/s with 256, 210 with
    /// 512, 222 with 1024. A much deeper one would not leave packed A and B room in the caches.
    /// </summary>
    private const int SliceDepth = 1024;

    /// <summary>
    /// The most k at a time where A is not packed and each k of it stands in another page, as in dYWᵀ: the nearest caches hold about so many
    /// lines and addresses of pages. dX of 64x784x256 went at 132 GFLOP/s with 256 k at once, at 154 with 128 (Intel Xeon, one core).
    /// </summary>
    private const int StridedDepth = 192;

    /// <summary>The most rows at a time: what they take of A, 768 KB of float at most, is read again for each panel of B and
    /// fits into L2.</summary>
    private const int BlockRows = 192;

    /// <summary>The most columns at a time, which bounds the memory for packed B.</summary>
    private const int BlockColumns = 1024;

    /// <summary>
    /// A is packed where each number is read for at least this many tiles, B where for at least that many (or its columns are
    /// not side by side). A copy costs time as well: with both always packed, 64x784x256 fell from 254 to 201 GFLOP/s. Where
    /// numbers are read often, jumps of a power of two, which all land in the same few places of a cache, cost more: with A never packed,
    /// 2048³ fell from 186 to 147; with B of 64x784x256 not packed, from 162 to 154 (Intel Xeon).
    /// </summary>
    private const int PackAFrom = 16, PackBFrom = 8;

    internal static int MostRows => Vector512.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported ? 12 : 6;

    private static int MostColumns => 2 * S.Count;

    /// <summary>Computes the elements of C in these rows and columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in ProductTask<T> task, Part rows, Part columns)
    {
        bool packA = columns.Length >= PackAFrom * MostColumns;
        int slices = Math.Max(1, Part.Count(task.Depth, packA || task.AStep == 1 ? SliceDepth : StridedDepth));
        ProductTask<T> slice = task;
        for (int i = 0; i < slices; i++)
        {
            Part depth = new Part(0, task.Depth).Divide(slices, i);
            slice.Depth = depth.Length;
            slice.A = task.A + depth.Begin * task.AStep;
            slice.B = task.B + depth.Begin * task.BStep;
            RunSlice(in slice, rows, columns, packA);
            slice.StartFromC();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSlice(in ProductTask<T> task, Part allRows, Part allColumns, bool packA)
    {
        bool packB = task.BColumn != 1 || allRows.Length >= PackBFrom * MostRows;
        int columnParts = Part.Count(allColumns.Length, BlockColumns);
        int rowParts = Part.Count(allRows.Length, BlockRows);
        for (int i = 0; i < columnParts; i++)
        {
            Part columns = allColumns.Divide(columnParts, i, MostColumns);
            T* b = PackB(in task, columns, packB);
            for (int j = 0; j < rowParts; j++)
            {
                StopSign.ThrowIfRequested();
                Part rows = allRows.Divide(rowParts, j);
                T* a = packA ? PackA(in task, rows) : null;
                Tiles(in task, rows, columns, a, b, packB);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T* PackA(in ProductTask<T> task, Part rows)
    {
        T* packed = (T*)PackBuffers.A((nint)rows.Length * task.Depth * sizeof(T)), to = packed;
        int panels = Part.Count(rows.Length, MostRows);
        for (int i = 0; i < panels; i++)
        {
            Part panel = rows.Divide(panels, i);
            Packing.Panel(task.A + panel.Begin * task.ARow, task.ARow, task.AStep, panel.Length, task.Depth, to, panel.Length);
            to += (nint)panel.Length * task.Depth;
        }
        return packed;
    }

    /// <summary>Packs every panel of B, or only the last one, when it is narrower than a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T* PackB(in ProductTask<T> task, Part columns, bool all)
    {
        int whole = all ? 0 : columns.Length / S.Count * S.Count;
        T* packed = (T*)PackBuffers.B((nint)(columns.Length - whole + S.Count) * task.Depth * sizeof(T)), to = packed;
        for (int j = whole, width; j < columns.Length; j += width)
        {
            width = Width(columns.Length - j);
            T* from = task.B + (columns.Begin + j) * task.BColumn;
            Packing.Panel(from, task.BColumn, task.BStep, Math.Min(width, columns.Length - j), task.Depth, to, width);
            to += (nint)width * task.Depth;
        }
        return packed;
    }

    /// <summary>The columns of the next tile: two vectors wide while there are enough, then one, its rest padded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Width(int columns) => columns >= MostColumns ? MostColumns : S.Count;

    /// <summary>
    /// Goes down the rows for one panel of B after the other: the panel stays in the nearest caches meanwhile, the rows of A come from
    /// further away once for each panel, and a tile needs only 12 numbers of A for 24 vector operations.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles(in ProductTask<T> task, Part rows, Part columns, T* packedA, T* packedB, bool allB)
    {
        T* scratch = stackalloc T[12 * S.Count];
        Tile<T> tile = default;
        tile.Depth = task.Depth;
        int panels = Part.Count(rows.Length, MostRows);
        for (int j = 0, width; j < columns.Length; j += width)
        {
            width = Width(columns.Length - j);
            bool packed = allB || j + width > columns.Length;
            tile.B = packed ? packedB : task.B + columns.Begin + j;
            tile.BStep = packed ? width : task.BStep;
            if (packed)
                packedB += (nint)width * task.Depth;

            T* a = packedA;
            for (int i = 0; i < panels; i++)
            {
                Part panel = rows.Divide(panels, i);
                tile.A = a != null ? a : task.A + panel.Begin * task.ARow;
                tile.ARow = a != null ? 1 : task.ARow;
                tile.AStep = a != null ? panel.Length : task.AStep;
                if (a != null)
                    a += (nint)panel.Length * task.Depth;
                RunTile(in task, ref tile, panel, columns.Begin + j, width, Math.Min(width, columns.Length - j), scratch);
            }
        }
    }

    /// <summary>Gives the tile its place in C and its start. What the kernel cannot read or write as it is goes through scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile(
        in ProductTask<T> task, ref Tile<T> tile, Part rows, int column, int width, int used, T* scratch)
    {
        T* c = task.C + rows.Begin * task.CRow + column;
        T* start = task.Start + rows.Begin * task.StartRow + column * task.StartColumn;
        bool partial = used < width;
        tile.C = partial ? scratch : c;
        tile.CRow = partial ? width : task.CRow;
        if (partial || (task.StartColumn == 0 && task.StartRow != 0))
        {
            tile.Start = scratch;
            tile.StartRow = S.Count;
            tile.StartVector = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                T* to = scratch + i * S.Count;
                S.Store(S.Broadcast(start[i * task.StartRow]), to);
                for (int j = 1; j < used && task.StartColumn != 0; j++)
                    to[j] = start[i * task.StartRow + j * task.StartColumn];
            }
        }
        else
        {
            tile.Start = start;
            tile.StartRow = task.StartRow;
            tile.StartVector = task.StartColumn * S.Count;
        }

        if (width == MostColumns)
            Tile<T>.Run<S, V, N2, Even>(rows.Length, in tile);
        else
            Tile<T>.Run<S, V, N1, Even>(rows.Length, in tile);

        for (int i = 0; i < rows.Length && partial; i++)
            new ReadOnlySpan<T>(scratch + i * width, used).CopyTo(new Span<T>(c + i * task.CRow, used));
    }
}
