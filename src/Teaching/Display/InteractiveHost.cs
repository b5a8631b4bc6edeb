using System.Reflection;

namespace Teaching;

/// <summary>
/// Tells .NET Interactive how to show matrices, when it is the host. It is found by name among the loaded assemblies,
/// so that the library needs no reference to it.
/// </summary>
internal static class InteractiveHost
{
    private const string FormattingAssembly = "Microsoft.DotNet.Interactive.Formatting";

    private static readonly HashSet<Assembly> Told = [];

    /// <summary>Registers all formatters in every loaded host that has not been told yet.</summary>
    public static void RegisterMatrices()
    {
        lock (Told)
        {
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            {
                if (assembly.GetName().Name == FormattingAssembly && !Told.Contains(assembly) && TryRegister(assembly)) Told.Add(assembly);
            }
        }
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
