using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

public class PoolingTests
{
    private static readonly Matrix<double> X = Of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

    [Fact]
    public void The_largest_of_each_window_stays_and_gets_the_gradient()
    {
        var layer = new MaxPooling<double>(new(1, 3, 4), 2);
        Assert.Equal(new ImageShape(1, 1, 2), layer.Output);
        Assert.Equal(Of(6, 8), layer.Forward(X));
        Assert.Equal(Of(0, 0, 0, 0, 0, 10, 0, 20, 0, 0, 0, 0), layer.Backward(Of(10, 20)));
    }

    [Fact]
    public void Where_windows_overlap_gradients_add_up()
    {
        var layer = new MaxPooling<double>(new(1, 2, 3), 2, stride: 1);
        Assert.Equal(Of(9, 9), layer.Forward(Of(1, 9, 2, 3, 4, 5)));
        Assert.Equal(Of(0, 30, 0, 0, 0, 0), layer.Backward(Of(10, 20)));
    }

    [Fact]
    public void Of_equal_numbers_the_first_in_reading_order_gets_the_gradient()
    {
        var layer = new MaxPooling<double>(new(1, 2, 2), 2);
        layer.Forward(Matrix<double>.Build.DenseOfArray(new double[,] { { 5, 5, 5, 5 }, { 1, 2, 2, 0 }, { 0, 1, 2, 2 } }));
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new double[,] { { 3, 0, 0, 0 }, { 0, 4, 0, 0 }, { 0, 0, 5, 0 } }),
            layer.Backward(Matrix<double>.Build.DenseOfArray(new double[,] { { 3 }, { 4 }, { 5 } })));
    }

    [Fact]
    public void A_NaN_is_not_hidden_by_a_maximum()
    {
        Assert.True(double.IsNaN(new MaxPooling<double>(new(1, 2, 2), 2).Forward(Of(1, double.NaN, 3, 4))[0, 0]));
    }

    [Fact]
    public void The_mean_of_each_window_shares_its_gradient_equally()
    {
        var layer = new AveragePooling<double>(new(1, 3, 4), 2);
        Assert.Equal(Of(3.5, 5.5), layer.Forward(X));
        Assert.Equal(Of(1, 1, 2, 2, 1, 1, 2, 2, 0, 0, 0, 0), layer.Backward(Of(4, 8)));
    }

    [Fact]
    public void A_window_larger_than_the_image_is_refused() =>
        Assert.Contains("Average pooling cannot put a window of 4x4 on images of 3x4", Assert.Throws<ArgumentException>(() => new AveragePooling<double>(new(1, 3, 4), 4)).Message);

    private static Matrix<double> Of(params double[] row) => Matrix<double>.Build.Dense(1, row.Length, row);
}
