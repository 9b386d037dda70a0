using NasSharp.Benchmarks.NasBench101;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Spaces;
using NasSharp.Zoo.Darts;
using NasSharp.Zoo.Enas;
using NasSharp.Zoo.FBNet;
using NasSharp.Zoo.NasNet;
using NasSharp.Zoo.ProxylessMobile;
using NasSharp.Zoo.ShuffleNetV2;
using NasSharp.Zoo.TextNas;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Drawing;

/// <summary>The spaces whose drawings are looked at, by name.</summary>
internal static class DrawnSpaces
{
    private static readonly Dictionary<string, Lazy<SearchSpace>> Known = new()
    {
        ["darts"] = Of(() => new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 3, Nodes = 4 })),
        ["darts with 7 nodes"] = Of(() => new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 3, Nodes = 7 })),
        ["enas-micro"] = Of(() => new EnasMicroNetwork(new EnasMicroOptions { Channels = 4, Layers = 2, Nodes = 5 })),
        ["enas-macro"] = Of(() => new EnasMacroModel(new EnasMacroOptions { Channels = 4, Layers = 12 })),
        ["text-nas"] = Of(() => new TextNasNetwork(new TextNasOptions { Tokens = 10, EmbeddingSize = 4, Hidden = 4, Layers = 8, Classes = 2 })),
        ["fbnet"] = Of(() => new FBNetNetwork()),
        ["proxyless"] = Of(() => new ProxylessMobileNetwork()),
        ["shufflenet-v2"] = Of(() => new ShuffleNetNetwork(new ShuffleNetSpaceOptions())),
        ["nasnet"] = Of(() => new NasNetNetwork(new NasNetOptions { Channels = 4 })),
        ["pnas"] = Of(() => new NasNetNetwork(NasNetOptions.Pnas with { Channels = 4 })),
        ["nasbench101"] = new Lazy<SearchSpace>(() => NasBench101Space.Space),
        ["nasbench201"] = new Lazy<SearchSpace>(() => NasBench201Space.Space),
        ["nested"] = new Lazy<SearchSpace>(() => new SearchSpace(
        [
            Choice.Layer("block", ["conv3x3", "tree"]), Choice.Layer("block.tree.op", ["maxpool", "skip"], [new Condition(new CandidateReference("block", 1))]),
            Choice.Input("join", ["a", "b", ""], chosenCount: null),
        ])),
        ["one choice"] = new Lazy<SearchSpace>(() => new SearchSpace([Choice.Layer("a", ["x"])])),
    };

    public static TheoryData<string> Names => [.. Known.Keys];

    public static SearchSpace Get(string name) => Known[name].Value;

    private static Lazy<SearchSpace> Of(Func<nn.Module> make) => new(() =>
    {
        using var model = make();
        return SearchSpace.Of(model);
    });
}
