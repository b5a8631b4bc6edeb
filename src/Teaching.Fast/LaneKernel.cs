using System.Runtime.CompilerServices;

namespace Teaching.Fast;

/// <summary>What one call of <see cref="LaneKernel{S,V,T}"/> works on: rows of X against rows of Y, and the sums of each pair.</summary>
internal unsafe struct LaneTile<T>
    where T : unmanaged
{
    /// <summary>Row i of X starts at the byte XList[i] of X.</summary>
    public T* X;
    public nint* XList;

    /// <summary>Row j of Y is Y[j·YRow], and each row has this number of numbers.</summary>
    public T* Y;
    public nint YRow, Length;

    /// <summary>The sums of rows i and j stand at Sums[i·SumRow + j·Lanes].</summary>
    public T* Sums;
    public nint SumRow;
}

/// <summary>
/// The products of rows with rows, which make the gradient of a convolution's kernels: each pair has a sum for each lane of 64 bytes, s_l += x_k·y_k
/// for k = l, l + Lanes, ..., held in registers while k runs. The lanes are added to each other only at the very end, in order: so the
/// width of the vectors and the number of threads change no bit.
/// </summary>
/// <remarks>Six by four sums take ten loads for 24 multiplications; 24 sums, four of Y and one of X fill 29 registers of 32.</remarks>
internal static unsafe class LaneKernel<S, V, T>
    where S : ISimd<V, T>
    where T : unmanaged
{
    /// <summary>Numbers in 64 bytes.</summary>
    public static int Lanes => 64 / sizeof(T);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<Rows, Columns>(in LaneTile<T> tile)
        where Rows : struct, INumber
        where Columns : struct, INumber
    {
        for (int lane = 0; lane < Lanes; lane += S.Count) Run<Rows, Columns>(in tile, lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<Rows, Columns>(in LaneTile<T> tile, int lane)
        where Rows : struct, INumber
        where Columns : struct, INumber
    {
        nint* list = tile.XList;
        T* x = tile.X + lane, y0 = tile.Y + lane, s = tile.Sums + lane;
        T* x0 = At(x, list[0]), x1 = Rows.Value > 1 ? At(x, list[1]) : x, x2 = Rows.Value > 2 ? At(x, list[2]) : x;
        T* x3 = Rows.Value > 3 ? At(x, list[3]) : x, x4 = Rows.Value > 4 ? At(x, list[4]) : x, x5 = Rows.Value > 5 ? At(x, list[5]) : x;
        T* y1 = y0 + tile.YRow, y2 = y1 + tile.YRow, y3 = y2 + tile.YRow;
        V zero = S.Broadcast(default);
        V a0 = zero, b0 = zero, c0 = zero, d0 = zero, a1 = zero, b1 = zero, c1 = zero, d1 = zero, a2 = zero, b2 = zero, c2 = zero, d2 = zero;
        V a3 = zero, b3 = zero, c3 = zero, d3 = zero, a4 = zero, b4 = zero, c4 = zero, d4 = zero, a5 = zero, b5 = zero, c5 = zero, d5 = zero;

        if (Rows.Value > 0) Begin<Columns>(s, ref a0, ref b0, ref c0, ref d0);
        if (Rows.Value > 1) Begin<Columns>(s + tile.SumRow, ref a1, ref b1, ref c1, ref d1);
        if (Rows.Value > 2) Begin<Columns>(s + 2 * tile.SumRow, ref a2, ref b2, ref c2, ref d2);
        if (Rows.Value > 3) Begin<Columns>(s + 3 * tile.SumRow, ref a3, ref b3, ref c3, ref d3);
        if (Rows.Value > 4) Begin<Columns>(s + 4 * tile.SumRow, ref a4, ref b4, ref c4, ref d4);
        if (Rows.Value > 5) Begin<Columns>(s + 5 * tile.SumRow, ref a5, ref b5, ref c5, ref d5);

        nint end = tile.Length;
        for (nint k = 0; k < end; k += Lanes)
        {
            V a = S.Load(y0 + k), b = Columns.Value > 1 ? S.Load(y1 + k) : zero;
            V c = Columns.Value > 2 ? S.Load(y2 + k) : zero, d = Columns.Value > 3 ? S.Load(y3 + k) : zero;
            if (Rows.Value > 0) Add<Columns>(x0 + k, a, b, c, d, ref a0, ref b0, ref c0, ref d0);
            if (Rows.Value > 1) Add<Columns>(x1 + k, a, b, c, d, ref a1, ref b1, ref c1, ref d1);
            if (Rows.Value > 2) Add<Columns>(x2 + k, a, b, c, d, ref a2, ref b2, ref c2, ref d2);
            if (Rows.Value > 3) Add<Columns>(x3 + k, a, b, c, d, ref a3, ref b3, ref c3, ref d3);
            if (Rows.Value > 4) Add<Columns>(x4 + k, a, b, c, d, ref a4, ref b4, ref c4, ref d4);
            if (Rows.Value > 5) Add<Columns>(x5 + k, a, b, c, d, ref a5, ref b5, ref c5, ref d5);
        }

        if (Rows.Value > 0) End<Columns>(s, a0, b0, c0, d0);
        if (Rows.Value > 1) End<Columns>(s + tile.SumRow, a1, b1, c1, d1);
        if (Rows.Value > 2) End<Columns>(s + 2 * tile.SumRow, a2, b2, c2, d2);
        if (Rows.Value > 3) End<Columns>(s + 3 * tile.SumRow, a3, b3, c3, d3);
        if (Rows.Value > 4) End<Columns>(s + 4 * tile.SumRow, a4, b4, c4, d4);
        if (Rows.Value > 5) End<Columns>(s + 5 * tile.SumRow, a5, b5, c5, d5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin<Columns>(T* sums, ref V a, ref V b, ref V c, ref V d)
        where Columns : struct, INumber
    {
        a = S.Load(sums);
        if (Columns.Value > 1) b = S.Load(sums + Lanes);
        if (Columns.Value > 2) c = S.Load(sums + 2 * Lanes);
        if (Columns.Value > 3) d = S.Load(sums + 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<Columns>(T* at, V a, V b, V c, V d, ref V sa, ref V sb, ref V sc, ref V sd)
        where Columns : struct, INumber
    {
        V x = S.Load(at);
        sa = S.FusedMultiplyAdd(x, a, sa);
        if (Columns.Value > 1) sb = S.FusedMultiplyAdd(x, b, sb);
        if (Columns.Value > 2) sc = S.FusedMultiplyAdd(x, c, sc);
        if (Columns.Value > 3) sd = S.FusedMultiplyAdd(x, d, sd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<Columns>(T* sums, V a, V b, V c, V d)
        where Columns : struct, INumber
    {
        S.Store(a, sums);
        if (Columns.Value > 1) S.Store(b, sums + Lanes);
        if (Columns.Value > 2) S.Store(c, sums + 2 * Lanes);
        if (Columns.Value > 3) S.Store(d, sums + 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* At(T* address, nint bytes) => (T*)((byte*)address + bytes);
}
