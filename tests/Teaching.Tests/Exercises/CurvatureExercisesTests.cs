using AlongFunction = Teaching.CurvatureExercises.AlongFunction;
using LanczosFunction = Teaching.CurvatureExercises.LanczosFunction;
using LargestRateFunction = Teaching.CurvatureExercises.LargestRateFunction;
using PowerFunction = Teaching.CurvatureExercises.PowerFunction;
using ProductFunction = Teaching.CurvatureExercises.ProductFunction;
using Vec = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Teaching.Tests.Exercises;

/// <summary>The exercises of the lesson on curvature: a right answer is right in more than one style, and each wrong one is told its kind of mistake.</summary>
public sealed class CurvatureExercisesTests
{
    [Fact]
    public void The_curvature_along_a_step_is_right_in_two_styles()
    {
        Assert.True(CurvatureExercises.Along.Judge((w0, g0, w1, g1) => (g1 - g0).DotProduct(w1 - w0) / Math.Pow((w1 - w0).L2Norm(), 2)).IsRight);
        Assert.True(CurvatureExercises.Along.Judge((w0, g0, w1, g1) =>
        {
            double above = 0, below = 0;
            for (int i = 0; i < w0.Count; i++)
            {
                double dw = w0[i] - w1[i];
                above += (g0[i] - g1[i]) * dw;
                below += dw * dw;
            }
            return above / below;
        }).IsRight);
    }

    public static TheoryData<AlongFunction, string> WrongAlongs => new()
    {
        { (w0, g0, w1, g1) => throw new NotImplementedException(), "not written yet" },
        { (w0, g0, w1, g1) => Dot(g1 - g0, w1 - w0), "below the line is missing" },
        { (w0, g0, w1, g1) => Dot(g1 - g0, w1 - w0) / Math.Sqrt(Dot(w1 - w0, w1 - w0)), "once" },
        { (w0, g0, w1, g1) => Dot(w1 - w0, w1 - w0) / Dot(g1 - g0, w1 - w0), "upside down" },
        { (w0, g0, w1, g1) => Dot(g1 - g0, w1 - w0) / Dot(g1 - g0, g1 - g0), "there the step belongs" },
        { (w0, g0, w1, g1) => Math.Sqrt(Dot(g1 - g0, g1 - g0) / Dot(w1 - w0, w1 - w0)), "compares lengths" },
        { (w0, g0, w1, g1) => Dot(g1, w1 - w0) / Dot(w1 - w0, w1 - w0), "one place alone" },
        { (w0, g0, w1, g1) => Dot(g0, w1 - w0) / Dot(w1 - w0, w1 - w0), "one place alone" },
        { (w0, g0, w1, g1) => Dot(g1 - g0, w1 - w0) / Dot(w1, w1), "a place, not the step" },
        { (w0, g0, w1, g1) => Dot(g1 - g0, w0 - w1) / Dot(w1 - w0, w1 - w0), "the other way round" },
        { (w0, g0, w1, g1) => 2 * Dot(g1 - g0, w1 - w0) / Dot(w1 - w0, w1 - w0), "2 times what it should be" },
        { (w0, g0, w1, g1) => Dot(g1 + g0, w1 - w0) / Dot(w1 - w0, w1 - w0), "differs" },
    };

    [Theory]
    [MemberData(nameof(WrongAlongs), DisableDiscoveryEnumeration = true)]
    public void A_wrong_curvature_is_told_its_kind(AlongFunction answer, string kind) => Told.Kind(CurvatureExercises.Along.Judge(answer), kind);

    [Fact]
    public void The_product_is_right_in_three_styles()
    {
        Assert.True(CurvatureExercises.Product.Judge((gradient, w, v, e) => (gradient(w + (e * v)) - gradient(w - (e * v))) / (2 * e)).IsRight);
        Assert.True(CurvatureExercises.Product.Judge((gradient, w, v, e) =>
        {
            // entry by entry, and with a step that does not depend on how long v is
            double step = e / Math.Sqrt(Dot(v, v));
            Vec up = w.Clone(), down = w.Clone();
            for (int i = 0; i < w.Count; i++) (up[i], down[i]) = (w[i] + step * v[i], w[i] - step * v[i]);
            (Vec above, Vec below) = (gradient(up), gradient(down));
            return Vec.Build.Dense(w.Count, i => (above[i] - below[i]) / 2 / step);
        }).IsRight);
        // there and back in the caller's own vector, which is put back
        Assert.True(CurvatureExercises.Product.Judge((gradient, w, v, e) =>
        {
            w.Add(e * v, w);
            Vec above = gradient(w);
            w.Subtract(2 * e * v, w);
            Vec below = gradient(w);
            w.Add(e * v, w);
            return (above - below) / (2 * e);
        }).IsRight);
    }

