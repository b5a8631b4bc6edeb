namespace Teaching;

/// <summary>
/// Tells a notebook host how values of a type are shown. .NET Interactive, our own engine and any other host that
/// honours the convention look for an attribute of this name on the type, whatever its namespace, and create
/// <see cref="FormatterSourceType"/> to ask for formatters. On the assembly it speaks for types that are not ours.
/// </summary>
/// <param name="formatterSourceType">A public class with a parameterless constructor and <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class that makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types of a displayed value, first the one to prefer. Each needs a formatter of its own.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
