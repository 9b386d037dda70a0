using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Catalog;

/// <summary>A published architecture in a size in which it was trained.</summary>
public sealed class PublishedNetwork
{
    private readonly Func<nn.Module<Tensor, Tensor>> _open;

    internal PublishedNetwork(string task, string size, IReadOnlyList<long> inputShape, Func<nn.Module<Tensor, Tensor>> open, params IReadOnlyList<PublishedNumber> numbers)
    {
        Task = task;
        Size = size;
        InputShape = inputShape;
        _open = open;
        Numbers = numbers;
    }

    /// <summary>The data it was trained on, such as <c>CIFAR-10</c>.</summary>
    public string Task { get; }

    /// <summary>The size in words, such as <c>36 channels, 20 cells</c>.</summary>
    public string Size { get; }

    /// <summary>The shape of one input without the batch, [channels, height, width].</summary>
    public IReadOnlyList<long> InputShape { get; }

    /// <summary>What was published for it.</summary>
    public IReadOnlyList<PublishedNumber> Numbers { get; }

    /// <summary>Why our count is another one than the published one; null where they agree.</summary>
    public string? Difference { get; internal init; }

    /// <summary>The architecture it is a size of.</summary>
    public PublishedArchitecture Architecture { get; internal set; } = null!;

    /// <summary>Makes the network of this size with its choices open: images [N, channels, height, width] to logits [N, classes].</summary>
    public nn.Module<Tensor, Tensor> Open() => _open();

    /// <summary>Makes the network with the architecture applied, ready to be trained.</summary>
    public nn.Module<Tensor, Tensor> Build()
    {
        var network = Open();
        FixedArchitecture.Apply(network, Architecture.In(SearchSpace.Of(network)));
        return network;
    }
}
