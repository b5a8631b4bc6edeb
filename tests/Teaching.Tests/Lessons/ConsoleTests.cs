using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Lessons;

/// <summary>What a lesson's cells print: the start of the course and the checks.</summary>
[Collection("console and environment")]
public class ConsoleTests
{
    [Fact]
    public void A_check_of_what_was_never_computed_fails_with_its_name()
    {
        Assert.Equal("dW is null: was it computed?", Assert.Throws<CheckFailedException>(() => Check.Near("dW", null!, [1.0], 0)).Message);
        Assert.Equal("dW: what is expected is null", Assert.Throws<CheckFailedException>(() => Check.Near("dW", [1.0], null!, 0)).Message);
    }

    [Fact]
    public void A_check_that_holds_prints_one_line()
    {
        Assert.Equal("ok  E_total = 0.0141813779, expected 0.014181378 within 1e-09\n",
            Printed(() => Check.Near("E_total", TwoTwoTwo.Forward().E_total, 0.014181378, 1e-9)));
        Assert.Equal("ok  loss = 2.31, expected 2.3 within a relative 0.01\n", Printed(() => Check.NearRelative("loss", 2.31, 2.3, 0.01)));
        Assert.Equal("ok  the error falls\n", Printed(() => Check.That(true, "the error falls")));
        Assert.Equal("ok  x = ∞, expected ∞ exactly\n", Printed(() => Check.Near("x", double.PositiveInfinity, double.PositiveInfinity, 0)));
        var m = Matrix<double>.Build.DenseIdentity(2);
        Assert.StartsWith("ok  A: all entries as expected within 1e-09, the largest difference is 0", Printed(() => Check.Near("A", m, m.Clone(), 1e-9)));
        Assert.StartsWith("ok  v", Printed(() => Check.Near("v", m.Row(0), m.Column(0), 0)));
        Assert.StartsWith("ok  w: all entries", Printed(() => Check.Near("w", [1, 2], [1, 2.0001], 1e-3)));
    }

    [Fact]
    public void A_check_that_does_not_hold_fails_and_says_by_how_much()
    {
        Assert.Equal("E = 0.5, expected 0.25 within 0.1: off by 0.25", Failure(() => Check.Near("E", 0.5, 0.25, 0.1)));
        Assert.Equal("E = NaN, expected 1 within 10: off by NaN", Failure(() => Check.Near("E", double.NaN, 1, 10)));
        Assert.Equal("E = NaN, expected 1 within a relative 1: the relative error is NaN", Failure(() => Check.NearRelative("E", double.NaN, 1, 1)));
        Assert.Equal("E = 1.1, expected 1 within a relative 0.01: the relative error is 0.1", Failure(() => Check.NearRelative("E", 1.1, 1, 0.01)));
        Assert.Equal("the error falls: this does not hold", Failure(() => Check.That(false, "the error falls")));
        var m = Matrix<double>.Build.DenseIdentity(2);
        Assert.Equal("A[0, 0] = 1, expected 2 within 1e-06: off by 1", Failure(() => Check.Near("A", m, 2 * m, 1e-6)));
        Assert.Equal("A has the shape (2, 2), expected (3, 3)", Failure(() => Check.Near("A", m, Matrix<double>.Build.DenseIdentity(3), 1)));
        Assert.Equal("w[1] = 2, expected 3 within 0.5: off by 1", Failure(() => Check.Near("w", [1, 2], [1, 3], 0.5)));
        Assert.Equal("v has 2 entries, expected 3", Failure(() => Check.Near("v", m.Row(0), Vector<double>.Build.Dense(3), 1)));
        Assert.Contains("not NaN", Assert.Throws<ArgumentException>(() => Check.Near("E", 1, 1, double.NaN)).Message);
        Assert.Contains("not -1", Assert.Throws<ArgumentException>(() => Check.Near("E", 1, 1, -1)).Message);
    }

    [Fact]
    public void Start_says_the_version_and_whether_MNIST_is_there_without_a_path()
    {
        string folder = Directory.CreateTempSubdirectory("teaching").FullName;
        string? before = Environment.GetEnvironmentVariable("TEACHING_DATA");
        try
        {
            Environment.SetEnvironmentVariable("TEACHING_DATA", folder);
            string without = Printed(() => Course.Start(DataSets.Found()));
            Assert.Matches(@"^Teaching \d+\.\d+\.\d+\n", without);
            Assert.DoesNotContain("found in TEACHING_DATA\n", without.Replace("not found", ""));

            Directory.CreateDirectory(Path.Combine(folder, "mnist"));
            foreach (string name in new[] { "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz" })
                File.WriteAllText(Path.Combine(folder, "mnist", name), "");
            string with = Printed(() => Course.Start(DataSets.Found()));
            Assert.EndsWith("\nMNIST: found in TEACHING_DATA\n", with);
            Assert.DoesNotContain(folder, with);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TEACHING_DATA", before);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Failure(Action act) => Assert.Throws<CheckFailedException>(act).Message;

    private static string Printed(Action act)
    {
        var before = Console.Out;
        var writer = new StringWriter { NewLine = "\n" };
        try
        {
            Console.SetOut(writer);
            act();
        }
        finally
        {
            Console.SetOut(before);
        }
        return writer.ToString();
    }
}
