using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>Checks of arguments that several classes share: each returns what it was given, or throws with a sentence that says what to do.</summary>
internal static class Require
{
    /// <summary>Not null.</summary>
    public static TValue Given<TValue>(TValue? value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where TValue : class => value ?? throw new ArgumentNullException(name);

    /// <summary>At least one; else such as <c>Dropout needs at least one input, not 0.</c></summary>
    public static int AtLeastOne(int count, string owner, string thing) =>
        count > 0 ? count : throw new ArgumentException($"{owner} needs at least one {thing}, not {count}.");

    /// <summary>A number in its range; else such as <c>A tilt needs at least two classes, not 1.</c></summary>
    public static double Number(
        double value, bool isRight, string needs, string why = "", [CallerArgumentExpression(nameof(value))] string? name = null) =>
        isRight ? value : throw new ArgumentOutOfRangeException(name, $"{needs}, not {NumberText.Significant(value, 6)}{why}.");

    /// <summary>Weights W (In, Out) and biases b (1, Out) or none: dense matrices of finite numbers.</summary>
    public static void Weights<T>(string layer, string output, Matrix<T> W, Matrix<T>? b) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Entries.RequireDense(W);
        if (b is not null) Entries.RequireDense(b);
        if (b is not null && (b.RowCount != 1 || b.ColumnCount != W.ColumnCount))
            throw new ArgumentException($"{layer} with W {Shapes.Of(W)} needs b (1, {W.ColumnCount}), "
                + $"one bias for each {output}, but b is {Shapes.Of(b)}.");
        if (W.RowCount < 1 || W.ColumnCount < 1)
            throw new ArgumentException($"{layer} needs at least one input and one output, not {W.RowCount} and {W.ColumnCount}.");
        Finite.Require(layer, "W", W);
        if (b is not null) Finite.Require(layer, "b", b);
    }
}
