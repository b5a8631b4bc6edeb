using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises of the lesson on ten convolutions, each with its reference, its hints and the mistakes that it knows. Used in lesson 10.</summary>
public static class DeepConvolutionExercises
{
    /// <summary>The side of each layer's maps, and what it learns.</summary>
    /// <param name="side">The side of the picture in pixels.</param>
    /// <param name="channels">The channels of the picture.</param>
    /// <param name="stack">The layers, first to last.</param>
    public delegate (int Side, int Parameters)[] SizesFunction(int side, int channels, StackLayer[] stack);

    /// <summary>How many pixels of the picture a number of each layer sees in a row, and by how many pixels its neighbour's window lies further on.</summary>
    /// <param name="stack">The layers, first to last.</param>
    public delegate (int Field, int Jump)[] FieldsFunction(StackLayer[] stack);

    /// <summary>The log-probabilities of each row of scores, and the gradient by the scores.</summary>
    /// <param name="Z">The scores, (N, C).</param>
    /// <param name="dL">The gradient by the log-probabilities, (N, C).</param>
    public delegate (Matrix<double> L, Matrix<double> dZ) LogSoftmaxFunction(Matrix<double> Z, Matrix<double> dL);

    /// <summary>The picture moved; what comes in from outside is paper, 0.</summary>
    /// <param name="picture">The picture (H, W), which stays as it is.</param>
    /// <param name="down">By how many pixels downwards; below 0 upwards.</param>
    /// <param name="right">By how many to the right; below 0 to the left.</param>
    public delegate Matrix<double> ShiftFunction(Matrix<double> picture, int down, int right);

    /// <summary>Where a channel's largest number was made: the image, and the upper left corner of the window in it.</summary>
    /// <param name="maps">The maps of a layer, (N, C·side·side), channel after channel.</param>
    /// <param name="channel">The channel that is asked for.</param>
    /// <param name="side">The side of a map.</param>
    /// <param name="jump">By how many pixels of the picture the windows of neighbours lie apart.</param>
    public delegate (int Image, int Top, int Left) MostExcitingFunction(Matrix<double> maps, int channel, int side, int jump);

