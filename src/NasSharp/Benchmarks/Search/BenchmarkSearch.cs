using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Benchmarks.Search;

/// <summary>Runs tuners on tables, in this process.</summary>
public static class BenchmarkSearch
{
    // A budget of seconds has a number of queries that is never reached.
    private const int MostReserved = 1_000;

    /// <summary>One search; the same tuner and seed give the same run.</summary>
    /// <exception cref="BenchmarkException">The tuner ended before its first trial.</exception>
    public static BenchmarkRun Run(BenchmarkTask task, Func<SearchSpace, long, ITuner> tuner, BenchmarkBudget budget, long seed)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(tuner);
        ArgumentNullException.ThrowIfNull(budget);
        budget.Validate();
        var made = tuner(task.Space, seed);
        using var disposed = made as IDisposable;
        var session = new TunerSession(made, task.Space, new TunerSessionOptions
        {
            Seed = seed,
            AnswerDuplicates = budget.AnswerDuplicates,
            RepetitionLimit = budget.RepetitionLimit,
            Goals = Goals(task),
            Constraint = task.Allowed,
        });
        var curve = new List<double>(Math.Min(budget.Queries, MostReserved));
        var incumbent = new Incumbent();
        var (epochs, seconds, trials) = (0L, 0.0, 0);
        while (session.Ask() is { } proposal)
        {
            var trained = proposal.Fidelity ?? task.Epochs;
            epochs += trained;
            seconds += task.Seconds?.Invoke(proposal.Architecture, trained) ?? 0;
            if (epochs > (long)budget.Queries * task.Epochs || seconds > (budget.Seconds ?? double.PositiveInfinity))
                break;
            trials++;
            var score = task.Score(proposal.Architecture, trained);
            incumbent.See(proposal.Architecture, trained, score);
            session.Tell(proposal.Id, task.Cost is { } cost ? TrialOutcome.Of(score, cost(proposal.Architecture)) : TrialOutcome.Of(score));
            while ((curve.Count + 1L) * task.Epochs <= epochs)
                curve.Add(incumbent.Epochs == task.Epochs ? incumbent.Score : double.NaN);
        }
        if (incumbent.Architecture is not { } best)
            throw new BenchmarkException($"The tuner made no trial within the budget of {budget.Queries} queries{(budget.Seconds is { } s ? $" and {s} seconds" : "")} on {task.Name}.");
        // A tuner that has seen the whole space keeps what it has.
        while (budget.Seconds is null && curve.Count < budget.Queries)
            curve.Add(incumbent.Epochs == task.Epochs ? incumbent.Score : double.NaN);
        return new BenchmarkRun(seed, curve, best, task.Score(best, task.Epochs), task.Final(best), trials);
    }

    /// <summary>Searches with the seeds 0, 1, ..., one after the other.</summary>
    public static IReadOnlyList<BenchmarkRun> RunAll(BenchmarkTask task, Func<SearchSpace, long, ITuner> tuner, BenchmarkBudget budget, int seeds)
        => [.. Enumerable.Range(0, seeds).Select(seed => Run(task, tuner, budget, seed))];

    private static Goal[] Goals(BenchmarkTask task) => task.Cost is null ? [Goal.Maximize] : [Goal.Maximize, Goal.Minimize];

    // A longer training says more than a better score after a shorter one.
    private sealed class Incumbent
    {
        public Architecture? Architecture { get; private set; }

        public int Epochs { get; private set; }

        public double Score { get; private set; }

        public void See(Architecture architecture, int epochs, double score)
        {
            if (Architecture is not null && (epochs < Epochs || (epochs == Epochs && score <= Score)))
                return;
            (Architecture, Epochs, Score) = (architecture, epochs, score);
        }
    }
}
