namespace Teaching.Notebooks.Documents;

/// <summary>A JSON value as Python's json module sees it: whole numbers of any size, NaN and infinities, any string of UTF-16 units.
/// Two values are equal when they would be written alike.</summary>
public abstract class JsonData
{
    private protected JsonData()
    {
    }

    /// <summary>Reads a JSON text. Duplicate keys: the last one counts.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="name">What the text is, for the error message.</param>
    /// <exception cref="NotebookException">The text is not JSON: says line and column.</exception>
    public static JsonData Parse(string text, string name = "JSON") => new JsonReader(text, name).ReadDocument();

    /// <summary>A copy that shares nothing that can change.</summary>
    public abstract JsonData Copy();

    /// <summary>The JSON text on one line, keys sorted by code point.</summary>
    public sealed override string ToString()
    {
        using StringWriter text = new();
        new JsonWriter(text, indented: false).Write(this);
        return text.ToString();
    }

    /// <summary>A string value.</summary>
    public static implicit operator JsonData(string text) => new JsonText(text);

    /// <summary>A whole number.</summary>
    public static implicit operator JsonData(long number) => new JsonNumber(number);

    /// <summary>A floating-point number, written with a decimal point or exponent.</summary>
    public static implicit operator JsonData(double number) => new JsonNumber(number);

    /// <summary>True or false.</summary>
    public static implicit operator JsonData(bool flag) => new JsonFlag(flag);

    /// <summary>How an error message names this kind of value: "a string", "a number", ...</summary>
    internal abstract string KindName { get; }
}

/// <summary>A JSON string.</summary>
public sealed class JsonText(string value) : JsonData
{
    /// <summary>The string; it may hold half a surrogate pair, as a JSON escape can.</summary>
    public string Value { get; } = value ?? throw new ArgumentNullException(nameof(value));

    internal override string KindName => "a string";

    /// <inheritdoc/>
    public override JsonData Copy() => this;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonText other && other.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);
}

/// <summary>JSON's true or false.</summary>
public sealed class JsonFlag(bool value) : JsonData
{
    /// <summary>The truth value.</summary>
    public bool Value { get; } = value;

    internal override string KindName => Value ? "true" : "false";

    /// <inheritdoc/>
    public override JsonData Copy() => this;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JsonFlag other && other.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value ? 1 : 2;
}

/// <summary>JSON's null.</summary>
public sealed class JsonNull : JsonData
{
    /// <summary>The one null there is.</summary>
    public static readonly JsonNull Instance = new();

    private JsonNull()
    {
    }

    internal override string KindName => "null";

    /// <inheritdoc/>
    public override JsonData Copy() => this;
}
