using MathNet.Numerics.LinearAlgebra;

namespace Teaching;

/// <summary>The exercises of the lesson on curvature, each with its reference, its hints and the mistakes that it knows. Used in lesson 11.</summary>
public static class CurvatureExercises
{
    /// <summary>The curvature along the way from one place to another, from the gradients at both.</summary>
    /// <param name="w0">The first place.</param>
    /// <param name="g0">The gradient there.</param>
    /// <param name="w1">The second place.</param>
    /// <param name="g1">The gradient there.</param>
    public delegate double AlongFunction(Vector<double> w0, Vector<double> g0, Vector<double> w1, Vector<double> g1);

    /// <summary>The Hessian times a vector by the difference of two gradients.</summary>
    /// <param name="gradient">The gradient at a place.</param>
    /// <param name="w">The place, which is not to be changed.</param>
    /// <param name="v">The vector.</param>
    /// <param name="e">How far to go along v to each side, as a share of v.</param>
    public delegate Vector<double> ProductFunction(Func<Vector<double>, Vector<double>> gradient, Vector<double> w, Vector<double> v, double e);

    /// <summary>Power iteration: the eigenvalue of the largest size of a symmetric matrix H.</summary>
    /// <param name="product">Hv for v.</param>
    /// <param name="start">The first vector.</param>
    /// <param name="products">How many products to make.</param>
    public delegate double PowerFunction(Func<Vector<double>, Vector<double>> product, Vector<double> start, int products);

    /// <summary>Lanczos: the diagonal of the small matrix, and the numbers beside the diagonal, one fewer.</summary>
    /// <param name="product">Hv for v.</param>
    /// <param name="start">The first vector.</param>
    /// <param name="products">How many products to make, which is the size of the small matrix.</param>
    public delegate (double[] Alpha, double[] Beta) LanczosFunction(Func<Vector<double>, Vector<double>> product, Vector<double> start, int products);

    /// <summary>The largest rate that settles, by bisecting.</summary>
    /// <param name="settles">Tries a rate.</param>
    /// <param name="low">A rate that settles.</param>
    /// <param name="high">A rate that does not.</param>
    /// <param name="halvings">How many rates to try.</param>
    public delegate double LargestRateFunction(Func<double, bool> settles, double low, double high, int halvings);

    /// <summary>Exercise 1: the curvature along a step.</summary>
    public static Exercise<AlongFunction> Along { get; } = new(
        "the curvature along a step", (w0, g0, w1, g1) => (g1 - g0) * (w1 - w0) / ((w1 - w0) * (w1 - w0)),
        (along, size, rng) => [AnswerPart.Several("κ", 3, () => along(rng.Vector(size + 1), rng.Vector(size + 1), rng.Vector(size + 1), rng.Vector(size + 1)))],
        "In one dimension it is the difference of the slopes over the difference of the places. Which two vectors are these differences here?",
        "With dw = w1 - w0 and dg = g1 - g0, both products of the formula are dot products: dg * dw above, dw * dw below.")
    {
        Suspects =
        [
            ("the step below the line is missing: divide by its length squared.", (w0, g0, w1, g1) => (g1 - g0) * (w1 - w0)),
            ("it divides by the length of the step once; divide by its square.", (w0, g0, w1, g1) => (g1 - g0) * (w1 - w0) / (w1 - w0).L2Norm()),
            ("the fraction is upside down.", (w0, g0, w1, g1) => (w1 - w0) * (w1 - w0) / ((g1 - g0) * (w1 - w0))),
            ("below the line stands the change of the gradient; there the step belongs, twice.", (w0, g0, w1, g1) => (g1 - g0) * (w1 - w0) / ((g1 - g0) * (g1 - g0))),
            ("it compares lengths. What the gradient changes across the step does not count, and the sign does: take the product with the step.", (w0, g0, w1, g1) => (g1 - g0).L2Norm() / (w1 - w0).L2Norm()),
            ("it uses the gradient of one place alone; take the difference of both.", (w0, g0, w1, g1) => g1 * (w1 - w0) / ((w1 - w0) * (w1 - w0))),
            ("it uses the gradient of one place alone; take the difference of both.", (w0, g0, w1, g1) => g0 * (w1 - w0) / ((w1 - w0) * (w1 - w0))),
            ("below the line stands a place, not the step.", (w0, g0, w1, g1) => (g1 - g0) * (w1 - w0) / (w1 * w1)),
            ("one of the two differences is taken the other way round.", (w0, g0, w1, g1) => (g0 - g1) * (w1 - w0) / ((w1 - w0) * (w1 - w0))),
        ],
    };