    public static TheoryData<ProductFunction, string> WrongProducts => new()
    {
        { (gradient, w, v, e) => throw new NotImplementedException(), "not written yet" },
        { (gradient, w, v, e) => null!, "is null" },
        { (gradient, w, v, e) => (gradient(w + e * v) - gradient(w)) / e, "one side only" },
        { (gradient, w, v, e) => (gradient(w + e * v) - gradient(w - e * v)) / e, "not e" },
        { (gradient, w, v, e) => gradient(w + e * v) - gradient(w - e * v), "not divided" },
        { (gradient, w, v, e) => (gradient(w + e * v) - gradient(w - e * v)) / 2 * e, "brackets" },
        { (gradient, w, v, e) => (gradient(w + e) - gradient(w - e)) / (2 * e), "the direction v is missing" },
        { (gradient, w, v, e) => { Vec u = v.Normalize(2); return (gradient(w + e * u) - gradient(w - e * u)) / (2 * e); }, "brought to length 1" },
        { (gradient, w, v, e) => (gradient((1 + e) * w) - gradient((1 - e) * w)) / (2 * e), "along w" },
        { (gradient, w, v, e) => (gradient(w + e * v) + gradient(w - e * v)) / (2 * e), "is added" },
        { (gradient, w, v, e) => (gradient(w - e * v) - gradient(w + e * v)) / (2 * e), "the wrong sign" },
        { NotPutBack, "left in another place" },
    };

    [Theory]
    [MemberData(nameof(WrongProducts), DisableDiscoveryEnumeration = true)]
    public void A_wrong_product_is_told_its_kind(ProductFunction answer, string kind) => Told.Kind(CurvatureExercises.Product.Judge(answer), kind);

    [Fact]
    public void Power_iteration_is_right_in_two_styles()
    {
        Assert.True(CurvatureExercises.Power.Judge((product, start, products) => ByPower(product, start, products)).IsRight);
        Assert.True(CurvatureExercises.Power.Judge((product, start, products) =>
        {
            // the quotient of Rayleigh, and the length taken after the product
            (Vec v, double value) = (start / start.L2Norm(), 0);
            for (int k = 0; k < products; k++)
            {
                Vec Hv = product(v);
                value = Hv.DotProduct(v) / v.DotProduct(v);
                v = Hv / Hv.L2Norm();
            }
            return value;
        }).IsRight);
    }

    public static TheoryData<PowerFunction, string> WrongPowers => new()
    {
        { (product, start, products) => throw new NotImplementedException(), "not written yet" },
        { (product, start, products) => Math.Abs(ByPower(product, start, products)), "some signs are wrong" },
        { LengthOfTheLast, "the length of Hv" },
        { NeverNormal, "never brought to length 1" },
        { NormalAtTheStart, "only at the start" },
        { QuotientOfTheLast, "until the numbers overflow" },
        { (product, start, products) => ByPower(product, start, products - 1), "one product too few" },
        { (product, start, products) => ByPower(product, start, products + 1), "one product too many" },
        { AlwaysTheStart, "always multiplies the start" },
        { (product, start, products) => ByPower(product, start, products, largestEntry: true), "its largest entry" },
        { (product, start, products) => -ByPower(product, start, products), "the wrong sign" },
    };

    [Theory]
    [MemberData(nameof(WrongPowers), DisableDiscoveryEnumeration = true)]
    public void A_wrong_power_iteration_is_told_its_kind(PowerFunction answer, string kind) => Told.Kind(CurvatureExercises.Power.Judge(answer), kind);

