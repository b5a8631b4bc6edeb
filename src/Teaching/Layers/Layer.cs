using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// One step of a network: Forward turns X (N, In) into Y (N, Out), Backward turns dY = dLoss/dY into dX = dLoss/dX and
/// leaves the gradients of the parameters in <see cref="Parameters"/>.
/// </summary>
/// <remarks>
/// A layer remembers the X of its last Forward; Backward belongs to that one. The matrices that both give back are the
/// layer's own and are overwritten by the next call: copy with <c>Clone()</c> what is to stay. So training allocates
/// nothing. The same layer is not for two threads at once.
/// </remarks>
public abstract class Layer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What it is, as <c>Dense 784-256 ReLU</c>.</summary>
    public abstract string Name { get; }

    /// <summary>In, the columns of X.</summary>
    public abstract int Inputs { get; }

    /// <summary>Out, the columns of Y.</summary>
    public abstract int Outputs { get; }

    /// <summary>What it learns; nothing as a rule.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>What it keeps from batch to batch without learning it, as running means, each with its name; nothing as a rule.</summary>
    public virtual IReadOnlyList<(string Name, Matrix<T> Value)> Statistics => [];

    /// <summary>
    /// Whether it is being trained, as at the start, or evaluated. It matters to <see cref="Dropout{T}"/> and <see cref="BatchNormalization{T}"/>
    /// alone. <see cref="Network{T}.IsTraining"/> sets it for all layers.
    /// </summary>
    public virtual bool IsTraining { get; set; } = true;

    /// <summary>The last thing that the layer does to its output; a layer from a cell is not asked.</summary>
    internal virtual Squash Gives => Squash.None;

    /// <summary>The X of the last Forward and how many there were, as <see cref="RequireInput"/> saw them; a layer that never asks it has 0.</summary>
    internal (Matrix<T>? X, int Forwards) Seen { get; private set; }

    /// <summary>Y (N, Out) for X (N, In).</summary>
    /// <exception cref="ArgumentException">X has not In columns, or no row.</exception>
    public abstract Matrix<T> Forward(Matrix<T> X);

    /// <summary>dX (N, In) for dY (N, Out); also writes the gradients of the parameters.</summary>
    /// <exception cref="InvalidOperationException">There was no Forward before.</exception>
    /// <exception cref="ArgumentException">dY has not the shape of the last Y.</exception>
    public abstract Matrix<T> Backward(Matrix<T> dY);

    /// <summary>Backward without dX, for the first layer of a network: nobody learns the images, and dX is a third of its work.</summary>
    /// <inheritdoc cref="Backward" path="/exception"/>
    public virtual void BackwardParameters(Matrix<T> dY) => Backward(dY);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Throws unless X fits. The first line of every Forward.</summary>
    protected void RequireInput(Matrix<T> X)
    {
        ArgumentNullException.ThrowIfNull(X);
        if (X.ColumnCount != Inputs)
            throw new ArgumentException($"{Name} cannot take X {Shapes.Of(X)}: it has {X.ColumnCount} columns, and the layer takes {Inputs} "
                + "inputs, one example a row.");
        if (X.RowCount == 0) throw new ArgumentException($"{Name} cannot take X {Shapes.Of(X)}: a batch needs at least one example, one a row.");
        Seen = (X, Seen.Forwards + 1);
    }

    /// <summary>Throws unless dY fits the Y of the last Forward. The first line of every Backward.</summary>
    protected void RequireGradient(Matrix<T> dY, Matrix<T>? Y)
    {
        ArgumentNullException.ThrowIfNull(dY);
        if (Y is null) throw new InvalidOperationException($"{Name} has no way back yet: call Forward first, Backward belongs to its X.");
        if (dY.RowCount == Y.RowCount && dY.ColumnCount == Y.ColumnCount) return;
        throw new ArgumentException($"For the way back through {Name}, dY {Shapes.Of(dY)} and Y {Shapes.Of(Y)} should have the same shape.");
    }
}
