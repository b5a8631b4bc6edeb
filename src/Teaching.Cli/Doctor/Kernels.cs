using Teaching.Jupyter.Kernelspecs;

namespace Teaching.Cli;

/// <summary>Which kernels the user's Jupyter knows, and whether the programs that ours names are still there.</summary>
internal static class Kernels
{
    /// <summary>One finding for all kernelspecs in a folder.</summary>
    public static Finding Of(string folder)
    {
        Kernelspec[] kernels = [.. new KernelspecStore(folder).List()];
        string names = kernels.Length == 0 ? "none" : string.Join(", ", kernels.Select(kernel => kernel.IsOurs ? $"{kernel.Name} (ours)" : kernel.Name));
        if (!kernels.Any(kernel => kernel.IsOurs)) return new("kernelspecs", $"{names}; 'teach kernel install' brings ours");
        Kernelspec? broken = kernels.FirstOrDefault(kernel => kernel.IsOurs && kernel.Missing.Any());
        return broken is null
            ? new("kernelspecs", names)
            : new("kernelspecs", $"{names}; {broken.Name} starts {broken.Missing.First()}, which is not there", "'teach kernel install' writes it anew");
    }
}
