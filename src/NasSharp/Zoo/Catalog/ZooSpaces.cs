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

namespace NasSharp.Zoo.Catalog;

/// <summary>The spaces of the catalog.</summary>
internal static class ZooSpaces
{
    private static readonly long[] Cifar = [3, 32, 32];
    private static readonly long[] ImageNet = [3, 224, 224];

    public static IEnumerable<ZooSpaceEntry> All()
    {
        yield return Entry<DartsStackedCells>("darts", "two cells whose edges choose one of 7 operations, two edges a node, stacked", "Liu, Simonyan and Yang 2019, arXiv 1806.09055", Cifar, () => new DartsStackedCells());
        yield return Entry<EnasMicroNetwork>("enas-micro", "two cells whose nodes choose two inputs and one of 5 operations for each, stacked", "Pham et al. 2018, arXiv 1802.03268", Cifar, () => new EnasMicroNetwork());
        yield return Entry<EnasMacroModel>("enas-macro", "layers that choose one of 6 operations and any number of earlier layers", "Pham et al. 2018, arXiv 1802.03268", Cifar, () => new EnasMacroModel());
        yield return Entry<MemoryBankNetwork>("memory-banks", "operations that choose which banks they read and write, and one of 4 bodies", "Brock et al. 2018, arXiv 1708.05344", Cifar, () => new MemoryBankNetwork());
        yield return Entry<MnistNetwork>("mnist", "two convolutions of 3x3 or 5x5, and a skip or none", "the first example of NNI", [1, 28, 28], () => new MnistNetwork());
        yield return Entry<NasBench101Network>("nasbench101", "a cell of up to 5 vertices that choose one of 3 operations and any vertices before them, stacked", "Ying et al. 2019, arXiv 1902.09635", Cifar, () => new NasBench101Network());
        yield return Entry<NasBench201Network>("nasbench201", "a cell whose 6 edges choose one of 5 operations, stacked", "Dong and Yang 2020, arXiv 2001.00326", Cifar, () => new NasBench201Network());
        yield return Entry<NasNetNetwork>("nasnet", "two cells whose nodes choose two states and one of 13 operations for each, stacked", "Zoph et al. 2018, arXiv 1707.07012", Cifar, () => new NasNetNetwork());
        yield return Entry<NasNetNetwork>("amoebanet", "the cells of NASNet with the 8 operations of AmoebaNet", "Real et al. 2019, arXiv 1802.01548", Cifar, () => new NasNetNetwork(NasNetOptions.AmoebaNet));
        yield return Entry<NasNetNetwork>("pnas", "the cells of NASNet with the 8 operations of PNAS; all nodes are joined", "Liu et al. 2018, arXiv 1712.00559", Cifar, () => new NasNetNetwork(NasNetOptions.Pnas));
        yield return Entry<ProxylessMobileNetwork>("proxyless", "21 layers that choose kernel and expansion of an inverted residual, or are skipped", "Cai, Zhu and Han 2019, arXiv 1812.00332", ImageNet, () => new ProxylessMobileNetwork());
        yield return Entry<FBNetNetwork>("fbnet", "22 layers that choose one of 9 inverted residual blocks", "Wu et al. 2019, arXiv 1812.03443", ImageNet, () => new FBNetNetwork());
        yield return Entry<ShuffleNetNetwork>("shufflenet-v2", "20 blocks that choose one of 4 ShuffleNetV2 units", "Guo et al. 2020, arXiv 1904.00420", ImageNet, () => new ShuffleNetNetwork());
        yield return Entry<SinglePathMobileNetwork>("single-path-mobile", "20 superkernels that choose kernel and expansion, or are skipped", "Stamoulis et al. 2019, arXiv 1904.02877", ImageNet, () => new SinglePathMobileNetwork());
        yield return Entry<TextNasNetwork>("textnas", "24 layers that choose one of 8 operations on text, the layer before, and any earlier layers", "Wang et al. 2020, arXiv 1912.10729", [64], () => new TextNasNetwork(new TextNasOptions { Tokens = 10_000 }));
    }

    private static ZooSpaceEntry Entry<T>(string name, string description, string paper, IReadOnlyList<long> inputShape, Func<nn.Module<Tensor, Tensor>> open) =>
        new(name, typeof(T).FullName!, description, paper, inputShape, open);
}
