using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Catalog;

/// <summary>A search space of the zoo.</summary>
public sealed class ZooSpaceEntry
{
    private readonly Func<nn.Module<Tensor, Tensor>> _open;

    internal ZooSpaceEntry(string name, string network, string description, string paper, IReadOnlyList<long> inputShape, Func<nn.Module<Tensor, Tensor>> open)
    {
        Name = name;
        Network = network;
        Description = description;
        Paper = paper;
        InputShape = inputShape;
        _open = open;
    }

    /// <summary>The name that <c>--space</c> takes, such as <c>darts</c>.</summary>
    public string Name { get; }

    /// <summary>The full name of the network's class, such as <c>NasSharp.Zoo.Darts.DartsStackedCells</c>.</summary>
    public string Network { get; }

    /// <summary>One line on what is chosen.</summary>
    public string Description { get; }

    /// <summary>Authors, year and arXiv number of the paper.</summary>
    public string Paper { get; }

    /// <summary>The shape of one input without the batch in the size that <see cref="Open"/> makes; [channels, height, width], of text [tokens].</summary>
    public IReadOnlyList<long> InputShape { get; }

    /// <summary>The architectures that were published for it; may be empty.</summary>
    public IReadOnlyList<PublishedArchitecture> Architectures => [.. ZooCatalog.Architectures.Where(a => a.Space == Name)];

    /// <summary>Makes the network of the space in its standard size, with all choices open.</summary>
    public nn.Module<Tensor, Tensor> Open() => _open();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
