using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Training;

public class BatchesTests
{
    [Fact]
    public void Every_example_comes_once_an_epoch_and_the_last_batch_is_kept()
    {
        var batches = new Batches(23, 5, new Rng(1));
        batches.Shuffle();
        Assert.Equal([5, 5, 5, 5, 3], Enumerable.Range(0, batches.Count).Select(i => batches[i].Length));
        Assert.Equal(Enumerable.Range(0, 23), All(batches).Order());
    }

    [Fact]
    public void The_seed_gives_the_order_and_each_epoch_another()
    {
        var (one, same, other) = (new Batches(50, 7, new Rng(1)), new Batches(50, 7, new Rng(1)), new Batches(50, 7, new Rng(2)));
        Assert.Equal(Enumerable.Range(0, 50), All(one));
        foreach (var batches in new[] { one, same, other }) batches.Shuffle();
        int[] first = All(one);
        Assert.Equal(first, All(same));
        Assert.NotEqual(first, All(other));
        one.Shuffle();
        Assert.NotEqual(first, All(one));
    }

    [Fact]
    public void Batches_that_cannot_be_filled_are_refused()
    {
        Assert.Contains("A batch of 64 examples cannot be filled: there are only 20. Take a batch size of at most 20", Message(20, 64));
        Assert.Contains("the set of examples is empty", Message(0, 1));
        Assert.Contains("at least one example, not 0", Message(20, 0));
        Assert.Equal(1, new Batches(20, 20, new Rng(1)).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Batches(20, 20, new Rng(1))[1].Length);
    }

    [Fact]
    public void Examples_are_gathered_with_their_targets()
    {
        var images = new LabelledImages([0, 255, 51, 102, 0, 0], [2, 0, 1], height: 1, width: 2, classes: 3);
        var (X, Y, Yes) = (Matrix<double>.Build.Dense(2, 2), Matrix<double>.Build.Dense(2, 3), Matrix<double>.Build.Dense(2, 1));
        ImageExamples<double>.OfClasses(images).Gather([1, 0], X, Y);
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new[,] { { 0.2, 0.4 }, { 0, 1 } }), X);
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0, 0 }, { 0, 0, 1 } }), Y);
        ImageExamples<double>.OfYesOrNo(images, c => c == 2).Gather([1, 0], X, Yes);
        Assert.Equal([0, 1], Yes.Column(0));

        var matrices = Examples<double>.Of(Matrix<double>.Build.Dense(4, 2, (i, j) => 10 * i + j), Matrix<double>.Build.Dense(4, 1, (i, _) => -i));
        matrices.Gather([3, 1], X, Yes);
        Assert.Equal(Matrix<double>.Build.DenseOfArray(new double[,] { { 30, 31 }, { 10, 11 } }), X);
        Assert.Equal([-3, -1], Yes.Column(0));
        Assert.Contains("1 examples need X (1, 2) and Y (1, 1), but they are (2, 2) and (2, 1)", Assert.Throws<ArgumentException>(() => matrices.Gather([0], X, Yes)).Message);
        Assert.Contains("no example 4", Assert.Throws<ArgumentOutOfRangeException>(() => matrices.Gather([0, 4], X, Yes)).Message);
        Assert.Contains("X (2, 2) has 2 examples, but Y (3, 1) has 3", Assert.Throws<ArgumentException>(() => Examples<double>.Of(X, Matrix<double>.Build.Dense(3, 1))).Message);
    }

    private static int[] All(Batches batches) => [.. Enumerable.Range(0, batches.Count).SelectMany(i => batches[i].ToArray())];

    private static string Message(int examples, int size) => Assert.Throws<ArgumentException>(() => new Batches(examples, size, new Rng(1))).Message;
}
