using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Teaching.Cells;

/// <summary>
/// Loads a library that says how types of others are shown as soon as a cell refers to it. The runtime would load it when code of it first
/// runs, and until then a matrix would be shown in another way than afterwards.
/// </summary>
internal sealed class FormatterLibraries(AssemblyLoadContext loadContext, IEnumerable<MetadataReference> framework)
{
    private readonly HashSet<MetadataReference> seen = [.. framework];

    public void Load(Compilation cell)
    {
        foreach (MetadataReference reference in cell.References.Where(seen.Add))
        {
            if (cell.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol library && library.GetAttributes().Any(IsFormatterSource)) Load(library.Name);
        }
    }

    private static bool IsFormatterSource(AttributeData attribute) => attribute.AttributeClass?.Name == FormatterConvention.AttributeName;

    private void Load(string name)
    {
        try
        {
            loadContext.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            // The first cell that uses it will say so.
        }
    }
}
