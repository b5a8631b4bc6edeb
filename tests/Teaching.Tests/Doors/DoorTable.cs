using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Doors;

/// <summary>
/// What every public door of losses, layers, networks, optimizers, training and metrics refuses, with which error and which words.
/// <see cref="Open"/> names those that refuse nothing, with the reason.
/// </summary>
internal static class DoorTable
{
    private const double NaN = double.NaN, Infinite = double.PositiveInfinity;

    private static readonly Matrix<double> OneHot = M(new double[,] { { 1, 0 }, { 0, 1 } });
    private static readonly Matrix<double> Half = M(new[,] { { 0.5, 0.5 }, { 0.5, 0.5 } });
    private static readonly Matrix<double> Logits = M(new double[,] { { 20, 5 }, { 3, 30 } });
    private static readonly Matrix<double> Negative = M(new double[,] { { -20, -5 }, { -3, -30 } });
    private static readonly ImageShape Small = new(1, 2, 2);
    private static readonly LabelledImages Images = new(new byte[4 * 4], [0, 1, 2, 1], 2, 2, classes: 3);
    private static readonly LabelledImages NoImages = Images.Take(0);

    /// <summary>Every loss that trains, with outputs that it takes.</summary>
    private static readonly (Func<Loss<double>> Make, Matrix<double> P)[] Losses =
    [
        (() => new SoftmaxCrossEntropyLoss<double>(), Half), (() => new WeightedCrossEntropyLoss<double>(2), Half),
        (() => new CrossEntropyLoss<double>(), Half), (() => new KlDivergenceLoss<double>(), Half),
        (() => new NegativeLogLikelihoodLoss<double>(), Half.PointwiseLog()), (() => new MeanSquaredErrorLoss<double>(), Half),
        (() => new BinaryCrossEntropyLoss<double>(), Half), (() => new SigmoidCrossEntropyLoss<double>(), Half), (() => new FocalLoss<double>(), Half),
    ];

    /// <summary>Every layer, with four inputs.</summary>
    private static readonly Func<Layer<double>>[] Layers =
    [
        () => Dense(4, 2), () => new ActivationLayer<double>(4, Activation.Tanh), () => new Dropout<double>(4, 0.5, new Rng(1)),
        () => new SoftmaxLayer<double>(4), () => new LogSoftmaxLayer<double>(4), () => new BatchNormalization<double>(4),
        () => new MaxPooling<double>(Small, 2), () => new AveragePooling<double>(Small, 2),
        () => new Convolution<double>(Small, 3, 2, Initializer.He, new Rng(1)), () => new PlainConvolution<double>(Small, 3, 2, Initializer.He, new Rng(1)),
    ];

    public static IReadOnlyList<Door> Rows { get; } =
    [
        .. OfLosses(), .. OfPlainLosses(), .. OfLayers(), .. OfNetworks(), .. OfOptimizers(), .. OfExamples(), .. OfTraining(), .. OfSweeps(), .. OfMetrics(),
    ];

    /// <summary>Doors that refuse nothing themselves.</summary>
    public static IReadOnlyDictionary<string, string> Open { get; } = new Dictionary<string, string>
    {
        ["Dropout.KeepsMask"] = "yes or no",
        ["Layer.IsTraining"] = "yes or no",
        ["Network.IsTraining"] = "yes or no",
        ["Parameter.new"] = "a layer makes it; Network.new judges it",
        ["Parameter.Name"] = "a text",
        ["Parameter.Value"] = "Network.new judges it",
        ["Parameter.Gradient"] = "Network.new judges it",
        ["ImageShape.new"] = "the layer that takes it judges it",
        ["ImageShape.Channels"] = "the layer judges it",
        ["ImageShape.Height"] = "the layer judges it",
        ["ImageShape.Width"] = "the layer judges it",
        ["ImageShape.Column"] = "arithmetic in the innermost loops; a place outside is no column of X",
        ["Trainer.Seed"] = "every number is a seed",
        ["Trainer.Progress"] = "null for none",
        ["Trainer.Schedule"] = "null for none; StepSchedule.new judges it",
        ["Layer.Forward"] = "each layer has its rows",
        ["Layer.Backward"] = "each layer has its rows",
        ["Layer.BackwardParameters"] = "each layer has its rows",
        ["Loss.Forward"] = "each loss has its rows",
        ["Identity"] = "every number has its value",
        ["Sigmoid"] = "every number has its value; NaN stays NaN",
        ["Tanh"] = "every number has its value; NaN stays NaN",
        ["Relu"] = "every number has its value; NaN stays NaN",
        ["Softplus"] = "every number has its value; NaN stays NaN",
        ["LeakyRelu.Of"] = "every number has its value; NaN stays NaN",
        ["LeakyRelu.Derivative"] = "every number has its value; NaN stays NaN",
        ["LeakyRelu.Value"] = "every number has its value; NaN stays NaN",
        ["LeakyRelu.Slope"] = "every number has its value; NaN stays NaN",
        ["Activation.Value"] = "every number has its value",
        ["Activation.Slope"] = "every number has its value",
        ["WindowLayer"] = "what convolutions and poolings share; they have their rows",
        ["ConvolutionLayer"] = "what both convolutions share; they have their rows",
        ["EpochRecord"] = "a result",
        ["TrialResult"] = "a result",
        ["Grid.Text"] = "a value of the grid",
        ["TrialScore"] = "Sweep.Run judges it",
        ["Trial.new"] = "a sweep makes it",
        ["Evaluation.new"] = "Evaluation.Of makes it",
        ["TrainingProgress"] = "a result",
        ["TrainingException"] = "an error",
        ["Reduction"] = "two names; Loss.Reduction judges other numbers",
    };