    /// <summary>Exercise 1: the sizes and parameters of a stack.</summary>
    public static Exercise<SizesFunction> Sizes { get; } = new(
        "the plan", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, Learned),
        (sizes, size, rng) =>
        {
            (int Side, int Parameters)[]? plan = sizes(60, 1 + rng.Below(3), Stack(size, rng));
            return [AnswerPart.Row("the list of sides", Numbers(plan, layer => layer.Side)), AnswerPart.Row("the list of parameters", Numbers(plan, layer => layer.Parameters))];
        },
        "Walk through the stack with two numbers that change on the way: the side and the channels of what comes in. A kernel looks at all channels that come in.",
        "The side becomes (side - K) / S + 1, with the division of whole numbers. A convolution learns channels·K·K·Kernels weights and 2·Kernels for its batch normalisation; then channels becomes Kernels. A pooling learns nothing and keeps the channels.")
    {
        Suspects =
        [
            ("the side is off by one: a window of K fits at side - K + 1 places.", (side, channels, stack) => SizesBy(side, channels, stack, (s, layer) => (s - layer.Kernel) / layer.Stride, Learned)),
            ("the stride is not used: the side goes on as if every window moved by one pixel.", (side, channels, stack) => SizesBy(side, channels, stack, (s, layer) => s - layer.Kernel + 1, Learned)),
            ("the 1 is added before the division by the stride; it is added after it.", (side, channels, stack) => SizesBy(side, channels, stack, (s, layer) => (s - layer.Kernel + 1) / layer.Stride, Learned)),
            ("the division by the stride is rounded up; a window that does not fit any more is left out.", (side, channels, stack) => SizesBy(side, channels, stack, (s, layer) => (s - layer.Kernel + layer.Stride - 1) / layer.Stride + 1, Learned)),
            ("the side stays, as if there were a padding.", (side, channels, stack) => SizesBy(side, channels, stack, (s, layer) => (s - 1) / layer.Stride + 1, Learned)),
            ("each side is computed from the picture's; it should come from the layer before.", (side, channels, stack) =>
                [.. SizesBy(side, channels, stack, SideAfter, Learned).Zip(stack, (plan, layer) => (SideAfter(side, layer), plan.Parameters))]),
            ("the channels that come in are missing: a kernel has K·K weights for each of them.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (_, layer) => Learned(1, layer))),
            ("the channels that come in are always those of the picture; behind a convolution they are its Kernels.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (_, layer) => Learned(channels, layer))),
            ("the kernels are counted as K weights a channel; they are squares.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (c, layer) => layer.IsPooling ? 0 : (c * layer.Kernel + 2) * layer.Kernels)),
            ("biases are counted, but these convolutions have none: the batch normalisation behind them has a shift of its own.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (c, layer) => Learned(c, layer, others: 3))),
            ("the batch normalisation is missing: it learns γ and β for each channel.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (c, layer) => Learned(c, layer, others: 0))),
            ("the batch normalisation is missing; what is counted in its place is a bias. It learns two numbers for each channel, γ and β.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (c, layer) => Learned(c, layer, others: 1))),
            ("the running mean and variance are counted; they are kept, but not learned.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (c, layer) => Learned(c, layer, others: 4))),
            ("the batch normalisation counts two numbers for each channel that comes in; it stands behind the convolution.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, (c, layer) => layer.IsPooling ? 0 : Learned(c, layer, others: 0) + 2 * c)),
            ("behind a pooling the channels are lost: it has no Kernels of its own and keeps the channels that come in.", (side, channels, stack) => SizesBy(side, channels, stack, SideAfter, Learned, keeps: false)),
            ("the parameters are summed up on the way; each layer's own are asked for.", (side, channels, stack) => RunningSum(SizesBy(side, channels, stack, SideAfter, Learned))),
        ],
    };

    /// <summary>Exercise 2: the receptive fields of a stack.</summary>
    public static Exercise<FieldsFunction> Fields { get; } = new(
        "the receptive field", stack => FieldsBy(stack, (field, jump, layer) => field + (layer.Kernel - 1) * jump),
        (fields, size, rng) =>
        {
            (int Field, int Jump)[]? seen = fields(Stack(size, rng));
            return [AnswerPart.Row("the list of fields", Numbers(seen, layer => layer.Field)), AnswerPart.Row("the list of jumps", Numbers(seen, layer => layer.Jump))];
        },
        "Begin with the picture itself: a pixel sees 1 pixel, and its neighbour lies 1 pixel further on. How many new windows of the layer before does a kernel add to its first one, and how far apart do they lie?",
        "For each layer in turn: field += (K - 1) * jump, and only then jump *= S. A pooling is a window like any other.")
    {
        Suspects =
        [
            ("the jump is not used: behind a stride of 2 a neighbour lies two pixels further on, so a kernel reaches further.", stack => FieldsBy(stack, (field, _, layer) => field + layer.Kernel - 1)),
            ("the jump grows too early: a layer's stride moves its own window, and counts only for the layers behind it.", stack => FieldsBy(stack, (field, jump, layer) => field + (layer.Kernel - 1) * jump * layer.Stride)),
            ("the field grows by K windows a layer; the first of them is the one that it already had.", stack => FieldsBy(stack, (field, jump, layer) => field + layer.Kernel * jump)),
            ("the field begins at 0; a pixel of the picture sees itself.", stack => FieldsBy(stack, (field, jump, layer) => field + (layer.Kernel - 1) * jump, start: 0)),
            ("the poolings are left out: their windows see more as well, and their strides count.", stack => FieldsBy(stack, (field, jump, layer) => layer.IsPooling ? field : field + (layer.Kernel - 1) * jump, (jump, layer) => layer.IsPooling ? jump : jump * layer.Stride)),
            ("the windows of poolings are left out: they see more as well.", stack => FieldsBy(stack, (field, jump, layer) => layer.IsPooling ? field : field + (layer.Kernel - 1) * jump)),
            ("the strides of poolings are left out of the jump.", stack => FieldsBy(stack, (field, jump, layer) => field + (layer.Kernel - 1) * jump, (jump, layer) => layer.IsPooling ? jump : jump * layer.Stride)),
            ("the jump is the stride of the last layer alone; all strides before it are multiplied.", stack => FieldsBy(stack, (field, jump, layer) => field + (layer.Kernel - 1) * jump, (_, layer) => layer.Stride)),
            ("the strides are added; they multiply.", stack => FieldsBy(stack, (field, jump, layer) => field + (layer.Kernel - 1) * jump, (jump, layer) => jump + layer.Stride)),
            ("the fields are multiplied; each layer adds to what the one before saw.", stack => FieldsBy(stack, (field, _, layer) => field * layer.Kernel)),
            ("the layers are taken from last to first.", stack => FieldsBy([.. stack.Reverse()], (field, jump, layer) => field + (layer.Kernel - 1) * jump)),
        ],
    };

    /// <summary>Exercise 3: the log-softmax of each row, with its way back.</summary>
    public static Exercise<LogSoftmaxFunction> LogSoftmax { get; } = new(
        "the log-softmax", (Z, dL) => (Softmax.LogRows(Z), BackBy(Z, dL, sum => sum)),
        (logSoftmax, size, rng) =>
        {
            (Matrix<double> L, Matrix<double> dZ) = logSoftmax(rng.Matrix(size, 4), rng.Matrix(size, 4));
            return [new("L", L), new("dZ", dZ), new("L (here with scores a thousand apart)", logSoftmax(1000 * rng.Matrix(size, 4), rng.Matrix(size, 4)).L)];
        },
        "One row at a time. A score stands in its own log-probability, and in the sum below all log-probabilities of its row: two kinds of paths.",
        "With m the largest of the row, l_c = z_c - m - ln Σ e^(z_k - m). For the way back, p_c = e^(l_c), and dz_c = dl_c - p_c·(the sum of dl over the row).")
    {
        Suspects =
        [
            ("each class is compared over the images of the batch: the sum below runs down a column. It belongs along the row, over the classes of one image.", (Z, dL) => Down(Z, dL)),
            ("L is the probability; its logarithm is missing.", (Z, dL) => (Softmax.Rows(Z), BackBy(Z, dL, sum => sum))),
            ("the path through the sum is missing from dZ: every score lowers the others.", (Z, dL) => (Softmax.LogRows(Z), dL.Clone())),
            ("dZ subtracts p once; it has to be multiplied by the sum of dL over the row.", (Z, dL) => (Softmax.LogRows(Z), BackBy(Z, dL, _ => 1))),
            ("dZ adds where it should subtract: a higher score lowers the other log-probabilities.", (Z, dL) => (Softmax.LogRows(Z), BackBy(Z, dL, sum => -sum))),
            ("dZ looks at the path from each score to its own log-probability alone; it reaches those of the other classes too.", (Z, dL) => (Softmax.LogRows(Z), dL.PointwiseMultiply(1 - Softmax.Rows(Z)))),
            ("dZ is that of the softmax; the logarithm has another slope.", (Z, dL) => (Softmax.LogRows(Z), BackOfSoftmax(Z, dL))),
            ("the sum of dL in dZ runs down the columns; it belongs along the row.", (Z, dL) => (Softmax.LogRows(Z), dL - Softmax.Rows(Z).MapIndexed((_, c, p) => p * dL.Column(c).Sum(), Zeros.Include))),
            ("dZ has the log-probability where p belongs.", (Z, dL) => (Softmax.LogRows(Z), dL - Softmax.LogRows(Z).MapIndexed((n, _, l) => l * dL.Row(n).Sum(), Zeros.Include))),
            ("the largest score is subtracted and not put back into the sum: L is only z - m.", (Z, dL) => (Z.MapIndexed((n, _, z) => z - Z.Row(n).Maximum(), Zeros.Include), BackBy(Z, dL, sum => sum))),
        ],
    };

    /// <summary>Exercise 4: a moved picture.</summary>
    public static Exercise<ShiftFunction> Shift { get; } = new(
        "the shift", (picture, down, right) => ShiftBy(picture, down, right),
        (shift, size, rng) =>
        {
            Matrix<double> picture = rng.Matrix(size + 3, size + 4), before = picture.Clone();
            Matrix<double>? Moved(int down, int right) => shift(picture, down, right)?.Clone();
            Matrix<double>?[] moved = [Moved(2, 0), Moved(0, 1), Moved(-1, 2), Moved(-2, -1)];
            // a function that writes into the picture gets the same one again, and is told so by its last part
            return
            [
                new("the picture moved 2 down", moved[0]), new("the picture moved 1 to the right", moved[1]),
                new("the picture moved 1 up and 2 to the right", moved[2]), new("the picture moved 2 up and 1 to the left", moved[3]),
                AnswerPart.Row("the picture that was given", picture.Equals(before) ? 2 : 1, 1),
            ];
        },
        "Go through the pixels of the NEW picture, and ask of each where it comes from. What if that place lies outside?",
        "The new pixel (r, c) comes from (r - down, c - right). Begin with a picture of zeros, and copy only where that place is inside: at least 0, and below picture.RowCount or picture.ColumnCount.")
    {
        Suspects =
        [
            ("the picture moves the other way: the new pixel (r, c) comes from (r - down, c - right).", (picture, down, right) => ShiftBy(picture, -down, -right)),
            ("down and right are exchanged: the first index is the row.", (picture, down, right) => ShiftBy(picture, right, down)),
            ("what leaves on one side comes in on the other; it should be gone, and paper (0) come in.", (picture, down, right) => ShiftBy(picture, down, right, outside: Outside.Wraps)),
            ("the border is repeated; paper (0) should come in.", (picture, down, right) => ShiftBy(picture, down, right, outside: Outside.Repeats)),
            ("what comes in is ink (1); it should be paper (0).", (picture, down, right) => ShiftBy(picture, down, right, outside: Outside.Ink)),
            ("the picture that was given is changed. Make a new one, or pixels are copied that were already overwritten.", (picture, down, right) => InPlace(picture, down, right, byColumn: false)),
            ("the picture that was given is changed. Make a new one, or pixels are copied that were already overwritten.", (picture, down, right) => InPlace(picture, down, right, byColumn: true)),
            ("the picture that was given is changed: move a copy.", (picture, down, right) => CopiedOver(picture, down, right)),
            ("the old picture still shows where nothing was moved to; begin with zeros.", (picture, down, right) => ShiftBy(picture, down, right, outside: Outside.Old)),
            ("the picture does not move.", (picture, _, _) => picture.Clone()),
        ],
    };

    /// <summary>Exercise 5: the window that excites a channel most.</summary>
    public static Exercise<MostExcitingFunction> MostExciting { get; } = new(
        "the search", (maps, channel, side, jump) => SearchBy(maps, channel, side, jump),
        (search, size, rng) =>
        {
            const int side = 5;
            (int channels, int jump) = (size + 1, 2 + rng.Below(3));
            Matrix<double> maps = rng.Matrix(size + 2, channels * side * side);
            // the largest of each channel away from the diagonal and the first row, and away from the first image
            for (int c = 0; c < channels; c++) maps[1 + c % (size + 1), (c * side + 1 + c % 2) * side + 3] = 5 + c;
            (int Image, int Top, int Left) found = search(maps, 1, side, jump), below = search(maps - 100, size, side, jump);
            return
            [
                AnswerPart.Row("the number of the image", found.Image, 1), AnswerPart.Row("the corner of the window", found.Top, found.Left),
                AnswerPart.Row("the number of the image, here where all numbers are below 0,", below.Image, 1),
                AnswerPart.Row("the corner of the window, here where all numbers are below 0,", below.Top, below.Left),
            ];
        },
        "Three loops: over images, rows and columns. In which column of the matrix does pixel (row, column) of this channel stand? Remember the place of the largest number, not the number alone.",
        "Pixel (r, c) of the channel is in column (channel * side + r) * side + c. Begin with double.NegativeInfinity as the largest so far. In the picture the window begins at (r * jump, c * jump).")
    {
        Suspects =
        [
            ("the jump is missing: the place is that in the map; in the picture it lies jump times as far.", (maps, channel, side, _) => SearchBy(maps, channel, side, 1)),
            ("row and column are exchanged.", (maps, channel, side, jump) => SearchBy(maps, channel, side, jump, turned: true)),
            ("all channels are searched; only one is asked for.", (maps, channel, side, jump) => SearchBy(maps, 0, side, jump, channels: maps.ColumnCount / side / side)),
            ("it is always the first channel that is searched.", (maps, channel, side, jump) => SearchBy(maps, 0, side, jump)),
            ("the channel's pixels are looked for in the wrong columns: an image is stored channel after channel, side·side numbers each.", (maps, channel, side, jump) => SearchBy(maps, channel, side, jump, interleaved: true)),
            ("the smallest number is found, not the largest.", (maps, channel, side, jump) => SearchBy(-maps, channel, side, jump)),
            ("signs are not looked at: a number far below 0 counts as large.", (maps, channel, side, jump) => SearchBy(maps.PointwiseAbs(), channel, side, jump)),
            ("the largest so far begins at 0, so nothing is found where all numbers are below 0. Begin with minus infinity.", (maps, channel, side, jump) => SearchBy(maps, channel, side, jump, start: 0)),
            ("the place still counts the channels before: the row is that of the whole matrix row.", (maps, channel, side, jump) =>
            {
                var (image, top, left) = SearchBy(maps, channel, side, jump);
                return (image, top + channel * side * jump, left);
            }),
            ("the corner is the middle of the windows' step; it is where the window begins.", (maps, channel, side, jump) =>
            {
                var (image, top, left) = SearchBy(maps, channel, side, jump);
                return (image, top + jump / 2, left + jump / 2);
            }),
            ("only the first image is searched.", (maps, channel, side, jump) => SearchBy(maps.SubMatrix(0, 1, 0, maps.ColumnCount), channel, side, jump)),
        ],
    };

    private enum Outside
    {
        Paper,
        Wraps,
        Repeats,
        Ink,
        Old,
    }

    /// <summary>A stack with a stride of 2, a pooling and a kernel of one pixel among its layers, in changing order.</summary>
    private static StackLayer[] Stack(int size, Rng rng)
    {
        StackLayer[] some =
        [
            new("first", 3, 1, 4 + rng.Below(4)), new("pool", 2, 2, 0), new("second", 4, 1, 2 + rng.Below(4)), new("third", 3, 2, 3 + rng.Below(4)),
            new("point", 1, 1, 2 + rng.Below(4)),
        ];
        // the smallest stack is a pooling before a convolution; the others have a layer more or less behind it
        return size == 2 ? [some[1], some[3], some[0]] : [.. some.Take(size), new("last", 3, 1, 5)];
    }

    private static double[]? Numbers<T>(T[]? plan, Func<T, int> of) => plan is null ? null : [.. plan.Select(layer => (double)of(layer))];

    private static int SideAfter(int side, StackLayer layer) => (side - layer.Kernel) / layer.Stride + 1;

    private static int Learned(int channels, StackLayer layer) => Learned(channels, layer, others: 2);

    /// <summary>Kernels, and so many numbers besides for each of them.</summary>
    private static int Learned(int channels, StackLayer layer, int others) => layer.IsPooling ? 0 : (channels * layer.Kernel * layer.Kernel + others) * layer.Kernels;

    private static (int Side, int Parameters)[] SizesBy(
        int side, int channels, StackLayer[] stack, Func<int, StackLayer, int> sideAfter, Func<int, StackLayer, int> learned, bool keeps = true)
    {
        var plan = new (int, int)[stack.Length];
        for (int k = 0; k < stack.Length; k++)
        {
            side = sideAfter(side, stack[k]);
            plan[k] = (side, learned(channels, stack[k]));
            if (!stack[k].IsPooling || !keeps) channels = stack[k].Kernels;
        }
        return plan;
    }

    private static (int, int)[] RunningSum((int Side, int Parameters)[] plan)
    {
        int sum = 0;
        return [.. plan.Select(layer => (layer.Side, sum += layer.Parameters))];
    }

    private static (int Field, int Jump)[] FieldsBy(
        StackLayer[] stack, Func<int, int, StackLayer, int> grow, Func<int, StackLayer, int>? jumpAfter = null, int start = 1)
    {
        (int field, int jump) = (start, 1);
        var fields = new (int, int)[stack.Length];
        for (int k = 0; k < stack.Length; k++)
        {
            field = grow(field, jump, stack[k]);
            jump = jumpAfter is null ? jump * stack[k].Stride : jumpAfter(jump, stack[k]);
            fields[k] = (field, jump);
        }
        return fields;
    }

    /// <summary>dL - p times a number that is made of the row's sum of dL.</summary>
    private static Matrix<double> BackBy(Matrix<double> Z, Matrix<double> dL, Func<double, double> ofSum) =>
        dL - Softmax.Rows(Z).MapIndexed((n, _, p) => p * ofSum(dL.Row(n).Sum()), Zeros.Include);

    private static Matrix<double> BackOfSoftmax(Matrix<double> Z, Matrix<double> dP)
    {
        Matrix<double> P = Softmax.Rows(Z);
        return P.MapIndexed((n, c, p) => p * (dP[n, c] - dP.Row(n) * P.Row(n)), Zeros.Include);
    }

    private static (Matrix<double>, Matrix<double>) Down(Matrix<double> Z, Matrix<double> dL) =>
        (Softmax.LogRows(Z.Transpose()).Transpose(), BackBy(Z.Transpose(), dL.Transpose(), sum => sum).Transpose());

    private static Matrix<double> ShiftBy(Matrix<double> picture, int down, int right, Outside outside = Outside.Paper)
    {
        (int height, int width) = (picture.RowCount, picture.ColumnCount);
        return picture.MapIndexed((r, c, old) =>
        {
            (int from, int at) = (r - down, c - right);
            if (from >= 0 && from < height && at >= 0 && at < width) return picture[from, at];
            return outside switch
            {
                Outside.Wraps => picture[(from + height) % height, (at + width) % width],
                Outside.Repeats => picture[Math.Clamp(from, 0, height - 1), Math.Clamp(at, 0, width - 1)],
                Outside.Ink => 1,
                Outside.Old => old,
                _ => 0,
            };
        }, Zeros.Include);
    }

    private static Matrix<double> InPlace(Matrix<double> picture, int down, int right, bool byColumn)
    {
        (int outer, int inner) = byColumn ? (picture.ColumnCount, picture.RowCount) : (picture.RowCount, picture.ColumnCount);
        for (int k = 0; k < outer * inner; k++)
        {
            (int r, int c) = byColumn ? (k % inner, k / inner) : (k / inner, k % inner);
            (int from, int at) = (r - down, c - right);
            picture[r, c] = from >= 0 && from < picture.RowCount && at >= 0 && at < picture.ColumnCount ? picture[from, at] : 0;
        }
        return picture;
    }

    private static Matrix<double> CopiedOver(Matrix<double> picture, int down, int right)
    {
        ShiftBy(picture, down, right).CopyTo(picture);
        return picture;
    }

    private static (int Image, int Top, int Left) SearchBy(
        Matrix<double> maps, int channel, int side, int jump, int channels = 1, double start = double.NegativeInfinity, bool turned = false, bool interleaved = false)
    {
        (int Image, int Top, int Left) best = default;
        int all = maps.ColumnCount / side / side;
        for (int n = 0; n < maps.RowCount; n++)
        {
            for (int k = 0; k < channels * side * side; k++)
            {
                double value = maps[n, interleaved ? k * all + channel : channel * side * side + k];
                if (!(value > start)) continue;
                (int row, int column) = (k % (side * side) / side, k % side);
                (start, best) = (value, turned ? (n, column * jump, row * jump) : (n, row * jump, column * jump));
            }
        }
        return best;
    }
}
