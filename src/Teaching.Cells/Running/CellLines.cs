using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;

namespace Teaching.Cells;

/// <summary>
/// The lines of cells, from their debug information. The runtime itself knows them on the desktop; in a browser it would, and then interpret
/// all code three to four times as slowly.
/// </summary>
internal static class CellLines
{
    private static readonly ConditionalWeakTable<Assembly, byte[]> symbols = [];

    /// <summary>Remembers the debug information of a cell.</summary>
    public static void Keep(Assembly cell, MemoryStream portablePdb) => symbols.AddOrUpdate(cell, portablePdb.ToArray());

    /// <summary>The file, which may be empty, and line of a frame; null when they are not known.</summary>
    public static (string File, int Line)? Of(StackFrame frame)
    {
        if (frame.GetFileLineNumber() is > 0 and int line) return (frame.GetFileName() ?? "", line);
        if (frame.GetMethod() is not { } method || !symbols.TryGetValue(method.Module.Assembly, out byte[]? pdb) || frame.GetILOffset() < 0) return null;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(pdb));
        MetadataReader reader = provider.GetMetadataReader();
        var handle = (MethodDefinitionHandle)MetadataTokens.Handle(method.MetadataToken);
        SequencePoint? last = null;
        foreach (SequencePoint point in reader.GetMethodDebugInformation(handle).GetSequencePoints())
            if (!point.IsHidden && point.Offset <= frame.GetILOffset()) last = point;
        return last is { } found ? (reader.GetString(reader.GetDocument(found.Document).Name), found.StartLine) : null;
    }
}