    /// <summary>Exercise 2: the Hessian times a vector.</summary>
    public static Exercise<ProductFunction> Product { get; } = new(
        "the Hessian times a vector", Differences,
        (product, size, rng) =>
        {
            // g is a polynomial of degree 2, so the difference to both sides is exact, whatever e
            Matrix<double> A = rng.Matrix(size + 1, size + 1), B = rng.Matrix(size + 1, size + 1);
            Vector<double> w = rng.Vector(size + 1), before = w.Clone(), v = rng.Vector(size + 1);
            Vector<double>? Hv = product(x => A * x + x.PointwiseMultiply(B * x), w, v, 0.001 * size);
            return [AnswerPart.Row("Hv", Hv?.ToArray()), AnswerPart.Row("w afterwards", (w - before).Select(x => Math.Abs(x) < 1e-12 ? 1.0 : 2).ToArray())];
        },
        "Two gradients: one a little way along v, the other as far back. How far are the two places from each other?",
        "From w go to w + e * v and to w - e * v. Subtract the second gradient from the first and divide by 2 * e.")
    {
        Suspects =
        [
            ("it looks to one side only. Go to both, and the bend of the gradient cancels.", (gradient, w, v, e) => (gradient(w + e * v) - gradient(w)) / e),
            ("it looks to one side only. Go to both, and the bend of the gradient cancels.", (gradient, w, v, e) => (gradient(w) - gradient(w - e * v)) / e),
            ("the two places lie 2 * e times v apart, not e.", (gradient, w, v, e) => 2 * Differences(gradient, w, v, e)),
            ("it is not divided: this is the change of the gradient, not the change for each step along v.", (gradient, w, v, e) => 2 * e * Differences(gradient, w, v, e)),
            ("/ 2 * e divides by 2 and then multiplies by e. Put brackets around 2 * e.", (gradient, w, v, e) => e * e * Differences(gradient, w, v, e)),
            ("the direction v is missing: every number is moved by e.", (gradient, w, v, e) => Differences(gradient, w, v.Map(_ => 1.0, Zeros.Include), e)),
            ("v is brought to length 1. Leave it as it is: for twice the v, Hv is twice as long.", (gradient, w, v, e) => Differences(gradient, w, v / v.L2Norm(), e)),
            ("it moves along w, not along v.", (gradient, w, v, e) => Differences(gradient, w, w, e)),
            ("the second gradient is added; subtract it.", (gradient, w, v, e) => (gradient(w + e * v) + gradient(w - e * v)) / (2 * e)),
            ("the product is right, but w was left in another place. It belongs to the caller: make new vectors.", (gradient, w, v, e) => LeftBehind(gradient, w, v, e)),
        ],
    };

    /// <summary>Exercise 3: power iteration.</summary>
    public static Exercise<PowerFunction> Power { get; } = new(
        "power iteration", (product, start, products) => Iterate(product, start, products),
        (power, size, rng) =>
        {
            int calls = 0;
            AnswerPart values = AnswerPart.Several("the eigenvalue", 3, () =>
            {
                Matrix<double> H = Symmetric(rng, size + 1);
                return power(v => Counted(H, v, ref calls), 3 * rng.Vector(size + 1), size + 1);
            });
            double ofHuge = power(v => 1e60 * v, rng.Vector(size + 1), size + 4) / 1e60;
            return [AnswerPart.Row("the number of products", calls), values, AnswerPart.Row("the eigenvalue of a huge matrix", double.IsFinite(ofHuge) ? ofHuge : -1)];
        },
        "Three lines in a loop: bring v to length 1, multiply it, and take the result for the next v. In each round compute v · Hv before Hv becomes the next v, and keep it.",
        "v.Normalize(2) has the length 1. With Hv = product(v), the estimate is the dot product v * Hv; then v becomes Hv. Return the last estimate.")
    {
        Suspects =
        [
            ("it gives the length of Hv, which is never negative. The dot product of v and Hv has the sign, too.", (product, start, products) => Iterate(product, start, products, value: (v, Hv) => Hv.L2Norm())),
            ("v is never brought to length 1.", (product, start, products) => Iterate(product, start, products, normalize: v => v)),
            ("v is brought to length 1 only at the start. Each product makes it longer, so do it before every product.", (product, start, products) => Iterate(product, start, products, onlyFirst: true)),
            ("v grows with every product, until the numbers overflow: bring it to length 1 before each product.", (product, start, products) =>
                Iterate(product, start, products, normalize: v => v, value: (v, Hv) => v * Hv / (v * v))),
            ("off by one: there is one product too few.", (product, start, products) => Iterate(product, start, products - 1)),
            ("off by one: there is one product too many.", (product, start, products) => Iterate(product, start, products + 1)),
            ("the loop always multiplies the start: the result must become the next v.", (product, start, products) => Iterate(product, start, products, next: (_, _) => start)),
            ("it gives an entry of Hv. The estimate is the dot product of v and Hv.", (product, start, products) => Iterate(product, start, products, value: (_, Hv) => Hv[0])),
            ("it gives the largest entry of Hv. The estimate is the dot product of v and Hv.", (product, start, products) => Iterate(product, start, products, value: (_, Hv) => Hv.Maximum())),
            ("the two vectors of the dot product are both Hv.", (product, start, products) => Iterate(product, start, products, value: (_, Hv) => Hv * Hv)),
            ("v is divided by its largest entry, not by its length.", (product, start, products) => Iterate(product, start, products, normalize: v => v / v.AbsoluteMaximum())),
            ("v is divided by the sum of the sizes of its entries: Normalize(1). Its length is Normalize(2).", (product, start, products) => Iterate(product, start, products, normalize: v => v.Normalize(1))),
        ],
    };

