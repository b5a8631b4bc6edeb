using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// One step of a network: Forward turns X (N, In) into Y (N, Out), Backward turns dY = dLoss/dY into dX = dLoss/dX and
/// leaves the gradients of the parameters in <see cref="Parameters"/>.
/// Used in lessons 04, 06, 08, 09, 10, 11.
/// </summary>
/// <remarks>
/// A layer remembers the X of its last Forward; Backward belongs to that one. The matrices that both return are the layer's own and
/// are overwritten by the next call: copy with <c>Clone()</c> what is to stay. A layer is not for two threads at once.
/// <para>A layer of your own has the two passes, and names what it learns:</para>
/// <code>
/// class Scale(int width) : Layer&lt;double&gt;   // y_nj = s_j·x_nj, so ds_j = Σ_n x_nj·dy_nj and dx_nj = s_j·dy_nj
/// {
///     Matrix&lt;double&gt; s = Matrix&lt;double&gt;.Build.Dense(1, width, 1), ds = Matrix&lt;double&gt;.Build.Dense(1, width), X;
///     public override string Name => "scale";
///     public override int Inputs => width;
///     public override IReadOnlyList&lt;Parameter&lt;double&gt;&gt; Parameters => [new("s", s, ds)];
///
///     public override Matrix&lt;double&gt; Forward(Matrix&lt;double&gt; X)
///     {
///         this.X = RequireInput(X);
///         return X.MapIndexed((n, j, x) => s[0, j] * x, Zeros.Include);
///     }
///
///     public override Matrix&lt;double&gt; Backward(Matrix&lt;double&gt; dY)
///     {
///         RequireGradient(dY, X);
///         ds.SetRow(0, X.PointwiseMultiply(dY).ColumnSums());
///         return dY.MapIndexed((n, j, dy) => s[0, j] * dy, Zeros.Include);
///     }
/// }
/// </code>
/// </remarks>
public abstract class Layer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Reused<T> outputs = new(), inputGradients = new();

    /// <summary>What it is, such as <c>Dense 784-256 ReLU</c>.</summary>
    public abstract string Name { get; }

    /// <summary>In and Out, the columns of X and of Y; Out is In unless the layer says otherwise.</summary>
    public abstract int Inputs { get; }
    public virtual int Outputs => Inputs;

    /// <summary>What it learns; nothing, unless the layer says otherwise.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>What it keeps from batch to batch without learning it, such as running means, each with its name.</summary>
    public virtual IReadOnlyList<(string Name, Matrix<T> Value)> Statistics => [];

    /// <summary>Whether it is being trained, as at the start, or evaluated: dropout and batch normalisation do different things then.</summary>
    public virtual bool IsTraining { get; set; } = true;

    /// <summary>The last thing that the layer does to its output; a layer from a cell is not asked.</summary>
    internal virtual Squash Gives => Squash.None;

    /// <summary>The X of the last Forward and how many there were, as <see cref="RequireInput"/> saw them; a layer that never asks it has 0.</summary>
    internal (object? X, int Forwards) Seen { get; private set; }

    /// <summary>Y (N, Out) for X (N, In).</summary>
    /// <exception cref="ArgumentException">X does not have In columns, or has no row.</exception>
    public abstract Matrix<T> Forward(Matrix<T> X);

    /// <summary>dX (N, In) for dY (N, Out); also writes the gradients of the parameters.</summary>
    /// <exception cref="InvalidOperationException">There was no Forward before.</exception>
    /// <exception cref="ArgumentException">dY does not have the shape of the last Y.</exception>
    public abstract Matrix<T> Backward(Matrix<T> dY);

    /// <summary>Backward without dX, for the first layer of a network: nobody learns the images, and dX is a third of its work.</summary>
    public virtual void BackwardParameters(Matrix<T> dY) => Backward(dY);

    public override string ToString() => Name;

    /// <summary>The layer's own matrices for Y (N, Out) and dX (N, In), to be overwritten: the same ones each time for the same N.</summary>
    protected Matrix<T> OutputFor(int rows) => outputs.For(rows, Outputs);
    protected Matrix<T> InputGradientFor(int rows) => inputGradients.For(rows, Inputs);

    /// <summary>X, or an error unless it fits. The first line of every Forward.</summary>
    protected Matrix<T> RequireInput(Matrix<T> X)
    {
        RequireFit(X);
        Sees(X);
        return X;
    }

    /// <summary>Remembers the X of a Forward, a matrix or images in blocks.</summary>
    private protected void Sees(object X) => Seen = (X, Seen.Forwards + 1);

    /// <exception cref="ArgumentException">X does not fit.</exception>
    internal void RequireFit(Matrix<T> X)
    {
        ArgumentNullException.ThrowIfNull(X);
        if (X.ColumnCount != Inputs)
            throw new ArgumentException($"{Name} cannot take X {Shapes.Of(X)}: it has {X.ColumnCount} columns, and the layer takes {Inputs} "
                + "inputs, one example a row.");
        if (X.RowCount == 0) throw new ArgumentException($"{Name} cannot take X {Shapes.Of(X)}: a batch needs at least one example, one a row.");
    }

    /// <summary>Throws unless dY fits the Y of the last Forward. The first line of every Backward.</summary>
    protected void RequireGradient(Matrix<T> dY, Matrix<T>? Y)
    {
        ArgumentNullException.ThrowIfNull(dY);
        if (Y is null) throw new InvalidOperationException($"{Name} has no gradient yet: call Forward first, Backward belongs to its X.");
        RequireGradient(dY, Y.RowCount);
    }

    /// <summary>Throws unless dY fits a Y with so many rows.</summary>
    internal void RequireGradient(Matrix<T> dY, int rows)
    {
        ArgumentNullException.ThrowIfNull(dY);
        if (dY.RowCount != rows || dY.ColumnCount != Outputs)
            throw new ArgumentException($"For the backward pass of {Name}, dY {Shapes.Of(dY)} and Y ({rows}, {Outputs}) should have the same shape.");
    }
}

/// <summary>
/// What a layer learns: a matrix that the optimizer moves and, after each backward pass, its gradient dLoss/dValue of the same shape.
/// It is called W or b in a layer; W1, b1, W2, ... in a network.
/// </summary>
public sealed record Parameter<T>(string Name, Matrix<T> Value, Matrix<T> Gradient) where T : struct, IBinaryFloatingPointIeee754<T>
{
    internal int Count => Value.RowCount * Value.ColumnCount;

    public override string ToString() => $"{Name} {Shapes.Of(Value)}";
}
