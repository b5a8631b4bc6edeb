using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The exercises of the lesson on convolution: a kernel that slides over one channel, its way back, the patches of a picture of several
/// channels, and max pooling. Used in lesson 09.
/// </summary>
public static class ConvolutionExercises
{
    /// <summary>The map of a kernel that slides over a picture.</summary>
    /// <param name="x">The picture (H, W).</param>
    /// <param name="w">The kernel, at most as large; neither need be square.</param>
    public delegate Matrix<double> SlideFunction(Matrix<double> x, Matrix<double> w);

    /// <summary>The gradients of the picture and of the kernel.</summary>
    /// <param name="x">The picture.</param>
    /// <param name="w">The kernel.</param>
    /// <param name="dY">dLoss/dy, of the shape of the map.</param>
    public delegate (Matrix<double> dX, Matrix<double> dW) SlideBackFunction(Matrix<double> x, Matrix<double> w, Matrix<double> dY);

    /// <summary>A row for each place of the kernel, with the numbers that lie under it: channel after channel, and in each row after row.</summary>
    /// <param name="x">The channels of the picture.</param>
    /// <param name="K">The side of the kernel.</param>
    /// <param name="S">The stride.</param>
    /// <param name="P">The padding.</param>
    public delegate Matrix<double> PatchesFunction(Matrix<double>[] x, int K, int S, int P);

    /// <summary>Makes a pooling.</summary>
    public delegate PoolingToWrite PoolingFunction();

    /// <summary>Exercise 1: the kernel slides.</summary>
    public static Exercise<SlideFunction> Slide { get; } = new(
        "the convolution", Slid,
        (slide, size, rng) =>
        {
            (Matrix<double> x, Matrix<double> w) = PictureAndKernel(size, rng);
            return [new("y", slide(x, w)?.Clone())];
        },
        "How many places does the kernel have from top to bottom, and from left to right? For each place: two loops over the kernel, and one sum.",
        "y has x.RowCount - w.RowCount + 1 rows, and likewise columns. At place (r, c) weight (i, j) lies on pixel (r + i, c + j): four loops, and += in the innermost.")
    {
        Suspects =
        [
            ("the kernel is turned by half a turn, as mathematicians do. Here it is laid on the picture as it is: weight (i, j) on pixel (r + i, c + j).", (x, w) => Slid(x, Turned(w))),
            ("only one product is kept at each place, the last one: the products are added.", (x, w) => Slid(x, OnlyLast(w))),
            ("the last row and the last column of places are missing: 2 pixels fit into 4 pixels at three places.", (x, w) => WithoutLast(Slid(x, w))),
            ("this is the mean of the products; their sum is asked for.", (x, w) => Slid(x, w) / (w.RowCount * w.ColumnCount)),
            ("y keeps the size of the picture: a kernel that would reach over the edge has no place there.", (x, w) => Slid(Below(x, w.RowCount - 1, w.ColumnCount - 1), w)),
        ],
    };

    /// <summary>Exercise 2: the way back through it.</summary>
    public static Exercise<SlideBackFunction> SlideBack { get; } = new(
        "the way back", (x, w, dY) => Back(x, w, dY),
        (back, size, rng) =>
        {
            (Matrix<double> x, Matrix<double> w) = PictureAndKernel(size, rng);
            var (dX, dW) = back(x, w, rng.Matrix(x.RowCount - w.RowCount + 1, x.ColumnCount - w.ColumnCount + 1));
            return [new("dW", dW?.Clone()), new("dX", dX?.Clone())];
        },
        "Write the four loops of the way forward once more. In the innermost, one product was made of a weight and a pixel. What does it owe to each of them?",
        "dY[r, c] comes in. The weight w[i, j] gets it times its pixel, the pixel x[r + i, c + j] gets it times its weight, and both are added to what is there: +=.")
    {
        Suspects =
        [
            ("dX: the kernel has to be turned by half a turn when it slides over dY.", (x, w, dY) => (Slid(Bordered(dY, w), w), Slid(x, dY))),
            ("dX keeps what came last: a pixel lies under several places of the kernel, and their gradients are added.", (x, w, dY) => (Back(x, w, dY, addX: false).dX, Slid(x, dY))),
            ("dW keeps what came last: a weight is used at every place, and its gradients are added.", (x, w, dY) => (Back(x, w, dY).dX, Back(x, w, dY, addW: false).dW)),
            ("dX and dW keep what came last: their gradients are added, with +=.", (x, w, dY) => Back(x, w, dY, addX: false, addW: false)),
            ("dW is a mean over the places of the kernel: a sum belongs there.", (x, w, dY) => (Back(x, w, dY).dX, Slid(x, dY) / (dY.RowCount * dY.ColumnCount))),
            ("dW: dY is turned by half a turn. For dW it slides over x as it is; what is turned is the kernel, for dX.", (x, w, dY) => (Back(x, w, dY).dX, Slid(x, Turned(dY)))),
            ("the partners are exchanged: dW takes the pixel, dX takes the weight.", (x, w, dY) => Back(x, w, dY, exchanged: true)),
            ("dX has no border: pixels at the edge lie under the kernel too, but under fewer of its places.", (x, w, dY) => (Slid(dY, Turned(w)), Slid(x, dY))),
            ("dY is not used: each product passes on what came back, times its partner.", (x, w, dY) => Back(x, w, Matrix<double>.Build.Dense(dY.RowCount, dY.ColumnCount, 1))),
        ],
    };

