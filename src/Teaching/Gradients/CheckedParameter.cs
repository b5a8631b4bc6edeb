using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// A parameter for the <see cref="GradientCheck"/>: its name, its numbers, which the check moves in place and puts back, and the
/// gradient that was derived for them. A tuple becomes one by itself: <c>("W1", W1, dW1)</c>.
/// Used in lesson 08.
/// </summary>
public sealed class CheckedParameter
{
    private readonly Func<int, string> indexText;

    private CheckedParameter(string name, double[] analytic, Func<int, double> read, Action<int, double> write, Func<int, string> indexText)
    {
        Name = name;
        Analytic = analytic;
        Read = read;
        Write = write;
        this.indexText = indexText;
    }

    /// <summary>The name in the check's table.</summary>
    public string Name { get; }

    /// <summary>The number of its entries.</summary>
    public int Count => Analytic.Length;

    /// <summary>The derived gradient, copied when the parameter was made, so that a loss that computes it anew changes nothing.</summary>
    internal double[] Analytic { get; }

    internal Func<int, double> Read { get; }

    internal Action<int, double> Write { get; }

    /// <summary>A matrix and its gradient, of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static implicit operator CheckedParameter((string Name, Matrix<double> Value, Matrix<double> Gradient) p)
    {
        int columns = p.Value.ColumnCount;
        if (p.Value.RowCount != p.Gradient.RowCount || columns != p.Gradient.ColumnCount)
            throw new ArgumentException($"{p.Name} has the shape {Shapes.Of(p.Value)}, but its gradient {Shapes.Of(p.Gradient)}.");
        return new(p.Name, p.Gradient.ToRowMajorArray(), i => p.Value[i / columns, i % columns],
            (i, x) => p.Value[i / columns, i % columns] = x, i => $"[{i / columns}, {i % columns}]");
    }

    /// <summary>A vector and its gradient, of the same length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static implicit operator CheckedParameter((string Name, Vector<double> Value, Vector<double> Gradient) p)
    {
        RequireLength(p.Name, p.Value.Count, p.Gradient.Count);
        return new(p.Name, p.Gradient.ToArray(), i => p.Value[i], (i, x) => p.Value[i] = x, i => $"[{i}]");
    }

    /// <summary>An array and its gradient, of the same length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static implicit operator CheckedParameter((string Name, double[] Value, double[] Gradient) p)
    {
        RequireLength(p.Name, p.Value.Length, p.Gradient.Length);
        return new(p.Name, [.. p.Gradient], i => p.Value[i], (i, x) => p.Value[i] = x, i => $"[{i}]");
    }

    /// <summary>One number of an array under a name of its own.</summary>
    internal static CheckedParameter Named(string name, double[] values, int i, double analytic) =>
        new(name, [analytic], _ => values[i], (_, x) => values[i] = x, _ => "");

    internal string IndexText(int i) => indexText(i);

    private static void RequireLength(string name, int value, int gradient)
    {
        if (value != gradient) throw new ArgumentException($"{name} has {value} entries, but its gradient {gradient}.");
    }
}
