using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Teaching.Notebooks.Formatting;

/// <summary>What can be seen of a value from outside: its public properties and fields, its elements, its own text.</summary>
internal static class Members
{
    private const int MaxMembers = 40;

    /// <summary>Whether a value makes a row of a table: something with members, a tuple, a dictionary.</summary>
    public static bool IsRow(object? value) =>
        value is not null
        && Scalars.TryText(value) is null
        && FormatterConvention.Find(value.GetType()) is null
        && (value is ITuple || Pairs(value) is not null || (value is not IEnumerable && Visible(value.GetType()).Any()));

    /// <summary>The columns of a row.</summary>
    public static KeyValuePair<string, object?>[] RowOf(object value) =>
        Pairs(value) is { } pairs
            ? [.. pairs.Take(MaxMembers).Select(pair => KeyValuePair.Create(Convert.ToString(pair.Key, CultureInfo.InvariantCulture) ?? "", pair.Value))]
            : Of(value);

    public static KeyValuePair<string, object?>[] Of(object value) =>
        value is ITuple tuple
            ? [.. Enumerable.Range(0, tuple.Length).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"Item{i + 1}"), tuple[i]))]
            : [.. Visible(value.GetType()).Take(MaxMembers).Select(member => KeyValuePair.Create(member.Name, Read(member, value)))];

    /// <summary>The pairs of a dictionary; null for anything else.</summary>
    public static IEnumerable<KeyValuePair<object?, object?>>? Pairs(object value)
    {
        if (value is IDictionary dictionary)
            return dictionary.Keys.Cast<object?>().Select(key => KeyValuePair.Create(key, dictionary[key!]));
        bool isReadOnlyDictionary = value.GetType().GetInterfaces()
            .Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));
        return isReadOnlyDictionary
            ? ((IEnumerable)value).Cast<object>().Select(pair => KeyValuePair.Create(pair.GetType().GetProperty("Key")!.GetValue(pair), pair.GetType().GetProperty("Value")!.GetValue(pair)))
            : null;
    }

    /// <summary>How many elements a sequence says it has, without going through it.</summary>
    public static int? Count(object sequence) => sequence switch
    {
        ICollection collection => collection.Count,
        _ => sequence.GetType().GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() is { } open
                && (open == typeof(IReadOnlyCollection<>) || open == typeof(ICollection<>)))
            .Select(type => (int?)type.GetProperty("Count")!.GetValue(sequence)).FirstOrDefault(),
    };

    /// <summary>What ToString says, when somebody wrote one; the compiler's own of a record does not count.</summary>
    public static string? OwnText(object value)
    {
        Type? author = value.GetType().GetMethod("ToString", Type.EmptyTypes)?.DeclaringType;
        if (author is null || author == typeof(object) || author == typeof(ValueType)) return null;
        bool isCompilers = author.GetMethod("ToString", Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute), false)
            || author.IsDefined(typeof(CompilerGeneratedAttribute), false);
        return isCompilers ? null : value.ToString() ?? "";
    }

    /// <summary>A type's name as C# writes it.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray) return $"{NameOf(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.Name.StartsWith("<>", StringComparison.Ordinal)) return "";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }

    private static IEnumerable<MemberInfo> Visible(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(member => member switch
        {
            PropertyInfo property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && CanRead(property.PropertyType),
            FieldInfo field => CanRead(field.FieldType),
            _ => false,
        }).DistinctBy(member => member.Name);

    private static bool CanRead(Type type) => !type.IsByRefLike && !type.IsByRef && !type.IsPointer && !type.IsFunctionPointer;

    private static object? Read(MemberInfo member, object value)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value);
        }
        catch (TargetInvocationException error)
        {
            return $"({error.InnerException!.GetType().Name}: {error.InnerException.Message})";
        }
    }
}