    /// <summary>Exercise 3: patches, with channels, stride and padding.</summary>
    public static Exercise<PatchesFunction> Patches { get; } = new(
        "the matrix of patches", (x, K, S, P) => Patched(x, K, S, P),
        (patches, size, rng) =>
        {
            Matrix<double>[] x = [.. Enumerable.Range(0, 2 + size % 2).Select(_ => rng.Matrix(size + 3, size + 5))];
            (int K, int S, int P) = size switch { 3 => (3, 1, 1), 5 => (3, 2, 1), 4 => (2, 2, 0), _ => (3, 2, 2) };
            return [new("the matrix", patches(x, K, S, P)?.Clone())];
        },
        "Two loops over the places give the row, three over channel, i and j give the column. Which pixel lies under (i, j) at place (r, c)? It may lie outside.",
        "The pixel is in row S * r + i - P and column S * c + j - P. It goes into row r * (places across) + c and column (k * K + i) * K + j. If it lies outside, leave the 0.")
    {
        Suspects =
        [
            ("the padding is not taken off: place (0, 0) begins P pixels before the picture.", (x, K, S, P) => Patched(x, K, S, P, shift: 0)),
            ("the stride is not in the pixel: place r begins at S * r.", (x, K, S, P) => Patched(x, K, S, P, step: 1)),
            ("the columns of the matrix have another order: channel after channel, and in each row after row.", (x, K, S, P) => Patched(x, K, S, P, column: (k, i, j) => (i * K + j) * x.Length + k)),
            ("the columns of the matrix have another order: i is the row under the kernel, j the column.", (x, K, S, P) => Patched(x, K, S, P, column: (k, i, j) => (k * K + j) * K + i)),
            ("the rows of the matrix have another order: the places go row after row.", (x, K, S, P) => Patched(x, K, S, P, byColumn: true)),
            ("the padding repeats the pixels of the edge: it is zeros.", (x, K, S, P) => Patched(x, K, S, P, clamp: true)),
            ("all channels show the same picture: pixel (row, column) is asked of x[k].", (x, K, S, P) => Patched([.. x.Select(_ => x[0])], K, S, P)),
            ("there is no place in the last row and the last column: (H + 2P - K) / S is one too few.", (x, K, S, P) => Patched(x, K, S, P, fewer: 1)),
            ("there are too few places: the padding makes the picture larger on both sides, by 2P.", (x, K, S, P) => Patched(x, K, S, P, once: true)),
        ],
    };

    /// <summary>Exercise 4: max pooling.</summary>
    public static Exercise<PoolingFunction> MaxPooling { get; } = new(
        "the max pooling", () => new PlainPooling(),
        (make, size, rng) =>
        {
            PoolingToWrite pooling = make();
            // an odd side, and squares in which all numbers are negative
            Matrix<double> x = rng.Matrix(2 * size + 1, 2 * size + 2) - 1, dY = rng.Matrix(size, size + 1);
            Matrix<double> equal = Matrix<double>.Build.Dense(2, 2 * size);
            Matrix<double>? y = pooling.Forward(x)?.Clone(), dX = pooling.Backward(x, dY)?.Clone(), ties = pooling.Backward(equal, Matrix<double>.Build.Dense(1, size, 1));
            return
            [
                new("y", y), new("dX", dX),
                // one of four equal numbers gets the gradient, whichever
                AnswerPart.Row("the gradient of four equal numbers", ties is null || (ties.RowCount, ties.ColumnCount) != (2, 2 * size)
                    ? [] : [ties.Enumerate().Sum() / size, 1 + ties.Enumerate().Count(d => d == 1) / (double)size]),
            ];
        },
        "Forward: two loops over the squares, and the largest of four pixels. Backward: the same loops; look again which of the four is the largest.",
        "Square (r, c) holds the pixels (2 * r + i, 2 * c + j) for i and j from 0 to 1. Keep the place of the largest, beginning with the first pixel of the square, not with 0. Only that place gets dY[r, c].")
    {
        Suspects =
        [
            ("the search for the largest begins at 0: in a square of negative numbers none of them wins.", () => new KnownPooling { Least = 0 }),
            ("the search for the largest begins at 0: in a square of negative numbers none of them wins.", () => new KnownPooling { Least = 0, BackToo = false }),
            ("y is right, but on the way back the search for the largest begins at 0.", () => new KnownPooling { Least = 0, ForwardToo = false }),
            ("this is an average pooling: of each square the largest number is asked for.", () => new KnownPooling { Kept = Kept.Mean, Paid = Paid.All, Share = 0.25 }),
            ("y is the smallest number of each square.", () => new KnownPooling { Sign = -1 }),
            ("every pixel of the square gets dY: only the one that was passed on has an effect.", () => new KnownPooling { Paid = Paid.All }),
            ("dX is that of average pooling: only the pixel that was passed on has an effect.", () => new KnownPooling { Paid = Paid.All, Share = 0.25 }),
            ("where several numbers are equally large, each gets the whole gradient. Give it to one of them.", () => new KnownPooling { Paid = Paid.Equals }),
            ("dX holds the number that was passed on; its gradient dY belongs there.", () => new KnownPooling { Paid = Paid.Value }),
            ("the gradient goes to the first pixel of each square, whichever is the largest.", () => new KnownPooling { Paid = Paid.First }),
        ],
    };

