namespace NasSharp.Zoo.Darts;

/// <summary>How a DARTS network begins.</summary>
public enum DartsStem
{
    /// <summary>One 3x3 convolution at full resolution, for images of about 32x32.</summary>
    Cifar,

    /// <summary>Three 3x3 convolutions of stride 2, for images of about 224x224.</summary>
    ImageNet,
}
