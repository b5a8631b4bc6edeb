using System.Globalization;
using System.Runtime.InteropServices;
using Teaching.Notebooks.Documents;

namespace Teaching.Notebooks.Comparing;

/// <summary>plotly.js's typed arrays: <c>{"dtype": "f8", "bdata": base64, "shape": "2, 3"}</c>, little endian, opened into lists of numbers.</summary>
internal static class TypedArray
{
    /// <summary>The list of numbers that a typed array stands for; any other value as it is, also when the array is malformed.</summary>
    public static JsonData Open(JsonData value)
    {
        if (value is not JsonMap map || map.Text("dtype") is not { } type || map.Text("bdata") is not { } text) return value;
        byte[] bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length)) return value;
        JsonData[]? numbers = Numbers(type.TrimStart('<', '='), bytes.AsSpan(0, length));
        return numbers is null ? value : Shaped(numbers, Shape(map["shape"])) ?? value;
    }

    private static JsonData[]? Numbers(string type, ReadOnlySpan<byte> bytes) => type switch
    {
        "f8" or "float64" => Read<double>(bytes, x => x),
        "f4" or "float32" => Read<float>(bytes, x => (double)x),
        "i4" or "int32" => Read<int>(bytes, x => (long)x),
        "u4" or "uint32" => Read<uint>(bytes, x => (long)x),
        "i2" or "int16" => Read<short>(bytes, x => (long)x),
        "u2" or "uint16" => Read<ushort>(bytes, x => (long)x),
        "i1" or "int8" => Read<sbyte>(bytes, x => (long)x),
        "u1" or "uint8" or "u1c" or "uint8c" => Read<byte>(bytes, x => (long)x),
        _ => null,
    };

    private static JsonData[]? Read<T>(ReadOnlySpan<byte> bytes, Func<T, JsonData> number) where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        if (bytes.Length % size != 0) return null;
        JsonData[] numbers = new JsonData[bytes.Length / size];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = number(MemoryMarshal.Read<T>(bytes[(i * size)..]));
        return numbers;
    }

    private static int[] Shape(JsonData? shape) => shape switch
    {
        JsonText text => [.. text.Value.Split(',').Select(size => int.TryParse(size, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int n) ? n : -1)],
        JsonNumber number => [(int)number.Value],
        JsonList sizes => [.. sizes.Select(size => size is JsonNumber n ? (int)n.Value : -1)],
        _ => [],
    };

    private static JsonList? Shaped(JsonData[] numbers, int[] shape)
    {
        if (shape.Length < 2) return new JsonList(numbers);
        if (shape.Any(size => size < 1) || shape.Aggregate(1L, (product, size) => product * size) != numbers.Length) return null;
        return Nested(numbers, shape);
    }

    private static JsonList Nested(ReadOnlySpan<JsonData> numbers, ReadOnlySpan<int> shape)
    {
        if (shape.Length == 1) return new JsonList(numbers.ToArray());
        JsonList rows = [];
        int width = numbers.Length / shape[0];
        for (int i = 0; i < shape[0]; i++) rows.Add(Nested(numbers.Slice(i * width, width), shape[1..]));
        return rows;
    }
}
