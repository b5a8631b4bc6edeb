using System.Globalization;
using System.Reflection;
using System.Text;

namespace Teaching.Notebooks.Formatting;

/// <summary>Values that are one piece of text, written alike under every culture.</summary>
internal static class Scalars
{
    /// <summary>The text, or null when the value is no scalar.</summary>
    public static string? TryText(object value) => value switch
    {
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        DateOnly or TimeOnly => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        bool or char or Enum => value.ToString(),
        ValueType and IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        StringBuilder or Uri or Version => value.ToString(),
        Exception error => $"{error.GetType().FullName}: {error.Message}",
        Type type => Members.NameOf(type),
        MemberInfo or Assembly or Delegate or Task or CancellationToken or Stream or TextWriter or TextReader or CultureInfo => value.ToString(),
        _ => null,
    };
}
