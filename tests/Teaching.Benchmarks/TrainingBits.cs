using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Benchmarks;

/// <summary>A checksum of the weights that short trainings end with: every kind of layer and loss, momentum, Adam, augmentation, a last partial batch, float and double.</summary>
internal static class TrainingBits
{
    public static string Checksum()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        LabelledImages images = DrawnDigits.Make(300, 0).Train;
        Train<float>(images, hash);
        Train<double>(images, hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Train<T>(LabelledImages images, IncrementalHash hash)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Rng rng = new(1);
        Train(Network.OfDense<T>([784, 160, 90, 10], Activation.Relu, Initializer.He, rng), new SoftmaxCrossEntropyLoss<T>(), ImageExamples<T>.OfClasses(images), hash);
        Network<T> mixed = new(
            new Dense<T>(784, 33, Activation.Tanh, Initializer.Xavier, rng), new Dense<T>(33, 17, Activation.Sigmoid, Initializer.Xavier, rng),
            new Dense<T>(17, 10, Activation.LeakyRelu(), Initializer.Normal(0.1), rng), new SoftmaxLayer<T>(10));
        Train(mixed, new KlDivergenceLoss<T>(), ImageExamples<T>.OfClasses(images), hash);
        Network<T> logarithmic = new(new Dense<T>(784, 37, Activation.Relu, Initializer.He, rng), new Dense<T>(37, 10, Activation.Identity, Initializer.He, rng), new LogSoftmaxLayer<T>(10));
        Train(logarithmic, new NegativeLogLikelihoodLoss<T>(), ImageExamples<T>.OfClasses(images).Augmented(new Augmentation { CropTo = 22, CropProbability = 0.3, Rotation = 15 }), hash,
            new Adam<T>(logarithmic, 0.01, l2: 1e-4, decay: 1e-3));
        Train(Images<T>(rng), new SoftmaxCrossEntropyLoss<T>(), ImageExamples<T>.OfClasses(images), hash);
        foreach (Loss<T> loss in new Loss<T>[] { new SigmoidCrossEntropyLoss<T>(), new FocalLoss<T>(), new MeanSquaredErrorLoss<T>() })
            Train(Network.OfDense<T>([784, 21, 1], Activation.Tanh, Initializer.Xavier, rng), loss, ImageExamples<T>.OfYesOrNo(images, digit => digit == 4), hash);
    }

    private static Network<T> Images<T>(Rng rng)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Convolution<T> first = new(new ImageShape(1, 28, 28), 7, 3, Initializer.He, rng, stride: 2, padding: 1, activation: Activation.Relu);   // (7, 14, 14)
        MaxPooling<T> largest = new(first.Output, 3, stride: 2);   // (7, 6, 6)
        Convolution<T> second = new(largest.Output, 18, 3, Initializer.He, rng, bias: false);   // (18, 4, 4)
        AveragePooling<T> mean = new(second.Output, 2);   // (18, 2, 2)
        return new(
            first, new Dropout<T>(first.Outputs, 0.1, rng), new BatchNormalization<T>(first.Output), largest, second, new BatchNormalization<T>(second.Output),
            new ActivationLayer<T>(second.Outputs, Activation.LeakyRelu(0.1)), mean, new Dense<T>(mean.Outputs, 10, Activation.Identity, Initializer.Xavier, rng));
    }

    private static void Train<T>(
        Network<T> network, Loss<T> loss, Examples<T> examples, IncrementalHash hash, Optimizer<T>? optimizer = null)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        Trainer<T> trainer = new(network, loss, optimizer ?? new Sgd<T>(network, rate: 0.05, momentum: 0.9), examples) { BatchSize = 64 };
        hash.AppendData(MemoryMarshal.AsBytes<double>([.. trainer.Run(epochs: 3).Updates]));
        foreach (Matrix<T> value in network.Parameters.Select(parameter => parameter.Value))
            hash.AppendData(MemoryMarshal.AsBytes<T>(value.ToColumnMajorArray()));
    }
}
