using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace Teaching.Cells;

/// <summary>Values that are one piece of text, written alike under every culture.</summary>
internal static class Scalars
{
    /// <summary>The text, or null when the value is no scalar.</summary>
    public static string? TryText(object value) => Safely.Ask(() => Text(value), name => name);

    private static string? Text(object value) => value switch
    {
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        DateOnly or TimeOnly => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        bool or char or Enum => value.ToString(),
        ValueType and IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        StringBuilder => value.ToString(),
        Exception error => $"{error.GetType().FullName}: {error.Message}",
        Type type => Members.NameOf(type),
        Delegate or Stream or TextWriter or TextReader or CancellationToken => Members.NameOf(value.GetType()),
        Task task => $"{TaskName(task)} ({task.Status}): await it for its result",
        XmlNode node => node.OuterXml,
        _ => JsonValues.TryText(value) ?? AsyncText(value.GetType()) ?? FrameworkText(value),
    };

    /// <summary>What an async method gives is a private subclass of the task that its author wrote.</summary>
    private static string TaskName(Task task)
    {
        Type type = task.GetType();
        while (type.BaseType is { } parent && parent != typeof(object) && type != typeof(Task) && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)))
            type = parent;
        return type.IsGenericType && type.GetGenericArguments()[0].Name == "VoidTaskResult" ? nameof(Task) : Members.NameOf(type);
    }

    private static string? AsyncText(Type type)
    {
        if (type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            return $"{Members.NameOf(type)}: await it for its result";
        Type? sequence = type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));
        return sequence is null || typeof(IEnumerable).IsAssignableFrom(type) ? null : $"{Members.NameOf(sequence)}: go through it with await foreach";
    }

    /// <summary>Types of the framework with a text of their own have members that say less than it: a Regex, an Index, an IPAddress, an XElement.</summary>
    private static string? FrameworkText(object value)
    {
        Type type = value.GetType();
        if (!IsOfFramework(type.Assembly) || value is IEnumerable or ITuple or System.Data.DataTable or System.Data.DataView or System.Data.DataRow || IsOpen(type, typeof(KeyValuePair<,>), typeof(Memory<>)))
            return null;
        if (IsOpen(type, typeof(ReadOnlyMemory<>)) && type != typeof(ReadOnlyMemory<char>)) return null;
        string? text = Members.OwnText(value);
        return text is not null && IsOpen(type, typeof(Lazy<>)) ? $"{Members.NameOf(type)}: {text}" : text;
    }

    private static bool IsOfFramework(Assembly assembly) =>
        assembly.GetName().Name is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    private static bool IsOpen(Type type, params ReadOnlySpan<Type> open) => type.IsGenericType && open.Contains(type.GetGenericTypeDefinition());
}
