using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast;

/// <summary>The three products of a convolution, part by part, for the threads of a <see cref="Team"/>.</summary>
internal abstract class ConvolutionWork<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The work for T, which is float or double.</summary>
    /// <exception cref="NotSupportedException">It is neither.</exception>
    public static ConvolutionWork<T> Of(WindowGeometry windows, ElementwiseLoop? activation, bool bias)
    {
        if (typeof(T) == typeof(float)) return new ConvolutionWork<T, float>(windows, activation, bias);
        if (typeof(T) == typeof(double)) return new ConvolutionWork<T, double>(windows, activation, bias);
        throw new NotSupportedException($"The convolution is made for float and double, not for {typeof(T).Name}.");
    }

    /// <summary>Y = m ∘ f(X * W + b), where * stands for the convolution and m for a mask of dropout, if there is one; and the sums of Y where they are asked for.</summary>
    public ImageBlocks<T> Forward(ImageBlocks<T> X, Matrix<T> W, Matrix<T>? b, ImageBlocks<T> Y, DropMask? drop = null, bool sums = false)
    {
        BeginForward(Data(W), Data(b));
        if (sums) Y.ClearSums();
        Team.Run(Parts(X, W), new ForwardJob(this, X, Y, drop, sums));
        Y.HasSums = sums;
        return Y;
    }

    /// <summary>
    /// dW, db and dX from dY, which is multiplied by a factor where something was dropped before; dX may be null, when nobody asks for it. Y is
    /// that of the last Forward, for the slope of f. Where X is still to be normalised, dX has the sums for the way back.
    /// </summary>
    public void Backward(ImageBlocks<T> X, Matrix<T> W, ImageBlocks<T> Y, ImageBlocks<T> dY, T factor, Matrix<T> dW, Matrix<T>? db, ImageBlocks<T>? dX)
    {
        int parts = Parts(X, W);
        BeginBackward(Data(W), X.Blocks);
        dX?.ClearSums();
        Team.Run(parts, new BackwardJob(this, X, Y, dY, factor, dX));
        if (dX is not null) dX.HasSums = X.Pending is Normalisation<T>;
        Team.Run(parts, new TotalJob(this, dW, db, X.Blocks));
    }

    /// <summary>Before the parts of a forward pass: lays out the kernels.</summary>
    protected abstract void BeginForward(Span<T> w, Span<T> b);

    /// <summary>Y for some of the blocks.</summary>
    protected abstract void ForwardPart(in ForwardJob job, Part blocks);

    /// <summary>Before the parts of a backward pass.</summary>
    protected abstract void BeginBackward(Span<T> w, int blocks);

    /// <summary>dX, and the sums of dW and db, for some of the blocks.</summary>
    protected abstract void BackwardPart(in BackwardJob job, int part, int parts);

    /// <summary>dW and db for some of the weights, once all blocks are done.</summary>
    protected abstract void TotalPart(Span<T> dW, Span<T> db, int blocks, int part, int parts);

    /// <summary>How many pixels the layer makes of one image and channel.</summary>
    protected abstract int Pixels { get; }

    private int Parts(ImageBlocks<T> X, Matrix<T> W) => Team.Parts((long)X.Count * Pixels * W.ColumnCount * W.RowCount);

    private static Span<T> Data(Matrix<T>? M) => M is null ? default : MatrixView<T>.Of(M).Data;

    protected readonly record struct ForwardJob(ConvolutionWork<T> Work, ImageBlocks<T> X, ImageBlocks<T> Y, DropMask? Drop, bool Sums) : IJob
    {
        public void Do(int part, int parts) => Work.ForwardPart(in this, new Part(0, X.Blocks).Divide(parts, part));
    }

    protected readonly record struct BackwardJob(
        ConvolutionWork<T> Work, ImageBlocks<T> X, ImageBlocks<T> Y, ImageBlocks<T> dY, T Factor, ImageBlocks<T>? dX) : IJob
    {
        public void Do(int part, int parts) => Work.BackwardPart(in this, part, parts);
    }

    private readonly record struct TotalJob(ConvolutionWork<T> Work, Matrix<T> dW, Matrix<T>? db, int Blocks) : IJob
    {
        public void Do(int part, int parts) => Work.TotalPart(Data(dW), Data(db), Blocks, part, parts);
    }
}