    private static (Matrix<double> X, Matrix<double> W) PictureAndKernel(int size, Rng rng) =>
        (rng.Matrix(size + 3, size + 4), rng.Matrix(2 + size % 2, 3 - size % 2));

    private static Matrix<double> Slid(Matrix<double> x, Matrix<double> w)
    {
        Matrix<double> y = Matrix<double>.Build.Dense(x.RowCount - w.RowCount + 1, x.ColumnCount - w.ColumnCount + 1);
        for (int r = 0; r < y.RowCount; r++)
            for (int c = 0; c < y.ColumnCount; c++)
                for (int i = 0; i < w.RowCount; i++)
                    for (int j = 0; j < w.ColumnCount; j++) y[r, c] += w[i, j] * x[r + i, c + j];
        return y;
    }

    private static (Matrix<double> dX, Matrix<double> dW) Back(
        Matrix<double> x, Matrix<double> w, Matrix<double> dY, bool addX = true, bool addW = true, bool exchanged = false)
    {
        Matrix<double> dX = Matrix<double>.Build.SameAs(x), dW = Matrix<double>.Build.SameAs(w);
        for (int r = 0; r < dY.RowCount; r++)
        {
            for (int c = 0; c < dY.ColumnCount; c++)
            {
                for (int i = 0; i < w.RowCount; i++)
                {
                    for (int j = 0; j < w.ColumnCount; j++)
                    {
                        (double pixel, double weight) = exchanged ? (w[i, j], x[r + i, c + j]) : (x[r + i, c + j], w[i, j]);
                        dW[i, j] = (addW ? dW[i, j] : 0) + dY[r, c] * pixel;
                        dX[r + i, c + j] = (addX ? dX[r + i, c + j] : 0) + dY[r, c] * weight;
                    }
                }
            }
        }
        return (dX, dW);
    }

    private static Matrix<double> Patched(Matrix<double>[] x, int K, int S, int P, int? shift = null, int? step = null,
        Func<int, int, int, int>? column = null, bool byColumn = false, bool clamp = false, int fewer = 0, bool once = false)
    {
        (int H, int W) = (x[0].RowCount, x[0].ColumnCount);
        int Places(int side) => (side + (once ? P : 2 * P) - K) / S + 1 - fewer;
        (int down, int across) = (Places(H), Places(W));
        Matrix<double> patches = Matrix<double>.Build.Dense(down * across, x.Length * K * K);
        for (int place = 0; place < down * across; place++)
        {
            (int r, int c) = byColumn ? (place % down, place / down) : (place / across, place % across);
            for (int at = 0; at < patches.ColumnCount; at++)
            {
                (int k, int i, int j) = (at / (K * K), at / K % K, at % K);
                (int row, int col) = ((step ?? S) * r + i - (shift ?? P), (step ?? S) * c + j - (shift ?? P));
                if (clamp) (row, col) = (Math.Clamp(row, 0, H - 1), Math.Clamp(col, 0, W - 1));
                if (row >= 0 && row < H && col >= 0 && col < W) patches[place, column?.Invoke(k, i, j) ?? at] = x[k][row, col];
            }
        }
        return patches;
    }

    private static Matrix<double> Turned(Matrix<double> w) =>
        Matrix<double>.Build.Dense(w.RowCount, w.ColumnCount, (i, j) => w[w.RowCount - 1 - i, w.ColumnCount - 1 - j]);

