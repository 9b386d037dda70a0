using NasSharp.Bench.Slurm;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>The simulation of <c>NasSharp.Bench slurm</c>, small and with many troubles: manager, store, pool and workers are the real ones.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void No_trial_is_lost_and_none_has_two_results(int seed)
    {
        using var folder = new TemporaryFolder();
        var result = Simulation.Run(folder.At("simulation"), TestExperiment.Wide, new SimulationOptions { Workers = 30, Trials = 300, ManagerKills = 8, Seed = seed, Harshness = 20 });
        Assert.Empty(result.Complaints);
        Assert.Equal((0, 0), (result.Lost, result.Duplicates));
        Assert.NotEqual((0, 0), (result.Repeated, result.Refused)); // there was trouble
    }
}
