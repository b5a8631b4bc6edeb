using System.Globalization;

namespace Teaching;

/// <summary>
/// A grid of settings: names, each with the values to try. Every combination of values is one trial of a <see cref="Sweep{TData}"/>.
/// <code>
/// var grid = new Grid().Add("rate", 0.01, 0.1).Add("hidden", 64, 256).Add("recipe", "plain", "with dropout");   // 8 trials
/// </code>
/// Used in lessons 07, 08, ap.
/// Used in lesson 07.
/// </summary>
public sealed class Grid
{
    private readonly OrderedDictionary<string, object[]> axes = [];

    /// <summary>The number of combinations.</summary>
    internal int Count => axes.Values.Aggregate(1, (count, values) => checked(count * values.Length));

    internal IReadOnlyList<string> Names => [.. axes.Keys];

    /// <summary>All combinations, each a value by name; the last setting changes fastest.</summary>
    internal IReadOnlyList<OrderedDictionary<string, object>> Combinations => [.. axes.Aggregate(
        (IEnumerable<OrderedDictionary<string, object>>)[[]],
        (all, axis) => all.SelectMany(one => axis.Value.Select(value => new OrderedDictionary<string, object>(one) { [axis.Key] = value })))];

    /// <summary>Adds a setting with numbers or texts to try, and returns the grid.</summary>
    /// <exception cref="ArgumentException">The name is there already, there is no value, or a value comes twice or is neither number nor text.</exception>
    public Grid Add(string name, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        object[] plain = [.. values.Select(value => Plain(name, value))];
        if (plain.Length == 0) throw new ArgumentException($"The setting \"{name}\" has no value to try.");
        if (plain.Distinct().Count() < plain.Length)
            throw new ArgumentException($"The setting \"{name}\" has a value twice: {string.Join(", ", plain.Select(Text))}.");
        if (!axes.TryAdd(name, plain)) throw new ArgumentException($"The grid has a setting \"{name}\" already.");
        return this;
    }

    /// <summary>The values of a setting, each a double or a string.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public IReadOnlyList<object> Values(string name) => axes.TryGetValue(name, out object[]? values) ? values
        : throw new ArgumentException($"The grid has no setting \"{name}\", only {string.Join(", ", axes.Keys)}.");

    /// <summary>A value as a table or a chart shows it: a number with all its digits, a text as it is.</summary>
    public static string Text(object value) => value is double number ? NumberText.Significant(number, 15) : (string)value;

    /// <summary>A combination in one line, such as <c>rate 0.1, hidden 256</c>.</summary>
    internal static string Text(IReadOnlyDictionary<string, object> settings) => string.Join(", ", settings.Select(one => $"{one.Key} {Text(one.Value)}"));

    /// <summary>A text as it is, and a number of any type as the double of the same digits.</summary>
    private static object Plain(string name, object value) => value is string ? value
        : double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
        : throw new ArgumentException($"The setting \"{name}\" can have finite numbers and texts as values, not {value ?? "null"}.");
}
