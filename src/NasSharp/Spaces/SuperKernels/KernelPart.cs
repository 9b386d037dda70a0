namespace NasSharp.Spaces.SuperKernels;

/// <summary>A part of a superkernel that a gate opens or closes.</summary>
internal enum KernelPart
{
    /// <summary>What the 5x5 kernel has beyond the 3x3 inside it.</summary>
    Shell,

    /// <summary>The second half of the expanded channels.</summary>
    SecondHalf,

    /// <summary>The whole block, where it can be skipped.</summary>
    Block,
}
