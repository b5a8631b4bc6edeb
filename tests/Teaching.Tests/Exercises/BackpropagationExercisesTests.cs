using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 02 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class BackpropagationExercisesTests
{
    private static readonly Func<Matrix<double>, Matrix<double>> Slope = a => a.PointwiseMultiply(1 - a);

    [Fact]
    public void The_slope_is_right_in_two_styles()
    {
        Assert.True(BackpropagationExercises.SigmoidSlope.Judge(z => Sigmoid.Of(z) * (1 - Sigmoid.Of(z))).IsRight);
        Assert.True(BackpropagationExercises.SigmoidSlope.Judge(z => Math.Exp(-z) / Math.Pow(1 + Math.Exp(-z), 2)).IsRight);
    }

    public static TheoryData<Func<double, double>, string> WrongSlopes => new()
    {
        { _ => throw new NotImplementedException(), "not written yet" },
        { z => -Sigmoid.Of(z) * (1 - Sigmoid.Of(z)), "wrong sign" },
        { z => z * (1 - z), "wrong place: z stands where" },
        { z => 1 / (1 + Math.Exp(-z)), "the sigmoid itself" },
        { z => 2 * Sigmoid.Of(z) * (1 - Sigmoid.Of(z)), "is 2 times" },
        { z => Sigmoid.Of(z) * (1 - Sigmoid.Of(z)) / 2, "is 0.5 times" },
        { z => double.NaN, "NaN" },
        { z => 0, "all zeros" },
        { z => int.Parse("x"), "throws FormatException" },
        { z => z + 17, "differs" },
    };

    [Theory]
    [MemberData(nameof(WrongSlopes), DisableDiscoveryEnumeration = true)]
    public void A_wrong_slope_is_told_its_kind(Func<double, double> answer, string kind) => Told.Kind(BackpropagationExercises.SigmoidSlope.Judge(answer), kind);

    [Fact]
    public void The_hidden_delta_is_right_in_two_styles()
    {
        Assert.True(BackpropagationExercises.HiddenDelta.Judge((d1, v1, d2, v2, a) => (d1 * v1 + d2 * v2) * a * (1 - a)).IsRight);
        Assert.True(BackpropagationExercises.HiddenDelta.Judge((d1, v1, d2, v2, a) =>
        {
            double arrives = 0;
            foreach ((double d, double v) in new[] { (d1, v1), (d2, v2) }) arrives += d * v;
            return arrives * (a - a * a);
        }).IsRight);
    }

    public static TheoryData<BackpropagationExercises.HiddenDeltaFunction, string> WrongHiddenDeltas => new()
    {
        { (d1, v1, d2, v2, a) => throw new NotImplementedException(), "not written yet" },
        { (d1, v1, d2, v2, a) => d1 * v1 * a * (1 - a), "paths is missing: only the first" },
        { (d1, v1, d2, v2, a) => d1 * v1 + d2 * v2, "slope of this neuron's own sigmoid is missing" },
        { (d1, v1, d2, v2, a) => (d1 * v1 + d2 * v2) * Sigmoid.Of(a) * (1 - Sigmoid.Of(a)), "wrong place" },
        { (d1, v1, d2, v2, a) => (d1 * v2 + d2 * v1) * a * (1 - a), "exchanged" },
        { (d1, v1, d2, v2, a) => -(d1 * v1 + d2 * v2) * a * (1 - a), "wrong sign" },
        { (d1, v1, d2, v2, a) => (d1 * v1 + d2 * v2) * a * (1 - a) / 2, "0.5 times" },
    };

    [Theory]
    [MemberData(nameof(WrongHiddenDeltas), DisableDiscoveryEnumeration = true)]
    public void A_wrong_hidden_delta_is_told_its_kind(BackpropagationExercises.HiddenDeltaFunction answer, string kind) =>
        Told.Kind(BackpropagationExercises.HiddenDelta.Judge(answer), kind);

    [Fact]
    public void The_backward_pass_is_right_in_two_styles()
    {
        Assert.True(BackpropagationExercises.DenseBackward.Judge((X, W, dZ) => (dZ * W.Transpose(), X.Transpose() * dZ, dZ.ColumnSums().ToRowMatrix())).IsRight);
        Assert.True(BackpropagationExercises.DenseBackward.Judge(BackwardByLoops).IsRight);
    }

    public static TheoryData<BackpropagationExercises.DenseBackwardFunction, string> WrongBackwards => new()
    {
        { (X, W, dZ) => throw new NotImplementedException(), "not written yet" },
        { (X, W, dZ) => (dZ * W.Transpose(), dZ.Transpose() * X, dZ.ColumnSums().ToRowMatrix()), "dW is transposed" },
        { (X, W, dZ) => (dZ * W.Transpose(), X.Transpose() * dZ / X.RowCount, dZ.ColumnSums().ToRowMatrix()), "dW is too small by the factor N" },
        { (X, W, dZ) => (dZ * W.Transpose(), X.Transpose() * dZ, dZ.ColumnSums().ToRowMatrix() / X.RowCount), "db is too small by the factor N" },
        { (X, W, dZ) => (dZ * W.Transpose(), X.Transpose() * dZ, dZ), "db has the wrong shape" },
        { (X, W, dZ) => (-dZ * W.Transpose(), X.Transpose() * dZ, dZ.ColumnSums().ToRowMatrix()), "dX has the wrong sign" },
        { (X, W, dZ) => (dZ * W, X.Transpose() * dZ, dZ.ColumnSums().ToRowMatrix()), "throws ArgumentException" },
        { (X, W, dZ) => (dZ * W.Transpose(), null!, dZ.ColumnSums().ToRowMatrix()), "dW is null" },
    };

    [Theory]
    [MemberData(nameof(WrongBackwards), DisableDiscoveryEnumeration = true)]
    public void A_wrong_backward_pass_is_told_its_kind(BackpropagationExercises.DenseBackwardFunction answer, string kind) =>
        Told.Kind(BackpropagationExercises.DenseBackward.Judge(answer), kind);

    [Fact]
    public void The_loop_is_right_in_two_styles()
    {
        Assert.True(BackpropagationExercises.Deltas.Judge((W, A, Y) => Loop(W, A, Y)).IsRight);
        Assert.True(BackpropagationExercises.Deltas.Judge((W, A, Y) =>
        {
            List<Matrix<double>> found = [Slope(A[^1]).PointwiseMultiply(A[^1] - Y)];
            while (found.Count < W.Length)
            {
                int l = W.Length - found.Count;
                found.Insert(0, found[0].TransposeAndMultiply(W[l]).PointwiseMultiply(Slope(A[l])));
            }
            return [.. found];
        }).IsRight);
    }

    public static TheoryData<BackpropagationExercises.DeltasFunction, string> WrongLoops => new()
    {
        { (W, A, Y) => throw new NotImplementedException(), "not written yet" },
        { (W, A, Y) => Loop(W, A, Y, slopeAt: 0), "off by one" },
        { (W, A, Y) => Loop(W, A, Y, weightAt: 0), "off by one: the backward pass goes through W[l + 1]" },
        { (W, A, Y) => Loop(W, A, Y, last: 1), "is null" },
        { (W, A, Y) => [.. Loop(W, A, Y).Reverse()], "upside down" },
        { (W, A, Y) => [.. Loop(W, A, Y).Select(delta => -delta)], "Y - A" },
        { (W, A, Y) => Loop(W, A, Y)[1..], "off by one" },
        { (W, A, Y) => null!, "0 results" },
        { (W, A, Y) => [.. Loop(W, A, Y).Select(delta => 2 * delta)], "is 2 times" },
    };

    [Theory]
    [MemberData(nameof(WrongLoops), DisableDiscoveryEnumeration = true)]
    public void A_wrong_loop_is_told_its_kind(BackpropagationExercises.DeltasFunction answer, string kind) => Told.Kind(BackpropagationExercises.Deltas.Judge(answer), kind);

    [Fact]
    public void A_right_function_is_used_and_a_wrong_one_gives_way_to_the_reference()
    {
        Func<double, double> right = z => Sigmoid.Of(z) * (1 - Sigmoid.Of(z)), wrong = z => z;
        Assert.Same(right, BackpropagationExercises.SigmoidSlope.Use(right));
        Assert.Equal(0.25, BackpropagationExercises.SigmoidSlope.Use(wrong)(0));
    }

    /// <summary>A message that holds a number with decimals could hold the answer; only a constant factor is told.</summary>
    private static Matrix<double>[] Loop(Matrix<double>[] W, Matrix<double>[] A, Matrix<double> Y, int slopeAt = 1, int weightAt = 1, int last = 0)
    {
        var deltas = new Matrix<double>[W.Length];
        deltas[^1] = (A[^1] - Y).PointwiseMultiply(Slope(A[^1]));
        for (int l = W.Length - 2; l >= last; l--)
            deltas[l] = (deltas[l + 1] * W[l + weightAt].Transpose()).PointwiseMultiply(Slope(A[l + slopeAt]));
        return deltas;
    }

    private static (Matrix<double>, Matrix<double>, Matrix<double>) BackwardByLoops(Matrix<double> X, Matrix<double> W, Matrix<double> dZ)
    {
        Matrix<double> dX = Matrix<double>.Build.Dense(X.RowCount, X.ColumnCount), dW = Matrix<double>.Build.Dense(W.RowCount, W.ColumnCount);
        Matrix<double> db = Matrix<double>.Build.Dense(1, W.ColumnCount);
        for (int n = 0; n < X.RowCount; n++)
        {
            for (int j = 0; j < W.ColumnCount; j++)
            {
                db[0, j] += dZ[n, j];
                for (int i = 0; i < W.RowCount; i++)
                {
                    dX[n, i] += dZ[n, j] * W[i, j];
                    dW[i, j] += X[n, i] * dZ[n, j];
                }
            }
        }
        return (dX, dW, db);
    }
}
