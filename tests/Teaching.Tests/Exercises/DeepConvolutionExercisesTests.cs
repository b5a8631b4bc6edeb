using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 10 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class DeepConvolutionExercisesTests
{
    [Fact]
    public void The_plan_is_right_in_two_styles()
    {
        Assert.True(DeepConvolutionExercises.Sizes.Judge((side, channels, stack) => Plan(side, channels, stack)).IsRight);
        Assert.True(DeepConvolutionExercises.Sizes.Judge((side, channels, stack) =>
        {
            // with the library's own layers
            List<(int, int)> plan = [];
            ImageShape shape = new(channels, side, side);
            foreach (StackLayer layer in stack)
            {
                WindowLayer<double> window = layer.IsPooling ? new MaxPooling<double>(shape, layer.Kernel, layer.Stride)
                    : new Convolution<double>(shape, layer.Kernels, layer.Kernel, Initializer.He, new Rng(1), layer.Stride, bias: false);
                shape = window.Output;
                Layer<double>[] learning = layer.IsPooling ? [] : [window, new BatchNormalization<double>(shape)];
                plan.Add((shape.Height, learning.SelectMany(one => one.Parameters).Sum(p => p.Value.RowCount * p.Value.ColumnCount)));
            }
            return [.. plan];
        }).IsRight);
    }

    public static TheoryData<DeepConvolutionExercises.SizesFunction, string> WrongPlans => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (_, _, _) => null!, "the list of sides is null" },
        { (s, c, stack) => Plan(s, c, stack)[1..], "the list of sides has the wrong shape" },
        { (s, c, stack) => Plan(s, c, stack, one: 0), "off by one" },
        { (s, c, stack) => Plan(s, c, [.. stack.Select(layer => layer with { Stride = 1 })]), "stride is not used" },
        { (s, c, stack) => Replaced(s, c, stack, (side, layer) => (side - layer.Kernel + 1) / layer.Stride), "before the division" },
        { (s, c, stack) => Replaced(s, c, stack, (side, layer) => (int)Math.Ceiling((side - layer.Kernel) / (double)layer.Stride) + 1), "rounded up" },
        { (s, c, stack) => [.. Plan(s, c, stack).Zip(stack, (plan, layer) => ((s - layer.Kernel) / layer.Stride + 1, plan.Parameters))], "from the picture's" },
        { (s, c, stack) => [.. Plan(s, c, stack).Zip(stack, (plan, layer) => (plan.Side, layer.Kernels * (layer.Kernel * layer.Kernel + 2)))], "the channels that come in are missing" },
        { (s, c, stack) => [.. Plan(s, c, stack).Zip(stack, (plan, layer) => (plan.Side, layer.Kernels * (c * layer.Kernel * layer.Kernel + 2)))], "always those of the picture" },
        { (s, c, stack) => Plan(s, c, stack, others: 3), "biases are counted" },
        { (s, c, stack) => Plan(s, c, stack, others: 0), "the batch normalisation is missing: it learns" },
        { (s, c, stack) => Plan(s, c, stack, others: 1), "what is counted in its place is a bias" },
        { (s, c, stack) => Plan(s, c, stack, others: 4), "kept, but not learned" },
        { (s, c, stack) => Plan(s, c, stack, keeps: false), "behind a pooling the channels are lost" },
        { (s, c, stack) => Plan(s, c, [.. stack.Select(layer => layer with { Kernels = 2 * layer.Kernels })]), "the list of parameters differs" },
    };

    [Theory]
    [MemberData(nameof(WrongPlans), DisableDiscoveryEnumeration = true)]
    public void A_wrong_plan_is_told_its_kind(DeepConvolutionExercises.SizesFunction answer, string kind) => Told.Kind(DeepConvolutionExercises.Sizes.Judge(answer), kind);

    [Fact]
    public void The_receptive_field_is_right_in_two_styles()
    {
        Assert.True(DeepConvolutionExercises.Fields.Judge(stack => Seen(stack)).IsRight);
        Assert.True(DeepConvolutionExercises.Fields.Judge(stack => [.. stack.Select((_, k) => ByMeasuring(stack[..(k + 1)]))]).IsRight);
    }

    /// <summary>From the last layer back: two neighbouring numbers of it, and the pixels that each of them sees.</summary>
    private static (int, int) ByMeasuring(StackLayer[] stack)
    {
        (int first, int last, int next) = (0, 0, 1);
        foreach (StackLayer layer in stack.Reverse()) (first, last, next) = (first * layer.Stride, last * layer.Stride + layer.Kernel - 1, next * layer.Stride);
        return (last - first + 1, next);
    }

    public static TheoryData<DeepConvolutionExercises.FieldsFunction, string> WrongFields => new()
    {
        { _ => throw new NotImplementedException(), "not written yet" },
        { _ => null!, "the list of fields is null" },
        { stack => [(1, 1), .. Seen(stack)], "the list of fields has the wrong shape" },
        { stack => [.. Seen([.. stack.Select(layer => layer with { Stride = 1 })]).Zip(Seen(stack), (a, b) => (a.Field, b.Jump))], "the jump is not used" },
        { stack => Seen(stack, early: true), "too early" },
        { stack => Seen(stack, less: 0), "grows by K windows" },
        { stack => [.. Seen(stack).Select(seen => (seen.Field - 1, seen.Jump))], "begins at 0" },
        { stack => Seen([.. stack.Select(layer => layer.IsPooling ? layer with { Kernel = 1, Stride = 1 } : layer)]), "the poolings are left out" },
        { stack => Seen([.. stack.Select(layer => layer.IsPooling ? layer with { Kernel = 1 } : layer)]), "the windows of poolings" },
        { stack => Seen([.. stack.Select(layer => layer.IsPooling ? layer with { Stride = 1 } : layer)]), "the strides of poolings" },
        { stack => Seen([.. stack.Reverse()]), "from last to first" },
        { stack => [.. Seen(stack).Select(seen => (seen.Field, -seen.Jump))], "the list of jumps has the wrong sign" },
        { stack => [.. Seen(stack).Select(seen => (2 * seen.Field, seen.Jump))], "the list of fields is 2 times" },
    };

    [Theory]
    [MemberData(nameof(WrongFields), DisableDiscoveryEnumeration = true)]
    public void A_wrong_field_is_told_its_kind(DeepConvolutionExercises.FieldsFunction answer, string kind) => Told.Kind(DeepConvolutionExercises.Fields.Judge(answer), kind);

    [Fact]
    public void The_log_softmax_is_right_in_two_styles()
    {
        Assert.True(DeepConvolutionExercises.LogSoftmax.Judge(LogSoftmax).IsRight);
        Assert.True(DeepConvolutionExercises.LogSoftmax.Judge((Z, dL) =>
        {
            var layer = new LogSoftmaxLayer<double>(Z.ColumnCount);
            var L = layer.Forward(Z).Clone();
            return (L, layer.Backward(dL));
        }).IsRight);
    }

    [Fact]
    public void The_gradient_that_is_expected_is_the_one_that_nudging_measures()
    {
        var dL = Matrix<double>.Build.Dense(2, 3, (n, c) => Math.Sin(n + 2 * c));
        double[] z = [0.5, -1, 2, 0.1, 0.3, -0.7];
        double Loss(double[] v) => LogSoftmax(Matrix<double>.Build.Dense(2, 3, v), dL).L.PointwiseMultiply(dL).Enumerate().Sum();
        double[] measured = NumericalGradient.Of(Loss, z), expected = LogSoftmax(Matrix<double>.Build.Dense(2, 3, z), dL).dZ.ToColumnMajorArray();
        Assert.All(measured.Zip(expected), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }

    public static TheoryData<DeepConvolutionExercises.LogSoftmaxFunction, string> WrongLogs => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (Z, dL) => (LogSoftmax(Z.Transpose(), dL.Transpose()).L.Transpose(), LogSoftmax(Z.Transpose(), dL.Transpose()).dZ.Transpose()), "over the images of the batch" },
        { (Z, dL) => (LogSoftmax(Z, dL).L.PointwiseExp(), LogSoftmax(Z, dL).dZ), "its logarithm is missing" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, dL), "the path through the sum is missing" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, dL - Softmax.Rows(Z)), "dZ subtracts p once" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, 2 * dL - LogSoftmax(Z, dL).dZ), "dZ adds where it should subtract" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, dL - dL.PointwiseMultiply(Softmax.Rows(Z))), "to its own log-probability alone" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, OfSoftmax(Z, dL)), "dZ is that of the softmax" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, Matrix<double>.Build.Dense(Z.RowCount, 4, (n, c) => dL[n, c] - Softmax.Rows(Z)[n, c] * dL.ColumnSums()[c])), "runs down the columns" },
        { (Z, dL) => (Z.PointwiseExp().NormalizeRows(1).PointwiseLog(), LogSoftmax(Z, dL).dZ), "L (here with scores a thousand apart) holds a NaN or an infinity" },
        { (Z, dL) => (Softmax.Rows(Z).PointwiseLog(), LogSoftmax(Z, dL).dZ), "L (here with scores a thousand apart) holds a NaN or an infinity" },
        { (Z, dL) => (-LogSoftmax(Z, dL).L, LogSoftmax(Z, dL).dZ), "L has the wrong sign" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, LogSoftmax(Z, dL).dZ / Z.RowCount), "dZ is too small by the factor N" },
        { (Z, dL) => (LogSoftmax(Z, dL).L, null!), "dZ is null" },
    };

    [Theory]
    [MemberData(nameof(WrongLogs), DisableDiscoveryEnumeration = true)]
    public void A_wrong_log_softmax_is_told_its_kind(DeepConvolutionExercises.LogSoftmaxFunction answer, string kind) => Told.Kind(DeepConvolutionExercises.LogSoftmax.Judge(answer), kind);

    [Fact]
    public void The_shift_is_right_in_two_styles()
    {
        Assert.True(DeepConvolutionExercises.Shift.Judge(Moved).IsRight);
        Assert.True(DeepConvolutionExercises.Shift.Judge((picture, down, right) =>
        {
            // a block that is copied as a whole
            (int rows, int columns) = (picture.RowCount - Math.Abs(down), picture.ColumnCount - Math.Abs(right));
            var moved = Matrix<double>.Build.Dense(picture.RowCount, picture.ColumnCount);
            moved.SetSubMatrix(Math.Max(0, down), Math.Max(0, right), picture.SubMatrix(Math.Max(0, -down), rows, Math.Max(0, -right), columns));
            return moved;
        }).IsRight);
    }

    public static TheoryData<DeepConvolutionExercises.ShiftFunction, string> WrongShifts => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (picture, down, right) => Moved(picture, -down, -right), "the other way" },
        { (picture, down, right) => Moved(picture, right, down), "down and right are exchanged" },
        { (picture, down, right) => Around(picture, down, right), "comes in on the other" },
        { (picture, down, right) => Matrix<double>.Build.Dense(picture.RowCount, picture.ColumnCount, (r, c) => picture[Math.Clamp(r - down, 0, picture.RowCount - 1), Math.Clamp(c - right, 0, picture.ColumnCount - 1)]), "the border is repeated" },
        { (picture, down, right) => Written(picture, down, right), "the picture that was given is changed. Make a new one" },
        { (picture, down, right) => Copied(picture, down, right), "move a copy" },
        { (picture, down, right) => Moved(picture, down, right, onto: picture), "still shows" },
        { (picture, _, _) => picture, "does not move" },
        { (picture, down, right) => picture.MapIndexed((r, c, _) => picture[r - down, c - right]), "throws ArgumentOutOfRangeException" },
        { (picture, down, _) => Moved(picture, down, 0), "the picture moved 1 to the right" },
        { (picture, down, right) => Moved(picture, down, right).Transpose(), "is transposed" },
    };

    [Theory]
    [MemberData(nameof(WrongShifts), DisableDiscoveryEnumeration = true)]
    public void A_wrong_shift_is_told_its_kind(DeepConvolutionExercises.ShiftFunction answer, string kind) => Told.Kind(DeepConvolutionExercises.Shift.Judge(answer), kind);

    [Fact]
    public void The_search_is_right_in_two_styles()
    {
        Assert.True(DeepConvolutionExercises.MostExciting.Judge((maps, channel, side, jump) => Found(maps, channel, side, jump)).IsRight);
        Assert.True(DeepConvolutionExercises.MostExciting.Judge((maps, channel, side, jump) =>
        {
            var own = maps.SubMatrix(0, maps.RowCount, channel * side * side, side * side);
            int image = Enumerable.Range(0, own.RowCount).MaxBy(n => own.Row(n).Maximum()), place = own.Row(image).MaximumIndex();
            return (image, place / side * jump, place % side * jump);
        }).IsRight);
    }

    public static TheoryData<DeepConvolutionExercises.MostExcitingFunction, string> WrongSearches => new()
    {
        { (_, _, _, _) => throw new NotImplementedException(), "not written yet" },
        { (maps, channel, side, _) => Found(maps, channel, side, 1), "the jump is missing" },
        { (maps, channel, side, jump) => (Found(maps, channel, side, jump).Image, Found(maps, channel, side, jump).Left, Found(maps, channel, side, jump).Top), "row and column are exchanged" },
        { (maps, channel, side, jump) => Found(maps, 0, side, jump), "always the first channel" },
        { (maps, channel, side, jump) => Enumerable.Range(0, maps.ColumnCount / side / side).Select(c => (c, Found(maps, c, side, jump))).MaxBy(found =>
            maps[found.Item2.Image, (found.c * side + found.Item2.Top / jump) * side + found.Item2.Left / jump]).Item2, "all channels are searched" },
        { (maps, channel, side, jump) => Found(-maps, channel, side, jump), "the smallest number" },
        { (maps, channel, side, jump) => Found(maps.PointwiseAbs(), channel, side, jump), "signs are not looked at" },
        { (maps, channel, side, jump) => Found(maps, channel, side, jump, from: 0), "begins at 0" },
        { (maps, channel, side, jump) => (0, Found(maps, channel, side, jump).Top, Found(maps, channel, side, jump).Left), "the number of the image" },
        { (maps, channel, side, jump) => (Found(maps, channel, side, jump).Image, Found(maps, channel, side, jump).Top + 1, Found(maps, channel, side, jump).Left), "the corner of the window differs" },
    };

    [Theory]
    [MemberData(nameof(WrongSearches), DisableDiscoveryEnumeration = true)]
    public void A_wrong_search_is_told_its_kind(DeepConvolutionExercises.MostExcitingFunction answer, string kind) => Told.Kind(DeepConvolutionExercises.MostExciting.Judge(answer), kind);

    private static (int Side, int Parameters)[] Plan(int side, int channels, StackLayer[] stack, int one = 1, int others = 2, bool keeps = true)
    {
        List<(int, int)> plan = [];
        foreach (StackLayer layer in stack)
        {
            side = (side - layer.Kernel) / layer.Stride + one;
            plan.Add((side, layer.IsPooling ? 0 : layer.Kernels * (channels * layer.Kernel * layer.Kernel + others)));
            if (!layer.IsPooling || !keeps) channels = layer.Kernels;
        }
        return [.. plan];
    }

    private static (int, int)[] Replaced(int side, int channels, StackLayer[] stack, Func<int, StackLayer, int> after) =>
        [.. Plan(side, channels, stack).Zip(stack, (plan, layer) => (side = after(side, layer), plan.Parameters))];

    private static (int Field, int Jump)[] Seen(StackLayer[] stack, bool early = false, int less = 1)
    {
        (int field, int jump) = (1, 1);
        List<(int, int)> seen = [];
        foreach (StackLayer layer in stack)
        {
            if (early) jump *= layer.Stride;
            field += (layer.Kernel - less) * jump;
            if (!early) jump *= layer.Stride;
            seen.Add((field, jump));
        }
        return [.. seen];
    }

    private static (Matrix<double> L, Matrix<double> dZ) LogSoftmax(Matrix<double> Z, Matrix<double> dL)
    {
        var (L, dZ) = (Z.Clone(), dL.Clone());
        for (int n = 0; n < Z.RowCount; n++)
        {
            double m = Z.Row(n).Maximum(), log = m + Math.Log(Z.Row(n).Sum(z => Math.Exp(z - m)));
            for (int c = 0; c < Z.ColumnCount; c++)
            {
                L[n, c] = Z[n, c] - log;
                dZ[n, c] = dL[n, c] - Math.Exp(L[n, c]) * dL.Row(n).Sum();
            }
        }
        return (L, dZ);
    }

    private static Matrix<double> OfSoftmax(Matrix<double> Z, Matrix<double> dL)
    {
        var layer = new SoftmaxLayer<double>(Z.ColumnCount);
        layer.Forward(Z);
        return layer.Backward(dL);
    }

    private static Matrix<double> Moved(Matrix<double> picture, int down, int right) =>
        Moved(picture, down, right, Matrix<double>.Build.Dense(picture.RowCount, picture.ColumnCount));

    private static Matrix<double> Moved(Matrix<double> picture, int down, int right, Matrix<double> onto)
    {
        var moved = onto.Clone();
        for (int r = 0; r < picture.RowCount; r++)
        {
            for (int c = 0; c < picture.ColumnCount; c++)
            {
                (int to, int at) = (r + down, c + right);
                if (to >= 0 && to < picture.RowCount && at >= 0 && at < picture.ColumnCount) moved[to, at] = picture[r, c];
            }
        }
        return moved;
    }

    private static Matrix<double> Around(Matrix<double> picture, int down, int right)
    {
        (int height, int width) = (picture.RowCount, picture.ColumnCount);
        return Matrix<double>.Build.Dense(height, width, (r, c) => picture[(r - down + height) % height, (c - right + width) % width]);
    }

    private static Matrix<double> Written(Matrix<double> picture, int down, int right)
    {
        for (int r = 0; r < picture.RowCount; r++)
        {
            for (int c = 0; c < picture.ColumnCount; c++)
            {
                bool inside = r - down >= 0 && r - down < picture.RowCount && c - right >= 0 && c - right < picture.ColumnCount;
                picture[r, c] = inside ? picture[r - down, c - right] : 0;
            }
        }
        return picture;
    }

    private static Matrix<double> Copied(Matrix<double> picture, int down, int right)
    {
        Moved(picture, down, right).CopyTo(picture);
        return picture;
    }

    private static (int Image, int Top, int Left) Found(Matrix<double> maps, int channel, int side, int jump, double from = double.NegativeInfinity)
    {
        (int, int, int) best = (0, 0, 0);
        for (int n = 0; n < maps.RowCount; n++)
        {
            for (int r = 0; r < side; r++)
            {
                for (int c = 0; c < side; c++)
                {
                    double value = maps[n, (channel * side + r) * side + c];
                    if (value > from) (from, best) = (value, (n, r * jump, c * jump));
                }
            }
        }
        return best;
    }
}
