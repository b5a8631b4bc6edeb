using System.Numerics;

namespace Teaching.Fast.Tests;

public class PixelRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(784)]
    public void Each_pixel_of_the_named_images_becomes_its_number_of_the_table_in_its_own_row(int size)
    {
        AreRows(size, [.. Enumerable.Range(0, 256).Select(b => b / 255f)]);
        AreRows(size, [.. Enumerable.Range(0, 256).Select(b => b / 255.0 - 0.5)]);
    }

    [Fact]
    public void The_other_rows_of_the_batch_stay_as_they_are()
    {
        float[] batch = [.. Enumerable.Repeat(-1f, 6 * 9)];
        PixelRows.Fill(new byte[9], 9, [0, 0], new float[256], batch.AsSpan(3), rows: 6);
        for (int at = 0; at < batch.Length; at++) Assert.Equal(at % 6 is 3 or 4 ? 0 : -1, batch[at]);
    }

    private static void AreRows<T>(int size, T[] table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(size);
        byte[] pixels = new byte[11 * size];
        random.NextBytes(pixels);
        int[] indices = [10, 0, 3, 3, 7];
        T[] batch = new T[indices.Length * size];
        PixelRows.Fill(pixels, size, indices, table, batch, indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            for (int j = 0; j < size; j++) Assert.Equal(table[pixels[indices[i] * size + j]], batch[j * indices.Length + i]);
        }
    }
}