    private static IEnumerable<Door> OfLosses()
    {
        foreach ((Func<Loss<double>> make, Matrix<double> P) in Losses)
        {
            string name = Name(make());
            Door Row<TError>(string fed, Action act, params string[] words) where TError : Exception => Refuses<TError>($"{name}.Forward", fed, act, words);
            yield return Row<ArgumentNullException>("no outputs", () => make().Forward(null!, OneHot), "'P'");
            yield return Row<ArgumentNullException>("no targets", () => make().Forward(P, null!), "'Y'");
            yield return Row<ArgumentException>("targets of another shape", () => make().Forward(P, M(new double[,] { { 1, 0 } })), make().Name, "(2, 2)", "Y (1, 2)", "same shape");
            yield return Row<ArgumentException>("a batch without examples", () => make().Forward(Empty(0, 2), Empty(0, 2)), make().Name, "(0, 2)", "no entry");
            foreach (double wrong in new[] { NaN, Infinite, double.NegativeInfinity })
                yield return Row<ArgumentException>($"a target of {wrong}", () => make().Forward(P, With(OneHot, 1, 0, wrong)), make().Name, $"Y[1, 0] = {Text(wrong)}");
            if (make() is not MeanSquaredErrorLoss<double>)
            {
                yield return Row<ArgumentException>("a target of 7", () => make().Forward(P, With(OneHot, 1, 0, 7)), make().Name, "Y[1, 0] = 7");
                yield return Row<ArgumentException>("a negative target", () => make().Forward(P, With(OneHot, 0, 1, -0.5)), make().Name, "Y[0, 1] = -0.5");
            }
            if (make() is SoftmaxCrossEntropyLoss<double> or WeightedCrossEntropyLoss<double> or CrossEntropyLoss<double> or KlDivergenceLoss<double> or NegativeLogLikelihoodLoss<double>)
                yield return Row<ArgumentException>("a row of targets that does not sum to 1", () => make().Forward(P, With(OneHot, 1, 0, 0.5)), make().Name, "sum 1", "row 1 has 1.5");
            if (make() is CrossEntropyLoss<double> or KlDivergenceLoss<double> or BinaryCrossEntropyLoss<double>)
            {
                string instead = make() is BinaryCrossEntropyLoss<double> ? "SigmoidCrossEntropyLoss" : "SoftmaxCrossEntropyLoss";
                yield return Row<ArgumentException>("logits above 1", () => make().Forward(Logits, OneHot), make().Name, "P[0, 0] = 20 is no probability", instead);
                yield return Row<ArgumentException>("logits below 0", () => make().Forward(Negative, OneHot), make().Name, "P[0, 0] = -20 is no probability", instead);
                yield return Row<ArgumentException>("∞", () => make().Forward(With(Half, 1, 1, Infinite), OneHot), make().Name, "P[1, 1] = ∞ is no probability");
            }
            if (make() is CrossEntropyLoss<double> or KlDivergenceLoss<double>)
                yield return Row<ArgumentException>("yes-or-no probabilities", () => make().Forward(With(Half, 1, 0, 0.9), OneHot), make().Name, "sum 1", "row 1 has 1.4", "SoftmaxLayer");
            if (make() is NegativeLogLikelihoodLoss<double>)
                yield return Row<ArgumentException>("probabilities", () => make().Forward(Half, OneHot), "logarithm of a probability", "P[0, 0] = 0.5", "LogSoftmaxLayer");
            yield return Refuses<InvalidOperationException>($"{name}.Backward", "before Forward", () => make().Backward(), make().Name, "Forward first");
        }
        yield return Refuses<ArgumentOutOfRangeException>("Loss.Reduction", "a number without a name", () => new MeanSquaredErrorLoss<double> { Reduction = (Reduction)7 }, "no reduction 7");
        yield return Refuses<ArgumentException>("FocalLoss.Forward", "a soft target", () => new FocalLoss<double>().Forward(Half, With(OneHot, 1, 0, 0.5)), "0 or 1", "Y[1, 0] = 0.5");
        foreach (double gamma in new[] { -1, NaN, Infinite })
            yield return Refuses<ArgumentOutOfRangeException>("FocalLoss.new", $"γ = {gamma}", () => new FocalLoss<double>(gamma), "γ", Text(gamma));
        foreach (double alpha in new[] { 0, 1, NaN })
            yield return Refuses<ArgumentOutOfRangeException>("FocalLoss.new", $"α = {alpha}", () => new FocalLoss<double>(2, alpha), "α", Text(alpha));
        yield return Refuses<ArgumentOutOfRangeException>("WeightedCrossEntropyLoss.new", "no class", () => new WeightedCrossEntropyLoss<double>(0), "at least one class, not 0");
        yield return Refuses<ArgumentException>("WeightedCrossEntropyLoss.Forward", "another number of classes", () => new WeightedCrossEntropyLoss<double>(3).Forward(Half, OneHot), "3 classes", "Y (2, 2) has 2");
        yield return Refuses<ArgumentNullException>("WeightedCrossEntropyLoss.Weights", "null", () => new WeightedCrossEntropyLoss<double>(2).Weights = null!, "value");
        yield return Refuses<ArgumentException>("WeightedCrossEntropyLoss.Weights", "three for two classes", () => new WeightedCrossEntropyLoss<double>(2).Weights = [1, 1, 1], "2 classes", "not 3");
        foreach (double wrong in new[] { -1, NaN, Infinite })
            yield return Refuses<ArgumentException>("WeightedCrossEntropyLoss.Weights", $"{wrong}", () => new WeightedCrossEntropyLoss<double>(2).Weights = [1, wrong], "class 1", Text(wrong));
        yield return Refuses<ArgumentOutOfRangeException>("ClassTilt.new", "one class", () => new ClassTilt(1, 10, 2), "two classes, not 1");
        yield return Refuses<ArgumentOutOfRangeException>("ClassTilt.new", "a period of 1", () => new ClassTilt(3, 1, 2), "period of 1");
        foreach (double most in new[] { 0.5, NaN, Infinite })
            yield return Refuses<ArgumentOutOfRangeException>("ClassTilt.new", $"up to {most}", () => new ClassTilt(3, 10, most), Text(most));
        yield return Refuses<ArgumentOutOfRangeException>("ClassTilt.At", "step -1", () => new ClassTilt(3, 10, 2).At(-1), "no step -1");
        yield return Refuses<ArgumentOutOfRangeException>("ClassTilt.ClassAt", "step -1", () => new ClassTilt(3, 10, 2).ClassAt(-1), "no step -1");
    }

