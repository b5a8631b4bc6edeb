using System.Globalization;
using System.Text.Json.Nodes;

namespace Teaching;

/// <summary>
/// A grid of settings: names, each with the values to try, and every combination of them is one trial.
/// <code>
/// var grid = new Grid().Add("rate", 0.01, 0.1).Add("hidden", 64, 256).Add("start", "He", "normal 0.01");   // 8 trials
/// </code>
/// </summary>
public sealed class Grid
{
    private readonly List<(string Name, object[] Values)> axes = [];

    /// <summary>The names, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. axes.Select(axis => axis.Name)];

    /// <summary>How many combinations there are.</summary>
    public int Count => axes.Aggregate(1, (count, axis) => checked(count * axis.Values.Length));

    /// <summary>Adds a setting and gives back the grid.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Numbers or texts, each once.</param>
    /// <exception cref="ArgumentException">The name is there already, there is no value, or a value comes twice or is neither number nor text.</exception>
    public Grid Add(string name, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        if (axes.Exists(axis => axis.Name == name)) throw new ArgumentException($"The grid has a setting \"{name}\" already.");
        if (values.Length == 0) throw new ArgumentException($"The setting \"{name}\" has no value to try.");
        object[] plain = [.. values.Select(value => Plain(name, value))];
        if (plain.Distinct().Count() < plain.Length)
            throw new ArgumentException($"The setting \"{name}\" has a value twice: {string.Join(", ", plain.Select(SettingText.Of))}.");
        axes.Add((name, plain));
        return this;
    }

    /// <summary>The values of a setting.</summary>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public IReadOnlyList<object> Values(string name) => axes.Find(axis => axis.Name == name).Values
        ?? throw new ArgumentException($"The grid has no setting \"{name}\", only {string.Join(", ", Names)}.");

    /// <summary>The combination with this number; the last setting changes fastest.</summary>
    internal Dictionary<string, object> Combination(int number)
    {
        var settings = new Dictionary<string, object>();
        for (int i = axes.Count - 1; i >= 0; i--)
        {
            settings[axes[i].Name] = axes[i].Values[number % axes[i].Values.Length];
            number /= axes[i].Values.Length;
        }
        return settings;
    }

    internal JsonArray ToJson() => [.. axes.Select(axis => new JsonObject
    {
        ["name"] = axis.Name,
        ["values"] = new JsonArray([.. axis.Values.Select(SettingText.ToJson)]),
    })];

    /// <summary>As <c>rate: 0.01, 0.1; hidden: 64, 256</c>.</summary>
    public override string ToString() => string.Join("; ", axes.Select(axis => $"{axis.Name}: {string.Join(", ", axis.Values.Select(SettingText.Of))}"));

    private static object Plain(string name, object value) => value switch
    {
        string text => text,
        int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        float number when float.IsFinite(number) => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number,
        _ => throw new ArgumentException($"The setting \"{name}\" can have finite numbers and texts as values, not {value ?? "null"}."),
    };
}
