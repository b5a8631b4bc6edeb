using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Exercises;

/// <summary>What the exercises of lesson 04 say of wrong answers, each by its kind, and of right ones in two styles.</summary>
public sealed class VanishingGradientExercisesTests
{
    [Fact]
    public void The_way_back_through_the_chain_is_right_in_two_styles()
    {
        Assert.True(VanishingGradientExercises.Chain.Judge((w, z, slope, dLast) => Back(w, z, slope, dLast)).IsRight);
        Assert.True(VanishingGradientExercises.Chain.Judge((w, z, slope, dLast) =>
        {
            List<double> found = [dLast];
            for (int k = w.Length; k-- > 0;) found.Insert(0, w[k] * slope(z[k]) * found[0]);
            return [.. found];
        }).IsRight);
    }

    public static TheoryData<VanishingGradientExercises.ChainFunction, string> WrongChains => new()
    {
        { (w, z, slope, dLast) => throw new NotImplementedException(), "not written yet" },
        { (w, z, slope, dLast) => Back(w, z, _ => 1, dLast), "the slopes are missing" },
        { (w, z, slope, dLast) => Back([.. w.Select(_ => 1.0)], z, slope, dLast), "the weights are missing" },
        { (w, z, slope, dLast) => Back(w, z, at => at, dLast), "the sum stands where its slope belongs" },
        { (w, z, slope, dLast) => Back(w, z, slope, dLast, slopeAt: 1), "off by one: the slope is that at z[k]" },
        { (w, z, slope, dLast) => Back(w, z, slope, dLast, slopeAt: -1), "off by one: the slope is that at z[k]" },
        { (w, z, slope, dLast) => Back(w, z, slope, dLast, weightAt: 1), "off by one: the weight between" },
        { (w, z, slope, dLast) => [.. Back(w, z, slope, dLast).Reverse()], "upside down" },
        { (w, z, slope, dLast) => Forward(w, z, slope, dLast), "runs forward" },
        { (w, z, slope, dLast) => [.. w.Select((weight, k) => dLast * slope(z[k]) * weight), dLast], "starts from dLast again" },
        { (w, z, slope, dLast) => Back(w, z, slope, 1), "dLast is missing" },
        { (w, z, slope, dLast) => Back(w, z, slope, -dLast), "wrong sign" },
        { (w, z, slope, dLast) => Back(w, z, slope, dLast)[1..], "wrong shape" },
        { (w, z, slope, dLast) => null!, "is null" },
        { (w, z, slope, dLast) => [], "is null" },
    };

    [Theory]
    [MemberData(nameof(WrongChains), DisableDiscoveryEnumeration = true)]
    public void A_wrong_chain_is_told_its_kind(VanishingGradientExercises.ChainFunction answer, string kind) =>
        Told.Kind(VanishingGradientExercises.Chain.Judge(answer), kind);

    [Fact]
    public void The_sizes_of_the_gradient_are_right_in_two_styles()
    {
        Assert.True(VanishingGradientExercises.GradientSizes.Judge((n, dLast) => Sizes(n, dLast, Rms)).IsRight);
        Assert.True(VanishingGradientExercises.GradientSizes.Judge((n, dLast) =>
        {
            Stack<double> found = new();
            Matrix<double> dA = dLast;
            foreach (Layer<double> layer in n.Layers.Reverse())
            {
                found.Push(Math.Sqrt(dA.Enumerate().Average(d => d * d)));
                dA = layer.Backward(dA);
            }
            return [.. found];
        }).IsRight);
    }