    private static IEnumerable<Door> OfPlainLosses()
    {
        (string Name, Func<Matrix<double>, Matrix<double>, object> Of)[] all =
        [
            ("SquaredError.HalfSum", (P, Y) => SquaredError.HalfSum(P, Y)),
            ("SquaredError.Mean", (P, Y) => SquaredError.Mean(P, Y)),
            ("BinaryCrossEntropy.Mean", (P, Y) => BinaryCrossEntropy.Mean(P, Y)), ("BinaryCrossEntropy.MeanGradient", BinaryCrossEntropy.MeanGradient),
            ("BinaryCrossEntropy.MeanFromLogits", (P, Y) => BinaryCrossEntropy.MeanFromLogits(P, Y)),
            ("CrossEntropy.Mean", (P, Y) => CrossEntropy.Mean(P, Y)),
            ("CrossEntropy.MeanFromLogits", (P, Y) => CrossEntropy.MeanFromLogits(P, Y)),
        ];
        foreach ((string name, Func<Matrix<double>, Matrix<double>, object> of) in all)
        {
            (bool squared, bool logits, bool choice) = (name.StartsWith("Squared", StringComparison.Ordinal), name.Contains("Logits", StringComparison.Ordinal), name.StartsWith("Cross", StringComparison.Ordinal));
            Door Row<TError>(string fed, Action act, params string[] words) where TError : Exception => Refuses<TError>(name, fed, act, words);
            yield return Row<ArgumentNullException>("no outputs", () => of(null!, OneHot), "'P'");
            yield return Row<ArgumentNullException>("no targets", () => of(Half, null!), "'Y'");
            yield return Row<ArgumentException>("targets of another shape", () => of(Half, M(new double[,] { { 1, 0 } })), "(2, 2)", "Y (1, 2)", "same shape");
            yield return Row<ArgumentException>("no entry", () => of(Empty(0, 2), Empty(0, 2)), "(0, 2)", "no entry");
            yield return Row<ArgumentException>("a target of NaN", () => of(Half, With(OneHot, 1, 0, NaN)), "Y[1, 0] = NaN");
            if (squared) continue;
            yield return Row<ArgumentException>("a target of 7", () => of(Half, With(OneHot, 1, 0, 7)), "Y[1, 0] = 7");
            yield return Row<ArgumentException>("an output of NaN", () => of(With(Half, 1, 0, NaN), OneHot), "needs numbers", "[1, 0] = NaN");
            if (!logits)
            {
                yield return Row<ArgumentException>("logits", () => of(Logits, OneHot), "P[0, 0] = 20 is no probability", choice ? "SoftmaxCrossEntropyLoss" : "SigmoidCrossEntropyLoss");
                yield return Row<ArgumentException>("logits below 0", () => of(Negative, OneHot), "P[0, 0] = -20 is no probability");
            }
            if (choice) yield return Row<ArgumentException>("a row of targets that does not sum to 1", () => of(Half, With(OneHot, 1, 0, 0.5)), "sum 1", "row 1 has 1.5");
            if (choice && !logits) yield return Row<ArgumentException>("a row of outputs that does not sum to 1", () => of(With(Half, 1, 0, 0.9), OneHot), "row of P", "row 1 has 1.4");
        }
        yield return Refuses<ArgumentException>("CrossEntropy.OneHot", "a class that there is not", () => CrossEntropy.OneHot<double>([0, 2], 2), "Sample 1 has the class 2", "0 to 1");
        yield return Refuses<ArgumentException>("CrossEntropy.OneHot", "a negative class", () => CrossEntropy.OneHot<double>([-1, 0], 2), "Sample 0 has the class -1");
        yield return Refuses<ArgumentException>("CrossEntropy.OneHot", "no classes", () => CrossEntropy.OneHot<double>([], 2), "no sample");
        yield return Refuses<ArgumentNullException>("CrossEntropy.OneHot", "null for classes", () => CrossEntropy.OneHot<double>(null!, 2), "classes");
        yield return Refuses<ArgumentException>("CrossEntropy.OneHot", "no column", () => CrossEntropy.OneHot<double>([0], 0), "at least one class, not 0");
    }

