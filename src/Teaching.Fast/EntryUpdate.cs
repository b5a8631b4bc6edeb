using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

// In here, so that Vector<T> is the processor's and not Math.NET's.
using System.Numerics;

/// <summary>
/// A rule that changes numbers entry by entry: each w by its gradient g and by what an optimizer remembers of it, m and v. It is written
/// once, for a vector of entries at a time; as a struct it costs no call.
/// </summary>
internal interface IEntryRule<T>
{
    /// <summary>The new w, m and v of some entries.</summary>
    void Apply(Vector<T> g, ref Vector<T> w, ref Vector<T> m, ref Vector<T> v);
}

/// <summary>Runs an <see cref="IEntryRule{T}"/> over whole matrices of one shape.</summary>
internal static class EntryUpdate
{
    /// <summary>Changes w (and m, v) by the rule, shared among the workers by columns: those whose gradient the same worker has computed.</summary>
    public static void Run<T, TRule>(TRule rule, Matrix<T> g, Matrix<T> w, Matrix<T> m, Matrix<T> v)
        where T : struct, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IEntryRule<T> => Team.Run(ElementwiseLoop.Parts(w), new Job<T, TRule>(rule, g, w, m, v));

    private static void Run<T, TRule>(TRule rule, Span<T> g, Span<T> w, Span<T> m, Span<T> v)
        where T : struct, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IEntryRule<T>
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

    private readonly record struct Job<T, TRule>(TRule Rule, Matrix<T> G, Matrix<T> W, Matrix<T> M, Matrix<T> V) : IJob
        where T : struct, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IEntryRule<T>
    {
        public void Do(int part, int parts)
        {
            Part some = new Part(0, W.ColumnCount).Divide(parts, part);
            Run(Rule, Ranges.Columns(G, some).Data, Ranges.Columns(W, some).Data, Ranges.Columns(M, some).Data, Ranges.Columns(V, some).Data);
        }
    }
}
