using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.Darts;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Darts;

public class DartsCountTests
{
    [Fact]
    public void Cell_of_the_search_has_NNIs_parameters_and_mutables()
    {
        var cell = new DartsCell(4, 48, 48, 16, reductionPrevious: false, reduction: false);
        Assert.Equal(45_888, Parameters(cell));
        var space = SearchSpace.Of(cell);
        Assert.Equal(18, space.Choices.Count);
        Assert.Equal(14, space.Choices.Count(c => c.Kind == ChoiceKind.LayerChoice));
        Assert.Equal(64, cell.OutChannels);
    }

    [Fact]
    public void Supernet_has_the_papers_parameters_and_NNIs_mutables()
    {
        var net = new DartsStackedCells();
        Assert.Equal(1_930_618, Parameters(net));
        using var mutator = new RandomMutator(net, new Random(0));
        Assert.Equal(36, mutator.Space.Choices.Count);
        Assert.Equal(28, mutator.Space.Choices.Count(c => c.Kind == ChoiceKind.LayerChoice));
        Assert.Equal(144, mutator.Mutables.Count());
        Assert.Equal([2, 5], net.Cells.Index().Where(c => c.Item.named_modules().Any(m => m.module is IMutable { Key: var k } && k.StartsWith("reduce"))).Select(c => c.Index));
    }

    [Fact]
    public void Keys_and_candidates_are_NNIs_in_network_order()
    {
        var space = SearchSpace.Of(new DartsStackedCells(new DartsNetworkOptions { Cells = 3, Nodes = 2, Channels = 2 }));
        Assert.Equal(
            ["normal_n2_p0", "normal_n2_p1", "normal_n2_switch", "normal_n3_p0", "normal_n3_p1", "normal_n3_p2", "normal_n3_switch",
                "reduce_n2_p0", "reduce_n2_p1", "reduce_n2_switch", "reduce_n3_p0", "reduce_n3_p1", "reduce_n3_p2", "reduce_n3_switch"],
            space.Keys);
        Assert.Equal(["maxpool", "avgpool", "skipconnect", "sepconv3x3", "sepconv5x5", "dilconv3x3", "dilconv5x5"], space["reduce_n3_p1"].Candidates);
        Assert.Equal(["normal_n3_p0", "normal_n3_p1", "normal_n3_p2"], space["normal_n3_switch"].Candidates);
        Assert.Equal(2, space["normal_n3_switch"].ChosenCount);
    }

    // The authors' networks, counted by running the authors' code; without the auxiliary head, and with it.
    [Theory]
    [InlineData("DARTS_V1", 36, 20, 10, DartsStem.Cifar, 3_169_414, 3_645_840)]
    [InlineData("DARTS_V1", 16, 8, 10, DartsStem.Cifar, 232_890, 668_356)]
    [InlineData("DARTS_V1", 36, 20, 100, DartsStem.Cifar, 3_221_344, 3_766_980)]
    [InlineData("DARTS_V1", 48, 14, 1000, DartsStem.ImageNet, 4_510_432, 5_771_208)]
    [InlineData("DARTS_V2", 36, 20, 10, DartsStem.Cifar, 3_349_342, 3_825_768)]
    [InlineData("DARTS_V2", 16, 8, 10, DartsStem.Cifar, 246_106, 681_572)]
    [InlineData("DARTS_V2", 48, 14, 1000, DartsStem.ImageNet, 4_718_752, 5_979_528)]
    [InlineData("PC_DARTS_cifar", 36, 20, 10, DartsStem.Cifar, 3_634_678, 4_111_104)]
    [InlineData("PC_DARTS_cifar", 48, 14, 1000, DartsStem.ImageNet, 5_270_560, 6_531_336)]
    public void Final_network_has_the_authors_parameters(string genotype, int channels, int cells, int classes, DartsStem stem, long without, long with)
    {
        using var scope = NewDisposeScope();
        var options = new DartsNetworkOptions { Channels = channels, Cells = cells, Classes = classes, Stem = stem, Phase = DartsPhase.Retraining, AuxiliaryHead = true };
        var net = new DartsStackedCells(options);
        FixedArchitecture.Apply(net, Genotype.All[genotype].In(SearchSpace.Of(net)));
        Assert.Equal(with, Parameters(net));
        Assert.Equal(without, net.named_parameters().Where(p => !p.name.StartsWith("auxiliary")).Sum(p => p.parameter.numel()));
        net.Dispose();
    }

    private static long Parameters(nn.Module module) => module.parameters().Sum(p => p.numel());
}
