using NasSharp.Cli.CommandLine;
using NasSharp.Zoo.TextNas;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The layers of TextNAS, which take texts: the space can be looked at, its search is for C# programs.</summary>
internal sealed class TextNasSpace : ZooSpace
{
    private const int Tokens = 10_000;
    private const int TextLength = 64;

    public override string Name => "textnas";

    public override string Description => "24 layers on text that choose one of 8 operations, the layer before, and any earlier layers (Wang et al. 2020)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (256, 24, null);

    public override IReadOnlyList<long> ExampleShape => [TextLength];

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use) => inputShape.Count == ExampleShape.Count
        ? new TextNasNetwork(new TextNasOptions { Tokens = Tokens, Hidden = size.Channels!.Value, Layers = size.Cells!.Value, Classes = classes })
        : throw new UsageException($"--space {Name}: its networks take texts, not images of {string.Join('x', inputShape)}; search it from C#, see docs/algorithms/textnas.md");
}
