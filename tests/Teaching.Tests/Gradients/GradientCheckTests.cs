using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Gradients;

/// <summary>Right gradients pass and planted mistakes do not, on a network of two layers with its gradients derived by hand.</summary>
public class GradientCheckTests
{
    private readonly Matrix<double> X, W1, W2, Y;
    private readonly Vector<double> b1;

    public GradientCheckTests()
    {
        var rng = new Rng(1);
        Matrix<double> Draw(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => rng.Gaussian());
        (X, W1, W2, Y) = (Draw(5, 3), Draw(3, 3), Draw(3, 2), Draw(5, 2));
        b1 = Vector<double>.Build.Dense(3, _ => rng.Gaussian());
    }

    [Fact]
    public void The_right_gradients_agree_to_a_millionth()
    {
        var (dX, dW1, db1, dW2) = Backward();
        var check = GradientCheck.Of(Loss, [("X", X, dX), ("W1", W1, dW1), ("b1", b1, db1), ("W2", W2, dW2)]);
        Assert.Same(check, check.Assert());
        Assert.Equal(15 + 9 + 3 + 6, check.Entries.Count);
        Assert.InRange(check.WorstError, 0, 1e-7);
    }

    public static TheoryData<string> Mistakes => ["one percent", "sign", "transposed", "swapped factor", "a tenth of a percent in one entry", "forgotten sum"];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Planted_mistakes_are_found(string mistake)
    {
        var (_, dW1, db1, _) = Backward();
        var wrong = dW1.Clone();
        if (mistake == "one percent") wrong *= 1.01;
        if (mistake == "sign") wrong = -wrong;
        if (mistake == "transposed") wrong = wrong.Transpose();
        if (mistake == "swapped factor") wrong = X.Transpose() * ((P() - Y) * W2.Transpose()).PointwiseMultiply(Hidden());
        if (mistake == "a tenth of a percent in one entry") wrong[2, 1] *= 1.001;
        var wrongBias = mistake == "forgotten sum" ? db1 / 5 : db1;

        var check = GradientCheck.Of(Loss, [("W1", W1, wrong), ("b1", b1, wrongBias)]);
        Assert.False(check.Passes());
        var error = Assert.Throws<CheckFailedException>(() => check.Assert());
        Assert.Matches(@"(W1\[\d, \d\]|b1\[\d\]) got -?[\d.e-]+, expected -?[\d.e-]+, relative error", error.Message);
        Assert.Contains("WRONG", check.ToString());
    }

    [Fact]
    public void The_failure_names_the_worst_entry_with_both_numbers()
    {
        double[] x = [1, 2];
        var check = GradientCheck.Of(v => v[0] * v[0] * v[1], x, [4, 2]);
        Assert.Equal("1 of 2 gradients disagree; the worst: x[1] got 2, expected 1, relative error 0.5, allowed 1e-06.",
            Assert.Throws<CheckFailedException>(() => check.Assert()).Message.Replace("1.00000000", "1"));
    }

    [Fact]
    public void A_looser_tolerance_lets_a_percent_pass_which_is_why_it_is_not_the_default()
    {
        double[] x = [1.5];
        var check = GradientCheck.Of(v => Math.Sin(v[0]), x, [1.005 * Math.Cos(1.5)]);
        check.Assert(tolerance: 1e-2);
        Assert.False(check.Passes());
    }

    [Fact]
    public void Entries_are_put_back_also_when_the_loss_throws()
    {
        double[] x = [1, 2, 3];
        int calls = 0;
        double Throwing() => ++calls == 6 ? throw new InvalidOperationException("no loss today") : x.Sum();
        Assert.Throws<InvalidOperationException>(() => GradientCheck.Of(Throwing, [("x", x, [1.0, 1, 1])]));
        Assert.Equal([1, 2, 3], x);
        var before = W1.Clone();
        GradientCheck.Of(Loss, [("W1", W1, Backward().dW1)]);
        Assert.Equal(before, W1);
    }

    [Fact]
    public void Of_every_large_parameter_some_entries_are_drawn_by_the_seed()
    {
        var A = Matrix<double>.Build.Dense(30, 40, 1);
        var B = Matrix<double>.Build.Dense(50, 2, 1);
        GradientCheck Run(long seed) => GradientCheck.Of(() => A.RowSums().Sum() + B.RowSums().Sum(),
            [("A", A, Matrix<double>.Build.Dense(30, 40, 1)), ("B", B, Matrix<double>.Build.Dense(50, 2, 1))], samples: 12, seed);
        var check = Run(1).Assert();
        Assert.Equal((12, 12), (check.Entries.Count(e => e.Parameter == "A"), check.Entries.Count(e => e.Parameter == "B")));
        Assert.Equal(12, check.Entries.Where(e => e.Parameter == "A").Select(e => e.Index).Distinct().Count());
        Assert.Equal(check.ToString(), Run(1).ToString());
        Assert.NotEqual(check.Entries.Select(e => e.Index), Run(2).Entries.Select(e => e.Index));
        Assert.Contains("24 of 24 entries agree within 1e-06 (1300 in all)", check.ToString());
    }

