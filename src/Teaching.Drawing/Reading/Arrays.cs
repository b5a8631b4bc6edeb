using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Teaching.Drawing;

/// <summary>A list of a figure: its numbers, NaN where there is none, and its texts where it has any.</summary>
internal sealed record Cells(double[] Numbers, string?[]? Texts)
{
    public int Count => Numbers.Length;

    public string Text(int i) => i >= Count ? "" : Texts is not null ? Texts[i] ?? "" : double.IsFinite(Numbers[i]) ? Digits.Text(Numbers[i]) : "";

    /// <summary>Value number i; a list that is too short, or no list, has NaN.</summary>
    public static double Value(Cells? list, int i) => list is not null && i < list.Count ? list.Numbers[i] : double.NaN;
}

/// <summary>A list of lists, filled up with NaN where rows differ in length.</summary>
internal sealed record Table(IReadOnlyList<Cells> Rows)
{
    public int Width { get; } = Rows.Select(row => row.Count).DefaultIfEmpty(0).Max();

    public double[,] Grid()
    {
        var grid = new double[Rows.Count, Width];
        for (int r = 0; r < Rows.Count; r++)
        {
            for (int c = 0; c < Width; c++) grid[r, c] = Cells.Value(Rows[r], c);
        }
        return grid;
    }
}

/// <summary>Reads lists as plotly takes them: of numbers and texts, or typed arrays in base64.</summary>
internal static class Arrays
{
    public static bool IsList(JsonElement element) => element.ValueKind == JsonValueKind.Array
        || (element.ValueKind == JsonValueKind.Object && Bytes(element) is not null && Size(Type(element)) > 0);

    public static double? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    public static Paint? Color(JsonElement element) => element.ValueKind == JsonValueKind.String ? Paint.Of(element.GetString()!) : null;

    public static Cells List(JsonElement element, Record record)
    {
        if (element.ValueKind == JsonValueKind.Object) return Typed(element, record);
        int count = record.Allow(element.GetArrayLength());
        var numbers = new double[count];
        string?[]? texts = null;
        int i = 0;
        foreach (JsonElement one in element.EnumerateArray().Take(count))
        {
            numbers[i] = Number(one) ?? double.NaN;
            if (one.ValueKind == JsonValueKind.String) texts ??= new string?[count];
            i++;
        }
        if (texts is null) return new Cells(numbers, null);
        i = 0;
        foreach (JsonElement one in element.EnumerateArray().Take(count)) texts[i++] = one.ValueKind is JsonValueKind.String or JsonValueKind.Number ? one.ToString() : null;
        return new Cells(numbers, texts);
    }

    public static Table Table(JsonElement element, Record record)
    {
        if (element.ValueKind == JsonValueKind.Array) return new Table([.. element.EnumerateArray().Where(IsList).Select(row => List(row, record))]);
        Cells all = Typed(element, record);
        string shape = element.TryGetProperty("shape", out JsonElement given) ? given.ToString() : "";
        string[] sides = shape.Trim('[', ']').Split(',');
        int width = sides.Length == 2 && int.TryParse(sides[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out int columns) ? columns : all.Count;
        return new Table([.. all.Numbers.Chunk(Math.Max(width, 1)).Select(row => new Cells(row, null))]);
    }

    private static string Type(JsonElement element) =>
        element.TryGetProperty("dtype", out JsonElement type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";

    private static byte[]? Bytes(JsonElement element) =>
        element.TryGetProperty("bdata", out JsonElement data) && data.ValueKind == JsonValueKind.String && data.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : null;

    private static int Size(string type) => type switch
    {
        "i1" or "u1" or "c1" or "int8" or "uint8" or "uint8c" => 1,
        "i2" or "u2" or "int16" or "uint16" => 2,
        "i4" or "u4" or "f4" or "int32" or "uint32" or "float32" => 4,
        "f8" or "float64" => 8,
        _ => 0,
    };

    private static Cells Typed(JsonElement element, Record record)
    {
        (byte[] bytes, string type) = (Bytes(element)!, Type(element));
        int size = Size(type), count = record.Allow(bytes.Length / size);
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> one = bytes.AsSpan(i * size, size);
            double number = type switch
            {
                "i1" or "int8" => (sbyte)one[0],
                "i2" or "int16" => BinaryPrimitives.ReadInt16LittleEndian(one),
                "u2" or "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(one),
                "i4" or "int32" => BinaryPrimitives.ReadInt32LittleEndian(one),
                "u4" or "uint32" => BinaryPrimitives.ReadUInt32LittleEndian(one),
                "f4" or "float32" => BinaryPrimitives.ReadSingleLittleEndian(one),
                "f8" or "float64" => BinaryPrimitives.ReadDoubleLittleEndian(one),
                _ => one[0],
            };
            numbers[i] = double.IsFinite(number) ? number : double.NaN;
        }
        return new Cells(numbers, null);
    }
}
