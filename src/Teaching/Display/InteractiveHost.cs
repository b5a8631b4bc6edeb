using System.Reflection;

namespace Teaching;

/// <summary>
/// Tells .NET Interactive how to show matrices, when it is the host. It is found by name among the loaded assemblies,
/// so that the library needs no reference to it.
/// </summary>
internal static class InteractiveHost
{
    private const string FormattingAssembly = "Microsoft.DotNet.Interactive.Formatting";

    /// <summary>Registers all formatters in every loaded host. Gives back how many hosts there were.</summary>
    public static int RegisterMatrices()
    {
        int hosts = 0;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.GetName().Name == FormattingAssembly && TryRegister(assembly)) hosts++;
        }
        return hosts;
    }

    private static bool TryRegister(Assembly host)
    {
        var formatter = host.GetType(FormattingAssembly + ".Formatter");
        var register = formatter?.GetMethod("Register", [typeof(Type), typeof(Action<object, TextWriter>), typeof(string)]);
        var prefer = formatter?.GetMethod("SetPreferredMimeTypesFor", [typeof(Type), typeof(string[])]);
        if (register is null || prefer is null) return false;

        foreach (var group in new MatrixFormatters().CreateTypeFormatters().GroupBy(f => f.Type))
        {
            foreach (var f in group)
            {
                Action<object, TextWriter> write = (value, writer) => f.Format(value, writer);
                register.Invoke(null, [group.Key, write, f.MimeType]);
            }
            prefer.Invoke(null, [group.Key, group.Select(f => f.MimeType).ToArray()]);
        }
        return true;
    }
}
