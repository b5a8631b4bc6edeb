using System.Collections.Concurrent;
using System.Reflection;

namespace Teaching.Cells;

/// <summary>
/// Finds what a type says of its own display: an attribute that is named <c>TypeFormatterSourceAttribute</c>, on the
/// type or a base class of it, or on an assembly for types of others. Names alone count, so no library has to refer
/// to us. An attribute on an interface does not count.
/// </summary>
internal static class FormatterConvention
{
    public const string AttributeName = "TypeFormatterSourceAttribute";
    private static readonly ConcurrentDictionary<Type, TypeFormatters?> known = new();
    private static readonly List<TypeFormatters> fromAssemblies = [];
    private static readonly HashSet<Assembly> scanned = [];
    private static readonly Lock gate = new();

    /// <summary>Formatters that somebody has registered come first; null where nobody can register any.</summary>
    public static Func<Type, TypeFormatters?>? Registered { get; set; }

    /// <exception cref="FormatterException">The formatters do not keep to the convention.</exception>
    public static TypeFormatters? Find(Type type)
    {
        if (Registered?.Invoke(type) is { } registered) return registered;
        if (FoundNewAssemblyFormatters()) known.Clear();
        return known.GetOrAdd(type, static type => OnType(type) ?? OnAssemblies(type));
    }

    private static TypeFormatters? OnType(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (Attributes(ancestor.GetCustomAttributesData()).Select(TypeFormatters.Create).OfType<TypeFormatters>().FirstOrDefault() is { } formatters)
                return formatters.For(type);
        return null;
    }

    private static TypeFormatters? OnAssemblies(Type type)
    {
        lock (gate)
        {
            for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
                if (fromAssemblies.Select(formatters => formatters.Carrying(ancestor)).OfType<TypeFormatters>().FirstOrDefault() is { } found)
                    return found;
            return null;
        }
    }

    /// <summary>Each assembly is looked at once, when it is there.</summary>
    private static bool FoundNewAssemblyFormatters()
    {
        lock (gate)
        {
            bool found = false;
            foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies().Where(scanned.Add))
            {
                if (assembly.IsDynamic || assembly.GetName().Name!.StartsWith("System", StringComparison.Ordinal)) continue;
                foreach (TypeFormatters formatters in Attributes(assembly.GetCustomAttributesData()).Select(TypeFormatters.Create).OfType<TypeFormatters>())
                {
                    fromAssemblies.Add(formatters);
                    found = true;
                }
            }
            return found;
        }
    }

    private static IEnumerable<CustomAttributeData> Attributes(IEnumerable<CustomAttributeData> attributes) =>
        attributes.Where(attribute => attribute.AttributeType.Name == AttributeName);
}
