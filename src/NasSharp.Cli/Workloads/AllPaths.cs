using NasSharp.Spaces;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;

namespace NasSharp.Cli.Workloads;

/// <summary>Runs every candidate of every choice: the supernet as a whole, for profiling. A superkernel is whole when it runs its largest candidate.</summary>
internal sealed class AllPaths(torch.nn.Module model) : Mutator(model)
{
    public override Architecture Export() => Space.First();

    protected override IReadOnlyList<Execution?> Decide() =>
        [.. Executions.All(Space).Select((all, i) => MutablesOf(Space.Choices[i].Key).First() is SuperKernelBlock block ? Execution.One(Largest(block), block.CandidateNames.Count) : all)];

    // The last that is no skip.
    private static int Largest(SuperKernelBlock block) => block.CandidateNames.Count - (block.CanSkip ? 2 : 1);
}
