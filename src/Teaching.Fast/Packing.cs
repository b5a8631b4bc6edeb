using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Teaching.Fast;

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
    /// Turns lines into rows: floats eight lines at a time in registers where there is AVX, everything else number by number.
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

    /// <summary>
    /// 8 lines by 4 k at a time: halves of a register hold lines i and i + 4, and two rounds of interleaving put the eight
    /// numbers of each k together.
    /// </summary>
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
            from += 4;
            from4 += 4;
            to += 4 * w;
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
}