    private static IEnumerable<Door> OfLayers()
    {
        foreach (Func<Layer<double>> make in Layers)
        {
            string type = Name(make()), name = make().Name;
            yield return Refuses<ArgumentNullException>($"{type}.Forward", "null", () => make().Forward(null!), "'X'");
            yield return Refuses<ArgumentException>($"{type}.Forward", "X of another width", () => make().Forward(Empty(3, 5)), name, "X (3, 5)", "5 columns", "takes 4 inputs");
            yield return Refuses<ArgumentException>($"{type}.Forward", "a batch without examples", () => make().Forward(Empty(0, 4)), name, "X (0, 4)", "at least one example");
            foreach ((string way, Action<Layer<double>, Matrix<double>> go) in new (string, Action<Layer<double>, Matrix<double>>)[]
            {
                ("Backward", (layer, dY) => layer.Backward(dY)), ("BackwardParameters", (layer, dY) => layer.BackwardParameters(dY)),
            })
            {
                yield return Refuses<InvalidOperationException>($"{type}.{way}", "before Forward", () => go(make(), Empty(3, make().Outputs)), name, "Forward first");
                yield return Refuses<ArgumentNullException>($"{type}.{way}", "null", () => go(Run(make(), 3), null!), "'dY'");
                yield return Refuses<ArgumentException>($"{type}.{way}", "the dY of another batch", () => go(Run(make(), 3), Empty(2, make().Outputs)), name, $"dY (2, {make().Outputs})", $"Y (3, {make().Outputs})");
            }
        }
        Matrix<double> W = Half, b = M(new double[,] { { 0, 0 } });
        yield return Refuses<ArgumentException>("Dense.new", "no input", () => Dense(0, 2), "at least one input", "not 0 and 2");
        yield return Refuses<ArgumentException>("Dense.new", "W without rows", () => new Dense<double>(Empty(0, 2), b, Activation.Tanh), "at least one input", "not 0 and 2");
        yield return Refuses<ArgumentException>("Dense.new", "b of another width", () => new Dense<double>(W, Empty(1, 3), Activation.Tanh), "W (2, 2)", "b (1, 2)", "b is (1, 3)");
        yield return Refuses<ArgumentException>("Dense.new", "NaN in W", () => new Dense<double>(With(W, 1, 0, NaN), b, Activation.Tanh), "W[1, 0] = NaN");
        yield return Refuses<ArgumentException>("Dense.new", "∞ in b", () => new Dense<double>(W, With(b, 0, 1, Infinite), Activation.Tanh), "b[0, 1] = ∞");
        yield return Refuses<ArgumentException>("Dense.new", "a sparse W", () => new Dense<double>(Matrix<double>.Build.Sparse(2, 2), b, Activation.Tanh), "dense");
        yield return Refuses<ArgumentNullException>("Dense.new", "no activation", () => new Dense<double>(W, b, null!), "activation");
        yield return Refuses<ArgumentException>("ActivationLayer.new", "no input", () => new ActivationLayer<double>(0, Activation.Tanh), "at least one input, not 0");
        yield return Refuses<ArgumentException>("SoftmaxLayer.new", "no class", () => new SoftmaxLayer<double>(0), "at least one class, not 0");
        yield return Refuses<ArgumentException>("LogSoftmaxLayer.new", "no class", () => new LogSoftmaxLayer<double>(0), "at least one class, not 0");
        yield return Refuses<ArgumentException>("Dropout.new", "no input", () => new Dropout<double>(0, 0.5, new Rng(1)), "at least one input, not 0");
        foreach (double rate in new[] { -0.1, 1, NaN })
            yield return Refuses<ArgumentOutOfRangeException>("Dropout.new", $"the rate {rate}", () => new Dropout<double>(3, rate, new Rng(1)), "a rate of at least 0", Text(rate));
        yield return Refuses<ArgumentException>("BatchNormalization.new", "no column", () => new BatchNormalization<double>(0), "(0, 1, 1)");
        yield return Refuses<ArgumentException>("BatchNormalization.Forward", "one example in training", () => new BatchNormalization<double>(4).Forward(Empty(1, 4)), "X (1, 4)", "at least two examples");
        yield return Refuses<ArgumentException>("MaxPooling.new", "a window larger than the image", () => new MaxPooling<double>(Small, 3), "3x3", "2x2");
        yield return Refuses<ArgumentException>("MaxPooling.new", "a stride of 0", () => new MaxPooling<double>(Small, 2, 0), "stride of at least 1, not 0");
        yield return Refuses<ArgumentException>("AveragePooling.new", "images without channels", () => new AveragePooling<double>(new(0, 2, 2), 2), "(0, 2, 2)");
        foreach ((string name, Func<Matrix<double>, Matrix<double>?, int, Layer<double>> make) in new (string, Func<Matrix<double>, Matrix<double>?, int, Layer<double>>)[]
        {
            ("Convolution.new", (w, bias, stride) => new Convolution<double>(Small, w, bias, 1, stride)),
            ("PlainConvolution.new", (w, bias, stride) => new PlainConvolution<double>(Small, w, bias, 1, stride)),
        })
        {
            Matrix<double> kernels = M(new double[,] { { 1, 2 } });
            yield return Refuses<ArgumentException>(name, "W of another depth", () => make(W, b, 1), "W (1, channels out)", "W is (2, 2)");
            yield return Refuses<ArgumentException>(name, "b of another width", () => make(kernels, Empty(1, 3), 1), "b (1, 2)", "b is (1, 3)");
            yield return Refuses<ArgumentException>(name, "NaN in W", () => make(With(kernels, 0, 1, NaN), b, 1), "W[0, 1] = NaN");
            yield return Refuses<ArgumentException>(name, "a stride of 0", () => make(kernels, b, 0), "stride of at least 1, not 0");
        }
        foreach (double slope in new[] { 0, 1, -1, NaN })
            yield return Refuses<ArgumentOutOfRangeException>("Activation.LeakyRelu", $"the slope {slope}", () => Activation.LeakyRelu(slope), "slope above 0 and below 1", Text(slope));
        foreach (double slope in new[] { 0, 1, -1, NaN })
            yield return Refuses<ArgumentOutOfRangeException>("LeakyRelu.new", $"the slope {slope}", () => new LeakyRelu(slope), "slope above 0 and below 1", Text(slope));
        yield return Refuses<ArgumentException>("Activation.Forward", "A of another shape", () => Activation.Tanh.Forward(Empty(2, 3), Empty(3, 2)), "tanh", "Z (2, 3)", "A (3, 2)");
        yield return Refuses<ArgumentException>("Activation.Backward", "dA of another shape", () => Activation.Tanh.Backward(Empty(2, 3), Empty(2, 3), Empty(2, 2), Empty(2, 3)), "tanh", "dA (2, 2)");
        yield return Refuses<ArgumentException>("Activation.Backward", "dZ of another shape", () => Activation.Tanh.Backward(Empty(2, 3), Empty(2, 3), Empty(2, 3), Empty(1, 3)), "tanh", "dZ (1, 3)");
        foreach (double wrong in new[] { NaN, Infinite })
        {
            yield return Refuses<ArgumentException>("Softmax.Of", $"{wrong}", () => Softmax.Of(With(Empty(1, 3), 0, 1, wrong).Row(0)), "finite scores", "largest in z", Text(wrong));
            yield return Refuses<ArgumentException>("Softmax.Jacobian", $"{wrong}", () => Softmax.Jacobian(With(Empty(1, 3), 0, 1, wrong).Row(0)), "finite scores", Text(wrong));
            yield return Refuses<ArgumentException>("Softmax.Rows", $"{wrong}", () => Softmax.Rows(With(Empty(2, 3), 1, 1, wrong)), "largest in row 1 of Z", Text(wrong));
            yield return Refuses<ArgumentException>("Softmax.LogRows", $"{wrong}", () => Softmax.LogRows(With(Empty(2, 3), 1, 1, wrong)), "largest in row 1 of Z", Text(wrong));
        }
        yield return Refuses<ArgumentException>("Softmax.Rows", "no class", () => Softmax.Rows(Empty(2, 0)), "softmax of no scores", "row 0 of Z");
        foreach (double deviation in new[] { -1, NaN, Infinite })
            yield return Refuses<ArgumentOutOfRangeException>("Initializer.Normal", $"{deviation}", () => Initializer.Normal(deviation), "deviation", Text(deviation));
        yield return Refuses<ArgumentException>("Initializer.Deviation", "no input", () => Initializer.He.Deviation(0, 3), "at least one input", "not 0 and 3");
        yield return Refuses<ArgumentException>("Initializer.Draw", "no output", () => Initializer.He.Draw<double>(3, 0, new Rng(1)), "at least one input", "not 3 and 0");
    }

