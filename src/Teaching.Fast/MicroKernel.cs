using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>
/// The heart of the product: one tile of C, at most 12 rows by 2 vectors, held in registers while k runs.
/// </summary>
/// <remarks>
/// A sum kept in memory costs two loads and a store for every multiplication; a sum in a register costs none. Each step of
/// k takes 2 vectors of B and 12 numbers of A and does 24 fused multiply-adds with them: 14 loads for 24 operations, so
/// the arithmetic units and not the loads set the pace. 24 sums also hide the latency: a fused multiply-add takes 4
/// cycles and two can start in each, so at least 8 sums that do not wait for each other must be under way. 24 sums,
/// 2 vectors of B and 1 broadcast number fill 27 of the 32 registers of AVX-512 and NEON; AVX2 has 16, which is
/// enough for 6 rows.
/// Each lane adds up its own element of C, from k = 0 upwards, and nothing ever adds lanes to each other: that is why
/// every width of vector, and the plain version too, gives the same bits.
/// <typeparamref name="S"/> picks the width and the precision, Rows and Vectors the size, Steps how the rows of B follow each other;
/// all are structs, so the compiler makes a method for each combination, in which every <c>if</c> below is decided.
/// Measured on one core with AVX-512 at 4.1 GHz, whose limit is 262 GFLOP/s in float: 12 rows by 2 vectors 250 to 267, 4 rows by
/// 2 vectors 231 to 247; 256-bit vectors, 6 by 2, 128 to 132 of 131.
/// </remarks>
internal static unsafe class MicroKernel<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<Rows, Vectors, Steps>(in Tile<T> tile)
        where Rows : struct, INumber
        where Vectors : struct, INumber
        where Steps : struct, ISteps
    {
        // In bytes, so that an address is base + distance, and four bases with two distances reach twelve rows.
        nint row = tile.ARow * sizeof(T), row2 = 2 * row, step = tile.AStep * sizeof(T), bStep = tile.BStep * sizeof(T);
        nint* list = tile.BList;
        T* a0 = tile.A, a3 = At(a0, row + row2), a6 = At(a3, row + row2), a9 = At(a6, row + row2), b = tile.B;
        V zero = S.Broadcast(default);
        V s0 = zero, t0 = zero, s1 = zero, t1 = zero, s2 = zero, t2 = zero, s3 = zero, t3 = zero, s4 = zero, t4 = zero, s5 = zero, t5 = zero;
        V s6 = zero, t6 = zero, s7 = zero, t7 = zero, s8 = zero, t8 = zero, s9 = zero, t9 = zero, s10 = zero, t10 = zero, s11 = zero, t11 = zero;

        if (Rows.Value > 0) Begin<Vectors>(in tile, 0, ref s0, ref t0);
        if (Rows.Value > 1) Begin<Vectors>(in tile, 1, ref s1, ref t1);
        if (Rows.Value > 2) Begin<Vectors>(in tile, 2, ref s2, ref t2);
        if (Rows.Value > 3) Begin<Vectors>(in tile, 3, ref s3, ref t3);
        if (Rows.Value > 4) Begin<Vectors>(in tile, 4, ref s4, ref t4);
        if (Rows.Value > 5) Begin<Vectors>(in tile, 5, ref s5, ref t5);
        if (Rows.Value > 6) Begin<Vectors>(in tile, 6, ref s6, ref t6);
        if (Rows.Value > 7) Begin<Vectors>(in tile, 7, ref s7, ref t7);
        if (Rows.Value > 8) Begin<Vectors>(in tile, 8, ref s8, ref t8);
        if (Rows.Value > 9) Begin<Vectors>(in tile, 9, ref s9, ref t9);
        if (Rows.Value > 10) Begin<Vectors>(in tile, 10, ref s10, ref t10);
        if (Rows.Value > 11) Begin<Vectors>(in tile, 11, ref s11, ref t11);

        for (nint k = tile.Depth; k > 0; k--)
        {
            if (Steps.Listed) b = At(tile.B, *list++);
            V b0 = S.Load(b), b1 = Vectors.Value > 1 ? S.Load(b + S.Count) : zero;
            if (Rows.Value > 0) Add<Vectors>(*a0, b0, b1, ref s0, ref t0);
            if (Rows.Value > 1) Add<Vectors>(*At(a0, row), b0, b1, ref s1, ref t1);
            if (Rows.Value > 2) Add<Vectors>(*At(a0, row2), b0, b1, ref s2, ref t2);
            if (Rows.Value > 3) Add<Vectors>(*a3, b0, b1, ref s3, ref t3);
            if (Rows.Value > 4) Add<Vectors>(*At(a3, row), b0, b1, ref s4, ref t4);
            if (Rows.Value > 5) Add<Vectors>(*At(a3, row2), b0, b1, ref s5, ref t5);
            if (Rows.Value > 6) Add<Vectors>(*a6, b0, b1, ref s6, ref t6);
            if (Rows.Value > 7) Add<Vectors>(*At(a6, row), b0, b1, ref s7, ref t7);
            if (Rows.Value > 8) Add<Vectors>(*At(a6, row2), b0, b1, ref s8, ref t8);
            if (Rows.Value > 9) Add<Vectors>(*a9, b0, b1, ref s9, ref t9);
            if (Rows.Value > 10) Add<Vectors>(*At(a9, row), b0, b1, ref s10, ref t10);
            if (Rows.Value > 11) Add<Vectors>(*At(a9, row2), b0, b1, ref s11, ref t11);
            a0 = At(a0, step);
            a3 = At(a3, step);
            a6 = At(a6, step);
            a9 = At(a9, step);
            if (!Steps.Listed) b = At(b, bStep);
        }

        if (Rows.Value > 0) End<Vectors>(in tile, 0, s0, t0);
        if (Rows.Value > 1) End<Vectors>(in tile, 1, s1, t1);
        if (Rows.Value > 2) End<Vectors>(in tile, 2, s2, t2);
        if (Rows.Value > 3) End<Vectors>(in tile, 3, s3, t3);
        if (Rows.Value > 4) End<Vectors>(in tile, 4, s4, t4);
        if (Rows.Value > 5) End<Vectors>(in tile, 5, s5, t5);
        if (Rows.Value > 6) End<Vectors>(in tile, 6, s6, t6);
        if (Rows.Value > 7) End<Vectors>(in tile, 7, s7, t7);
        if (Rows.Value > 8) End<Vectors>(in tile, 8, s8, t8);
        if (Rows.Value > 9) End<Vectors>(in tile, 9, s9, t9);
        if (Rows.Value > 10) End<Vectors>(in tile, 10, s10, t10);
        if (Rows.Value > 11) End<Vectors>(in tile, 11, s11, t11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin<Vectors>(in Tile<T> tile, int row, ref V s, ref V t)
        where Vectors : struct, INumber
    {
        T* start = tile.Start + row * tile.StartRow;
        s = S.Load(start);
        if (Vectors.Value > 1)
            t = S.Load(start + tile.StartVector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<Vectors>(T a, V b0, V b1, ref V s, ref V t)
        where Vectors : struct, INumber
    {
        V x = S.Broadcast(a);
        s = S.FusedMultiplyAdd(x, b0, s);
        if (Vectors.Value > 1)
            t = S.FusedMultiplyAdd(x, b1, t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<Vectors>(in Tile<T> tile, int row, V s, V t)
        where Vectors : struct, INumber
    {
        T* c = tile.C + row * tile.CRow;
        S.Store(s, c);
        if (Vectors.Value > 1)
            S.Store(t, c + S.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* At(T* address, nint bytes) => (T*)((byte*)address + bytes);
}
