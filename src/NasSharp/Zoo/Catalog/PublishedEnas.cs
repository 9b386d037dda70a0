using NasSharp.Zoo.Enas;
using static NasSharp.Zoo.Catalog.Numbers;

namespace NasSharp.Zoo.Catalog;

/// <summary>The architectures that were published for the spaces of ENAS.</summary>
internal static class PublishedEnas
{
    private const string Paper = "Pham et al. 2018, arXiv 1802.03268";
    private const string Code = "melodyguan/enas 4bcfd73, scripts";

    public static IEnumerable<PublishedArchitecture> All()
    {
        yield return new PublishedArchitecture("ENAS-micro", "enas-micro", "enas-micro", Paper, $"{Code}/cifar10_micro_final.sh",
            new PublishedNetwork("CIFAR-10", "36 channels, 15 normal cells", [3, 32, 32], () => new EnasMicroNetwork(new EnasMicroOptions { Channels = 36, Layers = 15 }),
                PrintedParameters(4.6, "the table of results in TE-NAS, arXiv 2102.11535"), Error(2.89, "the table of results in TE-NAS, arXiv 2102.11535"))
            {
                Difference = "The authors train another network at the end than the one they search: separable convolutions twice in a row, and what no node takes is joined without the 1x1 convolution.",
            });
        yield return new PublishedArchitecture("ENAS-macro", "enas-macro", "enas-macro", Paper, $"{Code}/cifar10_macro_final.sh",
            new PublishedNetwork("CIFAR-10", "96 channels, 24 layers", [3, 32, 32], () => new EnasMacroModel(new EnasMacroOptions { Channels = 96, Layers = 24 }))
            {
                Difference = "The authors train another network at the end than the one they search: channels double at each reduction, all convolutions are dense, and earlier layers are joined by a 1x1 convolution.",
            });
    }
}
