using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Cli.Workloads;

/// <summary>Runs every candidate of every choice: the supernet as a whole, for profiling.</summary>
internal sealed class AllPaths(torch.nn.Module model) : Mutator(model)
{
    public override Architecture Export() => Space.First();

    protected override IReadOnlyList<Execution?> Decide() => Executions.All(Space);
}
