using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// An exercise in which the reader writes a function. It runs that function on fresh inputs, compares it with a reference and says what
/// kind of mistake it looks like; it never prints the expected numbers. It judges results only: how they are computed is the reader's choice.
/// <code>
/// double MySlope(double z) => throw new NotImplementedException();   // the reader's cell
/// exercise.Check(MySlope);                                           // "not yet: ... is not written yet"
/// exercise.Hint1();
/// var slope = exercise.Use(MySlope);                                 // the reader's, or while it is wrong the reference
/// </code>
/// </summary>
/// <typeparam name="TFunction">The type of the function to write.</typeparam>
public sealed class Exercise<TFunction>
    where TFunction : Delegate
{
    /// <summary>The sizes of the fresh inputs. They differ, so that a factor that is a size can be told from a constant.</summary>
    private static readonly int[] Sizes = [3, 5, 4, 2];

    private readonly TFunction reference;
    private readonly Func<TFunction, int, Rng, IReadOnlyList<AnswerPart>> run;

    /// <summary>An exercise.</summary>
    /// <param name="name">What the reader writes, such as "the slope of the sigmoid".</param>
    /// <param name="reference">A right solution.</param>
    /// <param name="run">Draws inputs of a size from the generator, calls the function with them and names the parts of its result.</param>
    /// <param name="firstHint">Where to look.</param>
    /// <param name="secondHint">Nearly the way, but not the code.</param>
    public Exercise(string name, TFunction reference, Func<TFunction, int, Rng, IReadOnlyList<AnswerPart>> run, string firstHint, string secondHint)
    {
        Name = name;
        this.reference = reference;
        this.run = run;
        FirstHint = firstHint;
        SecondHint = secondHint;
    }

    /// <summary>What the reader writes.</summary>
    public string Name { get; }

    /// <summary>Functions with one known mistake each, and what the reader is told whose results are theirs.</summary>
    public IReadOnlyList<(string Kind, TFunction Wrong)> Suspects { get; init; } = [];

    internal string FirstHint { get; }

    internal string SecondHint { get; }

    /// <summary>Prints whether the function is right, or what kind of mistake it looks like. It does not throw, so that the lesson runs on.</summary>
    /// <param name="function">The reader's function.</param>
    public void Check(TFunction function)
    {
        Verdict verdict = Judge(function);
        Console.WriteLine((verdict.IsRight ? "right: " : "not yet: ") + verdict.Message);
    }

    /// <summary>Prints the first hint.</summary>
    public void Hint1() => Console.WriteLine("Hint 1: " + FirstHint);

    /// <summary>Prints the second hint.</summary>
    public void Hint2() => Console.WriteLine("Hint 2: " + SecondHint);

    /// <summary>The reader's function for the rest of the lesson; while it is not right, the reference in its place, which is said.</summary>
    /// <param name="function">The reader's function.</param>
    public TFunction Use(TFunction function)
    {
        bool isRight = Judge(function).IsRight;
        Console.WriteLine(isRight ? $"From here on {Name} is yours." : $"From here on {Name} is the library's, until yours is right.");
        return isRight ? function : reference;
    }

    /// <summary>What <see cref="Check"/> prints, as a value.</summary>
    /// <param name="function">The reader's function.</param>
    public Verdict Judge(TFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        List<IReadOnlyList<AnswerPart>> theirs = [];
        try
        {
            for (int trial = 0; trial < Sizes.Length; trial++) theirs.Add(Run(function, trial));
        }
        catch (NotImplementedException)
        {
            return new(false, $"{Name} is not written yet. The stub still throws: put your own code in its place.");
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return new(false, $"{Name}: your function throws {e.GetType().Name}: {e.Message}");
        }

        List<IReadOnlyList<AnswerPart>> expected = [.. Sizes.Index().Select(trial => Run(reference, trial.Index))];
        if (Diagnosis.Same(theirs, expected)) return new(true, $"{Name} agrees with the reference on {Sizes.Length} fresh inputs.");
        foreach ((string kind, TFunction wrong) in Suspects)
            if (Diagnosis.Same(theirs, [.. Sizes.Index().Select(trial => Run(wrong, trial.Index))])) return new(false, $"{Name}: {kind}");
        return new(false, $"{Name}: {Diagnosis.Of(theirs, expected, Sizes)}");
    }

    private IReadOnlyList<AnswerPart> Run(TFunction function, int trial) => run(function, Sizes[trial], new Rng(1000 + trial));
}

/// <summary>What an exercise says about an answer.</summary>
/// <param name="IsRight">Whether it agrees with the reference.</param>
/// <param name="Message">The kind of mistake, without the expected numbers.</param>
public readonly record struct Verdict(bool IsRight, string Message);

/// <summary>A part of the result of an exercise's function.</summary>
/// <param name="Name">Its name, such as dW.</param>
/// <param name="Value">Its numbers; one row and column for a single number, null where the function returned nothing.</param>
public readonly record struct AnswerPart(string Name, Matrix<double>? Value)
{
    /// <summary>Numbers as one part; none are as good as nothing returned.</summary>
    internal static AnswerPart Row(string name, params double[]? values) => new(name, values is null or [] ? null : Matrix<double>.Build.Dense(1, values.Length, values));

    /// <summary>Several single results as one part, so that a factor common to all is seen.</summary>
    internal static AnswerPart Several(string name, int count, Func<double> compute) => Row(name, [.. Enumerable.Range(0, count).Select(_ => compute())]);
}
