namespace NasSharp.Experiments.Tests.Killing;

/// <summary>
/// Managers that are killed at random instants, 100 in all, each time resumed: the experiment must end like one that was never killed. The program of the tests prints the same as a table:
/// <c>NasSharp.Experiments.Tests kill-table 100</c>.
/// </summary>
public sealed class KilledManagerTests
{
    [Theory]
    [InlineData("shell", 60, 2, 35)]
    [InlineData("climb", 60, 1, 30)]
    [InlineData("inprocess", 60, 1, 25)]
    [InlineData("warm", 60, 2, 10)]
    public void Resumed_experiment_ends_like_one_that_was_never_killed(string kind, int trials, int concurrency, int kills)
    {
        var rounds = new KillRounds(kind, trials, concurrency, new Random(kills));
        rounds.Run(kills);
        Assert.Empty(rounds.Faults);
    }

    /// <summary>Kills so many managers of each kind and prints what happened; the exit code is 1 when anything did that must not.</summary>
    internal static int PrintTable(int kills)
    {
        Console.WriteLine(KillRounds.Head);
        var faults = 0;
        foreach (var (kind, concurrency) in ((string, int)[])[("shell", 2), ("climb", 1), ("inprocess", 1), ("warm", 2)])
        {
            var rounds = new KillRounds(kind, 60, concurrency, new Random(kills));
            rounds.Run(kills);
            Console.WriteLine(rounds.Row);
            faults += rounds.Faults.Count();
        }
        return faults == 0 ? 0 : 1;
    }
}
