namespace Teaching;

/// <summary>
/// The exercises of the lesson on a detector for something rare. In all of them scores are the sums z, one for each example; y is 1 where the
/// example is what is looked for, else 0; and a score above the threshold is called. Used in lesson 06.
/// </summary>
public static class DetectorExercises
{
    /// <summary>Precision and recall of the calls at a threshold.</summary>
    /// <param name="scores">One score for each example.</param>
    /// <param name="y">1 or 0 for each example.</param>
    /// <param name="threshold">Scores above it are called.</param>
    public delegate (double Precision, double Recall) PrecisionRecallFunction(double[] scores, double[] y, double threshold);

    /// <summary>The precision-recall curve: a point for each example, from the highest score to the lowest.</summary>
    /// <param name="scores">One score for each example, no two of them equal.</param>
    /// <param name="y">1 or 0 for each example.</param>
    public delegate (double Recall, double Precision)[] CurveFunction(double[] scores, double[] y);

    /// <summary>A loss of N scores, and its slopes by them.</summary>
    /// <param name="z">One score for each example.</param>
    /// <param name="y">1 or 0 for each example.</param>
    public delegate (double Loss, double[] dz) LossFunction(double[] z, double[] y);

    /// <summary>The focal loss of N scores, and its slopes by them.</summary>
    /// <param name="z">One score for each example.</param>
    /// <param name="y">1 or 0 for each example.</param>
    /// <param name="gamma">How strongly easy examples are quieted.</param>
    /// <param name="alpha">The weight of the examples with y = 1; the others have 1 - α.</param>
    public delegate (double Loss, double[] dz) FocalFunction(double[] z, double[] y, double gamma, double alpha);

    /// <summary>The threshold with the lowest cost.</summary>
    /// <param name="scores">One score for each example.</param>
    /// <param name="y">1 or 0 for each example.</param>
    /// <param name="miss">What a miss costs.</param>
    /// <param name="falseAlarm">What a false alarm costs.</param>
    public delegate double ThresholdFunction(double[] scores, double[] y, double miss, double falseAlarm);

