using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.Catalog;
using NasSharp.Zoo.Darts;
using NasSharp.Zoo.Enas;
using NasSharp.Zoo.FBNet;
using NasSharp.Zoo.MemoryBanks;
using NasSharp.Zoo.Mnist;
using NasSharp.Zoo.NasBench101;
using NasSharp.Zoo.NasBench201;
using NasSharp.Zoo.NasNet;
using NasSharp.Zoo.ProxylessMobile;
using NasSharp.Zoo.ShuffleNetV2;
using NasSharp.Zoo.SinglePathMobile;
using NasSharp.Zoo.TextNas;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo;

/// <summary>What every network of the zoo can do: be searched, cut to an architecture, trained, written to files and read again.</summary>
public class ZooNetworkContractTests
{
    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Tiny = new()
    {
        ["darts"] = () => new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 3, Nodes = 2, ImageSize = 8 }),
        ["enas-micro"] = () => new EnasMicroNetwork(new EnasMicroOptions { Channels = 4, Layers = 3, Nodes = 3 }),
        ["enas-macro"] = () => new EnasMacroModel(new EnasMacroOptions { Channels = 4, Layers = 3 }),
        ["fbnet"] = () => new FBNetNetwork(new FBNetSpaceOptions { Classes = 10, StemChannels = 4, StemStride = 1, Stages = [new(4, 2, 1), new(8, 1, 2)], HeadChannels = 8 }),
        ["memory-banks"] = () => new MemoryBankNetwork(new MemoryBankOptions { Channels = 4, Bottleneck = 8, Blocks = 2, Operations = 2 }),
        ["mnist"] = () => new MnistNetwork(new MnistOptions { InputChannels = 3, Channels = 4, ImageSize = 8 }),
        ["nasbench101"] = () => new NasBench101Network(new NasBench101Options { Channels = 6, Stacks = 2, CellsPerStack = 1, ImageSize = 8 }),
        ["nasbench201"] = () => new NasBench201Network(new NasBench201Options { Channels = 4, CellsPerStage = 1, ImageSize = 8 }),
        ["nasnet"] = () => new NasNetNetwork(new NasNetOptions { Channels = 4, Cells = 3, Nodes = 3, ImageSize = 8 }),
        ["amoebanet"] = () => new NasNetNetwork(NasNetOptions.AmoebaNet with { Channels = 4, Cells = 3, Nodes = 3, ImageSize = 8 }),
        ["pnas"] = () => new NasNetNetwork(NasNetOptions.Pnas with { Channels = 4, Cells = 3, Nodes = 3, ImageSize = 8 }),
        ["proxyless"] = () => new ProxylessMobileNetwork(new ProxylessMobileOptions { Classes = 10, StemChannels = 4, StemStride = 1, FirstBlockChannels = 4, Stages = [new(4, 2, 1), new(6, 1, 2)], HeadChannels = 8 }),
        ["shufflenet-v2"] = () => new ShuffleNetNetwork(new ShuffleNetSpaceOptions { Classes = 10, StemChannels = 4, StemStride = 1, Stages = [new(8, 2, 2), new(12, 1, 2)], HeadChannels = 8, Affine = true }),
        ["single-path-mobile"] = () => new SinglePathMobileNetwork(new SinglePathMobileOptions { Classes = 10, StemChannels = 4, StemStride = 1, Stages = [new(4, 2, 1), new(6, 1, 2)], HeadChannels = 8 }),
        ["textnas"] = () => new TextNasNetwork(new TextNasOptions { Tokens = 9, Classes = 10, Layers = 3, Hidden = 8, EmbeddingSize = 4, Heads = 2 }),
    };

    public static TheoryData<string> Names => [.. Tiny.Keys];

    [Fact]
    public void Every_space_of_the_catalog_is_tested_here()
        => Assert.Equal(ZooCatalog.Spaces.Select(s => s.Name).Order(), Tiny.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Applied_network_trains_a_step_and_comes_back_from_its_files(string name)
    {
        using var scope = NewDisposeScope();
        var folder = Directory.CreateTempSubdirectory("zoo");
        try
        {
            manual_seed(7);
            var (architectureFile, weightsFile) = (Path.Combine(folder.FullName, "architecture.json"), Path.Combine(folder.FullName, "weights.safetensors"));
            var network = Tiny[name]();
            var architecture = SearchSpace.Of(network).Sample(new RandomStream(3));
            ArchitectureFile.Write(architectureFile, architecture, new ArchitectureMeta { Algorithm = "none" });
            FixedArchitecture.Apply(network, architectureFile);
            var input = Input(name);
            var labels = tensor(new long[] { 1, 2, 3, 4 });
            var before = network.parameters().Select(p => p.clone()).ToArray();
            var optimizer = optim.SGD(network.parameters(), 0.1);
            network.train();
            var loss = nn.functional.cross_entropy(network.call(input), labels);
            loss.backward();
            optimizer.step();
            Assert.True(float.IsFinite(loss.item<float>()));
            // Some batch-norm shifts and the like may stand still for one step; most weights move.
            Assert.True(network.parameters().Zip(before).Count(p => !equal(p.First, p.Second)) > before.Length / 2);

            network.eval();
            network.save(weightsFile);
            var again = Tiny[name]();
            FixedArchitecture.Apply(again, architectureFile).Load(weightsFile);
            again.eval();
            TensorAssert.Close(network.call(input), again.call(input), 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fixed_network_takes_the_weights_of_a_supernet_from_a_file(string name)
    {
        using var scope = NewDisposeScope();
        var file = Path.Combine(Path.GetTempPath(), $"zoo-{Guid.NewGuid():N}.safetensors");
        try
        {
            manual_seed(9);
            var (supernet, network, input) = (Tiny[name](), Tiny[name](), Input(name));
            supernet.eval();
            supernet.save(file);
            Tensor expected;
            Architecture architecture;
            using (var mutator = new RandomMutator(supernet, new RandomStream(4)))
            {
                architecture = mutator.Export();
                mutator.Fix(architecture);
                expected = supernet.call(input);
            }
            FixedArchitecture.Apply(network, architecture).Load(file);
            network.eval();
            TensorAssert.Close(expected, network.call(input), 1e-4);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Tensor Input(string name) => name == "textnas"
        ? tensor(new long[,] { { 2, 3, 4, 5 }, { 3, 4, 0, 0 }, { 5, 6, 7, 0 }, { 8, 2, 3, 4 } })
        : randn([4, 3, 8, 8]);
}
