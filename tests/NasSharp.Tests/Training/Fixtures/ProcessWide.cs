using NasSharp.Torch;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>Tests that need libtorch's own generator or the number of live tensors to themselves; both belong to the process.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide : ICollectionFixture<ProcessWide.OneThread>
{
    /// <summary>Frees what earlier tests left to the finalizer. Once, before counting live tensors: what the test itself forgets must still show.</summary>
    internal static void FreeForgottenTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>The tensors of these tests are tiny: a second thread costs more than it does, the more so on a busy machine.</summary>
    public sealed class OneThread : IDisposable
    {
        private readonly int _before = torch.get_num_threads();

        public OneThread() => torch.set_num_threads(1);

        public void Dispose() => torch.set_num_threads(_before);
    }
}