    /// <summary>Exercise 4: the small matrix of Lanczos.</summary>
    public static Exercise<LanczosFunction> Lanczos { get; } = new(
        "the small matrix of Lanczos", (product, start, products) => Tridiagonal(product, start, products),
        (lanczos, size, rng) =>
        {
            Matrix<double> H = Symmetric(rng, size + 3);
            int calls = 0;
            (double[] alpha, double[] beta) = lanczos(v => Counted(H, v, ref calls), 3 * rng.Vector(size + 3), size + 1);
            return [AnswerPart.Row("the number of products", calls), AnswerPart.Row("alpha", alpha), AnswerPart.Row("beta", beta)];
        },
        "Keep two vectors, q and the one before it, which is all zeros at the start. Each round makes one product and one α; all rounds but the last also make a β and the next q.",
        "w = product(q) - b * before, where b is the last β and 0 at first. Then α = w * q, and w = w - α * q. Its length is the next β, and w / β the next q; the old q becomes before.")
    {
        Suspects =
        [
            ("start is not brought to length 1.", (product, start, products) => Tridiagonal(product, start, products, first: v => v)),
            ("the part along the vector BEFORE q is still in w: subtract β times it, and let the old q become that vector after each round.", (product, start, products) => Tridiagonal(product, start, products, takeBefore: false)),
            ("the next q has not the length 1: divide w by β.", (product, start, products) => Tridiagonal(product, start, products, divide: (w, _) => w)),
            ("the part along q is still in w when its length is taken: subtract α·q first.", (product, start, products) => Tridiagonal(product, start, products, takeOwn: false)),
            ("beta holds the squares of the lengths.", (product, start, products) => Tridiagonal(product, start, products, length: w => w * w)),
            ("there is one β too many: between n numbers on the diagonal stand n - 1 beside it.", (product, start, products) => Tridiagonal(product, start, products, all: true)),
            ("there is one β too many, the 0 before the first: between n numbers on the diagonal stand n - 1 beside it.", (product, start, products) =>
                Tridiagonal(product, start, products) is var (alpha, beta) ? (alpha, [0, .. beta]) : default),
            ("off by one: there is one product too few.", (product, start, products) => Tridiagonal(product, start, products - 1)),
            ("off by one: there is one product too many.", (product, start, products) => Tridiagonal(product, start, products + 1)),
        ],
    };

