namespace Teaching.Benchmarks;

/// <summary>The course's own library as a contestant, which goes on with the network of its last epoch.</summary>
internal sealed class OwnTraining(DataSet data, int threads) : TrainContestant("Teaching", threads)
{
    private (TrainingCase Case, int Images)? last;
    private Trainer<float>? trainer;

    public override double Epoch(TrainingCase one, int images)
    {
        if (trainer is null || last != (one, images))
            (trainer, last) = (Make(one, images == data.Train.Count ? data.Train : data.Train.Take(images)), (one, images));
        Course.Threads = Threads;
        return trainer.Run(epochs: 1).Last.Seconds;
    }

    private static Trainer<float> Make(TrainingCase one, LabelledImages images)
    {
        Network<float> network = one.Make();
        var optimizer = new Sgd<float>(network, one.Rate, one.Momentum);
        return new(network, new SoftmaxCrossEntropyLoss<float>(), optimizer, ImageExamples<float>.OfClasses(images)) { BatchSize = one.Batch };
    }
}
