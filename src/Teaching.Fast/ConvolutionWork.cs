using System.Numerics;
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

    /// <summary>Y = f(X * W + b), where * stands for the convolution.</summary>
    public Matrix<T> Forward(Matrix<T> X, Matrix<T> W, Matrix<T>? b, Matrix<T> Y)
    {
        BeginForward(Data(W), Data(b));
        return Team.Run(Parts(X, W), new ForwardJob(this, X, Y), Y);
    }

    /// <summary>dW, db and dX from dY; dX may be null, when nobody asks for it. Y is that of the last Forward, for the slope of f.</summary>
    public Matrix<T>? Backward(Matrix<T> X, Matrix<T> W, Matrix<T> Y, Matrix<T> dY, Matrix<T> dW, Matrix<T>? db, Matrix<T>? dX)
    {
        int parts = Parts(X, W);
        BeginBackward(Data(W), X.RowCount);
        Team.Run(parts, new BackwardJob(this, X, Y, dY, dX));
        return Team.Run(parts, new TotalJob(this, dW, db, X.RowCount), dX);
    }

    /// <summary>Before the parts of a forward pass: lays out the kernels.</summary>
    protected abstract void BeginForward(Span<T> w, Span<T> b);

    /// <summary>Y = f(XW + b) for some of the images.</summary>
    protected abstract void ForwardPart(Span<T> x, Span<T> y, int n, int part, int parts);

    /// <summary>Before the parts of a backward pass.</summary>
    protected abstract void BeginBackward(Span<T> w, int n);

    /// <summary>dX, and the sums of dW and db, for some of the images.</summary>
    protected abstract void BackwardPart(Span<T> x, Span<T> y, Span<T> dY, Span<T> dX, int n, int part, int parts);

    /// <summary>dW and db for some of the weights, once all images are done.</summary>
    protected abstract void TotalPart(Span<T> dW, Span<T> db, int n, int part, int parts);

    /// <summary>How many pixels the layer makes of one image and channel.</summary>
    protected abstract int Pixels { get; }

    private int Parts(Matrix<T> X, Matrix<T> W) => Team.Parts((long)X.RowCount * Pixels * W.ColumnCount * W.RowCount);

    private static Span<T> Data(Matrix<T>? M) => M is null ? default : MatrixView<T>.Of(M).Data;

    private readonly record struct ForwardJob(ConvolutionWork<T> Work, Matrix<T> X, Matrix<T> Y) : IJob
    {
        public void Do(int part, int parts) => Work.ForwardPart(Data(X), Data(Y), X.RowCount, part, parts);
    }

    private readonly record struct BackwardJob(ConvolutionWork<T> Work, Matrix<T> X, Matrix<T> Y, Matrix<T> dY, Matrix<T>? dX) : IJob
    {
        public void Do(int part, int parts) => Work.BackwardPart(Data(X), Data(Y), Data(dY), Data(dX), X.RowCount, part, parts);
    }

    private readonly record struct TotalJob(ConvolutionWork<T> Work, Matrix<T> dW, Matrix<T>? db, int Images) : IJob
    {
        public void Do(int part, int parts) => Work.TotalPart(Data(dW), Data(db), Images, part, parts);
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
        xShape = new(input, padding, 1, input.Height + 2 * padding, input.Width + 2 * padding);
        // In the backward pass the windows of dZ reach K - 1 - P over its edge; with more padding than that, they begin inside.
        int edge = Math.Max(kernel - 1 - padding, 0);
        shift = edge - (kernel - 1 - padding);
        zShape = new(output, edge, stride,
            Math.Max(edge + (output.Height - 1) * stride + 1, input.Height + shift + kernel - 1),
            Math.Max(edge + (output.Width - 1) * stride + 1, input.Width + shift + kernel - 1));
        forward = new(xShape, kernel, output.Channels);
        backward = new(zShape, kernel, input.Channels);
        gradient = new(forward.Depth, output.Channels, bias);
    }

    /// <summary>Three rows for an activation's backward pass, one for each channel of a product, and one of ones.</summary>
    private int ScratchNumbers => BlockShape.Lanes * (3 * output.Width + Math.Max(output.Channels * output.Width, input.Channels * input.Width) + zShape.Width);

    protected override int Pixels => output.Height * output.Width;

    private static int Blocks(int n) => Part.Count(n, BlockShape.Lanes);

    protected override void BeginForward(Span<T> w, Span<T> b)
    {
        fixed (TNumber* pw = Numbers(w), pb = Numbers(b)) forward.TakeKernels(pw, pb);
    }

    protected override void ForwardPart(Span<T> x, Span<T> y, int n, int part, int parts)
    {
        fixed (TNumber* px = Numbers(x), py = Numbers(y))
        {
            TNumber* data = (TNumber*)PackBuffers.A((nint)xShape.Count * sizeof(TNumber));
            TNumber* rows = (TNumber*)PackBuffers.C((nint)ScratchNumbers * sizeof(TNumber));
            Part blocks = new Part(0, Blocks(n)).Divide(parts, part);
            for (int i = blocks.Begin; i < blocks.End; i++)
            {
                StopSign.ThrowIfRequested();
                var block = new ImageBlock<TNumber>(xShape, data, px, n, i * BlockShape.Lanes);
                for (int row = 0; row < output.Height; row++)
                {
                    block.FillTo(row * stride + kernel);
                    forward.Row(data + (nint)row * stride * xShape.Row, output.Width, stride * BlockShape.Lanes, rows);
                    activation?.Forward(new Span<TNumber>(rows, output.Channels * output.Width * BlockShape.Lanes));
                    block.Scatter(rows, py, output, row);
                }
            }
        }
    }

    protected override void BeginBackward(Span<T> w, int n)
    {
        gradient.Reserve(gradient.Groups(Blocks(n)));
        fixed (TNumber* pw = Numbers(w)) backward.TakeTurnedKernels(pw);
    }

    protected override void BackwardPart(Span<T> x, Span<T> y, Span<T> dY, Span<T> dX, int n, int part, int parts)
    {
        fixed (TNumber* px = Numbers(x), py = Numbers(y), pdY = Numbers(dY), pdX = Numbers(dX))
        {
            TNumber* xData = (TNumber*)PackBuffers.A((nint)xShape.Count * sizeof(TNumber));
            TNumber* zData = (TNumber*)PackBuffers.B((nint)zShape.Count * sizeof(TNumber));
            TNumber* scratch = (TNumber*)PackBuffers.C((nint)ScratchNumbers * sizeof(TNumber));
            TNumber* ones = scratch + 3 * output.Width * BlockShape.Lanes, rows = ones + zShape.Row;
            new Span<TNumber>(ones, zShape.Row).Fill(TNumber.One);
            int groups = gradient.Groups(Blocks(n));
            Part some = new Part(0, groups).Divide(parts, part);
            for (int group = some.Begin; group < some.End; group++)
            {
                gradient.Clear(group);
                Part blocks = new Part(0, Blocks(n)).Divide(groups, group);
                for (int i = blocks.Begin; i < blocks.End; i++)
                {
                    StopSign.ThrowIfRequested();
                    var xBlock = new ImageBlock<TNumber>(xShape, xData, px, n, i * BlockShape.Lanes);
                    var zBlock = new ImageBlock<TNumber>(zShape, zData, pdY, n, i * BlockShape.Lanes)
                    {
                        Activation = activation,
                        Activated = py,
                        Scratch = scratch,
                    };
                    BackwardBlock(xBlock, zBlock, group, ones, rows, pdX);
                }
            }
        }
    }

    /// <summary>Down the rows of the output: what a row adds to dW, and the rows of dX that are complete with it.</summary>
    private void BackwardBlock(ImageBlock<TNumber> x, ImageBlock<TNumber> z, int group, TNumber* ones, TNumber* rows, TNumber* dX)
    {
        int done = 0, length = ((output.Width - 1) * stride + 1) * BlockShape.Lanes;
        for (int row = 0; row < output.Height; row++)
        {
            int zRow = zShape.Padding + row * stride;
            x.FillTo(row * stride + kernel);
            z.FillTo(zRow + 1);
            gradient.Add(group, x.Data + (nint)row * stride * xShape.Row, forward.Window,
                z.Data + (nint)zRow * zShape.Row + zShape.Padding * BlockShape.Lanes, zShape.Plane, length, ones);
            for (; dX != null && done < input.Height && done + shift + kernel <= zRow + 1; done++) InputRow(z, done, rows, dX);
        }
        z.FillTo(dX == null ? 0 : zShape.Height);
        for (; dX != null && done < input.Height; done++) InputRow(z, done, rows, dX);
    }

    private void InputRow(ImageBlock<TNumber> z, int row, TNumber* rows, TNumber* dX)
    {
        backward.Row(z.Data + (nint)(row + shift) * zShape.Row + shift * BlockShape.Lanes, input.Width, BlockShape.Lanes, rows);
        z.Scatter(rows, dX, input, row);
    }

    protected override void TotalPart(Span<T> dW, Span<T> db, int n, int part, int parts) =>
        gradient.Total(gradient.Groups(Blocks(n)), new Part(0, gradient.Weights).Divide(parts, part), Numbers(dW), Numbers(db));

    private static Span<TNumber> Numbers(Span<T> span) => MemoryMarshal.Cast<T, TNumber>(span);
}
