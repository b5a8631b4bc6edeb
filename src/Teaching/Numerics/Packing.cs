using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Teaching;

/// <summary>
/// Copies a part of a matrix into panels, in the order in which the kernel reads them. Nothing is computed here, so
/// nothing here can change a result.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>
    /// Lays out <paramref name="lines"/> lines of <paramref name="depth"/> numbers so that the numbers with one k stand
    /// together: to[k·width + line] = from[line·lineStride + k·depthStride]; lines up to width become zeros.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<T>(T* from, nint lineStride, nint depthStride, int lines, int depth, T* to, int width)
        where T : unmanaged
    {
        if (lines < width)
            new Span<T>(to, width * depth).Clear();
        if (lineStride == 1)
            CopyRows(from, depthStride, lines, depth, to, width);
        else
            Transpose(from, lineStride, depthStride, lines, depth, to, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T>(T* from, nint depthStride, int lines, int depth, T* to, int width)
        where T : unmanaged
    {
        for (int k = 0; k < depth; k++, from += depthStride, to += width)
        {
            int line = 0;
            for (; line <= lines - Vector256<T>.Count; line += Vector256<T>.Count)
                Vector256.Load(from + line).Store(to + line);
            for (; line < lines; line++)
                to[line] = from[line];
        }
    }

    /// <summary>
    /// Eight lines are turned in registers, as many k at a time as a quarter of one holds; what is left, number by number.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(T* from, nint lineStride, nint depthStride, int lines, int depth, T* to, int width)
        where T : unmanaged
    {
        int line = 0;
        if (depthStride == 1 && typeof(T) == typeof(float) && Avx.IsSupported)
            for (; line <= lines - 8; line += 8)
                Turn8((float*)from + line * lineStride, lineStride, depth, (float*)to + line, width);
        CopyNumbers(from + line * lineStride, lineStride, depthStride, lines - line, depth, to + line, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn8(float* from, nint lineStride, int depth, float* to, int width)
    {
        float* from4 = from + 4 * lineStride;
        nint lineStride3 = 3 * lineStride, width3 = 3 * width, w = width;
        int k = 0;
        for (; k <= depth - 4; k += 4)
        {
            Vector256<float> r0 = Vector256.Create(Vector128.Load(from), Vector128.Load(from4));
            Vector256<float> r1 = Vector256.Create(Vector128.Load(from + lineStride), Vector128.Load(from4 + lineStride));
            Vector256<float> r2 = Vector256.Create(Vector128.Load(from + 2 * lineStride), Vector128.Load(from4 + 2 * lineStride));
            Vector256<float> r3 = Vector256.Create(Vector128.Load(from + lineStride3), Vector128.Load(from4 + lineStride3));
            Vector256<float> e0 = Avx.UnpackLow(r0, r2), e1 = Avx.UnpackHigh(r0, r2), o0 = Avx.UnpackLow(r1, r3), o1 = Avx.UnpackHigh(r1, r3);
            Avx.UnpackLow(e0, o0).Store(to);
            Avx.UnpackHigh(e0, o0).Store(to + w);
            Avx.UnpackLow(e1, o1).Store(to + 2 * w);
            Avx.UnpackHigh(e1, o1).Store(to + width3);
            from += 4; from4 += 4; to += 4 * w;
        }
        CopyNumbers(from, lineStride, 1, 8, depth - k, to, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyNumbers<T>(T* from, nint lineStride, nint depthStride, int lines, int depth, T* to, int width)
        where T : unmanaged
    {
        for (int line = 0; line < lines; line++)
            for (int k = 0; k < depth; k++)
                to[k * width + line] = from[line * lineStride + k * depthStride];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn4<T>(T* from, nint lineStride, T* to, nint width)
        where T : unmanaged
    {
        Vector128<T> r0 = Vector128.Load(from), r1 = Vector128.Load(from + lineStride);
        Vector128<T> r2 = Vector128.Load(from + 2 * lineStride), r3 = Vector128.Load(from + 3 * lineStride);
        Vector128<T> even0 = ZipLow(r0, r2), even1 = ZipHigh(r0, r2), odd0 = ZipLow(r1, r3), odd1 = ZipHigh(r1, r3);
        ZipLow(even0, odd0).Store(to);
        ZipHigh(even0, odd0).Store(to + width);
        ZipLow(even1, odd1).Store(to + 2 * width);
        ZipHigh(even1, odd1).Store(to + 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn2<T>(T* from, nint lineStride, T* to, nint width)
        where T : unmanaged
    {
        Vector128<T> r0 = Vector128.Load(from), r1 = Vector128.Load(from + lineStride);
        ZipLow(r0, r1).Store(to);
        ZipHigh(r0, r1).Store(to + width);
    }

    /// <summary>(a0, b0, a1, b1) of four numbers, (a0, b0) of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> ZipLow<T>(Vector128<T> a, Vector128<T> b)
        where T : unmanaged
    {
        if (Sse2.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Sse.UnpackLow(a.AsSingle(), b.AsSingle()).As<float, T>()
                : Sse2.UnpackLow(a.AsDouble(), b.AsDouble()).As<double, T>();
        }
        if (AdvSimd.Arm64.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? AdvSimd.Arm64.ZipLow(a.AsSingle(), b.AsSingle()).As<float, T>()
                : AdvSimd.Arm64.ZipLow(a.AsDouble(), b.AsDouble()).As<double, T>();
        }
        return typeof(T) == typeof(float)
            ? Vector128.Create(a.AsSingle()[0], b.AsSingle()[0], a.AsSingle()[1], b.AsSingle()[1]).As<float, T>()
            : Vector128.Create(a.AsDouble()[0], b.AsDouble()[0]).As<double, T>();
    }

    /// <summary>(a2, b2, a3, b3) of four numbers, (a1, b1) of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> ZipHigh<T>(Vector128<T> a, Vector128<T> b)
        where T : unmanaged
    {
        if (Sse2.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? Sse.UnpackHigh(a.AsSingle(), b.AsSingle()).As<float, T>()
                : Sse2.UnpackHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
        }
        if (AdvSimd.Arm64.IsSupported)
        {
            return typeof(T) == typeof(float)
                ? AdvSimd.Arm64.ZipHigh(a.AsSingle(), b.AsSingle()).As<float, T>()
                : AdvSimd.Arm64.ZipHigh(a.AsDouble(), b.AsDouble()).As<double, T>();
        }
        return typeof(T) == typeof(float)
            ? Vector128.Create(a.AsSingle()[2], b.AsSingle()[2], a.AsSingle()[3], b.AsSingle()[3]).As<float, T>()
            : Vector128.Create(a.AsDouble()[1], b.AsDouble()[1]).As<double, T>();
    }
}
