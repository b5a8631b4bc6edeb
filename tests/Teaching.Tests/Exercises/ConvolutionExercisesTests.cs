using Mat = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 09 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class ConvolutionExercisesTests
{
    [Fact]
    public void The_convolution_is_right_in_two_styles()
    {
        Assert.True(ConvolutionExercises.Slide.Judge(Loops).IsRight);
        Assert.True(ConvolutionExercises.Slide.Judge((x, w) => Mat.Build.Dense(x.RowCount - w.RowCount + 1, x.ColumnCount - w.ColumnCount + 1,
            (r, c) => x.SubMatrix(r, w.RowCount, c, w.ColumnCount).PointwiseMultiply(w).Enumerate().Sum())).IsRight);
    }

    public static TheoryData<ConvolutionExercises.SlideFunction, string> WrongConvolutions => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (x, w) => Loops(x, HalfTurn(w)), "turned by half a turn" },
        { (x, w) => Loops(x, w, (old, product) => product), "only one product is kept" },
        { (x, w) => Loops(x, w).SubMatrix(0, x.RowCount - w.RowCount, 0, x.ColumnCount - w.ColumnCount), "last row and the last column of places are missing" },
        { (x, w) => Loops(x, w) / 6, "mean of the products" },
        { (x, w) => Loops(Grown(x, 0, w.RowCount - 1, 0, w.ColumnCount - 1), w), "keeps the size of the picture" },
        { (x, w) => -Loops(x, w), "y has the wrong sign" },
        { (x, w) => Loops(x, w).Transpose(), "y is transposed" },
        { (x, w) => Loops(x, w, (old, product) => old * product), "y is all zeros" },
        { (x, w) => Loops(x, w.Transpose()), "y has the wrong shape" },
        { (x, w) => Mat.Build.Dense(x.RowCount, x.ColumnCount, (r, c) => x[r + 1, c] * w[0, 0]), "throws ArgumentOutOfRangeException" },
        { (x, w) => null!, "y is null" },
    };

    [Theory]
    [MemberData(nameof(WrongConvolutions), DisableDiscoveryEnumeration = true)]
    public void A_wrong_convolution_is_told_its_kind(ConvolutionExercises.SlideFunction answer, string kind) => Told.Kind(ConvolutionExercises.Slide.Judge(answer), kind);

    [Fact]
    public void The_way_back_is_right_in_two_styles()
    {
        Assert.True(ConvolutionExercises.SlideBack.Judge((x, w, dY) => LoopsBack(x, w, dY, Sum, Sum)).IsRight);
        Assert.True(ConvolutionExercises.SlideBack.Judge((x, w, dY) =>
            (Loops(Grown(dY, w.RowCount - 1, w.RowCount - 1, w.ColumnCount - 1, w.ColumnCount - 1), HalfTurn(w)), Loops(x, dY))).IsRight);
    }

    public static TheoryData<ConvolutionExercises.SlideBackFunction, string> WrongWaysBack => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (x, w, dY) => LoopsBack(x, HalfTurn(w), dY, Sum, Sum), "the kernel has to be turned" },
        { (x, w, dY) => LoopsBack(x, w, dY, Last, Sum), "dX keeps what came last" },
        { (x, w, dY) => LoopsBack(x, w, dY, Sum, Last), "dW keeps what came last" },
        { (x, w, dY) => LoopsBack(x, w, dY, Last, Last), "dX and dW keep what came last" },
        { (x, w, dY) => Changed(LoopsBack(x, w, dY, Sum, Sum), dW: dW => dW / dY.RowCount / dY.ColumnCount), "dW is a mean over the places" },
        { (x, w, dY) => (LoopsBack(x, w, dY, Sum, Sum).dX, Loops(x, HalfTurn(dY))), "dY is turned by half a turn" },
        { (x, w, dY) => (Loops(dY, HalfTurn(w)), Loops(x, dY)), "dX has no border" },
        { (x, w, dY) => LoopsBack(x, w, dY, Sum, Sum, exchanged: true), "the partners are exchanged" },
        { (x, w, dY) => LoopsBack(x, w, dY.Map(_ => 1.0), Sum, Sum), "dY is not used" },
        { (x, w, dY) => Changed(LoopsBack(x, w, dY, Sum, Sum), dW: dW => -dW), "dW has the wrong sign" },
        { (x, w, dY) => Changed(LoopsBack(x, w, dY, Sum, Sum), dX: dX => -dX), "dX has the wrong sign" },
        { (x, w, dY) => Changed(LoopsBack(x, w, dY, Sum, Sum), dX: dX => null!), "dX is null" },
        { (x, w, dY) => Changed(LoopsBack(x, w, dY, Sum, Sum), dX: dX => 0 * dX), "dX is all zeros" },
        { (x, w, dY) => (LoopsBack(x, w, dY, Sum, Sum).dW, LoopsBack(x, w, dY, Sum, Sum).dX), "dW has the wrong shape" },
    };

    [Theory]
    [MemberData(nameof(WrongWaysBack), DisableDiscoveryEnumeration = true)]
    public void A_wrong_way_back_is_told_its_kind(ConvolutionExercises.SlideBackFunction answer, string kind) => Told.Kind(ConvolutionExercises.SlideBack.Judge(answer), kind);

    [Fact]
    public void The_patches_are_right_in_two_styles()
    {
        Assert.True(ConvolutionExercises.Patches.Judge((x, K, S, P) => PatchLoops(x, K, S, P)).IsRight);
        Assert.True(ConvolutionExercises.Patches.Judge((x, K, S, P) =>
        {
            Mat[] bordered = [.. x.Select(channel => Grown(channel, P, P, P, P))];
            var rows = from r in Enumerable.Range(0, (bordered[0].RowCount - K) / S + 1)
                       from c in Enumerable.Range(0, (bordered[0].ColumnCount - K) / S + 1)
                       select bordered.SelectMany(channel => channel.SubMatrix(S * r, K, S * c, K).ToRowMajorArray()).ToArray();
            return Mat.Build.DenseOfRowArrays(rows);
        }).IsRight);
    }

    public static TheoryData<ConvolutionExercises.PatchesFunction, string> WrongPatches => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, at: (s, place, i) => s * place + i), "padding is not taken off" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, at: (s, place, i) => place + i - P), "stride is not in the pixel" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, column: (k, i, j) => (i * K + j) * x.Length + k), "another order: channel after channel" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, column: (k, i, j) => (k * K + j) * K + i), "another order: i is the row" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, byColumn: true), "the places go row after row" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, outside: (p, side) => Math.Clamp(p, 0, side - 1)), "repeats the pixels of the edge" },
        { (x, K, S, P) => PatchLoops([.. x.Select(_ => x[0])], K, S, P), "all channels show the same" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, places: side => (side + 2 * P - K) / S), "one too few" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, places: side => (side + P - K) / S + 1), "on both sides" },
        { (x, K, S, P) => PatchLoops(x, K, S, P).Transpose(), "is transposed" },
        { (x, K, S, P) => PatchLoops([x[0]], K, S, P), "wrong shape" },
        { (x, K, S, P) => 2 * PatchLoops(x, K, S, P), "is 2 times" },
        { (x, K, S, P) => PatchLoops(x, K, S, P, outside: (p, side) => p), "throws" },
        { (x, K, S, P) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongPatches), DisableDiscoveryEnumeration = true)]
    public void Wrong_patches_are_told_their_kind(ConvolutionExercises.PatchesFunction answer, string kind) => Told.Kind(ConvolutionExercises.Patches.Judge(answer), kind);

    [Fact]
    public void The_pooling_is_right_in_two_styles()
    {
        Assert.True(ConvolutionExercises.MaxPooling.Judge(() => new Pooling()).IsRight);
        Assert.True(ConvolutionExercises.MaxPooling.Judge(() => new Library()).IsRight);
    }

    [Fact]
    public void Of_equal_numbers_any_may_get_the_gradient() =>
        Assert.True(ConvolutionExercises.MaxPooling.Judge(() => new Pooling { Better = (value, best) => value >= best }).IsRight);

    public static TheoryData<ConvolutionExercises.PoolingFunction, string> WrongPoolings => new()
    {
        { () => throw new NotImplementedException(), "not written yet" },
        { () => new Pooling { Start = 0 }, "begins at 0" },
        { () => new Pooling { Y = (x, y) => y.Map(v => Math.Max(0, v)) }, "begins at 0" },
        { () => new Pooling { Start = 0, Y = (x, y) => new Pooling().Forward(x) }, "on the way back the search for the largest begins at 0" },
        { () => new Pooling { Y = (x, y) => Means(x), Gradient = (x, dX, dY) => Spread(x, dY, 0.25) }, "average pooling: of each square" },
        { () => new Pooling { Better = (value, best) => value < best, Start = double.PositiveInfinity }, "smallest number" },
        { () => new Pooling { Gradient = (x, dX, dY) => Spread(x, dY, 1) }, "every pixel of the square gets dY" },
        { () => new Pooling { Gradient = (x, dX, dY) => Spread(x, dY, 0.25) }, "that of average pooling" },
        { () => new Pooling { Gradient = (x, dX, dY) => EachEqual(x, dY) }, "each gets the whole gradient" },
        { () => new Pooling { Gradient = (x, dX, dY) => dX.MapIndexed((i, j, d) => d == 0 ? 0 : x[i, j]) }, "holds the number that was passed on" },
        { () => new Pooling { Gradient = (x, dX, dY) => Spread(x, dY, 1).MapIndexed((i, j, d) => i % 2 + j % 2 == 0 ? d : 0) }, "the first pixel of each square" },
        { () => new Pooling { Gradient = (x, dX, dY) => -dX }, "dX has the wrong sign" },
        { () => new Pooling { Gradient = (x, dX, dY) => dY }, "dX has the wrong shape" },
        { () => new Pooling { Gradient = (x, dX, dY) => dX.Map(_ => 0.0) }, "dX is all zeros" },
        { () => new Pooling { Y = (x, y) => y.Transpose() }, "y is transposed" },
        { () => new Pooling { Y = (x, y) => null! }, "y is null" },
    };

    [Theory]
    [MemberData(nameof(WrongPoolings), DisableDiscoveryEnumeration = true)]
    public void A_wrong_pooling_is_told_its_kind(ConvolutionExercises.PoolingFunction answer, string kind) => Told.Kind(ConvolutionExercises.MaxPooling.Judge(answer), kind);

    private static double Sum(double old, double more) => old + more;

    private static double Last(double old, double more) => more;

    private static Mat Loops(Mat x, Mat w) => Loops(x, w, Sum);

    private static Mat Loops(Mat x, Mat w, Func<double, double, double> keep)
    {
        Mat y = Mat.Build.Dense(x.RowCount - w.RowCount + 1, x.ColumnCount - w.ColumnCount + 1);
        for (int i = 0; i < w.RowCount; i++)
            for (int j = 0; j < w.ColumnCount; j++)
                for (int r = 0; r < y.RowCount; r++)
                    for (int c = 0; c < y.ColumnCount; c++) y[r, c] = keep(y[r, c], w[i, j] * x[r + i, c + j]);
        return y;
    }

    private static (Mat dX, Mat dW) LoopsBack(Mat x, Mat w, Mat dY, Func<double, double, double> keepX, Func<double, double, double> keepW, bool exchanged = false)
    {
        Mat dX = Mat.Build.Dense(x.RowCount, x.ColumnCount), dW = Mat.Build.Dense(w.RowCount, w.ColumnCount);
        for (int r = 0; r < dY.RowCount; r++)
        {
            for (int c = 0; c < dY.ColumnCount; c++)
            {
                for (int i = 0; i < w.RowCount; i++)
                {
                    for (int j = 0; j < w.ColumnCount; j++)
                    {
                        dW[i, j] = keepW(dW[i, j], dY[r, c] * (exchanged ? w[i, j] : x[r + i, c + j]));
                        dX[r + i, c + j] = keepX(dX[r + i, c + j], dY[r, c] * (exchanged ? x[r + i, c + j] : w[i, j]));
                    }
                }
            }
        }
        return (dX, dW);
    }

    private static (Mat dX, Mat dW) Changed((Mat dX, Mat dW) right, Func<Mat, Mat>? dX = null, Func<Mat, Mat>? dW = null) =>
        (dX is null ? right.dX : dX(right.dX), dW is null ? right.dW : dW(right.dW));

    private static Mat PatchLoops(Mat[] x, int K, int S, int P, Func<int, int, int, int>? at = null, Func<int, int, int, int>? column = null,
        bool byColumn = false, Func<int, int, int>? outside = null, Func<int, int>? places = null)
    {
        at ??= (s, place, i) => s * place + i - P;
        places ??= side => (side + 2 * P - K) / S + 1;
        int down = places(x[0].RowCount), across = places(x[0].ColumnCount);
        Mat patches = Mat.Build.Dense(down * across, x.Length * K * K);
        for (int r = 0; r < down; r++)
        {
            for (int c = 0; c < across; c++)
            {
                for (int k = 0; k < x.Length; k++)
                {
                    for (int i = 0; i < K; i++)
                    {
                        for (int j = 0; j < K; j++)
                        {
                            int row = at(S, r, i), col = at(S, c, j);
                            if (outside is not null) (row, col) = (outside(row, x[0].RowCount), outside(col, x[0].ColumnCount));
                            else if (row < 0 || row >= x[0].RowCount || col < 0 || col >= x[0].ColumnCount) continue;
                            patches[byColumn ? c * down + r : r * across + c, column?.Invoke(k, i, j) ?? (k * K + i) * K + j] = x[k][row, col];
                        }
                    }
                }
            }
        }
        return patches;
    }

    private static Mat HalfTurn(Mat w) => Mat.Build.Dense(w.RowCount, w.ColumnCount, (i, j) => w[w.RowCount - 1 - i, w.ColumnCount - 1 - j]);

    private static Mat Grown(Mat x, int above, int below, int left, int right) => Mat.Build.Dense(x.RowCount + above + below, x.ColumnCount + left + right,
        (r, c) => r < above || c < left || r >= x.RowCount + above || c >= x.ColumnCount + left ? 0 : x[r - above, c - left]);

    private static Mat Means(Mat x) => Mat.Build.Dense(x.RowCount / 2, x.ColumnCount / 2,
        (r, c) => (x[2 * r, 2 * c] + x[2 * r, 2 * c + 1] + x[2 * r + 1, 2 * c] + x[2 * r + 1, 2 * c + 1]) / 4);

    private static Mat Spread(Mat x, Mat dY, double share) => Mat.Build.Dense(x.RowCount, x.ColumnCount,
        (i, j) => i / 2 < dY.RowCount && j / 2 < dY.ColumnCount ? share * dY[i / 2, j / 2] : 0);

    private static Mat EachEqual(Mat x, Mat dY)
    {
        Mat y = new Pooling().Forward(x);
        return Spread(x, dY, 1).MapIndexed((i, j, d) => i / 2 < y.RowCount && j / 2 < y.ColumnCount && x[i, j] == y[i / 2, j / 2] ? d : 0);
    }

    private sealed class Pooling : PoolingToWrite
    {
        public double Start { get; init; } = double.NegativeInfinity;

        public Func<double, double, bool> Better { get; init; } = (value, best) => value > best;

        public Func<Mat, Mat, Mat>? Y { get; init; }

        public Func<Mat, Mat, Mat, Mat>? Gradient { get; init; }

        public override Mat Forward(Mat x)
        {
            Mat y = Mat.Build.Dense(x.RowCount / 2, x.ColumnCount / 2, (r, c) => Best(x, r, c).Value);
            return Y is null ? y : Y(x, y);
        }

        public override Mat Backward(Mat x, Mat dY)
        {
            Mat dX = Mat.Build.Dense(x.RowCount, x.ColumnCount);
            for (int r = 0; r < dY.RowCount; r++)
            {
                for (int c = 0; c < dY.ColumnCount; c++)
                {
                    var (i, j, _) = Best(x, r, c);
                    if (i >= 0) dX[i, j] = dY[r, c];
                }
            }
            return Gradient is null ? dX : Gradient(x, dX, dY);
        }

        private (int I, int J, double Value) Best(Mat x, int r, int c)
        {
            (int I, int J, double Value) best = (-1, -1, Start);
            for (int i = 2 * r; i < 2 * r + 2; i++)
            {
                for (int j = 2 * c; j < 2 * c + 2; j++)
                    if (Better(x[i, j], best.Value)) best = (i, j, x[i, j]);
            }
            return best;
        }
    }

    /// <summary>The library's layer in the reader's coat.</summary>
    private sealed class Library : PoolingToWrite
    {
        public override Mat Forward(Mat x) => Unrolled(Layer(x).Forward(Rolled(x)), x.RowCount / 2);

        public override Mat Backward(Mat x, Mat dY)
        {
            MaxPooling<double> layer = Layer(x);
            layer.Forward(Rolled(x));
            return Unrolled(layer.Backward(Rolled(dY)), x.RowCount);
        }

        private static MaxPooling<double> Layer(Mat x) => new(new ImageShape(1, x.RowCount, x.ColumnCount), 2);

        private static Mat Rolled(Mat x) => Mat.Build.Dense(1, x.RowCount * x.ColumnCount, x.ToRowMajorArray());

        private static Mat Unrolled(Mat row, int rows) => Mat.Build.DenseOfRowMajor(rows, row.ColumnCount / rows, row.Row(0));
    }
}
