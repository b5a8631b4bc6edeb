using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Teaching.Cells;

/// <summary>What can be seen of a value from outside: its public properties and fields, its elements, its own text.</summary>
internal static class Members
{
    private const int MaxMembers = 40;

    /// <summary>Whether a value makes a row of a table: something with members, a tuple, a dictionary, a group with its key.</summary>
    public static bool IsRow(object? value) =>
        value is not null
        && Scalars.TryText(value) is null
        && FormatterConvention.Find(value.GetType()) is null
        && (value is ITuple or System.Data.DataRow || Pairs(value) is not null || Group(value) is not null || (value is not IEnumerable && Visible(value.GetType()).Any()));

    /// <summary>The columns of a row.</summary>
    public static KeyValuePair<string, object?>[] RowOf(object value) => Safely.Ask(
        () => Pairs(value) is { } pairs
            ? [.. pairs.Take(MaxMembers).Select(pair => KeyValuePair.Create(Convert.ToString(pair.Key, CultureInfo.InvariantCulture) ?? "", pair.Value))]
            : Of(value),
        name => [KeyValuePair.Create<string, object?>("value", name)]);

    public static KeyValuePair<string, object?>[] Of(object value) => value switch
    {
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"Item{i + 1}"), tuple[i]))],
        System.Data.DataRow row => [.. row.Table.Columns.Cast<System.Data.DataColumn>().Select(column => KeyValuePair.Create<string, object?>(column.ColumnName, row[column] is DBNull ? null : row[column]))],
        _ when Group(value) is { } key => [KeyValuePair.Create<string, object?>("Key", Read(key, value)), KeyValuePair.Create<string, object?>("Values", ((IEnumerable)value).Cast<object?>())],
        _ => [.. Visible(value.GetType()).Take(MaxMembers).Select(member => KeyValuePair.Create(member.Name, Read(member, value)))],
    };

    /// <summary>The property that is the key of a group, as GroupBy and ToLookup give them; null for anything else.</summary>
    public static PropertyInfo? Group(object value) =>
        value.GetType().GetInterfaces().FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IGrouping<,>))?.GetProperty("Key");

    /// <summary>The pairs of a dictionary; null for anything else.</summary>
    public static IEnumerable<KeyValuePair<object?, object?>>? Pairs(object value)
    {
        if (value is IDictionary dictionary)
            return dictionary.Keys.Cast<object?>().Select(key => KeyValuePair.Create(key, dictionary[key!]));
        bool isDictionary = value.GetType().GetInterfaces()
            .Any(type => type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyDictionary<,>) || open == typeof(IDictionary<,>)));
        return isDictionary
            ? ((IEnumerable)value).Cast<object>().Select(pair => KeyValuePair.Create(pair.GetType().GetProperty("Key")!.GetValue(pair), pair.GetType().GetProperty("Value")!.GetValue(pair)))
            : null;
    }

    /// <summary>How many elements a sequence says it has, without going through it; null when it does not say, or cannot.</summary>
    public static int? Count(object sequence) => Safely.Ask<int?>(
        () => sequence switch
        {
            ICollection collection => collection.Count,
            _ => sequence.GetType().GetInterfaces()
                .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() is { } open
                    && (open == typeof(IReadOnlyCollection<>) || open == typeof(ICollection<>)))
                .Select(type => (int?)type.GetProperty("Count")!.GetValue(sequence)).FirstOrDefault(),
        },
        _ => null);

    /// <summary>What ToString says, when somebody wrote one; the compiler's own of a record does not count.</summary>
    public static string? OwnText(object value)
    {
        Type? author = value.GetType().GetMethod("ToString", Type.EmptyTypes)?.DeclaringType;
        if (author is null || author == typeof(object) || author == typeof(ValueType)) return null;
        bool isCompilers = author.GetMethod("ToString", Type.EmptyTypes)!.IsDefined(typeof(CompilerGeneratedAttribute), false)
            || author.IsDefined(typeof(CompilerGeneratedAttribute), false);
        return isCompilers ? null : Safely.Text(value.ToString);
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

    private static object? Read(MemberInfo member, object value) =>
        Safely.Ask(() => member is PropertyInfo property ? property.GetValue(value) : ((FieldInfo)member).GetValue(value), name => name);
}
