using TorchSharp;
using static TorchSharp.torch.nn;

namespace Teaching.TorchSharpPeer;

/// <summary>A network with its loss and optimizer, the same as those of train_peer.py.</summary>
internal sealed class Model
{
    private readonly Module<torch.Tensor, torch.Tensor> network;
    private readonly Module<torch.Tensor, torch.Tensor, torch.Tensor> loss = CrossEntropyLoss();
    private readonly torch.optim.Optimizer optimizer;

    public Model(Order order)
    {
        torch.manual_seed(1);
        network = order.Widths is { } widths ? Dense(widths) : Convolutions(order.Dropout);
        optimizer = torch.optim.SGD(network.parameters(), order.Rate, order.Momentum);
    }

    public void Epoch(torch.Tensor images, torch.Tensor labels, int size, int count)
    {
        using DisposeScope all = torch.NewDisposeScope();
        foreach (torch.Tensor batch in torch.randperm(count).split(size))
        {
            // Frees a batch's tensors at its end, as Python does, and not when the garbage collector comes.
            using DisposeScope one = torch.NewDisposeScope();
            optimizer.zero_grad();
            loss.call(network.call(images.index(batch)), labels.index(batch)).backward();
            optimizer.step();
        }
    }

    private static TorchSharp.Modules.Sequential Dense(int[] widths)
    {
        List<Module<torch.Tensor, torch.Tensor>> layers = [];
        foreach ((int before, int after) in widths.Zip(widths.Skip(1)))
            layers.AddRange([Linear(before, after), ReLU()]);
        return Sequential(layers.SkipLast(1).ToArray());
    }

    /// <summary>Ten convolutions, each with ReLU, dropout and batch normalisation; a max pooling before the dropout of the fifth.</summary>
    private static TorchSharp.Modules.Sequential Convolutions(double dropout)
    {
        (int Channels, int Kernel, int Pool)[] shapes = [(16, 3, 0), (16, 3, 0), (16, 3, 0), (16, 3, 0), (12, 1, 2), (20, 3, 0), (20, 3, 0), (20, 3, 0), (16, 3, 0), (10, 1, 0)];
        List<Module<torch.Tensor, torch.Tensor>> layers = [Unflatten(1, [1, 28, 28])];
        int before = 1;
        foreach ((int channels, int kernel, int pool) in shapes)
        {
            layers.AddRange([Conv2d(before, channels, kernel, bias: false), ReLU()]);
            if (pool > 0) layers.Add(MaxPool2d(pool));
            if (dropout > 0) layers.Add(Dropout(dropout));
            layers.Add(BatchNorm2d(channels));
            before = channels;
        }
        return Sequential([.. layers, AvgPool2d(2), Flatten()]);
    }
}
