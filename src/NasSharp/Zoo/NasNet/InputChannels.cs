using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>Which input channels of which weights of a network were kept.</summary>
internal sealed class InputChannels
{
    private readonly Dictionary<string, long[]> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps the blocks of input channels that belong to some of the nodes.</summary>
    public void Keep(nn.Module network, Conv2d conv, int[] nodes, int all) => conv.weight = Cut(network, conv.weight, nodes, all);

    /// <summary>Keeps the blocks of features that belong to some of the nodes.</summary>
    public void Keep(nn.Module network, Linear linear, int[] nodes, int all) => linear.weight = Cut(network, linear.weight, nodes, all);

    /// <summary>What is kept of a tensor of the network's state; the tensor itself when that is all of it, or when it has been cut already.</summary>
    public Tensor Part(string name, Tensor tensor) => _kept.TryGetValue(name, out var channels) && tensor.size(1) > channels.Length ? Select(tensor, channels) : tensor;

    private Parameter Cut(nn.Module network, Parameter weight, int[] nodes, int all)
    {
        var block = weight.size(1) / all;
        var channels = nodes.SelectMany(n => Enumerable.Range(0, (int)block).Select(c => n * block + c)).ToArray();
        _kept.Add(network.named_parameters().Single(p => ReferenceEquals(p.parameter, weight)).name, channels);
        using var recording = no_grad();
        return new Parameter(Select(weight, channels), weight.requires_grad);
    }

    private static Tensor Select(Tensor tensor, long[] channels)
    {
        using var index = NasSharp.Torch.torch.tensor(channels, device: tensor.device);
        return tensor.index_select(1, index);
    }
}
