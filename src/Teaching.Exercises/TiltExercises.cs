using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>
/// The exercises of the lesson on a loss that tilts: its weights, its gradient, the border of a decision, a comparison in pairs, a count behind a percentage.
/// Used in lesson 12.
/// </summary>
public static class TiltExercises
{
    /// <summary>The weights of all classes at a step.</summary>
    /// <param name="step">Counted from 0.</param>
    /// <param name="C">How many classes there are.</param>
    /// <param name="T">How many steps a turn takes.</param>
    /// <param name="A">What the weight of the class in turn climbs to, before the scaling.</param>
    public delegate double[] WeightsFunction(int step, int C, int T, double A);

    /// <summary>The cross-entropy behind a softmax with a weight for each class, and the gradient by the scores.</summary>
    /// <param name="Z">The scores, (N, C).</param>
    /// <param name="right">The number of each row's right class.</param>
    /// <param name="w">The weight of each class.</param>
    public delegate (double L, Matrix<double> dZ) LossFunction(Matrix<double> Z, int[] right, double[] w);

    /// <summary>Where a decision changes along a line.</summary>
    /// <param name="decide">The class at a place.</param>
    /// <param name="from">Where the line begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="parts">In how many equal parts it is searched; in each the decision changes once at most.</param>
    public delegate double[] ChangesFunction(Func<double, int> decide, double from, double to, int parts);

    /// <summary>The gain of a method over another in pairs that share their seed.</summary>
    /// <param name="before">Without the method, one number a pair.</param>
    /// <param name="after">With it, in the same order.</param>
    public delegate (double Mean, double Error, double t) PairedFunction(double[] before, double[] after);

    /// <summary>How many of the images are right if so many percent are; -1 where no whole number fits.</summary>
    /// <param name="percent">The accuracy in percent.</param>
    /// <param name="images">Of how many.</param>
    public delegate int CountFunction(double percent, int images);

    /// <summary>Exercise 1: the weights at a step.</summary>
    public static Exercise<WeightsFunction> Weights { get; } = new(
        "the schedule", (step, C, T, A) => Tilted(step / T % C, Triangle(step % T, T, A), C),
        (weights, size, rng) =>
        {
            (int T, double A) = (2 * (5 + rng.Below(20)), 2 + 8 * rng.NextDouble());
            AnswerPart At(string when, int step) => AnswerPart.Row("a row of weights (" + when + ")", weights(step, size, T, A));
            return
            [
                At("on the way up, in the first turn", T / 4), At("on the way down, in the first turn", 3 * T / 4 + 1),
                At("on the way up, in the second turn", T + T / 4), At("in the middle of the last turn", (size - 1) * T + T / 2),
                At("at the start of a turn", T), At("in the second turn of class 0", size * T + T / 4 + 1),
            ];
        },
        "Three questions, one line each: whose turn is it, how far is the turn, and how high is its weight then? Only after that comes the scaling.",
        "The class in turn is step / T % C, and s = step % T tells how far the turn is. Begin with C ones, put 1 + (A - 1) * h in the place of the class in turn, where h climbs from 0 to 1 and falls back to 0. Then divide by the sum and multiply by C.")
    {
        Suspects =
        [
            ("the weights are not scaled: divide them by their sum and multiply by C.", (step, C, T, A) => Unscaled(step / T % C, Triangle(step % T, T, A), C)),
            ("the weights add up to 1; they should add up to C.", (step, C, T, A) => Times(1.0 / C, Tilted(step / T % C, Triangle(step % T, T, A), C))),
            ("they are divided by C; divide them by their sum and multiply by C.", (step, C, T, A) => Times(1.0 / C, Unscaled(step / T % C, Triangle(step % T, T, A), C))),
            ("the next class has its turn after one step. A turn should last T steps.", (step, C, T, A) => Tilted(step % C, Triangle(step % T, T, A), C)),
            ("it is always the turn of class 0.", (step, C, T, A) => Tilted(0, Triangle(step % T, T, A), C)),
            ("the weight climbs through the whole turn. It should be back at 1 at the end.", (step, C, T, A) => Tilted(step / T % C, 1 + (A - 1) * (step % T) / T, C)),
            ("the weight starts at A and is 1 in the middle: the triangle stands on its head.", (step, C, T, A) => Tilted(step / T % C, 1 + A - Triangle(step % T, T, A), C)),
            ("the weight of the class in turn climbs from 0 and not from 1.", (step, C, T, A) => Tilted(step / T % C, Triangle(step % T, T, A + 1) - 1, C)),
            ("the weight climbs by A, so that it ends at 1 + A; it should climb to A.", (step, C, T, A) => Tilted(step / T % C, Triangle(step % T, T, A + 1), C)),
            ("the weight is A during the whole turn.", (step, C, T, A) => Tilted(step / T % C, A, C)),
            ("2 * s / T divides whole numbers, and C# rounds the quotient down to one. Write a double, as in 2.0 * s / T.", (step, C, T, A) => Tilted(step / T % C, step % T * 2 < T ? 1 : A, C)),
            ("all weights are 1, always. If you divide s / T: both are whole numbers, and C# rounds the quotient down to 0. Write a double, as in (double)s / T.", (step, C, T, A) => Tilted(0, 1, C)),
            ("the way down begins too high: in the middle both formulas should give A.", (step, C, T, A) => Tilted(step / T % C, Triangle(step % T, T, A) + (step % T * 2 < T ? 0 : 1), C)),
            ("step stands where the step within the turn belongs, step % T: from the second turn on the weight goes on falling.", (step, C, T, A) => Tilted(step / T % C, Triangle(step, T, A), C)),
            ("the other classes have the weight 0; before the scaling it should be 1.", (step, C, T, A) => [.. Enumerable.Range(0, C).Select(c => c == step / T % C ? (double)C : 0)]),
            ("this is a half wave of the sine. A fine tilt too, but here a triangle is asked for.", (step, C, T, A) => Tilted(step / T % C, 1 + (A - 1) * Math.Sin(Math.PI * (step % T) / T), C)),
        ],
    };

