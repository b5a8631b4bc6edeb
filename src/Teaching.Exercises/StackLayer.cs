namespace Teaching;

/// <summary>One layer of a stack: a window that moves over the maps of the layer before, as a convolution or as a pooling. Used in lesson 10.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kernel">K, the side of its window.</param>
/// <param name="Stride">S, by how many numbers the window moves on.</param>
/// <param name="Kernels">How many kernels a convolution has, which is how many channels come out; 0 for a pooling.</param>
public sealed record StackLayer(string Name, int Kernel, int Stride, int Kernels)
{
    /// <summary>Whether it is a pooling, which learns nothing and keeps the channels.</summary>
    public bool IsPooling => Kernels == 0;
}
