using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Layers;

public class ConvolutionTests
{
    private static readonly ImageShape ThreeByThree = new(1, 3, 3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hand_worked_example_comes_out(bool fast)
    {
        // 1 2 3
        // 4 5 6  with the kernel  1  2  and bias 10: 1 + 4 - 4 + 0·5 + 10 = 11, and so on.
        // 7 8 9                  -1  0
        ConvolutionLayer<double> layer = Make(fast, ThreeByThree, Of(new double[,] { { 1 }, { 2 }, { -1 }, { 0 } }), Of(new double[,] { { 10 } }), 2);
        Assert.Equal(Of(new double[,] { { 11, 13, 17, 19 } }), layer.Forward(Of(new double[,] { { 1, 2, 3, 4, 5, 6, 7, 8, 9 } })));
        var dX = layer.Backward(Of(new double[,] { { 1, 0, 0, 10 } }));
        Assert.Equal(Of(new double[,] { { 1, 2, 0, -1, 10, 20, 0, -10, 0 } }), dX);
        Assert.Equal(Of(new double[,] { { 51 }, { 62 }, { 84 }, { 95 } }), layer.dW);
        Assert.Equal(Of(new double[,] { { 11 } }), layer.db);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Padding_puts_zeros_around_and_the_stride_skips_windows(bool fast)
    {
        var ones = Of(new double[,] { { 1 }, { 1 }, { 1 }, { 1 }, { 1 }, { 1 }, { 1 }, { 1 }, { 1 } });
        ConvolutionLayer<double> layer = Make(fast, ThreeByThree, ones, null, 3, stride: 2, padding: 1);
        Assert.Equal(new ImageShape(1, 2, 2), layer.Output);
        Assert.Equal(Of(new double[,] { { 1 + 2 + 4 + 5, 2 + 3 + 5 + 6, 4 + 5 + 7 + 8, 5 + 6 + 8 + 9 } }),
            layer.Forward(Of(new double[,] { { 1, 2, 3, 4, 5, 6, 7, 8, 9 } })));
        Assert.Equal(Of(new double[,] { { 1, 3, 2, 4, 10, 6, 3, 7, 4 } }),
            layer.Backward(Of(new double[,] { { 1, 2, 3, 4 } })));
    }

    private static ConvolutionLayer<double> Make(bool fast, ImageShape input, Matrix<double> W, Matrix<double>? b, int kernel, int stride = 1, int padding = 0) => fast
        ? new Convolution<double>(input, W, b, kernel, stride, padding)
        : new PlainConvolution<double>(input, W, b, kernel, stride, padding);

    [Fact]
    public void The_fast_one_equals_the_plain_one_to_rounding_for_all_shapes()
    {
        const long Seed = 20;
        var rng = new Rng(Seed);
        for (int i = 0; i < 60; i++)
        {
            int kernel = 1 + rng.Below(5), stride = 1 + rng.Below(3), padding = rng.Below(4), channels = 1 + rng.Below(5), n = 1 + rng.Below(70);
            int least = Math.Max(1, kernel - 2 * padding);
            ImageShape input = new(1 + rng.Below(4), least + rng.Below(6), least + rng.Below(6));
            bool bias = rng.Below(2) == 0;
            string what = $"seed {Seed}, case {i}: N {n}, {input}, {channels} channels, kernel {kernel}, stride {stride}, padding {padding}, bias {bias}";
            Compare<double>(1e-13);
            Compare<float>(1e-4f);

            void Compare<T>(T tolerance)
                where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
            {
                long drawn = (long)rng.NextBits() >> 1;
                Activation activation = rng.Below(2) == 0 ? Activation.Identity : Activation.Tanh;
                var plain = new PlainConvolution<T>(input, channels, kernel, Initializer.Xavier, new Rng(drawn), stride, padding, bias, activation);
                var fast = new Convolution<T>(input, channels, kernel, Initializer.Xavier, new Rng(drawn), stride, padding, bias, activation);
                if (bias) foreach (var b in new[] { plain.b!, fast.b! }) b.MapInplace(_ => T.CreateChecked(0.25), Zeros.Include);
                Matrix<T> X = Drawn<T>(n, input.Size, drawn), dY = Drawn<T>(n, plain.Outputs, drawn + 1);
                Near(plain.Forward(X), fast.Forward(X), "Y");
                Near(plain.Backward(dY), fast.Backward(dY), "dX");
                Near(plain.dW, fast.dW, "dW");
                if (bias) Near(plain.db!, fast.db!, "db");
                Matrix<T> dW = fast.dW.Clone();
                fast.BackwardParameters(dY);
                Assert.Equal(dW, fast.dW);

                void Near(Matrix<T> expected, Matrix<T> actual, string name)
                {
                    double scale = expected.Enumerate().Max(v => Math.Abs(double.CreateChecked(v)));
                    double error = (expected - actual).Enumerate().Max(v => Math.Abs(double.CreateChecked(v)));
                    Assert.True(error <= double.CreateChecked(tolerance) * Math.Max(1, scale), $"{name} differs by {error:E2} of {scale:E2} in {typeof(T).Name}; {what}");
                }
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_the_sizes()
    {
        Assert.Contains("a window of 5x5 on images of 3x3: it is larger than the image", Message(() => Fast(new(1, 3, 3), 5)));
        Assert.Contains("a window of 6x6 on images of 3x4 with a padding of 1: it is larger than the image", Message(() => Fast(new(1, 3, 4), 6, padding: 1)));
        Assert.Contains("needs at least one channel in and out", Message(() => Fast(new(0, 3, 3), 3)));
        Assert.Contains("stride of at least 1, not 0", Message(() => Fast(ThreeByThree, 3, stride: 0)));
        Assert.Contains("padding of -1", Message(() => Fast(ThreeByThree, 3, padding: -1)));
        Assert.Contains("needs W (9, channels out)", Message(() => new Convolution<double>(ThreeByThree, Drawn<double>(8, 2, 1), null, 3)));
        Assert.Contains("needs b (1, 2), one bias for each channel, but b is (2, 1)", Message(() => new Convolution<double>(ThreeByThree, Drawn<double>(9, 2, 1), Drawn<double>(2, 1, 1), 3)));
        Convolution<double> layer = Fast(ThreeByThree, 3);
        Assert.Equal("Convolution 1-2 3x3", layer.Name);
        Assert.Contains("call Forward first", Assert.Throws<InvalidOperationException>(() => layer.Backward(Drawn<double>(1, 2, 1))).Message);
        Assert.Contains("Convolution 1-2 3x3 cannot take X (4, 8)", Message(() => layer.Forward(Drawn<double>(4, 8, 1))));
    }

    private static Convolution<double> Fast(ImageShape input, int kernel, int stride = 1, int padding = 0) =>
        new(input, 2, kernel, Initializer.He, new Rng(1), stride, padding);

    private static Matrix<T> Drawn<T>(int rows, int columns, long seed)
        where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var rng = new Rng(seed);
        return Matrix<T>.Build.Dense(rows, columns, (_, _) => T.CreateChecked(rng.Gaussian()));
    }

    private static Matrix<double> Of(double[,] values) => Matrix<double>.Build.DenseOfArray(values);

    private static string Message(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;
}
