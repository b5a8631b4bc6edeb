namespace Teaching.Tests.Metrics;

public class MetricsTests
{
    [Fact]
    public void A_hand_counted_example_comes_out()
    {
        // 3 yes found, 1 missed, 2 wrong alarms, 4 right no.
        var confusion = ConfusionMatrix.Of([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 1, 1, 0, 0, 0, 0], classes: 2, ["no", "yes"]);
        Assert.Equal((4, 2, 1, 3), (confusion[0, 0], confusion[0, 1], confusion[1, 0], confusion[1, 1]));
        Assert.Equal(0.7, confusion.Accuracy);
        Assert.Equal(3 / 5.0, confusion.Precision());
        Assert.Equal(3 / 4.0, confusion.Recall());
        Assert.Equal(2 * 0.6 * 0.75 / (0.6 + 0.75), confusion.F1(), 1e-15);
        Assert.Equal("10 decisions, accuracy 0.7000\nright \\ decided  no  yes\n---------------  --  ---\nno                4    2\nyes               1    3", confusion.ToTable().ToString());
        Assert.Contains("yes           4          5     0.6000  0.7500  0.6667", confusion.PerClass().ToString());
    }

    [Fact]
    public void Who_never_says_yes_has_an_F1_of_zero_and_no_precision()
    {
        var never = ConfusionMatrix.Of([1, 0, 0], [0, 0, 0], classes: 2);
        Assert.Equal((double.NaN, 0.0, 0.0), (never.Precision(), never.Recall(), never.F1()));
        Assert.Contains("not defined", never.PerClass().ToString());
    }

    [Fact]
    public void Where_there_is_nothing_to_measure_a_metric_is_not_defined()
    {
        var onlyNo = ConfusionMatrix.Of([0, 0], [0, 0], classes: 2);
        Assert.Equal((1.0, double.NaN, double.NaN, double.NaN), (onlyNo.Accuracy, onlyNo.Precision(), onlyNo.Recall(), onlyNo.F1()));
        var onlyYes = ConfusionMatrix.Of([1, 1], [1, 0], classes: 2);
        Assert.Equal((0.5, 1.0, 0.5), (onlyYes.Accuracy, onlyYes.Precision(), onlyYes.Recall()));
        var empty = ConfusionMatrix.Of([], [], classes: 3);
        Assert.Equal((double.NaN, double.NaN), (empty.Accuracy, empty.F1()));
        Assert.Equal("0 decisions, accuracy not defined", empty.ToString());
    }

    [Fact]
    public void Decisions_that_cannot_be_counted_are_refused()
    {
        Assert.Contains("right class of example 1 is 3, but there are only the classes 0 to 2", Message(() => ConfusionMatrix.Of([0, 3], [0, 0], 3)));
        Assert.Contains("decision of example 0 is -1", Message(() => ConfusionMatrix.Of([0, 2], [-1, 0], 3)));
        Assert.Contains("2 right classes and 1 decisions", Message(() => ConfusionMatrix.Of([0, 2], [1], 3)));
        Assert.Contains("3 classes and 2 names", Message(() => ConfusionMatrix.Of([], [], 3, ["a", "b"])));
        Assert.Contains("at least two classes", Message(() => ConfusionMatrix.Of([], [], 1)));
    }

    [Fact]
    public void The_AUC_is_the_share_of_pairs_in_the_right_order()
    {
        var rng = new Rng(4);
        for (int round = 0; round < 50; round++)
        {
            int count = 2 + rng.Below(30);
            double[] scores = [.. Enumerable.Range(0, count).Select(_ => rng.Below(8) / 4.0)];
            bool[] yes = [.. Enumerable.Range(0, count).Select(i => i == 0 || (i > 1 && rng.Below(3) == 0))];
            var pairs = from i in Enumerable.Range(0, count)
                        from j in Enumerable.Range(0, count)
                        where yes[i] && !yes[j]
                        select scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            var curve = RocCurve.Of(scores, yes);
            Assert.Equal(pairs.Average(), curve.Area, 1e-12);
            Assert.Equal((0, 0), curve.Points[0]);
            Assert.Equal((1, 1), curve.Points[^1]);
            double trapezoids = curve.Points.Zip(curve.Points.Skip(1), (a, b) => (b.FalseRate - a.FalseRate) * (a.TrueRate + b.TrueRate) / 2).Sum();
            Assert.Equal(trapezoids, curve.Area, 1e-12);
        }
    }

    [Fact]
    public void Perfect_scores_have_the_area_1_and_reversed_ones_0()
    {
        Assert.Equal(1, RocCurve.Of([0.1, 0.4, 0.8], [false, false, true]).Area);
        Assert.Equal(0, RocCurve.Of([0.9, 0.4, 0.1], [false, false, true]).Area);
        Assert.Equal(0.5, RocCurve.Of([3, 3, 3], [false, false, true]).Area);
    }

    [Fact]
    public void A_one_sided_or_empty_set_has_no_ROC_curve()
    {
        foreach (var curve in new[] { RocCurve.Of([], []), RocCurve.Of([1, 2], [true, true]), RocCurve.Of([1, 2], [false, false]) })
        {
            Assert.True(double.IsNaN(curve.Area));
            Assert.Empty(curve.Points);
        }
        Assert.Contains("Score 1 is NaN", Message(() => RocCurve.Of([1, double.NaN], [true, false])));
        Assert.Contains("1 scores and 2 answers", Message(() => RocCurve.Of([1], [true, false])));
    }

    private static string Message(Func<object> act) => Assert.ThrowsAny<Exception>(() => { act(); }) is var error && error is InvalidOperationException { InnerException: { } inner } ? inner.Message : error.Message;
}
