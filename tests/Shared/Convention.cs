using System.Collections;
using System.Reflection;

namespace Teaching.Tests;

/// <summary>Reads formatters as a notebook host does: by names and reflection alone.</summary>
internal static class Convention
{
    public static List<object> FormattersOf(Type source)
    {
        Assert.True(source.IsPublic, $"{source} should be public");
        object instance = source.GetConstructor([])!.Invoke(null);
        var create = source.GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.Instance)!;
        return [.. ((IEnumerable)create.Invoke(instance, null)!).Cast<object>()];
    }

    public static string MimeTypeOf(object formatter) => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;

    /// <summary>MIME type to text, in the order of the attribute.</summary>
    public static List<KeyValuePair<string, string>> Show(object value)
    {
        var attribute = value.GetType().GetCustomAttributes(inherit: true).Single(a => a.GetType().Name == "TypeFormatterSourceAttribute");
        var formatters = FormattersOf((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!);
        string[] preferred = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        return [.. preferred.Select(mime => KeyValuePair.Create(mime, Format(formatters.Single(f => MimeTypeOf(f) == mime), value)))];
    }

    private static string Format(object formatter, object value)
    {
        var methods = formatter.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(m => m.Name == "Format").ToArray();
        var method = Assert.Single(methods);
        Assert.Equal([typeof(object), typeof(TextWriter)], method.GetParameters().Select(p => p.ParameterType));
        using var writer = new StringWriter();
        Assert.Equal(true, method.Invoke(formatter, [value, writer]));
        return writer.ToString();
    }
}
