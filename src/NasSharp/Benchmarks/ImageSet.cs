namespace NasSharp.Benchmarks;

/// <summary>The images that the networks of a benchmark were trained on.</summary>
public enum ImageSet
{
    /// <summary>CIFAR-10: 10 classes, 32x32.</summary>
    Cifar10,

    /// <summary>CIFAR-100: 100 classes, 32x32.</summary>
    Cifar100,

    /// <summary>ImageNet16-120: 120 classes, 16x16.</summary>
    ImageNet16,
}