    private static IEnumerable<Door> OfNetworks()
    {
        Door New(string fed, Action act, params string[] words) => Refuses<ArgumentException>("Network.new", fed, act, words);
        Layer<double> tanh = new ActivationLayer<double>(4, Activation.Tanh), dense = Dense(4, 4), drop = new Dropout<double>(4, 0.5, new Rng(1));
        var tied = new Dense<double>(((Dense<double>)dense).W, Empty(1, 4), Activation.Tanh);
        yield return New("no layer", () => new Network<double>(), "at least one layer");
        yield return Refuses<ArgumentNullException>("Network.new", "null among the layers", () => new Network<double>(tanh, null!), "Layer 2", "null");
        yield return New("layers that do not fit", () => new Network<double>(tanh, Dense(3, 2)), "Layer 1", "gives 4 outputs", "takes 3 inputs");
        foreach (Layer<double> twice in new[] { tanh, dense, drop })
            yield return New($"{twice.Name} twice", () => new Network<double>(twice, Dense(4, 4), twice), "Layer 3 is the same object as layer 1", twice.Name, "a layer of its own");
        yield return New("a layer twice, each time inside another", () => new Network<double>(new Inside(dense), new Inside(dense)), "W1 (4, 4)", "W2 (4, 4)", "share one matrix");
        yield return New("a layer by itself and inside another", () => new Network<double>(dense, new Inside(dense)), "W1 (4, 4)", "W2 (4, 4)", "share one matrix");
        yield return New("two layers with one W", () => new Network<double>(dense, tied), "W1 (4, 4)", "W2 (4, 4)", "share one matrix");
        yield return New("a gradient of another shape", () => new Network<double>(new Inside(tanh, new Parameter<double>("W", Empty(4, 4), Empty(4, 3)))), "W1", "(4, 4)", "(4, 3)");
        yield return Refuses<ArgumentException>("Network.OfDense", "one width", () => Network.OfDense<double>([3], Activation.Tanh, Initializer.He, new Rng(1)), "at least two widths");
        yield return Refuses<ArgumentException>("Network.OfDense", "a width of 0", () => Network.OfDense<double>([3, 0, 2], Activation.Tanh, Initializer.He, new Rng(1)), "not 3 and 0");
        yield return Refuses<ArgumentException>("Network.Forward", "X of another width", () => Net().Forward(Empty(3, 5)), "X (3, 5)", "takes 4 inputs");
        yield return Refuses<ArgumentException>("Network.Forward", "a batch without examples", () => Net().Forward(Empty(0, 4)), "X (0, 4)", "at least one example");
        foreach ((string name, Action<Network<double>, Matrix<double>> go) in new (string, Action<Network<double>, Matrix<double>>)[]
        {
            ("Network.Backward", (network, dY) => network.Backward(dY)), ("Network.BackwardParameters", (network, dY) => network.BackwardParameters(dY)),
        })
        {
            yield return Refuses<InvalidOperationException>(name, "before Forward", () => go(Net(), Half), "Forward first");
            yield return Refuses<ArgumentException>(name, "the dY of another batch", () =>
            {
                Network<double> network = Net();
                network.Forward(Empty(3, 4));
                go(network, Half);
            }, "dY (2, 2)", "Y (3, 2)");
            yield return Refuses<InvalidOperationException>(name, "after another network ran a layer of it", () =>
            {
                Layer<double> shared = Dense(4, 4);
                var (one, other) = (new Network<double>(Dense(4, 4), shared, Dense(4, 2)), new Network<double>(Dense(4, 4), shared));
                one.Forward(Empty(2, 4));
                other.Forward(Empty(2, 4));
                go(one, Half);
            }, "Layer 2 (Dense 4-4 tanh)", "another network", "call Forward of this network again");
            yield return Refuses<InvalidOperationException>(name, "after its first layers learned something else", () =>
            {
                Network<double> one = new(Dense(4, 4), new ActivationLayer<double>(4, Activation.Tanh), Dense(4, 2));
                one.Forward(Empty(2, 4));
                new Network<double>([.. one.Layers.SkipLast(1)]).Forward(Empty(2, 4));
                go(one, Half);
            }, "Layer 1 (Dense 4-4 tanh)", "another network");
        }
        yield return Refuses<ArgumentException>("NetworkFile.Save", "no path", () => Net().Save(""), "path");
        yield return Refuses<FileNotFoundException>("NetworkFile.Load", "a file that there is not", () => Net().Load("there-is-no.network"), "there-is-no.network");
        yield return Refuses<ArgumentException>("NetworkSummary.Summary", "images of another size", () => Net().Summary(new ImageShape(1, 3, 3)), "(1, 3, 3) are 9 numbers", "takes 4 inputs");
        yield return Refuses<ArgumentException>("NetworkGradients.CheckGradients", "targets of another shape", () => Net().CheckGradients(new SoftmaxCrossEntropyLoss<double>(), Empty(3, 4), OneHot), "(3, 2)", "Y (2, 2)");
        yield return Refuses<ArgumentException>("NetworkGradients.CheckGradients", "a batch without examples", () => Net().CheckGradients(new SoftmaxCrossEntropyLoss<double>(), Empty(0, 4), Empty(0, 2)), "X (0, 4)");
    }

    private static IEnumerable<Door> OfOptimizers()
    {
        foreach ((string name, Func<Network<double>, double, Optimizer<double>> make) in new (string, Func<Network<double>, double, Optimizer<double>>)[]
        {
            ("Sgd.new", (network, rate) => new Sgd<double>(network, rate)), ("Adam.new", (network, rate) => new Adam<double>(network, rate)),
        })
        {
            yield return Refuses<ArgumentNullException>(name, "no network", () => make(null!, 0.1), "network");
            yield return Refuses<ArgumentException>(name, "a network that learns nothing", () => make(new(new SoftmaxLayer<double>(2)), 0.1), "this one has none", "softmax 2");
            foreach (double rate in new[] { 0, -0.1, NaN, Infinite })
                yield return Refuses<ArgumentOutOfRangeException>(name, $"the rate {rate}", () => make(Net(), rate), "learning rate", Text(rate));
        }
        foreach (double rate in new[] { 0, -0.1, NaN, Infinite })
            yield return Refuses<ArgumentOutOfRangeException>("Optimizer.Rate", $"{rate}", () => new Sgd<double>(Net(), 0.1).Rate = rate, "learning rate", Text(rate));
        foreach (double kept in new[] { -0.1, 1, NaN })
        {
            yield return Refuses<ArgumentOutOfRangeException>("Sgd.new", $"the momentum {kept}", () => new Sgd<double>(Net(), 0.1, kept), "The momentum", Text(kept));
            yield return Refuses<ArgumentOutOfRangeException>("Adam.new", $"β₁ = {kept}", () => new Adam<double>(Net(), beta1: kept), "beta1", Text(kept));
            yield return Refuses<ArgumentOutOfRangeException>("Adam.new", $"β₂ = {kept}", () => new Adam<double>(Net(), beta2: kept), "beta2", Text(kept));
        }
        Network<float> single = Network.OfDense<float>([2, 2], Activation.Tanh, Initializer.He, new Rng(1));
        yield return Refuses<ArgumentOutOfRangeException>("Sgd.new", "a momentum that float rounds to 1", () => new Sgd<float>(single, 0.1, 0.999999999), "The momentum", "as Single is 1");
        yield return Refuses<ArgumentOutOfRangeException>("Adam.new", "a β₂ that float rounds to 1", () => new Adam<float>(single, beta2: 0.999999999), "beta2", "as Single is 1");
        foreach (double share in new[] { -1, NaN, Infinite })
        {
            yield return Refuses<ArgumentOutOfRangeException>("Sgd.new", $"λ = {share}", () => new Sgd<double>(Net(), 0.1, l2: share), "L2 regularisation", Text(share));
            yield return Refuses<ArgumentOutOfRangeException>("Adam.new", $"λ = {share}", () => new Adam<double>(Net(), l2: share), "L2 regularisation", Text(share));
            yield return Refuses<ArgumentOutOfRangeException>("Adam.new", $"a decay of {share}", () => new Adam<double>(Net(), decay: share), "decay", Text(share));
        }
        foreach (double epsilon in new[] { 0, -1, NaN, Infinite })
            yield return Refuses<ArgumentOutOfRangeException>("Adam.new", $"ε = {epsilon}", () => new Adam<double>(Net(), epsilon: epsilon), "ε", Text(epsilon));
        yield return Refuses<ArgumentOutOfRangeException>("StepSchedule.new", "every 0 epochs", () => new StepSchedule(0, 0.1), "at least 1, not 0");
        foreach (double factor in new[] { 0, -1, NaN, Infinite })
            yield return Refuses<ArgumentOutOfRangeException>("StepSchedule.new", $"the factor {factor}", () => new StepSchedule(1, factor), "factor above 0", Text(factor));
    }

