using NasSharp.Zoo.Darts;
using static NasSharp.Zoo.Catalog.Numbers;

namespace NasSharp.Zoo.Catalog;

/// <summary>The cells that were published for the space of DARTS.</summary>
internal static class PublishedDarts
{
    private const string Space = "darts";
    private const string Counted = "the authors' code, quark0/darts f276dd3, counted by running it";
    private const string CountedPc = "the authors' code, yuhuixu1993/PC-DARTS b74702f, counted by running it";
    private const string Readme = "the authors' README, quark0/darts";
    private const string ReadmePc = "the authors' README, yuhuixu1993/PC-DARTS";
    private const string OtherCount = "The authors print multiply-adds of the same network by another count than that of convolutions and linear layers.";

    public static IEnumerable<PublishedArchitecture> All()
    {
        const string darts = "Liu, Simonyan and Yang 2019, arXiv 1806.09055";
        const string genotypes = "quark0/darts f276dd3, cnn/genotypes.py";
        yield return new PublishedArchitecture("DARTS_V1", Space, "darts-v1", darts, genotypes,
            Cifar("The README gives the first-order cell the size of the second-order one; running the authors' code gives 3.17 million.",
                Parameters(3_169_414, Counted), MultiplyAdds(500_987_520, Counted), PrintedParameters(3.3, ReadmePc), Error(3.00, ReadmePc)),
            ImageNet(null, Parameters(4_510_432, Counted), MultiplyAdds(505_864_704, Counted)));
        yield return new PublishedArchitecture("DARTS_V2", Space, "darts-v2", darts, genotypes,
            Cifar(null, Parameters(3_349_342, Counted), MultiplyAdds(528_359_040, Counted), PrintedParameters(3.3, Readme), Error(2.63, Readme)),
            ImageNet(OtherCount, Parameters(4_718_752, Counted), MultiplyAdds(529_911_552, Counted), PrintedParameters(4.7, Readme), PrintedMultiplyAdds(574, ReadmePc)));
        yield return new PublishedArchitecture("P-DARTS", Space, "p-darts", "Chen, Xie, Wu and Tian 2019, arXiv 1904.12760", "chenxin061/pdarts b880e87, genotypes.py",
            Cifar(null, PrintedParameters(3.4, "the table of results in TE-NAS, arXiv 2102.11535"), Error(2.50, "the table of results in TE-NAS, arXiv 2102.11535")),
            ImageNet(null));
        const string pcDarts = "Xu et al. 2020, arXiv 1907.05737";
        const string pcGenotypes = "yuhuixu1993/PC-DARTS b74702f, genotypes.py";
        yield return new PublishedArchitecture("PC-DARTS", Space, "pc-darts-cifar", pcDarts, pcGenotypes,
            Cifar(null, Parameters(3_634_678, CountedPc), MultiplyAdds(556_670_592, CountedPc), PrintedParameters(3.6, ReadmePc), Error(2.57, ReadmePc)),
            ImageNet(null, Parameters(5_270_560, CountedPc), MultiplyAdds(571_137_408, CountedPc)));
        yield return new PublishedArchitecture("PC-DARTS-ImageNet", Space, "pc-darts-imagenet", pcDarts, pcGenotypes,
            ImageNet(OtherCount, PrintedMultiplyAdds(597, ReadmePc)));
    }

    private static PublishedNetwork Cifar(string? difference, params IReadOnlyList<PublishedNumber> numbers) => new("CIFAR-10", "36 channels, 20 cells", [3, 32, 32],
        () => new DartsStackedCells(new DartsNetworkOptions { Channels = 36, Cells = 20, Phase = DartsPhase.Retraining }), numbers)
    { Difference = difference };

    private static PublishedNetwork ImageNet(string? difference, params IReadOnlyList<PublishedNumber> numbers) => new("ImageNet", "48 channels, 14 cells", [3, 224, 224],
        () => new DartsStackedCells(new DartsNetworkOptions { Channels = 48, Cells = 14, Classes = 1000, ImageSize = 224, Stem = DartsStem.ImageNet, Phase = DartsPhase.Retraining }),
        numbers)
    { Difference = difference };
}
