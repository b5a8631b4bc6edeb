using System.Globalization;

namespace Teaching.Notebooks.Documents;

/// <summary>A JSON number: a whole number of any size, or a double that is written as Python writes it.</summary>
public sealed class JsonNumber : JsonData
{
    private readonly string? digits;

    /// <summary>A whole number.</summary>
    public JsonNumber(long value)
    {
        digits = value.ToString(CultureInfo.InvariantCulture);
        Value = value;
    }

    /// <summary>A floating-point number; 1 is written 1.0, as Python does.</summary>
    public JsonNumber(double value) => Value = value;

    private JsonNumber(string digits)
    {
        this.digits = digits;
        Value = double.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>The number as a double; a whole number beyond 2^53 is rounded here, not when it is written.</summary>
    public double Value { get; }

    /// <summary>Whether it is a whole number without point and exponent.</summary>
    public bool IsInteger => digits is not null;

    /// <summary>The number as Python writes it: 1e-07, 1e+16, 1.0, NaN, -Infinity.</summary>
    public string Text => digits ?? PythonText.Float(Value);

    internal override string KindName => "a number";

    /// <summary>A whole number of any size from its digits as JSON has them.</summary>
    internal static JsonNumber FromDigits(ReadOnlySpan<char> digits) =>
        digits is "-0" ? new JsonNumber(0L) : new JsonNumber(digits.ToString());

    /// <inheritdoc/>
    public override JsonData Copy() => this;

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is JsonNumber other && (digits is null && other.digits is null ? BitsOf(Value) == BitsOf(other.Value) : digits == other.digits);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    private static long BitsOf(double value) => double.IsNaN(value) ? BitConverter.DoubleToInt64Bits(double.NaN) : BitConverter.DoubleToInt64Bits(value);
}
