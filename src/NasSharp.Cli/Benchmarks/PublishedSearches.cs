using NasSharp.Benchmarks;

namespace NasSharp.Cli.Benchmarks;

/// <summary>Test accuracies after 200 epochs in the NAS-Bench-201 paper (Dong and Yang 2020, arXiv 2001.00326, Table 5), mean and deviation of 500 searches.</summary>
internal static class PublishedSearches
{
    /// <summary>What the paper gives for a tuner, or null.</summary>
    public static (double Mean, double Deviation)? Of(string tuner, ImageSet images) => (tuner, images) switch
    {
        ("evolution", ImageSet.Cifar10) => (93.92, 0.30),
        ("evolution", ImageSet.Cifar100) => (71.84, 0.99),
        ("evolution", ImageSet.ImageNet16) => (45.54, 1.03),
        ("random", ImageSet.Cifar10) => (93.70, 0.36),
        ("random", ImageSet.Cifar100) => (71.04, 1.07),
        ("random", ImageSet.ImageNet16) => (44.57, 1.25),
        ("reinforce", ImageSet.Cifar10) => (93.85, 0.37),
        ("reinforce", ImageSet.Cifar100) => (71.71, 1.09),
        ("reinforce", ImageSet.ImageNet16) => (45.24, 1.18),
        _ => null,
    };
}
