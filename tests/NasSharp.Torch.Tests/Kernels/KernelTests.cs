namespace NasSharp.Torch.Tests.Kernels;

/// <summary>These tests choose the instruction set of the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(KernelTests), DisableParallelization = true)]
public sealed class KernelTests;
