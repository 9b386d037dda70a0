namespace NasSharp.Training;

/// <summary>Element types of the expensive operators on CUDA; weights and optimizers stay float32.</summary>
public enum MixedPrecision
{
    /// <summary>Everything in float32.</summary>
    Off,

    /// <summary>bfloat16: the range of float32 with 8 bits of precision, so that no loss scale is needed; needs a GPU of 2020 or later.</summary>
    BFloat16,
}