/// <inheritdoc/>
internal sealed unsafe class ConvolutionWork<T, TNumber> : ConvolutionWork<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly ElementwiseLoop? activation;
    private readonly Planes input, output;
    private readonly int kernel, stride, shift;
    private readonly BlockShape xShape, zShape;
    private readonly WindowProduct<TNumber> forward, backward;
    private readonly LaneProduct<TNumber> gradient;

    public ConvolutionWork(WindowGeometry windows, ElementwiseLoop? activation, bool bias)
    {
        (input, output, kernel, stride, this.activation) = (windows.Input, windows.Output, windows.Kernel, windows.Stride, activation);
        int padding = windows.Padding;
        xShape = new(input, padding, 1, input.Height + 2 * padding, input.Width + 2 * padding, kernel);
        // In the backward pass the windows of dZ reach K - 1 - P over its edge; with more padding than that, they begin inside.
        int edge = Math.Max(kernel - 1 - padding, 0);
        shift = edge - (kernel - 1 - padding);
        zShape = new(output, edge, stride,
            Math.Max(edge + (output.Height - 1) * stride + 1, input.Height + shift + kernel - 1),
            Math.Max(edge + (output.Width - 1) * stride + 1, input.Width + shift + kernel - 1),
            kernel);
        forward = new(xShape, kernel, output.Channels);
        backward = new(zShape, kernel, input.Channels);
        gradient = new(forward.Depth, output.Channels, bias);
    }

    protected override int Pixels => output.Height * output.Width;

    protected override void BeginForward(Span<T> w, Span<T> b)
    {
        fixed (TNumber* pw = Numbers(w), pb = Numbers(b)) forward.TakeKernels(pw, pb);
    }

    protected override void ForwardPart(in ForwardJob job, Part blocks)
    {
        ImageBlocks<TNumber> x = Numbers(job.X), y = Numbers(job.Y);
        TNumber* rows = (TNumber*)PackBuffers.A((nint)xShape.Count * sizeof(TNumber));
        Span<RowAhead> ahead = stackalloc RowAhead[2];
        for (int block = blocks.Begin; block < blocks.End; block++)
        {
            StopSign.ThrowIfRequested();
            var ring = new RowRing<TNumber>(xShape, rows, x, block);
            for (int row = 0; row < output.Height; row++)
            {
                ring.FillTo(row * stride + kernel);
                forward.Row(rows, ring.Place(row * stride), output.Width, stride * BlockShape.Lanes, (TNumber*)y.Address(block, 0, row), y.Plane, ahead[..ring.Ahead(ahead)]);
                for (int o = 0; o < output.Channels; o++) Finish(y, block, o, row, in job);
            }
        }
    }

    /// <summary>What else is done with a row of pixels while it is in the cache.</summary>
    private void Finish(ImageBlocks<TNumber> y, int block, int channel, int row, in ForwardJob job)
    {
        Span<TNumber> numbers = y.Row(block, channel, row);
        activation?.Forward(numbers);
        job.Drop?.Apply(numbers, numbers, y, block, channel, row);
        if (job.Sums) ChannelSums.Add(numbers, y.Sums(0, block, channel));
    }

    protected override void BeginBackward(Span<T> w, int blocks)
    {
        gradient.Reserve(gradient.Groups(blocks));
        fixed (TNumber* pw = Numbers(w)) backward.TakeTurnedKernels(pw);
    }

    protected override void BackwardPart(in BackwardJob job, int part, int parts)
    {
        ImageBlocks<TNumber> x = Numbers(job.X), dY = Numbers(job.dY);
        ImageBlocks<TNumber>? dX = job.dX is null ? null : Numbers(job.dX);
        TNumber* xRows = (TNumber*)PackBuffers.A((nint)xShape.Count * sizeof(TNumber));
        TNumber* zRows = (TNumber*)PackBuffers.B((nint)zShape.Count * sizeof(TNumber));
        int scratchNumbers = 2 * output.Width * BlockShape.Lanes;
        TNumber* scratch = (TNumber*)PackBuffers.C((nint)(scratchNumbers + zShape.Row) * sizeof(TNumber)), ones = scratch + scratchNumbers;
        new Span<TNumber>(ones, zShape.Row).Fill(TNumber.One);
        int groups = gradient.Groups(x.Blocks);
        Part some = new Part(0, groups).Divide(parts, part);
        for (int group = some.Begin; group < some.End; group++)
        {
            gradient.Clear(group);
            Part blocks = new Part(0, x.Blocks).Divide(groups, group);
            for (int block = blocks.Begin; block < blocks.End; block++)
            {
                StopSign.ThrowIfRequested();
                var zRing = new RowRing<TNumber>(zShape, zRows, dY, block)
                {
                    Activation = activation,
                    Activated = Numbers(job.Y),
                    Factor = Number(job.Factor),
                    Scratch = scratch,
                };
                BackwardBlock(new(xShape, xRows, x, block), zRing, group, ones, x, dX, block);
            }
        }
    }

    /// <summary>Down the rows of dZ with the zeros around: what a row adds to dW, and the row of dX that is complete with it.</summary>
    private void BackwardBlock(
        RowRing<TNumber> xRing, RowRing<TNumber> zRing, int group, TNumber* ones, ImageBlocks<TNumber> x, ImageBlocks<TNumber>? dX, int block)
    {
        Span<RowAhead> ahead = stackalloc RowAhead[4];
        int length = ((output.Width - 1) * stride + 1) * BlockShape.Lanes;
        int end = dX is null ? zShape.Padding + (output.Height - 1) * stride + 1 : zShape.Height;
        for (int zRow = 0; zRow < end; zRow++)
        {
            zRing.FillTo(zRow + 1);
            int at = zRow - zShape.Padding, xRow = zRow + 1 - kernel - shift;
            if (at >= 0 && at % stride == 0 && at / stride < output.Height)
            {
                xRing.FillTo(at + kernel);
                gradient.Add(group, xRing.Rows, forward.Window(xRing.Place(at)), zRing.Row(zRow) + zShape.Padding * BlockShape.Lanes, zShape.Plane, length, ones);
            }
            if (dX is null || xRow < 0 || xRow >= input.Height) continue;
            int count = zRing.Ahead(ahead);
            count += xRing.Ahead(ahead[count..]);
            InputRow(zRing, x, dX, block, xRow, ahead[..count]);
        }
    }

    private void InputRow(RowRing<TNumber> zRing, ImageBlocks<TNumber> x, ImageBlocks<TNumber> dX, int block, int row, ReadOnlySpan<RowAhead> ahead)
    {
        backward.Row(zRing.Rows + shift * BlockShape.Lanes, zRing.Place(row + shift), input.Width, BlockShape.Lanes, (TNumber*)dX.Address(block, 0, row), dX.Plane, ahead);
        if (x.Pending is not Normalisation<TNumber> normalisation) return;
        for (int c = 0; c < input.Channels; c++)
        {
            ChannelSums.AddGradients(x.Row(block, c, row), normalisation.Means[c], dX.Row(block, c, row), dX.Sums(0, block, c), dX.Sums(1, block, c));
        }
    }

    protected override void TotalPart(Span<T> dW, Span<T> db, int blocks, int part, int parts) =>
        gradient.Total(gradient.Groups(blocks), new Part(0, gradient.Weights).Divide(parts, part), Numbers(dW), Numbers(db));

    private static Span<TNumber> Numbers(Span<T> span) => MemoryMarshal.Cast<T, TNumber>(span);

    /// <summary>T and TNumber are the same; only the compiler does not know it.</summary>
    private static ImageBlocks<TNumber> Numbers(ImageBlocks<T> images) => (ImageBlocks<TNumber>)(object)images;

    private static TNumber Number(T value) => Unsafe.As<T, TNumber>(ref value);
}