    private static IEnumerable<Door> OfExamples()
    {
        yield return Refuses<ArgumentException>("Batches.new", "no example", () => new Batches(0, 1, new Rng(1)), "empty");
        yield return Refuses<ArgumentException>("Batches.new", "a size of 0", () => new Batches(10, 0, new Rng(1)), "at least one example, not 0");
        yield return Refuses<ArgumentException>("Batches.new", "a size above the number of examples", () => new Batches(10, 11, new Rng(1)), "11", "only 10");
        yield return Refuses<ArgumentNullException>("Batches.new", "no generator", () => new Batches(10, 1, null!), "rng");
        yield return Refuses<ArgumentOutOfRangeException>("Batches[]", "a batch that there is not", () => _ = new Batches(10, 5, new Rng(1))[2].Length, "no batch 2", "0 to 1");
        yield return Refuses<ArgumentException>("Examples.Of", "different numbers of rows", () => Examples<double>.Of(Empty(3, 4), OneHot), "X (3, 4)", "Y (2, 2)");
        yield return Refuses<ArgumentException>("Examples.Of", "no column", () => Examples<double>.Of(Empty(2, 0), OneHot), "X is (2, 0)");
        yield return Refuses<ArgumentNullException>("Examples.Of", "no targets", () => Examples<double>.Of(Half, null!), "'Y'");
        yield return Refuses<ArgumentOutOfRangeException>("Examples.Gather", "an example that there is not", () => Examples<double>.Of(Half, OneHot).Gather([2], Empty(1, 2), Empty(1, 2)), "no example 2", "0 to 1");
        yield return Refuses<ArgumentException>("Examples.Gather", "X of another shape", () => Examples<double>.Of(Half, OneHot).Gather([0], Empty(2, 2), Empty(1, 2)), "(2, 2)", "X (1, 2)");
    }

