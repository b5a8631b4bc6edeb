using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Dropout: in training each number is made 0 with a probability, the rate p, and the others are multiplied by 1/(1 - p), so that the
/// expected value stays what it was ("inverted" dropout). In evaluation mode nothing happens: Y is X.
/// Source: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.
/// Used in lessons 08, 09.
/// </summary>
/// <remarks>
/// With the mask m_ni, 0 or 1/(1 - p), it is y_ni = m_ni·x_ni, so dx_ni = m_ni·dy_ni. The mask is not kept: <see cref="DropMask"/>
/// computes it from two keys that each Forward draws, and Backward takes the same keys again.
/// </remarks>
public sealed class Dropout<T> : Layer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Rng rng;
    private Matrix<T>? Y;
    private DropMask mask;
    private bool dropped;

    /// <summary>Dropout for In inputs.</summary>
    /// <param name="inputs">In, the columns of X and Y.</param>
    /// <param name="rate">p, the probability with which a number is dropped: at least 0 and below 1.</param>
    /// <param name="rng">Draws the keys of each Forward's mask.</param>
    /// <exception cref="ArgumentException">There is no input, or the rate is out of range.</exception>
    public Dropout(int inputs, double rate, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (inputs < 1) throw new ArgumentException($"Dropout needs at least one input, not {inputs}.");
        if (rate is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), $"Dropout needs a rate of at least 0 and below 1, such as 0.5, not "
                + $"{NumberText.Significant(rate, 6)}: it is the share of the numbers that become 0.");
        (Inputs, Rate, this.rng, Name) = (inputs, rate, rng, $"Dropout {NumberText.Significant(rate, 6)}");
    }

    public override string Name { get; }
    public override int Inputs { get; }
    public override int Outputs => Inputs;

    /// <summary>p, the probability with which a number is dropped.</summary>
    public double Rate { get; }

    /// <summary>Whether Forward takes the mask of the last time again and draws no new one: for a gradient check, whose loss must be a function.</summary>
    public bool KeepsMask { get; set; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        dropped = IsTraining && Rate > 0;
        if (!dropped) return Y = X;
        if (!KeepsMask || mask == default) mask = new(Rate, rng.NextBits());
        Y = OutputFor(X.RowCount);
        mask.Apply(X, Y);   // M ∘ X
        return Y;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        RequireGradient(dY, Y);
        if (!dropped) return dY;
        Matrix<T> dX = InputGradientFor(dY.RowCount);
        mask.Apply(dY, dX);   // M ∘ dY
        return dX;
    }
}
