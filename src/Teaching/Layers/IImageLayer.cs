using System.Numerics;
using Teaching.Fast;

namespace Teaching;

/// <summary>A layer that also works on images in blocks, the form in which a network hands them from one such layer to the next.</summary>
internal interface IImageLayer<T> where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether this one does.</summary>
    bool TakesBlocks => true;

    /// <summary>Y for X; both may have a normalisation pending.</summary>
    ImageBlocks<T> Forward(ImageBlocks<T> X);

    /// <summary>dX for dY, which may be anything when it is not wanted.</summary>
    ImageBlocks<T> Backward(ImageBlocks<T> dY, bool wanted);
}
