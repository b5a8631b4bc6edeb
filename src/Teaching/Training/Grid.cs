using System.Globalization;

namespace Teaching;

/// <summary>
/// A grid of settings: names, each with the values to try, and every combination of them is one trial of a <see cref="Sweep{TData}"/>.
/// Lesson 07 uses it for rates and widths, lesson 08 for recipes.
/// <code>
/// var grid = new Grid().Add("rate", 0.01, 0.1).Add("hidden", 64, 256).Add("recipe", "plain", "with dropout");   // 8 trials
/// </code>
/// Used in lessons 07, 08.
/// </summary>
public sealed class Grid
{
    private readonly List<(string Name, object[] Values)> axes = [];

    /// <summary>The names, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. axes.Select(axis => axis.Name)];

    /// <summary>The number of combinations.</summary>
    public int Count => axes.Aggregate(1, (count, axis) => checked(count * axis.Values.Length));

    /// <summary>Adds a setting and returns the grid.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Numbers or texts, each once.</param>
    /// <exception cref="ArgumentException">The name is there already, there is no value, or a value comes twice or is neither number nor text.</exception>
    public Grid Add(string name, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        if (Names.Contains(name)) throw new ArgumentException($"The grid has a setting \"{name}\" already.");
        if (values.Length == 0) throw new ArgumentException($"The setting \"{name}\" has no value to try.");
        object[] plain = [.. values.Select(value => Plain(name, value))];
        if (plain.Distinct().Count() < plain.Length)
            throw new ArgumentException($"The setting \"{name}\" has a value twice: {string.Join(", ", plain.Select(Text))}.");
        axes.Add((name, plain));
        return this;
    }

    /// <summary>The values of a setting.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public IReadOnlyList<object> Values(string name) => axes.Find(axis => axis.Name == name).Values
        ?? throw new ArgumentException($"The grid has no setting \"{name}\", only {string.Join(", ", Names)}.");

    /// <summary>A value as a table or a chart shows it: a number with all its digits, a text as it is.</summary>
    public static string Text(object value) => value is double number ? NumberText.Significant(number, 15) : (string)value;

    /// <summary>The combination with this number; the last setting changes fastest.</summary>
    internal Dictionary<string, object> Combination(int number)
    {
        var settings = new Dictionary<string, object>();
        foreach ((string name, object[] values) in Enumerable.Reverse(axes))
        {
            settings[name] = values[number % values.Length];
            number /= values.Length;
        }
        return settings;
    }

    /// <summary>A combination in one line, such as <c>rate 0.1, hidden 256</c>.</summary>
    internal string Text(IReadOnlyDictionary<string, object> settings) => string.Join(", ", Names.Select(name => $"{name} {Text(settings[name])}"));

    private static object Plain(string name, object value) => value switch
    {
        string text => text,
        int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        float number when float.IsFinite(number) => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number,
        _ => throw new ArgumentException($"The setting \"{name}\" can have finite numbers and texts as values, not {value ?? "null"}."),
    };
}
