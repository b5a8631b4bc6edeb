using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Charts.Tests;

public class ChartErrorsTests
{
    [Fact]
    public void Empty_input_names_the_series() =>
        AssertSays("Chart.Line: series 'loss' is empty", () => Chart.Line(Array.Empty<double>(), "loss"));

    [Fact]
    public void Lengths_that_differ_are_named() =>
        AssertSays("Chart.Scatter: series 'points' has 2 x and 3 y", () => Chart.Scatter([1, 2], [1.0, 2, 3], "points"));

    [Theory]
    [InlineData(-5, "-5")]
    [InlineData(double.NaN, "NaN")]
    public void A_dot_and_a_line_have_a_size_that_can_be_drawn(double size, string shown)
    {
        AssertSays($"Chart.Scatter: the size is a number of pixels above 0, at most 1000, not {shown}", () => Chart.Scatter([1], [1.0], size: size));
        AssertSays("Chart.Line: the width is a number of pixels", () => Chart.Line([1.0], width: size));
    }

    [Fact]
    public void Bars_need_as_many_labels_as_values() => AssertSays("2 labels and 1 values", () => Chart.Bar(["a", "b"], [1], "bars"));

    [Fact]
    public void A_dot_plot_needs_values_for_each_row() =>
        AssertSays("Chart.Dots: series 'seeds' has 2 names of rows and 1 rows of values", () => Chart.Dots(["a", "b"], [[1.0]], "seeds"));

    [Fact]
    public void A_null_series_is_named() => AssertSays("series 'loss' has no y", () => Chart.Line((double[])null!, "loss"));

    [Fact]
    public void Rows_of_a_heatmap_are_as_long() => AssertSays("row 1 has 1 values and row 0 has 2", () => Chart.Heatmap(new double[][] { [1, 2], [3] }));

    [Fact]
    public void A_surface_needs_places_that_rise() => AssertSays("x[1] = 1 is not above", () => Chart.Surface([1, 1], [1, 2], new double[2, 2]));

    [Fact]
    public void A_surface_says_the_shape_it_needs() => AssertSays("it must be (3, 2)", () => Chart.Surface([1, 2], [1, 2, 3], new double[2, 3]));

    [Fact]
    public void An_image_says_its_size() => AssertSays("image 1 has 3 values; 2 rows of 2 pixels are 4", () => Chart.Images([[1, 2, 3, 4], [1, 2, 3]], 2, 2));

    [Fact]
    public void Weights_fit_the_layers_they_join() => AssertSays("they must be (1, 2)", () =>
        Chart.Network(new NeuronLayer("input", ["x"]), new NeuronLayer("output", ["a", "b"], weights: new double[2, 1])));

    [Fact]
    public void Gradients_have_the_shape_of_their_weights() =>
        AssertSays("gradients are (2, 1)", () => new NeuronLayer("output", ["a"], weights: new double[1, 1], gradients: new double[2, 1]));

    [Fact]
    public void A_log_axis_takes_no_limit_at_zero() => AssertSays("axis 'loss': the limit 0", () => Chart.Line([1]).YAxis("loss", log: true, min: 0));

    [Fact]
    public void A_color_is_a_color() => AssertSays("the color 'url(#a)' is neither", () => Chart.Line([1], color: "url(#a)"));

    [Fact]
    public void Limits_rise() => AssertSays("min 2 must be below max 1", () => Chart.Line([1]).XAxis("x", min: 2, max: 1));

    [Fact]
    public void Charts_with_a_slider_do_not_go_into_panels() =>
        AssertSays("a slider over 'step'", () => Chart.Panels(1, Chart.Slider("step", Chart.Line([1]))));

    [Fact]
    public void Frames_of_a_slider_are_alike() =>
        AssertSays("the frame '1' shows bar chart", () => Chart.Slider("step", Chart.Line([1]), Chart.Bar(["a"], [1])));

    [Fact]
    public void A_slider_without_frames_says_so() => AssertSays("Chart.Slider 'step' has no frames", () => Chart.Slider("step", Array.Empty<int>(), _ => Chart.Line([1])));

    [Fact]
    public void Bars_over_other_labels_do_not_mix() => AssertSays("the labels differ: a and b", () => Chart.Bar(["a"], [1]).Add(Chart.Bar(["b"], [1])));

    [Fact]
    public void Numbers_of_all_kinds_are_taken()
    {
        Chart[] charts =
        [
            Chart.Line([1, 2, 3]), Chart.Line([1f, 2f]), Chart.Line(new byte[] { 1 }, new decimal[] { 2 }), Chart.Line(Enumerable.Range(0, 3), "ints"),
            Chart.Line([(1, 2.0), (2, 3.0)]), Chart.Line(Vector<double>.Build.Dense(3)), Chart.Scatter(Vector<float>.Build.Dense(3), [1, 2, 3]),
            Chart.Heatmap(Matrix<double>.Build.Dense(2, 2)), Chart.Heatmap(Matrix<float>.Build.Dense(2, 2)), Chart.Heatmap(new[,] { { 1 } }),
            Chart.Images(Matrix<double>.Build.Dense(2, 4).EnumerateRows(), 2, 2), Chart.Images([new byte[4]], 2, 2),
        ];
        Assert.All(charts, chart => Assert.NotEmpty(chart.ToSvg()));
    }

    [Fact]
    public void A_series_without_any_finite_value_is_an_empty_panel_that_says_so()
    {
        Chart chart = Chart.Line([double.NaN, double.NaN], "loss");
        Assert.Contains("none can be drawn", chart.ToString());
        Assert.Contains("Left out: 2 values of 'loss' that are not finite.", chart.ToSvg());
        Assert.Contains("Left out: 2 values of \\u0027loss\\u0027 that are not finite.", chart.ToJson());
    }

    private static void AssertSays(string part, Func<object> action) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message);
}
