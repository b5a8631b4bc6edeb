using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// Stochastic gradient descent: each step goes against the gradient, w ← w - lr·dw. With momentum μ it follows a velocity
/// v ← μ·v + dw instead, w ← w - lr·v: where gradients agree the steps grow up to 1/(1 - μ)-fold, where they
/// zigzag they cancel. Source: B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
/// </summary>
public sealed class Sgd<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Moving a number costs as much as so many multiplications of a product: it is memory that it waits for.</summary>
    private const long WorkPerNumber = 16;

    private readonly Parameter<T>[] parameters;
    private readonly Matrix<T>[] velocities;
    private readonly long numbers;
    private readonly Action<int, int> stepPart;
    private double rate;

    /// <summary>Gradient descent for all parameters of a network.</summary>
    /// <param name="network">What is to learn.</param>
    /// <param name="rate">The learning rate lr, above 0.</param>
    /// <param name="momentum">μ, from 0 up to but not 1; 0.9 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the momentum is out of range.</exception>
    public Sgd(Network<T> network, double rate, double momentum = 0)
    {
        if (momentum is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), $"The momentum must be from 0 up to but not 1, as 0.9, not "
                + $"{NumberText.Significant(momentum, 6)}: "
                + "it is the share of the velocity that a step keeps, and with 1 or more the velocity would never fade.");
        }
        parameters = [.. network.Parameters];
        (numbers, stepPart) = (network.ParameterCount, StepPart);
        (Rate, Momentum) = (rate, momentum);
        velocities = momentum == 0 ? [] : [.. parameters.Select(p => Matrix<T>.Build.Dense(p.Value.RowCount, p.Value.ColumnCount))];
    }

    /// <summary>The learning rate lr; it may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is 0, negative, NaN, infinite, or 0 once rounded to T.</exception>
    public double Rate
    {
        get => rate;
        set => rate = Checked(value);
    }

    /// <summary>μ, the share of the velocity that a step keeps.</summary>
    public double Momentum { get; }

    /// <summary>Moves every parameter once, by the gradients that the last Backward left.</summary>
    public void Step() => Team.Run(Team.Parts(WorkPerNumber * numbers), stepPart);

    /// <summary>Moves some columns of every parameter: those that the same thread computed the gradient of.</summary>
    private void StepPart(int part, int parts)
    {
        T minusRate = -T.CreateChecked(rate), momentum = T.CreateChecked(Momentum);
        for (int i = 0; i < parameters.Length; i++)
        {
            Part some = new Part(0, parameters[i].Value.ColumnCount).Divide(parts, part);
            Span<T> w = Ranges.Columns(parameters[i].Value, some).Data, direction = Ranges.Columns(parameters[i].Gradient, some).Data;
            if (velocities.Length > 0)
            {
                Span<T> v = Ranges.Columns(velocities[i], some).Data;
                TensorPrimitives.FusedMultiplyAdd(v, momentum, direction, v);
                direction = v;
            }
            TensorPrimitives.FusedMultiplyAdd(direction, minusRate, w, w);
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

    /// <summary>As <c>SGD, rate 0.1, momentum 0.9</c>.</summary>
    public override string ToString() => $"SGD, rate {NumberText.Significant(Rate, 6)}" + (Momentum == 0 ? "" : $", momentum {NumberText.Significant(Momentum, 6)}");
}