    private static IEnumerable<Door> OfTraining()
    {
        Door New(string fed, Action act, params string[] words) => Refuses<ArgumentException>("Trainer.new", fed, act, words);
        Network<double> network = Net(), again = Net();
        Examples<double> examples = Examples<double>.Of(Empty(2, 4), OneHot);
        var loss = new SoftmaxCrossEntropyLoss<double>();
        yield return Refuses<ArgumentNullException>("Trainer.new", "no loss", () => new Trainer<double>(network, null!, new Sgd<double>(network, 0.1), examples), "loss");
        yield return Refuses<ArgumentNullException>("Trainer.new", "no optimizer", () => new Trainer<double>(network, loss, null!, examples), "optimizer");
        yield return New("no examples", () => Make(network, loss, Examples<double>.Of(Empty(0, 4), Empty(0, 2))), "training examples are an empty set");
        yield return New("examples of another size", () => Make(network, loss, Examples<double>.Of(Empty(2, 3), OneHot)), "3 inputs and 2 targets", "takes 4 inputs and gives 2 outputs");
        foreach (Optimizer<double> other in new Optimizer<double>[] { new Sgd<double>(again, 0.1), new Adam<double>(again) })
            yield return New($"{other} of another network", () => new Trainer<double>(network, loss, other, examples), "made for another network", $"{other}", "W1 (4, 3)");
        yield return New("an optimizer of more than the network", () => new Trainer<double>(new Network<double>(network.Layers[0], Dense(3, 2)), loss, new Sgd<double>(network, 0.1), examples), "made for another network", "W2 (3, 2)");
        foreach (Loss<double> takesLogits in new Loss<double>[] { loss, new WeightedCrossEntropyLoss<double>(2), new SigmoidCrossEntropyLoss<double>(), new FocalLoss<double>() })
            yield return New($"a softmax before {takesLogits.Name}", () => Make(new Network<double>(Dense(4, 2), new SoftmaxLayer<double>(2)), takesLogits, examples), "ends with a softmax (softmax 2)", takesLogits.Name, "takes logits", "CrossEntropyLoss");
        foreach (Loss<double> takesLogits in new Loss<double>[] { new SigmoidCrossEntropyLoss<double>(), new FocalLoss<double>() })
        {
            foreach (Layer<double> sigmoid in new Layer<double>[] { new Dense<double>(4, 2, Activation.Sigmoid, Initializer.He, new Rng(1)), new Convolution<double>(Small, 2, 2, Initializer.He, new Rng(1), activation: Activation.Sigmoid) })
                yield return New($"{sigmoid.Name} before {takesLogits.Name}", () => Make(new Network<double>(sigmoid), takesLogits, examples), "ends with a sigmoid", sigmoid.Name, "BinaryCrossEntropyLoss");
            yield return New($"a sigmoid layer before {takesLogits.Name}", () => Make(new Network<double>(Dense(4, 2), new ActivationLayer<double>(2, Activation.Sigmoid)), takesLogits, examples), "ends with a sigmoid", "BinaryCrossEntropyLoss");
        }

        Door Run<TError>(string fed, Func<Trainer<double>> make, params string[] words) where TError : Exception => Refuses<TError>("Trainer.Run", fed, () => make().Run(1), words);
        yield return Refuses<ArgumentException>("Trainer.Run", "no epoch", () => Make(network, loss, examples).Run(0), "at least one epoch, not 0");
        yield return Refuses<ArgumentException>("Trainer.BatchSize", "more than there are", () => new Trainer<double>(network, loss, new Sgd<double>(network, 0.1), examples) { BatchSize = 3 }.Run(1), "A batch of 3 examples", "only 2");
        yield return Refuses<ArgumentException>("Trainer.BatchSize", "0", () => new Trainer<double>(network, loss, new Sgd<double>(network, 0.1), examples) { BatchSize = 0 }.Run(1), "at least one example, not 0");
        yield return Refuses<ArgumentException>("Trainer.Validation", "examples of another size", () => new Trainer<double>(network, loss, new Sgd<double>(network, 0.1), examples) { BatchSize = 2, Validation = Examples<double>.Of(Empty(2, 3), OneHot) }.Run(1), "validation examples have 3 inputs");
        yield return Refuses<TrainingException>("Trainer.Validation", "NaN", () =>
        {
            Network<double> trained = Net();
            new Trainer<double>(trained, loss, new Sgd<double>(trained, 0.1), examples) { BatchSize = 2, Validation = Examples<double>.Of(With(Empty(2, 4), 1, 3, NaN), OneHot) }.Run(1);
        }, "in the validation the batch itself holds NaN", "number 3 of example 1");
        yield return Run<ArgumentException>("logits into the cross-entropy", () => Make(Linear([[20, 5]]), new CrossEntropyLoss<double>(), One()), "P[0, 0] = 20 is no probability");
        yield return Run<ArgumentException>("negative logits into the cross-entropy", () => Make(Linear([[-20, -5]]), new CrossEntropyLoss<double>(), One()), "P[0, 0] = -20 is no probability");
        yield return Run<ArgumentException>("a loss with other classes", () => Make(Net(), new WeightedCrossEntropyLoss<double>(3), examples), "3 classes", "has 2");
        foreach (double wrong in new[] { NaN, Infinite, double.NegativeInfinity })
        {
            yield return Run<TrainingException>($"{wrong} in the data, hidden by a ReLU", () => Make(Network.OfDense<double>([4, 3, 2], Activation.Relu, Initializer.He, new Rng(1)), loss, Examples<double>.Of(With(Empty(2, 4), 1, 3, wrong), OneHot)), "the batch itself holds", Text(wrong), "number 3 of example 1");
            yield return Run<TrainingException>($"{wrong} in the weights", () => Make(Planted(wrong), loss, examples), $"W of layer 2 (Dense 3-2) holds {Text(wrong)} at [2, 1]");
            yield return Run<ArgumentException>($"{wrong} in the targets", () => Make(Net(), new MeanSquaredErrorLoss<double>(), Examples<double>.Of(Empty(2, 4), With(OneHot, 0, 1, wrong))), "mean squared error", $"= {Text(wrong)}");
        }
        yield return Refuses<TrainingException>("Trainer.Run", "a gradient that float cannot hold", () => Steep().Run(1), "the gradient of the loss (mean squared error) is ∞ at [0, 0]", "the output is");
        yield return Run<TrainingException>("a probability of 0 where the target needs it", () => Make(new Network<double>(Linear([[0, -2000]]).Layers[0], new SoftmaxLayer<double>(2)), new CrossEntropyLoss<double>(), Examples<double>.Of(M(new double[,] { { 1 } }), M(new double[,] { { 0, 1 } }))), "P[0, 1] = 0, Y[0, 1] = 1", "a loss from logits");
        yield return Refuses<TrainingException>("Trainer.Run", "a loss beyond all numbers", () => Make(Linear([[1e200, 0]]), new MeanSquaredErrorLoss<double>(), One()).Run(1), "the loss (mean squared error) is ∞", "so far from its targets");
        yield return Refuses<InvalidOperationException>("Trainer.History", "before Run", () => _ = Make(network, loss, examples).History, "call Run first");
        yield return Refuses<InvalidOperationException>("History.Last", "before an epoch has ended", () => _ = new History(1).Last, "No epoch");
    }

    private static IEnumerable<Door> OfSweeps()
    {
        yield return Refuses<ArgumentException>("Grid.Add", "a name twice", () => new Grid().Add("rate", 1).Add("rate", 2), "\"rate\" already");
        yield return Refuses<ArgumentException>("Grid.Add", "no value", () => new Grid().Add("rate"), "no value");
        yield return Refuses<ArgumentException>("Grid.Add", "a value twice", () => new Grid().Add("rate", 1, 1.0), "a value twice");
        yield return Refuses<ArgumentException>("Grid.Add", "NaN", () => new Grid().Add("rate", NaN), "finite numbers", "NaN");
        yield return Refuses<ArgumentException>("Grid.Values", "a name that there is not", () => new Grid().Add("rate", 1).Values("width"), "no setting \"width\"");
        yield return Refuses<ArgumentException>("Sweep.new", "an empty grid", () => Images.Sweep(new Grid(), 1), "nothing to try");
        foreach (int validation in new[] { 0, -1, 4 })
            yield return Refuses<ArgumentException>("Sweep.new", $"{validation} for validation", () => Images.Sweep(new Grid().Add("rate", 1), validation), $"{validation} cannot be split off");
        yield return Refuses<ArgumentNullException>("Sweep.Run", "nothing to run", () => Images.Sweep(new Grid().Add("rate", 1), 1).Run(null!), "run");
        yield return Refuses<InvalidOperationException>("SweepResults.Best", "no trial", () => _ = new SweepResults(new Grid().Add("rate", 1), []).Best, "No trial");
        var trial = new Trial<LabelledImages>(new Dictionary<string, object> { ["rate"] = 0.1, ["start"] = "He" }, 1, Images, Images, default);
        yield return Refuses<ArgumentException>("Trial.Number", "a text", () => trial.Number("start"), "the text \"He\"");
        yield return Refuses<ArgumentException>("Trial.Text", "a number", () => trial.Text("rate"), "the number 0.1");
        yield return Refuses<ArgumentException>("Trial.Text", "a name that there is not", () => trial.Text("width"), "no setting \"width\"");
    }