    /// <summary>Exercise 1: precision and recall, with the cases in which there is nothing to divide by.</summary>
    public static Exercise<PrecisionRecallFunction> PrecisionRecall { get; } = new(
        "the pair of precision and recall", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (Share(tp, tp + fp), Share(tp, tp + fn))),
        (judge, size, rng) =>
        {
            (double[] scores, double[] y) = Examples(4 * size, rng);
            double[] ordered = [.. scores.Order()];
            // the threshold is one of the scores, so that "above" can be told from "at least"
            double[] ofFours = [.. scores.Where((_, n) => y[n] == 1).Order()];
            var ordinary = judge(scores, y, ofFours[ofFours.Length / 2]);
            var silent = judge(scores, y, ordered[^1] + 1);
            var without = judge(scores, new double[y.Length], ordered[1]);
            return
            [
                AnswerPart.Row("the precision", ordinary.Precision), AnswerPart.Row("the recall", ordinary.Recall),
                Coded("the precision where nothing is called, which is not defined there (NaN),", silent.Precision), Coded("the recall where nothing is called", silent.Recall),
                Coded("the recall where there is no 4, which is not defined there (NaN),", without.Recall), Coded("the precision where there is no 4", without.Precision),
            ];
        },
        "Count three things in one loop: called and a 4, called and no 4, not called and a 4. Precision divides by all that was called, recall by all 4s.",
        "In C#, int / int cuts off the fraction and fails at 0: count in double, and 0.0 / 0 gives double.NaN, \"not defined\", by itself. A score that equals the threshold is not above it.")
    {
        Suspects =
        [
            ("the two are exchanged: precision divides by what was called, recall by the 4s that there are.", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (Share(tp, tp + fn), Share(tp, tp + fp)))),
            ("a score that equals the threshold is not above it: > and not >=.", (scores, y, t) => Shares(scores, y, Math.BitDecrement(t), (tp, fp, fn) => (Share(tp, tp + fp), Share(tp, tp + fn)))),
            ("integers were divided, which cuts off the fraction.", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (Math.Floor(Share(tp, tp + fp)), Math.Floor(Share(tp, tp + fn))))),
            ("where there is nothing to divide by, the share is not 0 but not defined, NaN.", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (ShareOr(0, tp, tp + fp), ShareOr(0, tp, tp + fn)))),
            ("where there is nothing to divide by, the share is not 1 but not defined, NaN.", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (ShareOr(1, tp, tp + fp), ShareOr(1, tp, tp + fn)))),
            ("what is called and what is not are turned around: a high score speaks for a 4.", (scores, y, t) => Shares([.. scores.Select(z => -z)], y, -t, (tp, fp, fn) => (Share(tp, tp + fp), Share(tp, tp + fn)))),
            ("precision divides by all examples; it should ask only those that were called.", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (tp / scores.Length, Share(tp, tp + fn)))),
            ("this is the share of the others that are called (the false positive rate), not the precision.", (scores, y, t) => Shares(scores, y, t, (tp, fp, fn) => (Share(fp, y.Count(is4 => is4 == 0)), Share(tp, tp + fn)))),
        ],
    };

    /// <summary>Exercise 3: the precision-recall curve.</summary>
    public static Exercise<CurveFunction> Curve { get; } = new(
        "the precision-recall curve", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, all) => (tp / all, tp / called)),
        (curve, size, rng) =>
        {
            (double[] scores, double[] y) = Examples(4 * size, rng);
            var points = curve(scores, y) ?? [];
            return
            [
                AnswerPart.Row("the number of points", points.Length),
                AnswerPart.Row("the list of recalls", [.. points.Select(point => point.Recall)]), AnswerPart.Row("the list of precisions", [.. points.Select(point => point.Precision)]),
            ];
        },
        "Sort the examples by score, the highest first, and lower the threshold past one example after the other. What changes in the counts each time?",
        "After k examples, k are called. Keep count of the 4s among them: divided by k it is the precision, divided by all 4s the recall.")
    {
        Suspects =
        [
            ("the order is upside down: the highest score is called first.", (scores, y) => CurveBy(scores, y, z => z, (tp, called, all) => (tp / all, tp / called))),
            ("the examples are not sorted by their scores.", (scores, y) => CurveBy(scores, y, _ => 0, (tp, called, all) => (tp / all, tp / called))),
            ("recall divides by all examples; it should divide by the 4s.", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, _) => (tp / scores.Length, tp / called))),
            ("precision divides by all examples; it should divide by those that are called so far.", (scores, y) => CurveBy(scores, y, z => -z, (tp, _, all) => (tp / all, tp / scores.Length))),
            ("the two are exchanged: recall comes first.", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, all) => (tp / called, tp / all))),
            ("this is the ROC curve: the second number is the share of the others that are called.", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, all) => (tp / all, (called - tp) / (scores.Length - all)))),
            ("this is the ROC curve: the first number is the share of the others that are called.", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, all) => ((called - tp) / (scores.Length - all), tp / all))),
            ("off by one: after the first example one is called, not none.", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, all) => (tp / all, called == 1 ? double.NaN : tp / (called - 1)))),
            ("off by one: after the first example one is called, not two.", (scores, y) => CurveBy(scores, y, z => -z, (tp, called, all) => (tp / all, tp / (called + 1)))),
        ],
    };

    /// <summary>Exercise 2: the binary cross-entropy from the scores, and its slopes.</summary>
    public static Exercise<LossFunction> CrossEntropy { get; } = new(
        "the cross-entropy", (z, y) => Mean(z, y, Surprise, (score, is4) => Sigmoid.Of(score) - is4),
        (loss, size, rng) =>
        {
            double[] z = [.. rng.Numbers(size).Select(score => 2 * score)], y = [.. Enumerable.Range(0, size).Select(n => n % 2 == 0 ? 1.0 : 0)];
            var (ordinary, far) = (loss(z, y), loss([800, -800, 800, -800], [1, 0, 0, 1]));
            // a slope that divides by p(1 - p) is NaN far out; as a number it can still be told from others
            double[]? farSlopes = far.dz is null ? null : [.. far.dz.Select(slope => double.IsFinite(slope) ? slope : 1e300)];
            return
            [
                AnswerPart.Row("the loss", ordinary.Loss), AnswerPart.Row("dz", ordinary.dz),
                AnswerPart.Row("the loss for scores of 800 and -800", far.Loss), AnswerPart.Row("dz for scores of 800 and -800", farSlopes),
            ];
        },
        "Write the loss of one example first, then the mean. With y = 1 it is ln(1 + e^-z), with y = 0 it is ln(1 + e^z): one formula with the sign of z turned.",
        "e to the power of 800 is infinite. So take ln(1 + e^u) as the larger of u and 0, plus ln(1 + e^-|u|). The slope by a score is p - y, divided by N; Sigmoid.Of(z) gives p for any z.")
    {
        Suspects =
        [
            ("the slope is taken at the wrong place: this is the slope by p. By the score it is p - y, divided by N.", (z, y) => Mean(z, y, Surprise, (score, is4) => (Sigmoid.Of(score) - is4) / (Sigmoid.Of(score) * (1 - Sigmoid.Of(score))))),
            ("the slope still has a factor p(1 - p): it cancels against the slope of the logarithm.", (z, y) => Mean(z, y, Surprise, (score, is4) => (Sigmoid.Of(score) - is4) * Sigmoid.Of(score) * (1 - Sigmoid.Of(score)))),
            ("the slope is z - y; the probability p = σ(z) belongs in the place of z.", (z, y) => Mean(z, y, Surprise, (score, is4) => score - is4)),
            ("the part of the others is missing: an example with y = 0 costs -ln(1 - p).", (z, y) => Mean(z, y, (score, is4) => is4 * Surprise(score, 1), (score, is4) => Sigmoid.Of(score) - is4)),
            ("the part of the others is missing: an example with y = 0 costs -ln(1 - p).", (z, y) => Mean(z, y, (score, is4) => is4 * Surprise(score, 1), (score, is4) => is4 * (Sigmoid.Of(score) - is4))),
            ("4s and others are exchanged.", (z, y) => Mean(z, y, (score, is4) => Surprise(score, 1 - is4), (score, is4) => Sigmoid.Of(score) - (1 - is4))),
            ("the logarithm is taken of a clipped number: far from 0 the loss stops growing, though the slope does not know it.", (z, y) => Mean(z, y, (score, is4) => -Math.Log(Math.Clamp(Sigmoid.Of(is4 == 1 ? score : -score), 1e-15, 1 - 1e-15)), (score, is4) => Sigmoid.Of(score) - is4)),
        ],
    };

    /// <summary>Exercise 4: the threshold with the lowest cost. Any that reaches this cost is right.</summary>
    public static Exercise<ThresholdFunction> CheapestThreshold { get; } = new(
        "the threshold", Cheapest,
        (threshold, size, rng) =>
        {
            (double[] scores, double[] y) = Examples(12 * size, rng);
            double[] worst = [.. y.Select((is4, n) => scores[n] == scores.Min() ? 1 : is4)];
            double CostOf(double[] labels, double miss, double falseAlarm) => CostAt(scores, labels, threshold(scores, labels, miss, falseAlarm), miss, falseAlarm);
            return
            [
                AnswerPart.Row("the cost at your threshold where a miss costs 5 and a false alarm 1", CostOf(y, 5, 1)),
                AnswerPart.Row("the cost at your threshold where a miss costs 1 and a false alarm 3", CostOf(y, 1, 3)),
                AnswerPart.Row("the cost at your threshold where the lowest score of all is a 4's, and a miss costs 1000", CostOf(worst, 1000, 1)),
                AnswerPart.Row("the cost at your threshold where a false alarm costs 1000", 1 + CostOf([.. y.Select((is4, n) => scores[n] == scores.Max() ? 0 : is4)], 1, 1000)),
            ];
        },
        "Which thresholds can differ at all? Between two neighbouring scores every threshold gives the same calls. Compute the cost of each that can, and keep the cheapest.",
        "Take every score as a threshold, and one below all of them (double.NegativeInfinity), since a score is not above itself. The cost is miss times the 4s that are not above, plus falseAlarm times the others that are.")
    {
        Suspects =
        [
            ("the two prices are exchanged: a miss is a 4 that is not called.", (scores, y, miss, falseAlarm) => Best(scores, t => -CostAt(scores, y, t, falseAlarm, miss))),
            ("this threshold has the highest cost, not the lowest.", (scores, y, miss, falseAlarm) => Best(scores, t => CostAt(scores, y, t, miss, falseAlarm))),
            ("the prices are not looked at: this threshold makes the fewest mistakes.", (scores, y, _, _) => Best(scores, t => -CostAt(scores, y, t, 1, 1))),
            ("the prices are not looked at: this threshold has the best F1.", (scores, y, _, _) => Best(scores, t => F1At(scores, y, t))),
            ("the prices are not looked at: this is always the same threshold.", (_, _, _, _) => 0),
            ("only misses are counted, so everything is called.", (_, _, _, _) => double.NegativeInfinity),
            ("only false alarms are counted, so nothing is called.", (_, _, _, _) => double.PositiveInfinity),
            ("the case is missing in which everything is called: with a score as threshold, the lowest one itself is never above it.", (scores, y, miss, falseAlarm) => scores.MinBy(t => CostAt(scores, y, t, miss, falseAlarm))),
            ("the thresholds were tried on a grid of probabilities from 0 to 1; a score is not a probability.", (scores, y, miss, falseAlarm) => Enumerable.Range(0, 101).Select(k => k / 100.0).MinBy(t => CostAt(scores, y, t, miss, falseAlarm))),
        ],
    };

    /// <summary>Exercise 5: the focal loss and its slopes.</summary>
    public static Exercise<FocalFunction> Focal { get; } = new(
        "the focal loss", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => FocalTerm(u, gamma, Weight(is4, alpha))),
        (focal, size, rng) =>
        {
            double[] z = [.. rng.Numbers(size).Select(score => 2 * score)], y = [.. Enumerable.Range(0, size).Select(n => n % 2 == 0 ? 1.0 : 0)];
            (double gamma, double alpha) = (1 + 2 * rng.NextDouble(), 0.2 + 0.2 * rng.NextDouble());
            var (loss, dz) = focal(z, y, gamma, alpha);
            double far = focal([800, -800, 800, -800], [1, 0, 0, 1], gamma, alpha).Loss;
            return [AnswerPart.Row("the loss", loss), AnswerPart.Row("dz", dz), AnswerPart.Row("the loss for scores of 800 and -800", far)];
        },
        "Let u be z for a 4 and -z for any other image, so that p_t = σ(u). Then all images have one formula. Derive by u with the product rule, and turn the sign back at the end. Check yourself by nudging.",
        "The slope of p_t by u is p_t(1 - p_t). So the derivative of -(1 - p_t)^γ ln p_t is (1 - p_t)^γ times (γ p_t ln p_t - (1 - p_t)). Times the weight, times the sign of u, divided by N.")
    {
        Suspects =
        [
            ("α is missing: a 4 weighs α, any other image 1 - α.", (z, y, gamma, alpha) => FocalMean(z, y, (u, _) => FocalTerm(u, gamma, 1))),
            ("every image has the weight α; those that are no 4 should have 1 - α.", (z, y, gamma, alpha) => FocalMean(z, y, (u, _) => FocalTerm(u, gamma, alpha))),
            ("the weights are exchanged: α is that of a 4.", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => FocalTerm(u, gamma, Weight(is4, 1 - alpha)))),
            ("the product rule has two terms; that of the factor (1 - p_t)^γ is missing from the slope.", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => FocalTerm(u, gamma, Weight(is4, alpha), first: 0))),
            ("the product rule has two terms; that of the logarithm is missing from the slope.", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => FocalTerm(u, gamma, Weight(is4, alpha), second: 0))),
            ("the sign of the slope is not turned back for the images that are no 4.", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => FocalTerm(u, gamma, Weight(is4, alpha)), turn: false)),
            ("γ acts on p_t; it should act on 1 - p_t, so that easy images count little.", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => MiscastTerm(u, gamma, Weight(is4, alpha)))),
            ("1 - p_t is multiplied by γ; it should be raised to the power of γ.", (z, y, gamma, alpha) => FocalMean(z, y, (u, is4) => ProductTerm(u, gamma, Weight(is4, alpha)))),
            ("the slope is p - y, that of the cross-entropy; the focal loss has another.", (z, y, gamma, alpha) =>
                (FocalMean(z, y, (u, is4) => FocalTerm(u, gamma, Weight(is4, alpha))).Loss, Mean(z, y, Surprise, (score, is4) => Sigmoid.Of(score) - is4).dz)),
            ("γ is not used: this is a weighted cross-entropy.", (z, y, _, alpha) => FocalMean(z, y, (u, is4) => FocalTerm(u, 0, Weight(is4, alpha)))),
        ],
    };

    /// <summary>Scores and answers in which the 4s score higher on average, two of them at least and neither always above nor always below.</summary>
    private static (double[] Scores, double[] Y) Examples(int count, Rng rng)
    {
        double[] y = [.. Enumerable.Range(0, count).Select(n => n % 3 == 0 ? 1.0 : 0)];
        double[] scores = [.. y.Select(is4 => rng.Gaussian() + 2 * is4 - 1)];
        int[] order = rng.Shuffled(count);
        return ([.. order.Select(n => scores[n])], [.. order.Select(n => y[n])]);
    }

    /// <summary>A share that may be NaN, which equals nothing, not even itself: 7 stands for it, and the 1 keeps a factor from being told.</summary>
    private static AnswerPart Coded(string name, double share) => AnswerPart.Row(name, double.IsNaN(share) ? 7 : share, 1);

    private static double Share(double part, double whole) => part / whole;

    private static double ShareOr(double instead, double part, double whole) => whole == 0 ? instead : part / whole;

    private static (double, double) Shares(double[] scores, double[] y, double threshold, Func<double, double, double, (double, double)> of)
    {
        double tp = 0, fp = 0, fn = 0;
        for (int n = 0; n < scores.Length; n++)
        {
            bool called = scores[n] > threshold, is4 = y[n] == 1;
            if (called && is4) tp++;
            else if (called) fp++;
            else if (is4) fn++;
        }
        return of(tp, fp, fn);
    }

    private static (double, double)[] CurveBy(double[] scores, double[] y, Func<double, double> key, Func<double, double, double, (double, double)> of)
    {
        double tp = 0, called = 0, all = y.Sum();
        return [.. scores.Zip(y).OrderBy(pair => key(pair.First)).Select(pair => of(tp += pair.Second, ++called, all))];
    }

    private static double Surprise(double z, double is4) => Softplus.Of(is4 == 1 ? -z : z);

    private static (double Loss, double[] dz) Mean(double[] z, double[] y, Func<double, double, double> term, Func<double, double, double> slope) =>
        (z.Zip(y, term).Average(), [.. z.Zip(y, slope).Select(dz => dz / z.Length)]);

    private static double CostAt(double[] scores, double[] y, double threshold, double miss, double falseAlarm) =>
        scores.Zip(y, (z, is4) => is4 == 1 ? (z > threshold ? 0 : miss) : (z > threshold ? falseAlarm : 0)).Sum();

    private static double F1At(double[] scores, double[] y, double threshold) => Shares(scores, y, threshold, (tp, fp, fn) => (2 * tp / (2 * tp + fp + fn), 0)).Item1;

    /// <summary>One pass over the sorted scores: each in its turn becomes the threshold, and is no longer called.</summary>
    private static double Cheapest(double[] scores, double[] y, double miss, double falseAlarm)
    {
        double cost = falseAlarm * y.Count(is4 => is4 == 0);   // where all are called
        (double Cost, double Threshold) best = (cost, double.NegativeInfinity);
        foreach (var tied in scores.Zip(y).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(tied => tied.Key))
        {
            foreach (double is4 in tied) cost += is4 == 1 ? miss : -falseAlarm;
            if (cost < best.Cost) best = (cost, tied.Key);
        }
        return best.Threshold;
    }

    /// <summary>The threshold of the highest worth, found by trying all; one of them calls everything.</summary>
    private static double Best(double[] scores, Func<double, double> worth) => scores.Append(double.NegativeInfinity).MaxBy(worth);

    private static double Weight(double is4, double alpha) => is4 == 1 ? alpha : 1 - alpha;

    /// <summary>Term and slope by u, with the two terms of the product rule that a mistake can lose.</summary>
    private static (double Term, double Slope) FocalTerm(double u, double gamma, double weight, double first = 1, double second = 1)
    {
        (double p, double q) = (Sigmoid.Of(u), Sigmoid.Of(-u));
        double focus = weight * Math.Pow(q, gamma);
        return (focus * Softplus.Of(-u), -focus * (first * gamma * p * Softplus.Of(-u) + second * q));
    }

    private static (double Term, double Slope) MiscastTerm(double u, double gamma, double weight)
    {
        (double p, double q) = (Sigmoid.Of(u), Sigmoid.Of(-u));
        double focus = weight * Math.Pow(p, gamma);
        return (focus * Softplus.Of(-u), focus * q * (gamma * Softplus.Of(-u) - 1));
    }

    private static (double Term, double Slope) ProductTerm(double u, double gamma, double weight)
    {
        (double p, double q) = (Sigmoid.Of(u), Sigmoid.Of(-u));
        return (weight * gamma * q * Softplus.Of(-u), -weight * gamma * q * (p * Softplus.Of(-u) + q));
    }

    private static (double Loss, double[] dz) FocalMean(double[] z, double[] y, Func<double, double, (double Term, double Slope)> of, bool turn = true)
    {
        var terms = z.Zip(y, (score, is4) => (Sign: is4 == 1 ? 1 : -1, Of: of(is4 == 1 ? score : -score, is4))).ToArray();
        return (terms.Average(term => term.Of.Term), [.. terms.Select(term => (turn ? term.Sign : 1) * term.Of.Slope / z.Length)]);
    }
}
