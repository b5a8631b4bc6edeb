using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// Dropout: in training each number is made 0 with a probability, the rate p, and the others are multiplied by 1/(1 - p), so that the
/// expected value stays what it was ("inverted" dropout). In evaluation mode nothing happens: Y is X.
/// Source: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.
/// Used in lessons 08, 10.
/// </summary>
/// <remarks>
/// With the mask m_ni, 0 or 1/(1 - p), it is y_ni = m_ni·x_ni, so dx_ni = m_ni·dy_ni. The mask is not kept: <see cref="DropMask"/>
/// computes it from a key that each Forward draws, and Backward uses the same key again. The rate is at least 0 and below 1.
/// </remarks>
public sealed class Dropout<T>(int inputs, double rate, Rng rng) : Layer<T>, IImageLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Rng rng = Require.Given(rng);
    private readonly KeptBlocks<T> ys = new(), dxs = new();
    private Matrix<T>? Y;
    private DropMask mask;
    private bool dropped;

    public override string Name => $"Dropout {NumberText.Significant(Rate, 6)}";
    public override int Inputs { get; } = Require.AtLeastOne(inputs, "Dropout", "input");
    public double Rate { get; } = Require.Number(rate, rate is >= 0 and < 1,
        "Dropout needs a rate of at least 0 and below 1", ": it is the share of the numbers that become 0");

    /// <summary>Whether Forward uses its last mask again and draws no new one: for a gradient check, whose loss must be a function.</summary>
    public bool KeepsMask { get; set; }

    public override Matrix<T> Forward(Matrix<T> X)
    {
        RequireInput(X);
        return Y = DrawMask() ? mask.Apply(X, OutputFor(X.RowCount)) : X;   // M ∘ X
    }

    ImageBlocks<T> IImageLayer<T>.Forward(ImageBlocks<T> X)
    {
        if (MaskFor(X) is null) return X;
        ImageBlocks<T> Y = ys.For(X.Image, X.Count);
        return mask.Apply(X.Settled(ys), Y);
    }

    /// <summary>The mask of a Forward, for who applies it in this layer's place; null when nothing is dropped.</summary>
    internal DropMask? MaskFor(ImageBlocks<T> X)
    {
        Sees(X);
        return DrawMask() ? mask : null;
    }

    private bool DrawMask()
    {
        dropped = IsTraining && Rate > 0;
        if (dropped && (!KeepsMask || mask == default)) mask = new(Rate, rng.NextBits());
        return dropped;
    }

    public override Matrix<T> Backward(Matrix<T> dY)
    {
        if (Seen.X is ImageBlocks<T> X) RequireGradient(dY, X.Count);
        else RequireGradient(dY, Y);
        return dropped ? mask.Apply(dY, InputGradientFor(dY.RowCount)) : dY;   // M ∘ dY
    }

    ImageBlocks<T> IImageLayer<T>.Backward(ImageBlocks<T> dY, bool wanted)
    {
        if (!dropped) return dY;
        ImageBlocks<T> dX = dxs.For(dY.Image, dY.Count);
        return mask.Apply(dY.Settled(dxs), dX);
    }

    /// <summary>By what the last mask multiplied what it did not drop.</summary>
    internal T Factor => dropped ? mask.Factor<T>() : T.One;
}
