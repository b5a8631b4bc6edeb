using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

// In here, so that Vector<T> is the processor's and not Math.NET's.
using System.Numerics;

/// <summary>Adam's step over whole matrices of one shape, a vector of entries at a time.</summary>
internal static class AdamUpdate
{
    /// <summary>
    /// g = dw + l2·w, m ← β₁·m + (1 - β₁)·g, v ← β₂·v + (1 - β₂)·g², w ← kept·w - step·m/(root·√v + ε), shared among the workers by
    /// columns: those whose gradient the same worker has computed.
    /// </summary>
    public static void Run<T>(Matrix<T> w, Matrix<T> dw, Matrix<T> m, Matrix<T> v,
        double beta1, double beta2, double step, double root, double epsilon, double l2, double kept)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (HostKernels.AreThere)
            ByHost(new(beta1, beta2, step, root, epsilon, l2, kept), w, dw, m, v);
        else
            Team.Run(ElementwiseLoop.Parts(w), new Job<T>(new(beta1, beta2, step, root, epsilon, l2, kept), dw, w, m, v));
    }

    private static unsafe void ByHost<T>(AdamStep<T> task, Matrix<T> w, Matrix<T> dw, Matrix<T> m, Matrix<T> v)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        fixed (byte* g = HostKernels.Bytes(dw), weights = HostKernels.Bytes(w), first = HostKernels.Bytes(m), second = HostKernels.Bytes(v))
        {
            (task.G, task.W, task.M, task.V, task.Count) = ((nint)g, (nint)weights, (nint)first, (nint)second, w.RowCount * w.ColumnCount);
            HostKernels.Run<T>(HostKernel.AdamStep, Unsafe.AsPointer(ref task));
        }
    }

    private static void Run<T>(Rule<T> rule, Span<T> g, Span<T> w, Span<T> m, Span<T> v)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var gs = Vectors(g);
        var ws = Vectors(w);
        var ms = Vectors(m);
        var vs = Vectors(v);
        for (int i = 0; i < ws.Length; i++) rule.Apply(gs[i], ref ws[i], ref ms[i], ref vs[i]);
        int done = ws.Length * Vector<T>.Count;
        if (done == w.Length) return;

        // The last entries, fewer than a vector holds, go through one that is filled up with zeros.
        Vector<T> lastG = Last<T>(g[done..]), lastW = Last<T>(w[done..]), lastM = Last<T>(m[done..]), lastV = Last<T>(v[done..]);
        rule.Apply(lastG, ref lastW, ref lastM, ref lastV);
        for (int i = done; i < w.Length; i++) (w[i], m[i], v[i]) = (lastW[i - done], lastM[i - done], lastV[i - done]);
    }

    private static Span<Vector<T>> Vectors<T>(Span<T> numbers)
        where T : struct => MemoryMarshal.Cast<T, Vector<T>>(numbers);

    private static Vector<T> Last<T>(ReadOnlySpan<T> numbers)
        where T : struct
    {
        Vector<T> filled = default;
        for (int i = 0; i < numbers.Length; i++) filled = filled.WithElement(i, numbers[i]);
        return filled;
    }

    private readonly record struct Job<T>(Rule<T> Rule, Matrix<T> G, Matrix<T> W, Matrix<T> M, Matrix<T> V) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, W.ColumnCount).Divide(parts, part);
            Run(Rule, Ranges.Columns(G, some).Data, Ranges.Columns(W, some).Data, Ranges.Columns(M, some).Data, Ranges.Columns(V, some).Data);
        }
    }

    private readonly struct Rule<T>(double beta1, double beta2, double step, double root, double epsilon, double l2, double kept)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        private readonly T kept = T.CreateChecked(kept), l2 = T.CreateChecked(l2);
        private readonly T beta1 = T.CreateChecked(beta1), new1 = T.CreateChecked(1 - beta1);
        private readonly T beta2 = T.CreateChecked(beta2), new2 = T.CreateChecked(1 - beta2);
        private readonly T step = T.CreateChecked(step), root = T.CreateChecked(root);
        private readonly Vector<T> epsilon = new(T.CreateChecked(epsilon));

        public void Apply(Vector<T> g, ref Vector<T> w, ref Vector<T> m, ref Vector<T> v)
        {
            g += l2 * w;
            m = beta1 * m + new1 * g;
            v = beta2 * v + new2 * (g * g);
            w = kept * w - step * m / (root * Vector.SquareRoot(v) + epsilon);
        }
    }
}

/// <summary>The step of a matrix as a host takes it: the numbers of the rule, and addresses.</summary>
internal struct AdamStep<T>(double beta1, double beta2, double step, double root, double epsilon, double l2, double kept)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    public T Beta1 = T.CreateChecked(beta1), New1 = T.CreateChecked(1 - beta1), Beta2 = T.CreateChecked(beta2), New2 = T.CreateChecked(1 - beta2);
    public T Step = T.CreateChecked(step), Root = T.CreateChecked(root), Epsilon = T.CreateChecked(epsilon);
    public T L2 = T.CreateChecked(l2), Kept = T.CreateChecked(kept);
    public nint G, W, M, V;
    public int Count;
}
