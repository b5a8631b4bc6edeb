using System.Net;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Teaching.House.Tests;

/// <summary>
/// A student can derive from the library's open classes in a cell: the examples in their doc comments are read from there, compiled as a
/// cell is, and their gradients checked.
/// </summary>
public partial class DocExampleTests
{
    private static readonly ScriptOptions Cell = ScriptOptions.Default
        .WithReferences(typeof(Network).Assembly, typeof(Matrix<>).Assembly, typeof(Enumerable).Assembly)
        .WithImports("System", "System.Linq", "System.Collections.Generic", "MathNet.Numerics.LinearAlgebra", "Teaching");

    /// <summary>A network with the example in it, a loss, and a batch X, Y.</summary>
    private const string Batch = """

        var random = new Rng(7);
        Matrix<double> Drawn(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => random.Gaussian());
        Matrix<double> X = Drawn(5, 3), Y = Drawn(5, 2);
        Dense<double> First(Activation f) => new(Drawn(3, 4), Drawn(1, 4), f);
        Dense<double> Last() => new(Drawn(4, 2), Drawn(1, 2), Activation.Tanh);

        """;

    [Theory]
    [InlineData("Activations/Activation.cs", "Activation", "new Network<double>(First(new {0}()), Last())", "new MeanSquaredErrorLoss<double>()")]
    [InlineData("Layers/Layer.cs", "Layer", "new Network<double>(First(Activation.Tanh), new {0}(4), Last())", "new MeanSquaredErrorLoss<double>()")]
    [InlineData("Losses/Loss.cs", "Loss", "new Network<double>(First(Activation.Tanh), Last())", "new {0}()")]
    public async Task The_example_of_a_derived_class_compiles_in_a_cell_and_passes_the_gradient_check(string file, string type, string network, string loss)
    {
        (string name, string code) = Example(file, type);
        string check = $"({string.Format(null, network, name)}).CheckGradients({string.Format(null, loss, name)}, X, Y)";
        GradientCheck right = await Run<GradientCheck>(code + Batch + check);
        Assert.True(right.Passes(), right.ToString());

        string wrong = Spoiled().Replace(code, " 1.01 * $1", 1);
        Assert.NotEqual(code, wrong);
        Assert.False((await Run<GradientCheck>(wrong + Batch + check)).Passes(), "A wrong gradient passed too.");
    }

    [Fact]
    public async Task The_example_of_a_derived_optimizer_compiles_in_a_cell_and_its_first_step_is_its_formula()
    {
        (string name, string code) = Example("Optimizers/Optimizer.cs", "Optimizer");
        double worst = await Run<double>(code + Batch + $$"""
            var network = new Network<double>(First(Activation.Tanh), Last());
            var loss = new MeanSquaredErrorLoss<double>();
            var optimizer = new {{name}}(network, 0.01);
            loss.Forward(network.Forward(X), Y);
            network.Backward(loss.Backward());
            var expected = network.Parameters.Select(p => p.Value.MapIndexed((i, j, w) =>
                w - 0.01 * p.Gradient[i, j] / (Math.Sqrt(0.1 * p.Gradient[i, j] * p.Gradient[i, j]) + 1e-8), Zeros.Include)).ToArray();
            optimizer.Step();
            network.Parameters.Select((p, i) => (p.Value - expected[i]).InfinityNorm()).Max()
            """);
        Assert.Equal(0, worst, 1e-14);
    }

    /// <summary>The class in the doc comments of a file that derives from a type, with all of its code block.</summary>
    private static (string Name, string Code) Example(string file, string type)
    {
        string source = Assert.Single(Library.Files, one => one.Path == file).Text;
        string comments = string.Join("\n", DocLine().Matches(source).Select(line => line.Groups[1].Value));
        string code = Assert.Single(CodeBlock().Matches(comments).Select(block => WebUtility.HtmlDecode(block.Groups[1].Value)),
            block => Regex.IsMatch(block, $@"class \w+(\([^)]*\))? : {type}\b"));
        return (Regex.Match(code, @"class (\w+)").Groups[1].Value, code);
    }

    private static Task<T> Run<T>(string code) => CSharpScript.EvaluateAsync<T>(code, Cell, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The slope or the gradient that an example gives: what stands behind "Slope(double z) =>", "dY.MapIndexed(... =>" or MapOver's.</summary>
    [GeneratedRegex(@"(?<=Slope\(double z\) =>|\(n, j, dy\) =>|dP, \(p, y\) =>) (\S)")]
    private static partial Regex Spoiled();

    [GeneratedRegex(@"^ */// ?(.*)$", RegexOptions.Multiline)]
    private static partial Regex DocLine();

    [GeneratedRegex(@"<code>\n(.*?)</code>", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