    /// <summary>Exercise 5: the largest rate that settles.</summary>
    public static Exercise<LargestRateFunction> LargestRate { get; } = new(
        "the largest rate that settles", (settles, low, high, halvings) => Bisect(settles, low, high, halvings).Low,
        (largest, size, rng) =>
        {
            int calls = 0;
            AnswerPart rates = AnswerPart.Several("the rate", 4, () =>
            {
                (double low, double high) = (0.01 * (1 + rng.NextDouble()), 1 + rng.NextDouble());
                double edge = low + (high - low) * (0.1 + 0.8 * rng.NextDouble());
                return largest(rate => ++calls > 0 && rate <= edge, low, high, size + 3);
            });
            return [AnswerPart.Row("the number of tries", calls), rates];
        },
        "The edge lies between low and high, always. Try the middle: which of the two bounds does it replace?",
        "If the middle settles, it becomes low; otherwise it becomes high. After the last try return the bound that is known to settle.")
    {
        Suspects =
        [
            ("it returns a rate that does not settle: return low.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings).High),
            ("it returns the next middle, which nobody has tried: return low.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings) is var (l, h) ? (l + h) / 2 : 0),
            ("it returns the last middle, which may not settle: return low.", (settles, low, high, halvings) => LastMiddle(settles, low, high, halvings)),
            ("the wrong bound moves: a middle that settles becomes low.", (settles, low, high, halvings) => Bisect(r => !settles(r), low, high, halvings).Low),
            ("the wrong bound moves: a middle that settles becomes low.", (settles, low, high, halvings) => Bisect(r => !settles(r), low, high, halvings).High),
            ("the middle of two rates is half their sum.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings, (a, b) => Math.Sqrt(a * b)).Low),
            ("the middle of two rates is half their SUM, not half their difference.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings, (a, b) => (b - a) / 2).Low),
            ("a + b / 2 halves b alone. Put brackets around the sum.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings, (a, b) => a + b / 2).Low),
            ("off by one: there is one try too few.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings - 1).Low),
            ("off by one: there is one try too many.", (settles, low, high, halvings) => Bisect(settles, low, high, halvings + 1).Low),
            ("low and high need no try: it is known that the one settles and the other does not.", (settles, low, high, halvings) => Asked(settles, low, high, halvings)),
        ],
    };

    private static Vector<double> Vector(this Rng rng, int count) => Vector<double>.Build.Dense(rng.Numbers(count));

    private static Matrix<double> Symmetric(Rng rng, int size)
    {
        Matrix<double> A = rng.Matrix(size, size);
        return A + A.Transpose();
    }

    private static Vector<double> Counted(Matrix<double> H, Vector<double> v, ref int calls)
    {
        calls++;
        return H * v;
    }

    private static Vector<double> Differences(Func<Vector<double>, Vector<double>> gradient, Vector<double> w, Vector<double> v, double e) =>
        (gradient(w + e * v) - gradient(w - e * v)) / (2 * e);

    /// <summary>The mistake of moving the caller's vector, there and back by half.</summary>
    private static Vector<double> LeftBehind(Func<Vector<double>, Vector<double>> gradient, Vector<double> w, Vector<double> v, double e)
    {
        Vector<double> Hv = Differences(gradient, w, v, e);
        w.Subtract(e * v, w);
        return Hv;
    }

    private static double Iterate(
        Func<Vector<double>, Vector<double>> product, Vector<double> start, int products, Func<Vector<double>, Vector<double>>? normalize = null,
        Func<Vector<double>, Vector<double>, double>? value = null, Func<Vector<double>, Vector<double>, Vector<double>>? next = null, bool onlyFirst = false)
    {
        (Vector<double> v, double estimate) = (start, 0);
        for (int k = 0; k < products; k++)
        {
            if (!onlyFirst || k == 0) v = normalize is null ? v.Normalize(2) : normalize(v);
            Vector<double> Hv = product(v);
            estimate = value is null ? v * Hv : value(v, Hv);
            v = next is null ? Hv : next(v, Hv);
        }
        return estimate;
    }

    private static (double[] Alpha, double[] Beta) Tridiagonal(
        Func<Vector<double>, Vector<double>> product, Vector<double> start, int products, Func<Vector<double>, Vector<double>>? first = null,
        bool takeBefore = true, bool takeOwn = true, bool all = false, Func<Vector<double>, double>? length = null,
        Func<Vector<double>, double, Vector<double>>? divide = null)
    {
        (List<double> alpha, List<double> beta) = ([], []);
        (Vector<double> q, Vector<double> before, double b) = (first is null ? start.Normalize(2) : first(start), 0 * start, 0);
        for (int k = 0; k < products; k++)
        {
            Vector<double> w = takeBefore ? product(q) - b * before : product(q);
            alpha.Add(w * q);
            if (takeOwn) w -= alpha[^1] * q;
            if (k == products - 1 && !all) break;
            beta.Add(b = length is null ? w.L2Norm() : length(w));
            before = q;
            q = divide is null ? w / b : divide(w, b);
        }
        return ([.. alpha], [.. beta]);
    }

    private static (double Low, double High) Bisect(Func<double, bool> settles, double low, double high, int halvings, Func<double, double, double>? middle = null)
    {
        for (int k = 0; k < halvings; k++)
        {
            double at = middle is null ? (low + high) / 2 : middle(low, high);
            if (settles(at)) low = at;
            else high = at;
        }
        return (low, high);
    }

    private static double LastMiddle(Func<double, bool> settles, double low, double high, int halvings)
    {
        double last = low;
        Bisect(rate => settles(last = rate), low, high, halvings);
        return last;
    }

    private static double Asked(Func<double, bool> settles, double low, double high, int halvings)
    {
        _ = settles(low);
        _ = settles(high);
        return Bisect(settles, low, high, halvings).Low;
    }
}
