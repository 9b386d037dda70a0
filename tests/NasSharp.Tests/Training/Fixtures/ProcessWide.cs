namespace NasSharp.Tests.Training.Fixtures;

/// <summary>Tests that need libtorch's own generator or the number of live tensors to themselves; both belong to the process.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide
{
    /// <summary>Frees what earlier tests left to the finalizer. Once, before counting live tensors: what the test itself forgets must still show.</summary>
    internal static void FreeForgottenTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