    /// <summary>Exercise 2: the weighted loss with its gradient.</summary>
    public static Exercise<LossFunction> WeightedLoss { get; } = new(
        "the weighted loss", Loss,
        (loss, size, rng) =>
        {
            int[] right = [.. Enumerable.Range(0, size).Select(_ => rng.Below(4))];
            double[] w = [.. Enumerable.Range(0, 4).Select(_ => 0.1 + 2 * rng.NextDouble())];
            (double L, Matrix<double> dZ) = loss(rng.Matrix(size, 4), right, w);
            return
            [
                AnswerPart.Row("L", L), new("dZ", dZ),
                AnswerPart.Row("L (here with scores a thousand apart)", loss(1000 * rng.Matrix(size, 4), right, w).L),
            ];
        },
        "Without weights you know both: the mean of -ln p of the right class, and (P - Y)/N. The weight is a constant factor of an example's term. Which factor does that make in row n of dZ?",
        "Go row by row. u = w[right[n]] is the weight of the example: subtract u times the logarithm of p[n, right[n]] from L, and multiply the whole row P - Y by u. At the end divide both by N. Softmax.LogRows(Z) has the logarithms, without overflow.")
    {
        Suspects =
        [
            ("the weights are not used: this is the ordinary cross-entropy.", (Z, right, _) => Loss(Z, right, [1, 1, 1, 1])),
            ("dZ is multiplied column by column with the weight of the column's class. Each row should have the weight of its own right class.", (Z, right, w) => (Loss(Z, right, w).L, Plain(Z, right).MapIndexed((_, c, dz) => dz * w[c], Zeros.Include))),
            ("only the 1 of the right class is weighted in dZ. The factor belongs to the whole row P - Y.", (Z, right, w) => (Loss(Z, right, w).L, (Softmax.Rows(Z) - OneHot(Z, right).MapIndexed((_, c, y) => y * w[c], Zeros.Include)) / Z.RowCount)),
            ("only the right class's column is weighted in dZ. The factor belongs to the whole row P - Y.", (Z, right, w) => (Loss(Z, right, w).L, Plain(Z, right).MapIndexed((n, c, dz) => c == right[n] ? dz * w[c] : dz, Zeros.Include))),
            ("L is weighted, but dZ is not.", (Z, right, w) => (Loss(Z, right, w).L, Plain(Z, right))),
            ("dZ is weighted, but L is not.", (Z, right, w) => (Loss(Z, right, [1, 1, 1, 1]).L, Loss(Z, right, w).dZ)),
            ("both are divided by the sum of the examples' weights, as some libraries do; here the divisor is N.", (Z, right, w) => Divided(Loss(Z, right, w), right.Average(k => w[k]))),
            ("L is divided by the sum of the examples' weights; here the divisor is N.", (Z, right, w) => (Loss(Z, right, w).L / right.Average(k => w[k]), Loss(Z, right, w).dZ)),
            ("the weight is that of the class with the highest score; it should be that of the right class.", (Z, right, w) => ByWeight(Z, right, [.. Z.EnumerateRows().Select(z => w[z.MaximumIndex()])])),
            ("the weight is used twice.", (Z, right, w) => Loss(Z, right, Square(w))),
            ("the weight is used twice in dZ.", (Z, right, w) => (Loss(Z, right, w).L, Loss(Z, right, Square(w)).dZ)),
            ("it is divided by a weight where it should be multiplied.", (Z, right, w) => Loss(Z, right, [.. w.Select(u => 1 / u)])),
            ("the weight stands inside the logarithm, where it adds a constant and changes no slope.", (Z, right, w) => (Loss(Z, right, [1, 1, 1, 1]).L - right.Average(k => Math.Log(w[k])), Plain(Z, right))),
            ("the 1 of the right class is never subtracted: dZ is the weighted P, without Y.", (Z, right, w) => (Loss(Z, right, w).L, Softmax.Rows(Z).MapIndexed((n, _, p) => p * w[right[n]] / Z.RowCount, Zeros.Include))),
        ],
    };

