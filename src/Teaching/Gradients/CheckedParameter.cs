using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// A parameter for the <see cref="GradientCheck"/>: its name, its numbers, which the check moves in place and puts back, and a copy of the
/// gradient that was derived for them. A tuple of matrices, vectors or arrays turns into one: <c>("W1", W1, dW1)</c>.
/// </summary>
public sealed class CheckedParameter
{
    internal readonly string Name;
    internal readonly double[] Analytic;
    internal readonly Func<int, double> Read;
    internal readonly Action<int, double> Write;
    internal readonly Func<int, string> Index;

    private CheckedParameter(string name, double[] analytic, Func<int, double> read, Action<int, double> write, Func<int, string> index) =>
        (Name, Analytic, Read, Write, Index) = (name, analytic, read, write, index);

    /// <exception cref="ArgumentException">Value and gradient differ in shape; so too below.</exception>
    public static implicit operator CheckedParameter((string Name, Matrix<double> Value, Matrix<double> Gradient) p)
    {
        int columns = p.Value.ColumnCount;
        if (p.Value.RowCount != p.Gradient.RowCount || columns != p.Gradient.ColumnCount)
            throw new ArgumentException($"{p.Name} has the shape {Shapes.Of(p.Value)}, but its gradient {Shapes.Of(p.Gradient)}.");
        return new(p.Name, p.Gradient.ToRowMajorArray(), i => p.Value[i / columns, i % columns],
            (i, x) => p.Value[i / columns, i % columns] = x, i => $"[{i / columns}, {i % columns}]");
    }

    public static implicit operator CheckedParameter((string Name, Vector<double> Value, Vector<double> Gradient) p)
    {
        if (p.Value.Count != p.Gradient.Count)
            throw new ArgumentException($"{p.Name} has {p.Value.Count} entries, but its gradient {p.Gradient.Count}.");
        return new(p.Name, p.Gradient.ToArray(), i => p.Value[i], (i, x) => p.Value[i] = x, i => $"[{i}]");
    }

    public static implicit operator CheckedParameter((string Name, double[] Value, double[] Gradient) p) =>
        (p.Name, Vector<double>.Build.Dense(p.Value), Vector<double>.Build.Dense(p.Gradient));   // These vectors share the arrays' numbers.

    /// <summary>One number of an array under a name of its own.</summary>
    internal static CheckedParameter Named(string name, double[] values, int i, double analytic) =>
        new(name, [analytic], _ => values[i], (_, x) => values[i] = x, _ => "");
}
