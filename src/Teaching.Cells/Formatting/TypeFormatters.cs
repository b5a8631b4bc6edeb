using System.Reflection;
using System.Text.Json;

namespace Teaching.Cells;

/// <summary>One formatter of the convention: a MIME type, perhaps the type it is for, and what writes the text.</summary>
internal sealed record DuckFormatter(string MimeType, Type? ForType, Func<object, TextWriter, bool> Format);

/// <summary>The formatters of one source, with the MIME types that its attribute prefers.</summary>
internal sealed record TypeFormatters(string SourceName, IReadOnlyList<string> Preferred, IReadOnlyList<DuckFormatter> Formatters)
{
    /// <summary>Null when the source is a class of which nobody can make an object: then it is as if there were no attribute.</summary>
    /// <exception cref="FormatterException">The source does not keep to the convention.</exception>
    public static TypeFormatters? Create(CustomAttributeData data)
    {
        Type source = SourceOf(data);
        if (!CanBeMade(source)) return null;
        string[] preferred = PreferredOf(data);
        object? created = Call(() => Activator.CreateInstance(source), $"{source.Name}()");
        MethodInfo create = source.GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes)
            ?? throw new FormatterException($"{source.Name} has no public method CreateTypeFormatters(), so it is not a source of formatters.");
        if (Call(() => create.Invoke(created, null), $"{source.Name}.CreateTypeFormatters()") is not System.Collections.IEnumerable formatters)
            throw new FormatterException($"{source.Name}.CreateTypeFormatters() must give a sequence of formatters.");

        DuckFormatter[] ducks = [.. formatters.Cast<object>().Select(AsFormatter)];
        return new TypeFormatters(source.Name, preferred.Length > 0 ? preferred : [.. ducks.Select(duck => duck.MimeType).Distinct()], ducks);
    }

    /// <summary>Those for a type whose attribute this is: the ones that carry no other type.</summary>
    public TypeFormatters For(Type type) =>
        this with { Formatters = [.. Formatters.Where(formatter => formatter.ForType is null || Fits(formatter.ForType, type))] };

    /// <summary>Those that carry exactly this type or the open generic that it is made of; null when there are none.</summary>
    public TypeFormatters? Carrying(Type type)
    {
        DuckFormatter[] fitting = [.. Formatters.Where(formatter => formatter.ForType is { } carried && IsSame(carried, type))];
        return fitting.Length == 0 ? null : this with { Formatters = fitting };
    }

    public OrderedDictionary<string, string> Format(object value)
    {
        OrderedDictionary<string, string> data = [];
        OrderedDictionary<string, string>? standard = null;
        foreach (string mimeType in Preferred)
        {
            if (Write(value, mimeType) is { } text) data[mimeType] = text;
            else if ((standard ??= ValueFormatter.Default(value)).TryGetValue(mimeType, out string? usual)) data[mimeType] = usual;
        }
        return data.Count > 0 ? data : ValueFormatter.Default(value);
    }

    /// <summary>The text of one MIME type; null when its formatter leaves the value to the default.</summary>
    public string? Write(object value, string mimeType)
    {
        if (Formatters.FirstOrDefault(formatter => formatter.MimeType == mimeType) is not { } formatter)
        {
            if (mimeType is ValueFormatter.HtmlType or ValueFormatter.PlainType) return null;
            throw new FormatterException($"{SourceName} prefers {mimeType}, but makes no formatter for it.");
        }
        using StringWriter writer = new(System.Globalization.CultureInfo.InvariantCulture);
        string what = $"The formatter of {SourceName} for {mimeType}";
        try
        {
            if (!formatter.Format(value, writer)) return null;
        }
        catch (Exception error) when (error is not FormatterException)
        {
            throw new FormatterException($"{what} threw {error.GetType().Name}: {error.Message}", error);
        }
        string text = writer.ToString();
        if (mimeType.EndsWith("json", StringComparison.Ordinal)) CheckJson(text, what);
        return text;
    }

    private static bool CanBeMade(Type source) =>
        !source.IsAbstract && !source.ContainsGenericParameters && (source.IsValueType || source.GetConstructor(Type.EmptyTypes) is not null);

    private static Type SourceOf(CustomAttributeData data) =>
        data.ConstructorArguments.Select(argument => argument.Value)
            .Concat(data.NamedArguments.Where(argument => argument.MemberName == "FormatterSourceType").Select(argument => argument.TypedValue.Value))
            .OfType<Type>().FirstOrDefault()
        ?? throw new FormatterException($"{data.AttributeType.Name} names no FormatterSourceType.");

    private static string[] PreferredOf(CustomAttributeData data) =>
        data.NamedArguments.Where(argument => argument.MemberName == "PreferredMimeTypes")
            .Select(argument => argument.TypedValue)
            .Concat(data.ConstructorArguments.Where(argument => argument.ArgumentType == typeof(string[])))
            .Select(argument => argument.Value).OfType<IEnumerable<CustomAttributeTypedArgument>>().FirstOrDefault()
            ?.Select(argument => argument.Value).OfType<string>().ToArray() ?? [];

    private static DuckFormatter AsFormatter(object formatter)
    {
        Type type = formatter.GetType();
        string mimeType = type.GetProperty("MimeType")?.GetValue(formatter) as string
            ?? throw new FormatterException($"The formatter {type.Name} has no public string property MimeType.");
        MethodInfo[] methods = [.. type.GetMethods().Where(method => method.Name == "Format")];
        if (methods is not [{ IsStatic: false } method]
            || method.ReturnType != typeof(bool)
            || !method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual([typeof(object), typeof(TextWriter)]))
            throw new FormatterException($"The formatter {type.Name} needs exactly one public method bool Format(object, TextWriter).");
        return new DuckFormatter(
            mimeType, type.GetProperty("Type")?.GetValue(formatter) as Type, method.CreateDelegate<Func<object, TextWriter, bool>>(formatter));
    }

    private static object? Call(Func<object?> call, string what)
    {
        try
        {
            return call();
        }
        catch (Exception error) when (error is TargetInvocationException or MissingMethodException or MemberAccessException)
        {
            Exception cause = error.InnerException ?? error;
            throw new FormatterException($"{what} threw {cause.GetType().Name}: {cause.Message}", cause);
        }
    }

    private static void CheckJson(string text, string what)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException error)
        {
            throw new FormatterException($"{what} wrote something that is not JSON: {error.Message}", error);
        }
    }

    private static bool Fits(Type carried, Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (IsSame(carried, ancestor)) return true;
        return false;
    }

    private static bool IsSame(Type carried, Type type) =>
        carried == type || (carried.IsGenericTypeDefinition && type.IsGenericType && type.GetGenericTypeDefinition() == carried);
}
