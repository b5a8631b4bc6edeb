using System.Text.Json.Nodes;

namespace Teaching.Data.Tests;

/// <summary>Pictures drawn anew meet those of SciPy; References/drawing.py says how.</summary>
public class DrawingTests
{
    private const int Height = 9, Width = 7;

    private static readonly JsonArray Cases = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "References", "drawing.json")))!["cases"]!.AsArray();

    private static readonly LabelledImages One = new([.. Enumerable.Range(0, Height * Width).Select(i => (byte)(37 * i % 256))], [3], Height, Width);

    public static TheoryData<int> All => [.. Enumerable.Range(0, Cases.Count)];

    [Theory]
    [MemberData(nameof(All))]
    public void Pictures_meet_those_of_SciPy_to_the_rounding_of_a_grey_level(int number)
    {
        JsonNode one = Cases[number]!;
        (int[] size, double[] shown) = ([.. one["new"]!.AsArray().Select(x => (int)x!)], [.. one["shown"]!.AsArray().Select(x => (double)x!)]);
        byte[] drawn = new byte[size[0] * size[1]];
        new PictureMap(Height, Width, size[0], size[1], shown[0], shown[1], (double)one["degrees"]!).Draw(One.Pixels, drawn);
        double worst = one["pixels"]!.AsArray().Zip(drawn, (expected, got) => Math.Abs((double)expected! - got)).Max();
        Assert.True(worst <= 0.5001, $"{one["name"]}: a pixel differs by {worst}");
    }

    [Fact]
    public void Quarter_turns_and_full_size_are_exact()
    {
        Assert.Equal(One.Pixels, One.Rotated(0).Pixels);
        Assert.Equal(One.Pixels.Reverse(), One.Rotated(180).Pixels);
        Assert.Equal(One.Pixels, One.Resized(Height, Width).Pixels);
        var square = new LabelledImages([1, 2, 3, 4], [0], 2, 2);
        Assert.Equal([2, 4, 1, 3], square.Rotated(90).Pixels);   // counterclockwise: the right column becomes the upper row
        Assert.Equal(square.Rotated(90).Pixels, square.Rotated(-270).Pixels);
        Assert.Equal(square.Pixels, square.Rotated(360).Pixels);
    }

    [Fact]
    public void Half_way_between_four_pixels_is_their_mean()
    {
        var square = new LabelledImages([10, 20, 30, 40], [0], 2, 2);
        Assert.Equal([25], square.Resized(1, 1).Pixels);
        Assert.Equal([10, 20, 30, 40, 0], [.. square.Zoomed(2).Pixels, 0]);
    }

    [Fact]
    public void Cosine_and_sine_are_those_of_the_system_to_rounding()
    {
        for (double degrees = -720; degrees <= 720; degrees += 0.37)
        {
            (double cos, double sin) = Turn.Of(degrees);
            Assert.Equal(Math.Cos(degrees * Math.PI / 180), cos, 1e-14);
            Assert.Equal(Math.Sin(degrees * Math.PI / 180), sin, 1e-14);
        }
        Assert.Equal((0, 1), Turn.Of(90));
    }
}
