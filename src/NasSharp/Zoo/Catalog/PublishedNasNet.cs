using NasSharp.Zoo.NasNet;
using static NasSharp.Zoo.Catalog.Numbers;

namespace NasSharp.Zoo.Catalog;

/// <summary>The cells that were published for the spaces of NASNet and AmoebaNet, in the networks in which the authors of DARTS trained them.</summary>
internal static class PublishedNasNet
{
    private const string Code = "quark0/darts f276dd3, cnn/genotypes.py";
    private const string Counted = "the code of DARTS's authors, quark0/darts f276dd3, counted by running it";
    private const string Table = "the table of results in TE-NAS, arXiv 2102.11535";
    private const string OwnStack = "The paper stacks its cells in a network of its own; this is the one in which DARTS's authors trained them.";

    public static IEnumerable<PublishedArchitecture> All()
    {
        var nasNet = new NasNetOptions();
        yield return new PublishedArchitecture("NASNet-A", "nasnet", "nasnet-a", "Zoph et al. 2018, arXiv 1707.07012", Code,
            Cifar(nasNet, OwnStack, Parameters(3_830_950, Counted), MultiplyAdds(603_452_448, Counted), PrintedParameters(3.3, Table), Error(2.65, Table)),
            ImageNet(nasNet, OwnStack, Parameters(5_564_320, Counted), MultiplyAdds(604_031_616, Counted),
                PrintedMultiplyAdds(564, "the README of yuhuixu1993/PC-DARTS"), Error(26.0, "the README of yuhuixu1993/PC-DARTS")));
        yield return new PublishedArchitecture("AmoebaNet-A", "amoebanet", "amoebanet-a", "Real et al. 2019, arXiv 1802.01548", Code,
            Cifar(NasNetOptions.AmoebaNet, OwnStack, PrintedParameters(3.2, Table), Error(3.34, Table)),
            ImageNet(NasNetOptions.AmoebaNet, null));
    }

    private static PublishedNetwork Cifar(NasNetOptions cells, string? difference, params IReadOnlyList<PublishedNumber> numbers) => new("CIFAR-10", "36 channels, 20 cells", [3, 32, 32],
        () => new NasNetNetwork(cells with { Channels = 36, Cells = 20 }), numbers)
    { Difference = difference };

    private static PublishedNetwork ImageNet(NasNetOptions cells, string? difference, params IReadOnlyList<PublishedNumber> numbers) => new("ImageNet", "48 channels, 14 cells", [3, 224, 224],
        () => new NasNetNetwork(cells with { Channels = 48, Cells = 14, Classes = 1000, ImageSize = 224, LargeImages = true }), numbers)
    { Difference = difference };
}