    private static Matrix<double> OnlyLast(Matrix<double> w) =>
        w.MapIndexed((i, j, weight) => i == w.RowCount - 1 && j == w.ColumnCount - 1 ? weight : 0, Zeros.Include);

    private static Matrix<double> WithoutLast(Matrix<double> y) => y.SubMatrix(0, y.RowCount - 1, 0, y.ColumnCount - 1);

    /// <summary>x with zeros below and to the right.</summary>
    private static Matrix<double> Below(Matrix<double> x, int rows, int columns)
    {
        Matrix<double> larger = Matrix<double>.Build.Dense(x.RowCount + rows, x.ColumnCount + columns);
        larger.SetSubMatrix(0, 0, x);
        return larger;
    }

    /// <summary>dY with as many zeros around it that every pixel gets a place of the kernel.</summary>
    private static Matrix<double> Bordered(Matrix<double> dY, Matrix<double> w)
    {
        (int rows, int columns) = (w.RowCount - 1, w.ColumnCount - 1);
        Matrix<double> larger = Matrix<double>.Build.Dense(dY.RowCount + 2 * rows, dY.ColumnCount + 2 * columns);
        larger.SetSubMatrix(rows, columns, dY);
        return larger;
    }

    private enum Kept { Largest, Mean }

    private enum Paid { Winner, All, Equals, Value, First }

    /// <summary>The pooling, right and without detours: a lesson trains it.</summary>
    private sealed class PlainPooling : PoolingToWrite
    {
        public override Matrix<double> Forward(Matrix<double> x) => Matrix<double>.Build.Dense(x.RowCount / 2, x.ColumnCount / 2, (r, c) =>
        {
            (int i, int j) = Winner(x, r, c);
            return x[i, j];
        });

        public override Matrix<double> Backward(Matrix<double> x, Matrix<double> dY)
        {
            Matrix<double> dX = Matrix<double>.Build.SameAs(x);
            for (int r = 0; r < dY.RowCount; r++)
            {
                for (int c = 0; c < dY.ColumnCount; c++)
                {
                    (int i, int j) = Winner(x, r, c);
                    dX[i, j] = dY[r, c];
                }
            }
            return dX;
        }

        private static (int I, int J) Winner(Matrix<double> x, int r, int c)
        {
            (int I, int J) best = (2 * r, 2 * c);
            for (int i = 2 * r; i < 2 * r + 2; i++)
            {
                for (int j = 2 * c; j < 2 * c + 2; j++)
                    if (x[i, j] > x[best.I, best.J]) best = (i, j);
            }
            return best;
        }
    }

    /// <summary>The pooling with one mistake.</summary>
    private sealed class KnownPooling : PoolingToWrite
    {
        public double Least { get; init; } = double.NegativeInfinity;

        public bool ForwardToo { get; init; } = true;

        public bool BackToo { get; init; } = true;

        public Kept Kept { get; init; }

        public Paid Paid { get; init; }

        public double Share { get; init; } = 1;

        public double Sign { get; init; } = 1;

        public override Matrix<double> Forward(Matrix<double> x) => Matrix<double>.Build.Dense(x.RowCount / 2, x.ColumnCount / 2, (r, c) =>
            Kept == Kept.Mean ? Square(x, r, c).Average(p => p.Value) : Sign * Math.Max(ForwardToo ? Least : double.NegativeInfinity, Square(x, r, c).Max(p => Sign * p.Value)));

        public override Matrix<double> Backward(Matrix<double> x, Matrix<double> dY)
        {
            Matrix<double> dX = Matrix<double>.Build.SameAs(x);
            for (int r = 0; r < dY.RowCount; r++)
            {
                for (int c = 0; c < dY.ColumnCount; c++)
                {
                    (int Row, int Column, double Value)[] square = [.. Square(x, r, c)];
                    var winner = square.MaxBy(p => Sign * p.Value);
                    foreach (var (row, column, value) in square)
                    {
                        bool isWinner = (row, column) == (winner.Row, winner.Column) && (!BackToo || value > Least);
                        bool gets = Paid == Paid.All || (Paid == Paid.Equals ? value == winner.Value : Paid == Paid.First ? (row, column) == (2 * r, 2 * c) : isWinner);
                        if (gets) dX[row, column] = Paid == Paid.Value ? value : Share * dY[r, c];
                    }
                }
            }
            return dX;
        }

        private static IEnumerable<(int Row, int Column, double Value)> Square(Matrix<double> x, int r, int c) =>
            from i in (int[])[0, 1]
            from j in (int[])[0, 1]
            select (2 * r + i, 2 * c + j, x[2 * r + i, 2 * c + j]);
    }
}