    [Fact]
    public void Lanczos_is_right_in_two_styles()
    {
        Assert.True(CurvatureExercises.Lanczos.Judge((product, start, products) => ByLanczos(product, start, products)).IsRight);
        Assert.True(CurvatureExercises.Lanczos.Judge((product, start, products) =>
        {
            // all vectors kept, and each new one made orthogonal to all of them, twice
            List<Vec> q = [start.Normalize(2)];
            (List<double> alpha, List<double> beta) = ([], []);
            while (true)
            {
                Vec w = product(q[^1]);
                alpha.Add(w * q[^1]);
                if (q.Count == products) return ([.. alpha], [.. beta]);
                foreach (Vec one in q.Concat(q).ToArray()) w -= w * one * one;
                beta.Add(w.L2Norm());
                q.Add(w / beta[^1]);
            }
        }).IsRight);
    }

    public static TheoryData<LanczosFunction, string> WrongLanczos => new()
    {
        { (product, start, products) => throw new NotImplementedException(), "not written yet" },
        { (product, start, products) => ByLanczos(product, start, products, normal: false), "start is not brought to length 1" },
        { (product, start, products) => ByLanczos(product, start, products, before: false), "BEFORE q" },
        { (product, start, products) => ByLanczos(product, start, products, divided: false), "divide w by β" },
        { (product, start, products) => ByLanczos(product, start, products, own: false), "subtract α" },
        { (product, start, products) => ByLanczos(product, start, products, squares: true), "squares of the lengths" },
        { (product, start, products) => ByLanczos(product, start, products, lastToo: true), "one β too many" },
        { (product, start, products) => { (double[] a, double[] b) = ByLanczos(product, start, products); return (a, [0, .. b]); }, "the 0 before the first" },
        { (product, start, products) => ByLanczos(product, start, products, stale: true), "let the old q become" },
        { (product, start, products) => ByLanczos(product, start, products - 1), "one product too few" },
        { (product, start, products) => ByLanczos(product, start, products + 1), "one product too many" },
        { (product, start, products) => { (double[] a, double[] b) = ByLanczos(product, start, products); return (a, [.. b.Select(x => -x)]); }, "the wrong sign" },
        { (product, start, products) => { (double[] a, double[] b) = ByLanczos(product, start, products); return (a, null!); }, "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongLanczos), DisableDiscoveryEnumeration = true)]
    public void A_wrong_Lanczos_is_told_its_kind(LanczosFunction answer, string kind) => Told.Kind(CurvatureExercises.Lanczos.Judge(answer), kind);

    [Fact]
    public void The_largest_rate_is_right_in_two_styles()
    {
        Assert.True(CurvatureExercises.LargestRate.Judge((settles, low, high, halvings) => ByHalving(settles, low, high, halvings)).IsRight);
        Assert.True(CurvatureExercises.LargestRate.Judge(Recursively).IsRight);
    }

    public static TheoryData<LargestRateFunction, string> WrongLargestRates => new()
    {
        { (settles, low, high, halvings) => throw new NotImplementedException(), "not written yet" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings, (l, h, m) => h), "does not settle" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings, (l, h, m) => (l + h) / 2), "nobody has tried" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings, (l, h, m) => m), "may not settle" },
        { (settles, low, high, halvings) => ByHalving(rate => !settles(rate), low, high, halvings), "the wrong bound" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings, middle: (a, b) => Math.Sqrt(a * b)), "half their sum" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings, middle: (a, b) => (b - a) / 2), "half their SUM" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings, middle: (a, b) => a + b / 2), "brackets" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings - 1), "one try too few" },
        { (settles, low, high, halvings) => ByHalving(settles, low, high, halvings + 1), "one try too many" },
        { (settles, low, high, halvings) => settles(low) && !settles(high) ? ByHalving(settles, low, high, halvings) : low, "need no try" },
    };

    [Theory]
    [MemberData(nameof(WrongLargestRates), DisableDiscoveryEnumeration = true)]
    public void A_wrong_largest_rate_is_told_its_kind(LargestRateFunction answer, string kind) => Told.Kind(CurvatureExercises.LargestRate.Judge(answer), kind);

    [Fact]
    public void No_suspect_is_right_and_none_is_hidden_by_one_before_it()
    {
        AssertApart(CurvatureExercises.Along);
        AssertApart(CurvatureExercises.Product);
        AssertApart(CurvatureExercises.Power);
        AssertApart(CurvatureExercises.Lanczos);
        AssertApart(CurvatureExercises.LargestRate);
    }

    private static void AssertApart<TFunction>(Exercise<TFunction> exercise)
        where TFunction : Delegate =>
        Assert.All(exercise.Suspects, suspect => Assert.EndsWith(suspect.Kind, exercise.Judge(suspect.Wrong).Message, StringComparison.Ordinal));

    private static double Dot(Vec a, Vec b) => a.DotProduct(b);

    private static Vec NotPutBack(Func<Vec, Vec> gradient, Vec w, Vec v, double e)
    {
        for (int i = 0; i < w.Count; i++) w[i] += e * v[i];
        Vec above = gradient(w);
        for (int i = 0; i < w.Count; i++) w[i] -= 2 * e * v[i];
        return (above - gradient(w)) / (2 * e);
    }

    private static double ByPower(Func<Vec, Vec> product, Vec start, int products, bool largestEntry = false)
    {
        (Vec v, double value) = (start, 0);
        for (int k = 0; k < products; k++)
        {
            v /= largestEntry ? v.AbsoluteMaximum() : v.L2Norm();
            Vec Hv = product(v);
            value = v * Hv;
            v = Hv;
        }
        return value;
    }

    private static double LengthOfTheLast(Func<Vec, Vec> product, Vec start, int products)
    {
        (Vec v, double length) = (start.Normalize(2), 0);
        for (int k = 0; k < products; k++)
        {
            v = product(v);
            length = v.L2Norm();
            v /= length;
        }
        return length;
    }

    private static double NeverNormal(Func<Vec, Vec> product, Vec start, int products)
    {
        (Vec v, double value) = (start, 0);
        for (int k = 0; k < products; k++)
        {
            Vec Hv = product(v);
            (value, v) = (v * Hv, Hv);
        }
        return value;
    }

    /// <summary>Right, as long as the numbers are: the length is divided out at the end.</summary>
    private static double QuotientOfTheLast(Func<Vec, Vec> product, Vec start, int products)
    {
        Vec v = start;
        for (int k = 1; k < products; k++) v = product(v);
        return v * product(v) / (v * v);
    }

    private static double NormalAtTheStart(Func<Vec, Vec> product, Vec start, int products) => NeverNormal(product, start / start.L2Norm(), products);

    private static double AlwaysTheStart(Func<Vec, Vec> product, Vec start, int products)
    {
        (Vec v, double value) = (start.Normalize(2), 0);
        for (int k = 0; k < products; k++) value = v * product(v);
        return value;
    }

    private static (double[] Alpha, double[] Beta) ByLanczos(
        Func<Vec, Vec> product, Vec start, int products,
        bool normal = true, bool before = true, bool own = true, bool divided = true, bool squares = false, bool lastToo = false, bool stale = false)
    {
        double[] alpha = new double[products], beta = new double[lastToo ? products : products - 1];
        Vec q = normal ? start / start.L2Norm() : start, last = Vec.Build.Dense(start.Count);
        for (int j = 0; j < products; j++)
        {
            Vec w = product(q);
            if (j > 0 && before) w -= beta[j - 1] * last;
            alpha[j] = w.DotProduct(q);
            if (own) w -= alpha[j] * q;
            if (j == beta.Length) break;
            beta[j] = squares ? w.DotProduct(w) : w.L2Norm();
            if (!stale) last = q;
            q = divided ? w / beta[j] : w;
        }
        return (alpha, beta);
    }

    private static double ByHalving(
        Func<double, bool> settles, double low, double high, int halvings, Func<double, double, double, double>? result = null, Func<double, double, double>? middle = null)
    {
        double at = low;
        for (int k = 0; k < halvings; k++)
        {
            at = middle is null ? low + (high - low) / 2 : middle(low, high);
            (low, high) = settles(at) ? (at, high) : (low, at);
        }
        return result is null ? low : result(low, high, at);
    }

    private static double Recursively(Func<double, bool> settles, double low, double high, int halvings) => halvings == 0 ? low
        : settles((low + high) / 2) ? Recursively(settles, (low + high) / 2, high, halvings - 1)
        : Recursively(settles, low, (low + high) / 2, halvings - 1);
}
