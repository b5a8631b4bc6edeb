using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Teaching.Charts;

/// <summary>Numbers in plotly's JSON: short lists as they are, long ones as typed arrays in base64, six digits each.</summary>
internal static class Numbers
{
    /// <summary>The longest list that is written number by number.</summary>
    public const int MostPlain = 50;

    /// <summary>A list; what is not finite becomes a gap.</summary>
    public static JsonNode Of(IEnumerable<double> values)
    {
        double[] all = [.. values.Select(Digits.Six)];
        return all.Length <= MostPlain ? Plain(all) : Typed(all);
    }

    /// <summary>A grid, row by row.</summary>
    public static JsonNode Of(double[,] grid)
    {
        (int rows, int columns) = (grid.GetLength(0), grid.GetLength(1));
        if (rows * columns > MostPlain)
        {
            JsonObject typed = Typed([.. grid.Cast<double>().Select(Digits.Six)]);
            typed["shape"] = $"{rows}, {columns}";
            return typed;
        }
        return new JsonArray([.. Enumerable.Range(0, rows).Select(r =>
            Plain([.. Enumerable.Range(0, columns).Select(c => Digits.Six(grid[r, c]))]))]);
    }

    public static JsonNode Of(byte[] grid, int rows, int columns) => new JsonObject
    {
        ["dtype"] = "u1",
        ["bdata"] = Convert.ToBase64String(grid),
        ["shape"] = $"{rows}, {columns}",
    };

    private static JsonArray Plain(double[] values) =>
        new([.. values.Select(value => double.IsFinite(value) ? (JsonNode)JsonValue.Create(value) : null)]);

    private static JsonObject Typed(double[] values)
    {
        var bytes = new byte[values.Length * sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            double value = double.IsFinite(values[i]) ? values[i] : double.NaN;
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), value);
        }
        return new JsonObject { ["dtype"] = "f8", ["bdata"] = Convert.ToBase64String(bytes) };
    }
}