    /// <summary>Exercise 3: where a decision changes along a line.</summary>
    public static Exercise<ChangesFunction> Changes { get; } = new(
        "the search for the border", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30),
        (changes, size, rng) =>
        {
            (double from, double to) = (-1 - rng.NextDouble(), 1 + rng.NextDouble());
            double width = (to - from) / (4 * size);
            // one border in each second part, and one just outside on both sides; the last part has one
            double[] borders = [.. Enumerable.Range(0, 2 * size).Select(k => from + width * (2 * k + 1.2 + 0.6 * rng.NextDouble()))];
            int[] classes = [0, 1, 2, 1, 0, 2, 1, 2, 0, 1, 0];
            int Decide(double x) => x > to + 1e-9 ? 7 : x < from - 1e-9 ? 8 : classes[borders.Count(border => border <= x)];
            double[] Within(double[] places, double by) => [.. places.Select((x, k) => k < borders.Length && Math.Abs(x - borders[k]) < by ? borders[k] : Math.Round(x, 6))];
            double[]? found = changes(Decide, from, to, 4 * size), none = changes(_ => 1, from, to, 5);
            return
            [
                AnswerPart.Row("the number of places", found is null ? null : [found.Length, 0.5]),
                AnswerPart.Row("a row of places", found is null ? null : Within(found, width / 10)),
                AnswerPart.Row("a row of places, roughly right, but to a millionth it", found is null ? null : Within(found, 2e-6)),
                AnswerPart.Row("the number of places on a line of one class", none is null ? null : [none.Length, 0.5]),
            ];
        },
        "First find the parts whose two ends have different classes. Such a part holds a border: which half of it? Ask in the middle.",
        "Part k goes from a = from + k * (to - from) / parts to a + (to - from) / parts. If decide differs at its ends a and b, repeat thirty times: take the middle m; if decide(m) is decide(a), the border lies to the right, so a = m, else b = m.")
    {
        Suspects =
        [
            ("a place is the middle of its part. Halve the part until it is tiny.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 0, at: 0.5)),
            ("a place is the left end of its part. Halve the part until it is tiny.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 0, at: 0)),
            ("a place is the right end of its part. Halve the part until it is tiny.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 0, at: 1)),
            ("the wrong half is kept: the place runs to an end of its part. If the middle has the class of the left end, the border lies to the right.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, keepsWrong: true)),
            ("only the first change is found: go on after it.", (decide, from, to, parts) => [.. Search(decide, from, to, parts, halvings: 30).Take(1)]),
            ("the last part is not searched.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, fewer: 1)),
            ("there is a part too many: the search goes beyond the end of the line.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, fewer: -1)),
            ("every part gives a place, also where nothing changes.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, all: true)),
            ("only changes to a higher class are found: ask whether the two differ.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, counts: (a, b) => b > a)),
            ("only changes to a lower class are found: ask whether the two differ.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, counts: (a, b) => b < a)),
            ("only changes between class 0 and another are found: ask whether the two differ.", (decide, from, to, parts) => Search(decide, from, to, parts, halvings: 30, counts: (a, b) => (a == 0) != (b == 0))),
        ],
    };

    /// <summary>Exercise 4: the mean gain in pairs, its standard error, and their quotient.</summary>
    public static Exercise<PairedFunction> Paired { get; } = new(
        "the comparison in pairs", (before, after) => Gain(before, after),
        (paired, size, rng) =>
        {
            int n = size + 2;
            double[] before = [.. rng.Numbers(n).Select(x => 70 + 10 * x)];
            double[] after = [.. before.Select(x => x + 3 + 2 * rng.Gaussian())];
            var (mean, error, t) = paired(before, after);
            return [AnswerPart.Row("the mean", mean), AnswerPart.Row("the error", error), AnswerPart.Row("t", t)];
        },
        "Forget the two lists as soon as you have the gain of each pair. The rest is about one list of n numbers: its mean, how far the numbers lie from it, and how well n of them know their mean.",
        "The deviation of the gains is the root of the sum of (gain - mean)² divided by n - 1. The standard error of their mean is that divided by the root of n. And t is the mean divided by the standard error.")
    {
        Suspects =
        [
            ("the gain has the wrong sign: it is after minus before.", (before, after) => Gain(after, before)),
            ("the mean is taken of the sizes of the gains; a loss should count as a loss.", (before, after) => Summary([.. before.Zip(after, (a, b) => Math.Abs(b - a))])),
            ("the error is the deviation of the gains. Divide it by the root of n: a mean is surer than one number.", (before, after) => Scaled(before, after, n => Math.Sqrt(n))),
            ("the error is divided by n; the root of n belongs there.", (before, after) => Scaled(before, after, n => 1 / Math.Sqrt(n))),
            ("the squares are divided by n; where the mean comes from the same numbers, n - 1 belongs there.", (before, after) => Scaled(before, after, n => Math.Sqrt((n - 1.0) / n))),
            ("the squares are divided by n, and the root of n is missing from the error.", (before, after) => Scaled(before, after, n => Math.Sqrt(n - 1.0))),
            ("the error is the root of the sum of the squares; it still has to be divided by n - 1 and by n, both under the root.", (before, after) => Scaled(before, after, n => Math.Sqrt(n * (n - 1.0)))),
            ("the root is missing: this is the square of the standard error.", (before, after) => Squared(Gain(before, after))),
            ("the error is that of two lists that have nothing to do with each other. Take the gain of each pair first: what a pair shares falls out.", Unpaired),
            ("t is upside down: it is the mean divided by its error.", (before, after) => With(Gain(before, after), (mean, error) => error / mean)),
            ("t is the mean times its error; it is the mean divided by it.", (before, after) => With(Gain(before, after), (mean, error) => error * mean)),
        ],
    };

    /// <summary>Exercise 5: the count behind a percentage.</summary>
    public static Exercise<CountFunction> RightOf { get; } = new(
        "the count", (percent, images) => Whole(percent / 100 * images, 0.01),
        (count, size, rng) =>
        {
            int[] images = [100 * size, 6_000 + rng.Below(1_000), 60_000], right = [.. images.Select(n => n / 2 + rng.Below(n / 3))];
            double[] Counts(Func<int, double> percent) => [.. images.Select((n, i) => (double)count(percent(i), n)), 0.5];
            return
            [
                AnswerPart.Row("the count", Counts(i => 100.0 * right[i] / images[i] + 1e-9)),
                AnswerPart.Row("the count (of a percentage that is a little too small, as a rounded one can be)", Counts(i => 100.0 * right[i] / images[i] - 2e-6)),
                AnswerPart.Row("the count (where no whole number fits)", Counts(i => 100 * (right[i] + 0.3) / images[i])),
            ];
        },
        "So many percent of the images: which number is that? Then ask how far it is from the nearest whole number.",
        "The number is percent / 100 * images; Math.Round(number) is the nearest whole one. If the two differ by more than 0.01, return -1. Else return (int)Math.Round(number).")
    {
        Suspects =
        [
            ("(int) cuts everything behind the point off: a hair below a whole number costs a whole image. Round.", (percent, images) => Math.Abs(percent / 100 * images - Math.Round(percent / 100 * images)) > 0.01 ? -1 : (int)(percent / 100 * images)),
            ("(int) cuts everything behind the point off, and there is always an answer: where no whole number is near, return -1.", (percent, images) => (int)(percent / 100 * images)),
            ("there is always an answer. Where the nearest whole number is farther than 0.01, return -1.", (percent, images) => (int)Math.Round(percent / 100 * images)),
            ("percent are hundredths: divide by 100.", (percent, images) => Whole(percent * images, 0.01)),
            ("this counts the wrong images.", (percent, images) => Whole(percent / 100 * images, 0.01) is var k and >= 0 ? images - k : -1),
            ("where no whole number fits, -1 is asked for, not 0.", (percent, images) => Math.Max(0, Whole(percent / 100 * images, 0.01))),
            ("the number must be whole to the last digit here. A percentage is rounded: allow 0.01.", (percent, images) => Whole(percent / 100 * images, 1e-12)),
            ("what has to be near a whole number is the number of images, not the percentage.", (percent, images) => Math.Abs(percent - Math.Round(percent)) > 0.01 ? -1 : (int)Math.Round(percent / 100 * images)),
            ("it is answered the wrong way round: -1 is for the numbers that are not whole.", (percent, images) => Whole(percent / 100 * images, 0.01) < 0 ? (int)Math.Round(percent / 100 * images) : -1),
        ],
    };

    /// <summary>1 at both ends of a turn of T steps, A in its middle.</summary>
    private static double Triangle(double s, double T, double A) => 1 + (A - 1) * (1 - Math.Abs(2 * s / T - 1));

    private static double[] Unscaled(int turn, double weight, int C) => [.. Enumerable.Range(0, C).Select(c => c == turn ? weight : 1.0)];

    private static double[] Tilted(int turn, double weight, int C) => Times(C / (C - 1 + weight), Unscaled(turn, weight, C));

    private static double[] Times(double factor, double[] weights) => [.. weights.Select(w => factor * w)];

    private static Matrix<double> OneHot(Matrix<double> Z, int[] right) => CrossEntropy.OneHot<double>(right, Z.ColumnCount);

    private static Matrix<double> Plain(Matrix<double> Z, int[] right) => (Softmax.Rows(Z) - OneHot(Z, right)) / Z.RowCount;

    private static (double L, Matrix<double> dZ) Loss(Matrix<double> Z, int[] right, double[] w) => ByWeight(Z, right, [.. right.Select(k => w[k])]);

    private static (double L, Matrix<double> dZ) ByWeight(Matrix<double> Z, int[] right, double[] u)
    {
        Matrix<double> logP = Softmax.LogRows(Z);
        return (-right.Select((k, n) => u[n] * logP[n, k]).Average(), Plain(Z, right).MapIndexed((n, _, dz) => u[n] * dz, Zeros.Include));
    }

    private static double[] Square(double[] w) => [.. w.Select(u => u * u)];

    private static (double L, Matrix<double> dZ) Divided((double L, Matrix<double> dZ) loss, double divisor) => (loss.L / divisor, loss.dZ / divisor);

    private static double[] Search(
        Func<double, int> decide, double from, double to, int parts, int halvings, double at = 0.5, bool keepsWrong = false, int fewer = 0, bool all = false,
        Func<int, int, bool>? counts = null)
    {
        List<double> found = [];
        for (int k = 0; k < parts - fewer; k++)
        {
            double a = from + k * (to - from) / parts, b = from + (k + 1) * (to - from) / parts;
            int first = decide(a), last = decide(b);
            if (!all && !(counts?.Invoke(first, last) ?? first != last)) continue;
            for (int i = 0; i < halvings; i++)
            {
                double m = (a + b) / 2;
                if (decide(m) == first != keepsWrong) a = m;
                else b = m;
            }
            found.Add(a + at * (b - a));
        }
        return [.. found];
    }

    private static (double Mean, double Error, double t) Gain(double[] before, double[] after) => Summary([.. before.Zip(after, (a, b) => b - a)]);

    private static (double Mean, double Error, double t) Summary(double[] gains)
    {
        double mean = gains.Average(), squares = gains.Sum(gain => (gain - mean) * (gain - mean));
        double error = Math.Sqrt(squares / (gains.Length - 1) / gains.Length);
        return (mean, error, mean / error);
    }

    private static (double Mean, double Error, double t) Scaled(double[] before, double[] after, Func<int, double> factor)
    {
        (double mean, double error, _) = Gain(before, after);
        return (mean, error * factor(before.Length), mean / (error * factor(before.Length)));
    }

    private static (double Mean, double Error, double t) Squared((double Mean, double Error, double t) gain) => (gain.Mean, gain.Error * gain.Error, gain.Mean / (gain.Error * gain.Error));

    private static (double Mean, double Error, double t) Unpaired(double[] before, double[] after)
    {
        double mean = after.Average() - before.Average();
        double error = Math.Sqrt(Math.Pow(Summary(before).Error, 2) + Math.Pow(Summary(after).Error, 2));
        return (mean, error, mean / error);
    }

    private static (double Mean, double Error, double t) With((double Mean, double Error, double t) gain, Func<double, double, double> t) => (gain.Mean, gain.Error, t(gain.Mean, gain.Error));

    private static int Whole(double number, double within) => Math.Abs(number - Math.Round(number)) <= within ? (int)Math.Round(number) : -1;
}
