namespace NasSharp.Tests.Training.Fixtures;

/// <summary>Tests that need libtorch's own generator or the number of live tensors to themselves; both belong to the process.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