    private static IEnumerable<Door> OfMetrics()
    {
        ConfusionMatrix two = ConfusionMatrix.Of([0, 1], [0, 1], 2);
        Door Of(string fed, Action act, params string[] words) => Refuses<ArgumentException>("ConfusionMatrix.Of", fed, act, words);
        yield return Of("one class", () => ConfusionMatrix.Of([0], [0], 1), "two classes, not 1");
        yield return Of("a class that there is not", () => ConfusionMatrix.Of([0, 3], [0, 0], 3), "right class of example 1 is 3", "0 to 2");
        yield return Of("a negative decision", () => ConfusionMatrix.Of([0, 1], [-1, 0], 3), "decision of example 0 is -1");
        yield return Of("lists of different lengths", () => ConfusionMatrix.Of([0, 1], [1], 3), "2 right classes and 1 decisions");
        yield return Of("too few names", () => ConfusionMatrix.Of([0], [1], 3, ["a"]), "3 classes and 1 names");
        yield return Refuses<ArgumentNullException>("ConfusionMatrix.Of", "no decisions", () => ConfusionMatrix.Of([0], null!, 3), "predicted");
        foreach ((string name, Func<int, object> of) in new (string, Func<int, object>)[]
        {
            ("ConfusionMatrix[]", c => two[c, 0]), ("ConfusionMatrix[]", c => two[0, c]), ("ConfusionMatrix.Precision", c => two.Precision(c)),
            ("ConfusionMatrix.Recall", c => two.Recall(c)), ("ConfusionMatrix.F1", c => two.F1(c)),
        })
        {
            foreach (int c in new[] { -1, 2 })
                yield return Refuses<ArgumentOutOfRangeException>(name, $"class {c}", () => of(c), $"no class {c}", "0 to 1");
        }
        yield return Refuses<ArgumentException>("RocCurve.Of", "lists of different lengths", () => RocCurve.Of([1, 2], [true]), "2 scores and 1 answers");
        yield return Refuses<ArgumentException>("RocCurve.Of", "NaN", () => RocCurve.Of([1, NaN], [true, false]), "Score 1 is NaN");
        yield return Refuses<ArgumentNullException>("RocCurve.Of", "no scores", () => RocCurve.Of(null!, [true]), "scores");

        Network<double> network = Net();
        var loss = new SoftmaxCrossEntropyLoss<double>();
        Examples<double> examples = Examples<double>.Of(Empty(2, 4), OneHot);
        yield return Refuses<ArgumentNullException>("Evaluation.Of", "no examples", () => Evaluation.Of(network, loss, null!), "examples");
        yield return Refuses<ArgumentException>("Evaluation.Of", "an empty set", () => Evaluation.Of(network, loss, ImageExamples<double>.OfClasses(NoImages)), "empty");
        yield return Refuses<ArgumentException>("Evaluation.Of", "examples of another size", () => Evaluation.Of(network, loss, Examples<double>.Of(Empty(2, 3), OneHot)), "evaluation examples have 3 inputs", "takes 4 inputs");
        yield return Refuses<ArgumentException>("Evaluation.Of", "a softmax before a loss from logits", () => Evaluation.Of(new Network<double>(Dense(4, 2), new SoftmaxLayer<double>(2)), loss, examples), "ends with a softmax");
        yield return Refuses<NotFiniteNumberException>("Evaluation.Of", "NaN in the weights", () => Evaluation.Of(Planted(NaN), loss, examples), "cannot be measured", "W of layer 2 (Dense 3-2) holds NaN at [2, 1]");
        yield return Refuses<NotFiniteNumberException>("Evaluation.Of", "NaN in the data", () => Evaluation.Of(Net(), loss, Examples<double>.Of(With(Empty(2, 4), 1, 3, NaN), OneHot)), "number 3 of example 1");
        yield return Refuses<ArgumentException>("Evaluation.Confusion", "too few names", () => Evaluation.Of(Net(), loss, examples).Confusion(["a"]), "2 classes and 1 names");
        yield return Refuses<InvalidOperationException>("Evaluation.Roc", "two outputs", () => Evaluation.Of(Net(), loss, examples).Roc(), "2 outputs");
    }

    private static Door Refuses<TError>(string door, string fed, Action act, params string[] words)
        where TError : Exception => new(door, fed, typeof(TError), words, act);

    private static string Name(object value) => value.GetType().Name.Split('`')[0];

    private static string Text(double number) => number switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ => FormattableString.Invariant($"{number}"),
    };

    private static Matrix<double> M(double[,] values) => Matrix<double>.Build.DenseOfArray(values);

    private static Matrix<double> Empty(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns);

    private static Matrix<double> With(Matrix<double> matrix, int row, int column, double value)
    {
        Matrix<double> copy = matrix.Clone();
        copy[row, column] = value;
        return copy;
    }

    private static Layer<double> Dense(int inputs, int outputs) => new Dense<double>(inputs, outputs, Activation.Tanh, Initializer.Xavier, new Rng(1));

    private static Layer<double> Run(Layer<double> layer, int rows)
    {
        layer.Forward(Empty(rows, layer.Inputs));
        return layer;
    }

    private static Network<double> Net() => Network.OfDense<double>([4, 3, 2], Activation.Tanh, Initializer.Xavier, new Rng(1));

    private static Network<double> Planted(double value)
    {
        Network<double> network = Net();
        network.Parameters[2].Value[2, 1] = value;
        return network;
    }

    private static Network<double> Linear(double[][] rows) => new(new Dense<double>(Matrix<double>.Build.DenseOfRowArrays(rows), Empty(1, rows[0].Length), Activation.Identity));

    private static Examples<double> One() => Examples<double>.Of(M(new double[,] { { 1 } }), M(new double[,] { { 1, 0 } }));

    private static Trainer<double> Make(Network<double> network, Loss<double> loss, Examples<double> examples) =>
        new(network, loss, new Sgd<double>(network, 0.1), examples) { BatchSize = Math.Max(1, examples.Count) };

    private static Trainer<float> Steep()
    {
        var network = new Network<float>(new Dense<float>(Matrix<float>.Build.Dense(1, 1, 3e38f), Matrix<float>.Build.Dense(1, 1), Activation.Identity));
        return new(network, new MeanSquaredErrorLoss<float>(), new Sgd<float>(network, 0.1), Examples<float>.Of(Matrix<float>.Build.Dense(1, 1, 1), Matrix<float>.Build.Dense(1, 1))) { BatchSize = 1 };
    }

    /// <summary>A layer from a cell that has another inside and shows its parameters, or other ones.</summary>
    private sealed class Inside(Layer<double> layer, params Parameter<double>[] parameters) : Layer<double>
    {
        public override string Name => $"inside {layer.Name}";

        public override int Inputs => layer.Inputs;

        public override int Outputs => layer.Outputs;

        public override IReadOnlyList<Parameter<double>> Parameters => parameters.Length > 0 ? parameters : layer.Parameters;

        public override Matrix<double> Forward(Matrix<double> X) => layer.Forward(X);

        public override Matrix<double> Backward(Matrix<double> dY) => layer.Backward(dY);
    }
}
