namespace Teaching.Tests.Lessons;

public class TenConvolutionsTests
{
    [Fact]
    public void It_has_the_parameters_and_shapes_of_the_source_s_summary()
    {
        var network = TenConvolutions.Make<float>(new Rng(1));
        Assert.Equal(19_972, network.ParameterCount);
        Assert.Equal((784, 10), (network.Inputs, network.Outputs));
        Assert.Equal([144, 2304, 2304, 2304, 192, 2160, 3600, 3600, 2880, 160],
            network.Layers.OfType<Convolution<float>>().Select(layer => layer.W.RowCount * layer.W.ColumnCount));
        Assert.Equal(["(16, 26, 26)", "(16, 24, 24)", "(16, 22, 22)", "(16, 20, 20)", "(12, 20, 20)", "(20, 8, 8)", "(20, 6, 6)", "(20, 4, 4)", "(16, 2, 2)", "(10, 2, 2)"],
            network.Layers.OfType<Convolution<float>>().Select(layer => $"{layer.Output}"));
        Assert.Equal(32, network.Layers.Count);
        Assert.Equal(22, TenConvolutions.Make<float>(new Rng(1), dropout: 0).Layers.Count);
    }
}