    [Fact]
    public void A_gradient_that_the_loss_writes_anew_is_checked_as_it_was_given()
    {
        double[] x = [3], gradient = [6];
        double Loss()
        {
            gradient[0] = 2 * x[0];
            return x[0] * x[0];
        }
        var check = GradientCheck.Of(Loss, [("x", x, gradient)]).Assert();
        Assert.Equal(6, check.Entries[0].Analytic);
    }

    [Fact]
    public void A_kink_is_suspected_where_the_one_sided_slopes_disagree()
    {
        double[] x = [0, 1];
        var check = GradientCheck.Of(v => v.Sum(Relu.Of), x, [0, 1]);
        Assert.True(check.Entries[0].LooksLikeKink);
        Assert.False(check.Entries[1].LooksLikeKink);
        Assert.Contains("kink?", check.ToString());
        Assert.Contains("0 on the one side and 1 on the other", Assert.Throws<CheckFailedException>(() => check.Assert()).Message);
    }

    [Fact]
    public void A_gradient_too_small_to_be_measured_beside_its_loss_is_ok_within_rounding()
    {
        double[] x = [0.3];
        GradientCheck Run(double analytic) => GradientCheck.Of(v => 2.3 + 1e-7 * Math.Sin(v[0]), x, [analytic]);
        double right = 1e-7 * Math.Cos(0.3);
        Assert.True(Run(right).Passes());
        Assert.True(Run(right).Entries[0].RelativeError > 1e-6, "else the test shows nothing");
        Assert.Contains("ok within rounding", Run(right).ToString());
        Assert.False(Run(-right).Passes());
        Assert.False(Run(1.05 * right).Passes());
    }

    [Fact]
    public void What_cannot_be_checked_is_refused_with_the_reason()
    {
        double[] x = [1, 2];
        int calls = 0;
        Assert.Contains("x has 2 entries, but its gradient 3", Message(() => GradientCheck.Of(v => v[0], x, [1, 2, 3])));
        Assert.Contains("Switch off what is random", Message(() => GradientCheck.Of(_ => ++calls, x, x)));
        Assert.Contains("W1 has the shape (3, 3), but its gradient (2, 3)", Message(() => GradientCheck.Of(Loss, [("W1", W1, W1.SubMatrix(0, 2, 0, 3))])));
        Assert.Contains("no parameter to check", Message(() => GradientCheck.Of(Loss, [])));
        Assert.Contains("The function is NaN at x[0] = 0 - 7.63e-06", Message(() => GradientCheck.Of(v => Math.Sqrt(v[0]), [0], [1])));
        Assert.Contains("no slope at x[0] = NaN", Message(() => GradientCheck.Of(v => 1, [double.NaN], [1])));
        Assert.Contains("2 gradients and 1 names", Message(() => GradientCheck.Of(v => v[0], x, x, ["w1"])));
        var nothing = GradientCheck.Of(_ => 1.0, x, [0, 0]);
        Assert.Contains("proves nothing", Assert.Throws<CheckFailedException>(() => nothing.Assert()).Message);
        var notANumber = GradientCheck.Of(v => v[0], x, [double.NaN, 0]);
        Assert.Contains("x[0] got NaN", Assert.Throws<CheckFailedException>(() => notANumber.Assert()).Message);
    }

    [Fact]
    public void All_eight_gradients_of_the_article_s_network_agree()
    {
        var pass = TwoTwoTwo.Forward();
        string[] names = ["w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"];
        var check = GradientCheck.Of(w => TwoTwoTwo.Forward(w).E_total, pass.Weights, pass.Backward().ToArray(), names).Assert();
        Assert.Equal(names, check.Entries.Select(e => e.Parameter));
        TestContext.Current.TestOutputHelper?.WriteLine(check.ToString());

        double[] printed = [0.000316993, 0.000633987, 0.000351869, 0.000703737, 0.012880819, 0.012976085, 0.015408348, 0.015522308];
        var sheet = GradientCheck.Of(w => TwoTwoTwo.Forward(w).E_total, pass.Weights, printed, names);
        Assert.Equal(["w3", "w4"], sheet.Entries.Where(e => !e.Agrees(1e-5)).Select(e => e.Parameter));
    }

    private Matrix<double> Hidden() => (X * W1 + Matrix<double>.Build.Dense(5, 3, (_, j) => b1[j])).Map(Sigmoid.Of);

    private Matrix<double> P() => Hidden() * W2;

    private double Loss() => SquaredError.HalfSum(P(), Y);

    private (Matrix<double> dX, Matrix<double> dW1, Vector<double> db1, Matrix<double> dW2) Backward()
    {
        var a = Hidden();
        var dP = P() - Y;
        var dZ = (dP * W2.Transpose()).PointwiseMultiply(a.Map(x => x * (1 - x)));
        return (dZ * W1.Transpose(), X.Transpose() * dZ, dZ.ColumnSums(), a.Transpose() * dP);
    }

    private static string Message(Func<object> act) => Assert.Throws<ArgumentException>(() => { act(); }).Message;
}
