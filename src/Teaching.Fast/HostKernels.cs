namespace Teaching.Fast;

/// <summary>
/// Where .NET itself is slow, the host of the library may compute in its place. In a browser C# is interpreted and has no fused
/// multiply-add: a product of matrices goes at 0.05 GFLOP/s there, and at 30 in the module of WebAssembly that the page brings.
/// </summary>
/// <remarks>
/// The host puts a function under a name into <see cref="AppContext"/> before the library is first used: a convention that knows nothing of the
/// host. Elsewhere the field is null for good, and the compiler leaves the question out.
/// </remarks>
internal static unsafe class HostKernels
{
    /// <summary>
    /// Computes the product at an address, which is a <see cref="ProductTask{T}"/> of float or, where the last argument says so, of double.
    /// The second address is <see cref="WorkMemory"/>. Null where the host has none.
    /// </summary>
    public static readonly Action<nint, nint, bool>? Product = AppContext.GetData("Teaching.Product") as Action<nint, nint, bool>;

    /// <summary>The address of memory that a product of this depth may write to: a panel of B and a tile of 6 rows, rows of 32 bytes.</summary>
    public static nint WorkMemory(int depth) => (nint)PackBuffers.B(((nint)depth + 6) * 32);
}
