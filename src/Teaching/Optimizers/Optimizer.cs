using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// How a network learns: each <see cref="Step"/> moves every parameter by the gradient that the last Backward left.
/// <see cref="Sgd{T}"/> goes straight against it, <see cref="Adam{T}"/> with a step size of its own for every number.
/// <code>
/// var optimizer = new Adam&lt;float&gt;(network, rate: 0.001);
/// network.BackwardParameters(loss.Backward());
/// optimizer.Step();
/// </code>
/// </summary>
public abstract class Optimizer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Moving a number costs as much as so many multiplications of a product: it is memory that it waits for.</summary>
    private const long WorkPerNumber = 16;

    private readonly Parameter<T>[] parameters;
    private readonly long numbers;
    private readonly Action<int, int> stepPart;
    private double rate;

    /// <summary>An optimizer for all parameters of a network.</summary>
    private protected Optimizer(Network<T> network, double rate)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Parameters.Count == 0)
            throw new ArgumentException($"An optimizer moves the parameters of a network, and this one has none: {string.Join(", ", network.Layers)}.", nameof(network));
        parameters = [.. network.Parameters];
        (numbers, stepPart) = (network.ParameterCount, StepPart);
        Rate = rate;
    }

    /// <summary>What it moves.</summary>
    internal IReadOnlyList<Parameter<T>> Parameters => parameters;

    /// <summary>The learning rate lr; it may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is 0, negative, NaN, infinite, or 0 once rounded to T.</exception>
    public double Rate
    {
        get => rate;
        set => rate = Checked(value);
    }

    /// <summary>Moves every parameter once, by the gradients that the last Backward left.</summary>
    public void Step()
    {
        BeginStep();
        Team.Run(Team.Parts(WorkPerNumber * numbers), stepPart);
    }

    /// <summary>What a step needs once, before it moves anything.</summary>
    private protected virtual void BeginStep()
    {
    }

    /// <summary>Moves some columns of parameter i: w by the gradient dw.</summary>
    private protected abstract void Move(int i, Part columns, Span<T> w, Span<T> dw);

    /// <summary>A matrix of zeros for each parameter, for what an optimizer remembers of it.</summary>
    private protected Matrix<T>[] Memory() => [.. parameters.Select(p => Matrix<T>.Build.Dense(p.Value.RowCount, p.Value.ColumnCount))];

    /// <summary>A share of the weights that is taken away, 0 or above.</summary>
    private protected static double CheckedShare(double share, string name, string what) => share >= 0 && double.IsFinite(share)
        ? share
        : throw new ArgumentOutOfRangeException(name, $"The {what} must be finite and 0 or above, as 0.0001, not "
            + $"{NumberText.Significant(share, 6)}: a negative one would make the weights grow.");

    /// <summary>A share of the past that a step keeps, from 0 and below 1, also once it is rounded to T.</summary>
    private protected static double CheckedKept(double share, string name, string what, string whole) => share is >= 0 and < 1 && T.CreateChecked(share) < T.One
        ? share
        : throw new ArgumentOutOfRangeException(name, $"{what} must be from 0 up to but not 1, such as 0.9, not {NumberText.Significant(share, 6)}"
            + $"{(share is >= 0 and < 1 ? $", which as {typeof(T).Name} is 1" : "")}: {whole}");

    /// <summary>Moves some columns of every parameter: those that the same thread computed the gradient of.</summary>
    private void StepPart(int part, int parts)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            Part some = new Part(0, parameters[i].Value.ColumnCount).Divide(parts, part);
            Move(i, some, Ranges.Columns(parameters[i].Value, some).Data, Ranges.Columns(parameters[i].Gradient, some).Data);
        }
    }

    private static double Checked(double rate)
    {
        string why = rate switch
        {
            double.NaN => "NaN would make every weight NaN",
            double.PositiveInfinity or double.NegativeInfinity => "no weight can make an infinite step",
            0 => "with 0 nothing would ever change",
            < 0 => "a negative one would climb the loss instead of descending it",
            _ when T.CreateSaturating(rate) is var rounded && (rounded == T.Zero || !T.IsFinite(rounded)) => $"as {typeof(T).Name} it is {NumberText.Significant(double.CreateChecked(rounded), 6)}",
            _ => "",
        };
        return why == "" ? rate : throw new ArgumentOutOfRangeException(nameof(rate), $"The learning rate cannot be "
            + $"{NumberText.Significant(rate, 6)}: {why}. Try 0.1, then tenths and tens of it.");
    }
}
