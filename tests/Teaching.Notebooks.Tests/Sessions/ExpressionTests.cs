using System.Globalization;
using System.Text;

namespace Teaching.Notebooks.Tests.Sessions;

/// <summary>Random expressions: a cell gives what a small evaluator of the test's own computes along.</summary>
public sealed class ExpressionTests(TestSession session) : IClassFixture<TestSession>
{
    [Fact]
    public async Task A_random_expression_has_the_value_that_it_has_elsewhere()
    {
        int seed = Environment.GetEnvironmentVariable("TEACHING_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed} (set TEACHING_SEED to repeat)");
        Random random = new(seed);
        for (int cell = 0; cell < 20; cell++)
        {
            // Ten expressions a cell: the values are compared bit by bit.
            var expressions = Enumerable.Range(0, 10).Select(_ => Make(random, 5)).ToArray();
            StringBuilder code = new();
            foreach ((string text, double _) in expressions)
                code.AppendLine(CultureInfo.InvariantCulture, $"Console.WriteLine(BitConverter.DoubleToInt64Bits({text}));");
            CellRun run = await session.RunAsync(code.ToString());
            Assert.True(run.Error is null, $"seed {seed}: {run.Error?.Message}\n{code}");
            string expected = string.Concat(expressions.Select(e => $"{BitConverter.DoubleToInt64Bits(e.Value)}\n"));
            Assert.True(expected == run.Output.ReplaceLineEndings("\n"), $"seed {seed}: expected\n{expected}got\n{run.Output}for\n{code}");
        }
    }

    private static (string Text, double Value) Make(Random random, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
        {
            double value = random.Next(4) == 0 ? random.Next(-5, 6) : Math.Round((random.NextDouble() - 0.5) * 100, 3);
            string text = value.ToString("R", CultureInfo.InvariantCulture) + "d";
            return (value < 0 ? $"({text})" : text, value);
        }
        (string a, double x) = Make(random, depth - 1);
        (string b, double y) = Make(random, depth - 1);
        return random.Next(9) switch
        {
            0 => ($"({a} + {b})", x + y),
            1 => ($"({a} - {b})", x - y),
            2 => ($"({a} * {b})", x * y),
            3 => ($"({a} / {b})", x / y),
            4 => ($"({a} % {b})", x % y),
            5 => ($"({a} > {b} ? {a} : {b})", x > y ? x : y),
            6 => ($"Math.Sqrt(Math.Abs({a}))", Math.Sqrt(Math.Abs(x))),
            7 => ($"(double)(int)Math.Clamp({a}, -1e6, 1e6)", (int)Math.Clamp(x, -1e6, 1e6)),
            _ => ($"new[] {{ {a}, {b} }}.Sum()", 0.0 + x + y),
        };
    }
}
