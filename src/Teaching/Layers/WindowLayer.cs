using System.Numerics;
using Teaching.Fast;

namespace Teaching;

/// <summary>
/// A layer that looks at an image through a window of K by K pixels, which moves on by the stride: convolution and pooling. With P zeros
/// around the image there are (H + 2P - K)/stride + 1 rows of windows, rounded down, and likewise columns with W; each makes one pixel.
/// Used in lesson 10.
/// </summary>
public abstract class WindowLayer<T> : Layer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    private protected WindowLayer(string what, ImageShape input, int channels, int kernel, int stride, int padding)
    {
        Input = input.Require(what);
        Require.AtLeastOne(channels, what, "output channel");
        if (kernel < 1) throw new ArgumentException($"{what} needs a window of at least one pixel, not {kernel}; 3 is usual.");
        if (stride < 1) throw new ArgumentException($"{what} needs a stride of at least 1, not {stride}: the window would not move on.");
        if (padding < 0) throw new ArgumentException($"{what} cannot have a padding of {padding}: it is the number of zeros on each side, 0 or more.");
        int height = input.Height + 2 * padding - kernel, width = input.Width + 2 * padding - kernel;
        if (height < 0 || width < 0)
            throw new ArgumentException($"{what} cannot put a window of {kernel}x{kernel} on images of {input.Height}x{input.Width}"
                + (padding > 0 ? $" with a padding of {padding}" : "") + ": it is larger than the image. Take a smaller window"
                + " or more padding, or let fewer layers shrink the image before.");
        Output = new ImageShape(channels, height / stride + 1, width / stride + 1).Require(what);
        (Kernel, Stride, Padding) = (kernel, stride, padding);
    }

    /// <summary>(C, H, W) of X and of Y.</summary>
    public ImageShape Input { get; }
    public ImageShape Output { get; }

    /// <summary>K, the height and width of the window; the pixels by which it moves on; P, the zeros on each side of the image.</summary>
    public int Kernel { get; }
    public int Stride { get; }
    public int Padding { get; }
    public override int Inputs => Input.Size;
    public override int Outputs => Output.Size;

    internal WindowGeometry Windows => new(
        new(Input.Channels, Input.Height, Input.Width), new(Output.Channels, Output.Height, Output.Width), Kernel, Stride, Padding);

    /// <summary>Such as <c>3x3 stride 2 padding 1</c>, without what is usual.</summary>
    private protected string WindowText(int usualStride) =>
        $"{Kernel}x{Kernel}" + (Stride != usualStride ? $" stride {Stride}" : "") + (Padding > 0 ? $" padding {Padding}" : "");
}
