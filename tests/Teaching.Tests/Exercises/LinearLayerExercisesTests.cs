using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 05 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class LinearLayerExercisesTests
{
    [Fact]
    public void The_loss_is_right_in_two_styles()
    {
        Assert.True(LinearLayerExercises.SoftmaxCrossEntropy.Judge((Z, right) =>
        {
            var Y = CrossEntropy.OneHot<double>(right, Z.ColumnCount);
            return (-Y.PointwiseMultiply(Softmax.LogRows(Z)).Enumerate().Sum() / Z.RowCount, (Softmax.Rows(Z) - Y) / Z.RowCount);
        }).IsRight);
        Assert.True(LinearLayerExercises.SoftmaxCrossEntropy.Judge(Loss).IsRight);
    }

    public static TheoryData<LinearLayerExercises.LossFunction, string> WrongLosses => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (Z, right) => (Loss(Z, right).L * Z.RowCount, Loss(Z, right).dZ), "L is too large by the factor N" },
        { (Z, right) => (Loss(Z, right).L / 4, Loss(Z, right).dZ), "L is 0.25 times" },
        { (Z, right) => (-Loss(Z, right).L, Loss(Z, right).dZ), "L has the wrong sign" },
        { (Z, right) => (Loss(Z, right).L, Loss(Z, right).dZ * Z.RowCount), "dZ is too large by the factor N" },
        { (Z, right) => (Loss(Z, right).L, -Loss(Z, right).dZ), "dZ has the wrong sign" },
        { (Z, right) => (Loss(Z, right).L, Softmax.Rows(Z) / Z.RowCount), "the 1 of the right class" },
        { (Z, right) => (Loss(Z, right).L, CrossEntropy.OneHot<double>(right, 4).PointwiseMultiply(Softmax.Rows(Z) - 1) / Z.RowCount), "diagonal" },
        { (Z, right) => (-right.Select((c, n) => Math.Log(Softmax.Rows(Z)[n, c])).Average(), Loss(Z, right).dZ), "L (here with scores a thousand apart) holds a NaN or an infinity" },
        { (Z, right) => (Loss(Z, right).L, null!), "dZ is null" },
    };

    [Theory]
    [MemberData(nameof(WrongLosses), DisableDiscoveryEnumeration = true)]
    public void A_wrong_loss_is_told_its_kind(LinearLayerExercises.LossFunction answer, string kind) => Told.Kind(LinearLayerExercises.SoftmaxCrossEntropy.Judge(answer), kind);

    [Fact]
    public void The_layer_is_right_in_two_styles()
    {
        Assert.True(LinearLayerExercises.Layer.Judge((W, b, f) => new Matrices(W, b, f)).IsRight);
        Assert.True(LinearLayerExercises.Layer.Judge((W, b, f) => new Library(W, b, f)).IsRight);
    }

    public static TheoryData<LinearLayerExercises.LayerFunction, string> WrongLayers => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (W, b, f) => new Matrices(W, b, Activation.Identity), "the activation is missing" },
        { (W, b, f) => new Matrices(W, 0 * b, f), "bias is missing" },
        { (W, b, f) => new Matrices(W, b, f) { dZ = (layer, dY) => dY }, "slope of the activation is missing" },
        { (W, b, f) => new Matrices(W, b, f) { dZ = (layer, dY) => dY.PointwiseMultiply(dY.Map(f.Slope)) }, "wrong place, at dY" },
        { (W, b, f) => new Matrices(W, b, f) { dZ = (layer, dY) => dY.PointwiseMultiply(layer.Sums.Map(f.Value).Map(f.Slope)) }, "wrong place, at Y" },
        { (W, b, f) => new Matrices(W, b, f) { After = layer => layer.dW = -layer.dW }, "dW has the wrong sign" },
        { (W, b, f) => new Matrices(W, b, f) { After = layer => layer.dW = layer.dW.Transpose() }, "dW is transposed" },
        { (W, b, f) => new Matrices(W, b, f) { After = layer => layer.dW /= layer.Sums.RowCount }, "dW is too small by the factor N" },
        { (W, b, f) => new Matrices(W, b, f) { After = layer => layer.db /= layer.Sums.RowCount }, "db is too small by the factor N" },
        { (W, b, f) => new Matrices(W, b, f) { After = layer => layer.dW = null! }, "dW is null" },
        { (W, b, f) => new Matrices(W, b, f) { AddUp = true }, "add up" },
        { (W, b, f) => null!, "throws NullReferenceException" },
    };

    [Theory]
    [MemberData(nameof(WrongLayers), DisableDiscoveryEnumeration = true)]
    public void A_wrong_layer_is_told_its_kind(LinearLayerExercises.LayerFunction answer, string kind) => Told.Kind(LinearLayerExercises.Layer.Judge(answer), kind);

    [Fact]
    public void An_update_goes_downhill()
    {
        var layer = new Matrices(Matrix<double>.Build.Dense(2, 1, 1), Matrix<double>.Build.Dense(1, 1, 2), Activation.Identity);
        layer.Forward(Matrix<double>.Build.Dense(1, 2, 3));
        layer.Backward(Matrix<double>.Build.Dense(1, 1, 1));
        layer.Update(0.1);
        Assert.Equal([0.7, 0.7, 1.9], [.. layer.W.Enumerate(), layer.b[0, 0]], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_judge_is_right_in_two_styles()
    {
        Assert.True(LinearLayerExercises.Measure.Judge((loss, M) => Nudged(loss, M)).IsRight);
        Assert.True(LinearLayerExercises.Measure.Judge((loss, M) =>
        {
            var start = M.Clone();
            return start.MapIndexed((i, j, m) => NumericalGradient.Derivative(v =>
            {
                start.CopyTo(M);
                M[i, j] = v;
                double at = loss();
                start.CopyTo(M);
                return at;
            }, m));
        }).IsRight);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    public void The_judge_may_nudge_by_another_size(double h) => Assert.True(LinearLayerExercises.Measure.Judge((loss, M) => Nudged(loss, M, h: h)).IsRight);

    public static TheoryData<LinearLayerExercises.MeasureFunction, string> WrongJudges => new()
    {
        { (_, _) => throw new NotImplementedException(), "not written yet" },
        { (loss, M) => Nudged(loss, M, below: 0, h: 1e-6), "one side only. Nudge to both" },
        { (loss, M) => Nudged(loss, M, back: false, h: 1e-6), "not put back after" },
        { (loss, M) => Nudged(loss, M, below: 0, back: false), "one side only, and is not put back" },
        { AllAtOnce, "all numbers are nudged at once" },
        { (loss, M) => Nudged(loss, M, h: 1e-2), "too large" },
        { (loss, M) => Nudged(loss, M, h: 1e-10), "so small" },
        { (loss, M) => 2 * Nudged(loss, M), "the slope is 2 times" },
        { (loss, M) => -Nudged(loss, M), "the slope has the wrong sign" },
        { (loss, M) => Nudged(loss, M).Transpose(), "the slope is transposed" },
        { (loss, M) => 0 * M, "the way in which the numbers are nudged" },
        { (loss, M) => { Nudged(loss, M); return null!; }, "the slope is null" },
    };

    [Theory]
    [MemberData(nameof(WrongJudges), DisableDiscoveryEnumeration = true)]
    public void A_wrong_judge_is_told_its_kind(LinearLayerExercises.MeasureFunction answer, string kind) => Told.Kind(LinearLayerExercises.Measure.Judge(answer), kind);

    [Fact]
    public void The_batches_are_right_in_two_styles()
    {
        Assert.True(LinearLayerExercises.Batches.Judge((count, size, rng) => [.. Order(count, rng).Chunk(size)]).IsRight);
        Assert.True(LinearLayerExercises.Batches.Judge((count, size, rng) =>
        {
            int[] all = Order(count, rng);
            var batches = new int[(count + size - 1) / size][];
            for (int k = 0; k < batches.Length; k++) batches[k] = all[(k * size)..Math.Min(count, (k + 1) * size)];
            return batches;
        }).IsRight);
    }

    public static TheoryData<LinearLayerExercises.BatchesFunction, string> WrongBatches => new()
    {
        { (_, _, _) => throw new NotImplementedException(), "not written yet" },
        { (count, size, rng) => [.. Order(count, rng)[..(count / size * size)].Chunk(size)], "last, shorter batch is left out" },
        { (count, size, rng) => [.. Enumerable.Range(0, count).Chunk(size)], "nothing is shuffled" },
        { ShuffledBatches, "only the order of the batches" },
        { (count, size, rng) => [.. Order(count, rng).Chunk(size).Select(batch => batch.Select(_ => rng.Below(count)).ToArray())], "drawn anew" },
        { (count, size, rng) => [.. Enumerable.Range(0, (count + size - 1) / size).Select(_ => Enumerable.Range(0, size).Select(_ => rng.Below(count)).ToArray())], "as long as the others" },
        { (count, size, rng) => [.. Order(count, rng).Chunk(size).Select((batch, k) => (int[])[.. batch, .. Enumerable.Range(0, size - batch.Length)])], "filled up" },
        { (count, size, rng) => [.. Order(count, rng).Chunk(size), .. count % size == 0 ? (int[][])[[]] : []], "empty batch" },
        { (count, size, rng) => [.. Order(count, rng).Chunk(size).Select(batch => batch.Select(n => n + 1).ToArray())], "what the batches hold" },
        { (count, size, rng) => null!, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongBatches), DisableDiscoveryEnumeration = true)]
    public void Wrong_batches_are_told_their_kind(LinearLayerExercises.BatchesFunction answer, string kind) => Told.Kind(LinearLayerExercises.Batches.Judge(answer), kind);

    private static (double L, Matrix<double> dZ) Loss(Matrix<double> Z, int[] right)
    {
        double L = 0;
        Matrix<double> dZ = Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount);
        for (int n = 0; n < Z.RowCount; n++)
        {
            double largest = Z.Row(n).Maximum(), sum = Z.Row(n).Sum(z => Math.Exp(z - largest));
            L -= (Z[n, right[n]] - largest - Math.Log(sum)) / Z.RowCount;
            for (int c = 0; c < Z.ColumnCount; c++) dZ[n, c] = (Math.Exp(Z[n, c] - largest) / sum - (c == right[n] ? 1 : 0)) / Z.RowCount;
        }
        return (L, dZ);
    }

    private static Matrix<double> Nudged(Func<double> loss, Matrix<double> M, int below = 1, bool back = true, double h = 1e-5)
    {
        var slopes = Matrix<double>.Build.Dense(M.RowCount, M.ColumnCount);
        for (int i = 0; i < M.RowCount; i++)
        {
            for (int j = 0; j < M.ColumnCount; j++)
            {
                double old = M[i, j], here = below == 0 ? loss() : 0;
                M[i, j] = old + h;
                double up = loss();
                if (below == 1)
                {
                    M[i, j] = old - h;
                    here = loss();
                }
                slopes[i, j] = (up - here) / ((1 + below) * h);
                if (back) M[i, j] = old;
            }
        }
        return slopes;
    }

    private static Matrix<double> AllAtOnce(Func<double> loss, Matrix<double> M)
    {
        Matrix<double> old = M.Clone();
        (old + 1e-6).CopyTo(M);
        double up = loss();
        (old - 1e-6).CopyTo(M);
        double slope = (up - loss()) / 2e-6;
        old.CopyTo(M);
        return M.Map(_ => slope);
    }

    private static int[] Order(int count, Rng rng)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        rng.Shuffle(all);
        return all;
    }

    private static int[][] ShuffledBatches(int count, int size, Rng rng)
    {
        int[][] batches = [.. Enumerable.Range(0, count).Chunk(size)];
        rng.Shuffle(batches);
        return batches;
    }

    private sealed class Matrices(Matrix<double> weights, Matrix<double> biases, Activation activation) : LayerToWrite(weights, biases, activation)
    {
        public Func<Matrices, Matrix<double>, Matrix<double>>? dZ { get; init; }

        public Action<Matrices>? After { get; init; }

        public bool AddUp { get; init; }

        public Matrix<double> Sums => Z;

        public override Matrix<double> Forward(Matrix<double> input)
        {
            X = input;
            Z = X * W + Matrix<double>.Build.Dense(X.RowCount, W.ColumnCount, (_, j) => b[0, j]);
            return Z.Map(f.Value);
        }

        public override Matrix<double> Backward(Matrix<double> dY)
        {
            Matrix<double> d = dZ is null ? dY.PointwiseMultiply(Z.Map(f.Slope)) : dZ(this, dY);
            Matrix<double>? before = dW, beforeB = db;
            (dW, db) = (X.TransposeThisAndMultiply(d), d.ColumnSums().ToRowMatrix());
            if (AddUp && before is not null) (dW, db) = (dW + before, db + beforeB!);
            After?.Invoke(this);
            return d.TransposeAndMultiply(W);
        }
    }

    /// <summary>The library's layer in the reader's coat.</summary>
    private sealed class Library(Matrix<double> weights, Matrix<double> biases, Activation activation) : LayerToWrite(weights, biases, activation)
    {
        private readonly Dense<double> dense = new(weights.Clone(), biases.Clone(), activation);

        public override Matrix<double> Forward(Matrix<double> input) => dense.Forward(input);

        public override Matrix<double> Backward(Matrix<double> dY)
        {
            Matrix<double> dX = dense.Backward(dY);
            (dW, db) = (dense.dW, dense.db);
            return dX;
        }
    }
}