    public static TheoryData<VanishingGradientExercises.GradientSizesFunction, string> WrongSizes => new()
    {
        { (n, dLast) => throw new NotImplementedException(), "not written yet" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.FrobeniusNorm()), "this is the norm" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.Enumerate().Average(d => d * d)), "the root is missing" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.FrobeniusNorm() / dA.Enumerate().Count()), "not by its root" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.FrobeniusNorm() / Math.Sqrt(dA.RowCount)), "over the rows only" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.FrobeniusNorm() / Math.Sqrt(dA.ColumnCount)), "over the columns only" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.Enumerate().Average(Math.Abs)), "absolute values" },
        { (n, dLast) => Sizes(n, dLast, dA => dA.Enumerate().Sum() / dA.Enumerate().Count()), "cancel" },
        { (n, dLast) => Sizes(n, dLast, Rms, measureLate: true), "off by one: this is the gradient at the input" },
        { (n, dLast) => [.. Sizes(n, dLast, Rms).Reverse()], "upside down" },
        { (n, dLast) => [.. Sizes(n, dLast, Rms).Select(size => 3 * size)], "is 3 times" },
        { (n, dLast) => new double[n.Layers.Count], "all zeros" },
        { (n, dLast) => [n.Layers[7].Inputs], "throws" },
    };

    [Theory]
    [MemberData(nameof(WrongSizes), DisableDiscoveryEnumeration = true)]
    public void Wrong_sizes_are_told_their_kind(VanishingGradientExercises.GradientSizesFunction answer, string kind) =>
        Told.Kind(VanishingGradientExercises.GradientSizes.Judge(answer), kind);

    [Fact]
    public void The_start_is_right_in_two_styles_and_between_those_of_He_and_of_linear_layers()
    {
        var exercise = VanishingGradientExercises.Deviation;
        Assert.True(exercise.Judge((inputs, outputs, slope) => Math.Sqrt(2 / ((1 + slope * slope) * inputs))).IsRight);
        Assert.True(exercise.Judge((inputs, outputs, slope) =>
        {
            double share = 0.5 + slope * slope / 2;
            return Math.Pow(inputs * share, -0.5);
        }).IsRight);
        Assert.Equal(Math.Sqrt(2.0 / 64), exercise.Use((_, _, _) => 0)(64, 64, 0), 1e-15);
        Assert.Equal(Math.Sqrt(2.0 / (64 + 64)), exercise.Use((_, _, _) => 0)(64, 64, 1), 1e-15);
    }

    public static TheoryData<VanishingGradientExercises.DeviationFunction, string> WrongDeviations => new()
    {
        { (inputs, outputs, slope) => throw new NotImplementedException(), "not written yet" },
        { (inputs, outputs, slope) => 2 / ((1 + slope * slope) * inputs), "this is the variance" },
        { (inputs, outputs, slope) => Math.Sqrt(2.0 / inputs), "the slope is not in it" },
        { (inputs, outputs, slope) => Math.Sqrt(2 / ((1 + slope * slope) * outputs)), "on the way back" },
        { (inputs, outputs, slope) => Math.Sqrt(2.0 / (inputs + outputs)), "Xavier" },
        { (inputs, outputs, slope) => Math.Sqrt(2 / ((1 + slope) * inputs)), "enters by its square" },
        { (inputs, outputs, slope) => Math.Sqrt((1 + slope * slope) / 2 / inputs), "below the line" },
        { (inputs, outputs, slope) => Math.Sqrt(1 / ((1 + slope * slope) * inputs)), "a half is missing" },
        { (inputs, outputs, slope) => Math.Sqrt(2 / (slope * slope * inputs)), "the open half is forgotten" },
        { (inputs, outputs, slope) => Math.Sqrt(2 / inputs), "divides two integers" },
        { (inputs, outputs, slope) => Math.Sqrt(2.0 / inputs + slope), "differs" },
        { (inputs, outputs, slope) => 1.0 / 0, "NaN or an infinity" },
    };

    [Theory]
    [MemberData(nameof(WrongDeviations), DisableDiscoveryEnumeration = true)]
    public void A_wrong_start_is_told_its_kind(VanishingGradientExercises.DeviationFunction answer, string kind) =>
        Told.Kind(VanishingGradientExercises.Deviation.Judge(answer), kind, @"(?<!Write )\d\.\d");

    [Fact]
    public void Leaky_ReLU_is_right_in_two_styles()
    {
        Assert.True(VanishingGradientExercises.LeakyRelu.Judge(slope => new Own(z => z > 0 ? z : slope * z, z => z > 0 ? 1 : slope)).IsRight);
        Assert.True(VanishingGradientExercises.LeakyRelu.Judge(slope => new Own(z => Math.Max(z, slope * z), z => z < 0 ? slope : 1)).IsRight);
    }

    public static TheoryData<Func<double, Activation>, string> WrongActivations => new()
    {
        { slope => new Own(z => throw new NotImplementedException(), z => throw new NotImplementedException()), "not written yet" },
        { slope => new Own(z => Math.Max(0, z), z => z > 0 ? 1 : 0), "the plain ReLU: below 0" },
        { slope => new Own(z => Math.Max(slope * z, z), z => z > 0 ? 1 : 0), "Slope is 0 below 0" },
        { slope => new Own(z => Math.Max(slope * z, z), z => Math.Max(slope * z, z)), "Slope gives the value" },
        { slope => new Own(z => Math.Max(slope * z, z), z => z > 0 ? 1 : slope * z), "a z too much below 0" },
        { slope => new Own(z => Math.Max(slope * z, z), z => z > 0 ? z : slope), "a z too much above 0" },
        { slope => new Own(z => z < 0 ? z : slope * z, z => z < 0 ? 1 : slope), "exchanged in Value and in Slope" },
        { slope => new Own(z => z < 0 ? z : slope * z, z => z < 0 ? slope : 1), "exchanged in Value." },
        { slope => new Own(z => Math.Max(slope * z, z), z => z < 0 ? 1 : slope), "exchanged in Slope." },
        { slope => new Own(z => z > 0 ? z : slope, z => z > 0 ? 1 : slope), "the z is missing" },
        { slope => new Own(z => z > 0 ? z : -slope * z, z => z > 0 ? 1 : slope), "the sign of Value is wrong" },
        { slope => new Own(z => Math.Max(slope * z, z), z => z > 0 ? -1 : -slope), "Slope has the wrong sign" },
        { slope => new Own(z => Math.Max(0.01 * z, z), z => z > 0 ? 1 : 0.01), "Value differs" },
    };

    [Theory]
    [MemberData(nameof(WrongActivations), DisableDiscoveryEnumeration = true)]
    public void A_wrong_activation_is_told_its_kind(Func<double, Activation> answer, string kind) =>
        Told.Kind(VanishingGradientExercises.LeakyRelu.Judge(answer), kind);

    /// <summary>A message that holds a number with decimals could hold the answer; only a constant factor is told.</summary>
    private static double[] Back(double[] w, double[] z, Func<double, double> slope, double dLast, int slopeAt = 0, int weightAt = 0)
    {
        double Of(double[] values, int k) => values[Math.Clamp(k, 0, values.Length - 1)];
        double[] dA = new double[w.Length + 1];
        dA[^1] = dLast;
        for (int k = w.Length - 1; k >= 0; k--) dA[k] = dA[k + 1] * slope(Of(z, k + slopeAt)) * Of(w, k + weightAt);
        return dA;
    }

    private static double[] Forward(double[] w, double[] z, Func<double, double> slope, double dLast)
    {
        double[] dA = new double[w.Length + 1];
        dA[0] = dLast;
        for (int k = 0; k < w.Length; k++) dA[k + 1] = dA[k] * slope(z[k]) * w[k];
        return dA;
    }

    private static double[] Sizes(Network<double> n, Matrix<double> dLast, Func<Matrix<double>, double> measure, bool measureLate = false)
    {
        double[] sizes = new double[n.Layers.Count];
        Matrix<double> dA = dLast;
        for (int k = n.Layers.Count - 1; k >= 0; k--)
        {
            Matrix<double> back = n.Layers[k].Backward(dA);
            sizes[k] = measure(measureLate ? back : dA);
            dA = back;
        }
        return sizes;
    }

    private static double Rms(Matrix<double> m) => Math.Sqrt(m.PointwiseMultiply(m).Enumerate().Average());

    private sealed class Own(Func<double, double> value, Func<double, double> slope) : Activation
    {
        public override string Name => "own";
        public override double Value(double z) => value(z);
        public override double Slope(double z) => slope(z);
    }
}
