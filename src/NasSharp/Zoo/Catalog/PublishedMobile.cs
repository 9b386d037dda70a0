using NasSharp.Zoo.FBNet;
using NasSharp.Zoo.ProxylessMobile;
using NasSharp.Zoo.ShuffleNetV2;
using static NasSharp.Torch.torch;
using static NasSharp.Zoo.Catalog.Numbers;

namespace NasSharp.Zoo.Catalog;

/// <summary>The networks that were published for the spaces of mobile networks on ImageNet.</summary>
internal static class PublishedMobile
{
    private const string FBNetPaper = "Wu et al. 2019, arXiv 1812.03443";
    private const string FBNetTable = "the paper, arXiv 1812.03443";
    private const string ReleaseDiffers = "The network that the authors released is not quite the one that the paper measures.";

    public static IEnumerable<PublishedArchitecture> All()
    {
        const string spos = "megvii-model/SinglePathOneShot 36eed6c";
        yield return new PublishedArchitecture("SPOS", "shufflenet-v2", "spos", "Guo et al. 2020, arXiv 1904.00420", spos,
            ImageNet("channels 64, 160, 320, 640", () => new ShuffleNetNetwork(new ShuffleNetSpaceOptions { Affine = true }), null,
                Parameters(3_558_464, $"the authors' code, {spos}, counted by running it"), MultiplyAdds(322_918_720, $"the authors' code, {spos}, counted by running it"),
                PrintedParameters(3.5, "the authors' README, cut to one digit", 0.2), PrintedMultiplyAdds(323, "the authors' README"), Error(25.6, "the authors' README")));
        const string proxyless = "Cai, Zhu and Han 2019, arXiv 1812.00332";
        const string configs = "han-cai/files a7c9bcd, proxyless configurations";
        const string run = "the authors' code, mit-han-lab/proxylessnas bf58b5c, counted by running it";
        const string log = "the authors' training log";
        yield return new PublishedArchitecture("Proxyless-CPU", "proxyless", "proxyless-cpu", proxyless, configs,
            ImageNet("channels 24 to 360", () => new ProxylessMobileNetwork(new ProxylessMobileOptions
            {
                StemChannels = 40, FirstBlockChannels = 24, HeadChannels = 1432,
                Stages = [new(32, 4, 2), new(48, 4, 2), new(88, 4, 2), new(104, 4, 1), new(216, 4, 2), new(360, 1, 1)],
            }), null));
        yield return new PublishedArchitecture("Proxyless-GPU", "proxyless", "proxyless-gpu", proxyless, configs,
            ImageNet("channels 24 to 432", () => new ProxylessMobileNetwork(new ProxylessMobileOptions
            {
                StemChannels = 40, FirstBlockChannels = 24, HeadChannels = 1728,
                Stages = [new(32, 4, 2), new(56, 4, 2), new(112, 4, 2), new(128, 4, 1), new(256, 4, 2), new(432, 1, 1)],
            }), null,
                Parameters(7_119_848, run), MultiplyAdds(465_260_160, run), PrintedParameters(7.12, log, 0.01), PrintedMultiplyAdds(465.3, log, 0.1), Error(24.92, log)));
        yield return new PublishedArchitecture("Proxyless-mobile", "proxyless", "proxyless-mobile", proxyless, configs,
            ImageNet("channels 16 to 320", () => new ProxylessMobileNetwork(new ProxylessMobileOptions
            {
                Stages = [new(32, 4, 2), new(40, 4, 2), new(80, 4, 2), new(96, 4, 1), new(192, 4, 2), new(320, 1, 1)],
            }), null,
                Parameters(4_080_512, run), MultiplyAdds(320_427_584, run), PrintedParameters(4.08, log, 0.01), PrintedMultiplyAdds(320.4, log, 0.1), Error(25.41, log)));
        yield return FBNet("FBNet-A", "fbnet-a", FBNetArchitectures.SizeOfA, 4.3, 249, 27.0);
        yield return FBNet("FBNet-B", "fbnet-b", FBNetArchitectures.SizeOfBAndC, 4.5, 295, 25.9);
        yield return FBNet("FBNet-C", "fbnet-c", FBNetArchitectures.SizeOfBAndC, 5.5, 375, 25.1);
    }

    private static PublishedArchitecture FBNet(string name, string file, FBNetSpaceOptions size, double parameters, double multiplyAdds, double error) =>
        new(name, "fbnet", file, FBNetPaper, "facebookresearch/mobile-vision, the released networks",
            ImageNet($"22 layers, head of {size.HeadChannels} channels", () => new FBNetNetwork(size), ReleaseDiffers,
                PrintedParameters(parameters, FBNetTable), PrintedMultiplyAdds(multiplyAdds, FBNetTable), Error(error, FBNetTable)));

    private static PublishedNetwork ImageNet(string size, Func<nn.Module<Tensor, Tensor>> open, string? difference, params IReadOnlyList<PublishedNumber> numbers) =>
        new("ImageNet", size, [3, 224, 224], open, numbers) { Difference = difference };
}
