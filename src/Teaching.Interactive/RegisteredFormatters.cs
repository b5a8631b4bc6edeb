using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Teaching.Cells;

namespace Teaching.Interactive;

/// <summary>What cells and extensions have registered with the Formatter of .NET Interactive. Where they have said nothing, the engine's own way holds.</summary>
internal sealed class RegisteredFormatters
{
    private readonly HashSet<(Type Type, string MimeType)> builtIn = [.. Formatter.RegisteredFormatters(includeDefaults: true).Select(one => (one.Type, one.MimeType))];

    /// <summary>What SetPreferredMimeTypesFor was told; the Formatter itself mixes it with its defaults when asked.</summary>
    private readonly ConcurrentStack<(Type Type, HashSet<string> MimeTypes)> preferences = Inside<ConcurrentStack<(Type, HashSet<string>)>>("_preferredMimeTypes");

    private readonly ConcurrentDictionary<Type, bool> checkedForSources = Inside<ConcurrentDictionary<Type, bool>>("_typesThatHaveBeenCheckedForFormatters");

    public TypeFormatters? For(Type type)
    {
        string[] registered = [.. Registered().Where(one => IsFor(one.Type, type)).Select(one => one.MimeType).Distinct()];
        bool isOfPackages = typeof(IHtmlContent).IsAssignableFrom(type) || type.Assembly == typeof(Formatter).Assembly;
        if (registered.Length == 0 && !isOfPackages && !preferences.Any(one => IsFor(one.Type, type))) return null;

        string[] preferred = PreferredFor(type);
        // Who looks for text finds it, if somebody has said what it is.
        if (registered.Contains(PlainTextFormatter.MimeType)) preferred = [.. preferred.Union([PlainTextFormatter.MimeType])];
        IEnumerable<string> written = isOfPackages ? preferred : registered.Union(preferred.Where(mimeType => IsWritten(type, mimeType)));
        return new TypeFormatters($"{nameof(Formatter)}, asked for {type.Name},", preferred, [.. written.Select(mimeType => new DuckFormatter(mimeType, null, (value, writer) => Write(value, writer, mimeType)))]);
    }

    /// <summary>What code has registered, and what types say of themselves, which the Formatter keeps with its defaults.</summary>
    private IEnumerable<ITypeFormatter> Registered() => Formatter.RegisteredFormatters(includeDefaults: false)
        .Concat(Formatter.RegisteredFormatters(includeDefaults: true).Where(one => !builtIn.Contains((one.Type, one.MimeType))));

    /// <summary>The Formatter itself fails for a type whose formatter source nobody can make, as a chart of Plotly.NET; not when it does not look for one.</summary>
    private string[] PreferredFor(Type type)
    {
        try
        {
            return [.. Formatter.GetPreferredMimeTypesFor(type)];
        }
        catch (Exception error) when (error is MissingMemberException or InvalidOperationException or TargetInvocationException)
        {
            checkedForSources.TryAdd(type, false);
            return [.. Formatter.GetPreferredMimeTypesFor(type)];
        }
    }

    private static bool Write(object value, TextWriter writer, string mimeType)
    {
        writer.Write(value.ToDisplayString(mimeType));
        return true;
    }

    /// <summary>Whether the Formatter knows by itself how to write such a value so; text and HTML are the engine's own.</summary>
    private bool IsWritten(Type type, string mimeType) =>
        mimeType is not (HtmlFormatter.MimeType or PlainTextFormatter.MimeType) && builtIn.Any(one => one.MimeType == mimeType && IsFor(one.Type, type));

    private static bool IsFor(Type registered, Type type) =>
        registered.IsAssignableFrom(type) || (registered.IsGenericTypeDefinition && Ancestors(type).Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == registered));

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType) yield return ancestor;
        foreach (Type contract in type.GetInterfaces()) yield return contract;
    }

    private static T Inside<T>(string field) => (T)typeof(Formatter).GetField(field, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
