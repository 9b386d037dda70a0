using System.Text.Json.Nodes;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Tests.Running;

/// <summary>Every tuner of the catalog goes on after a stop as if there had been none.</summary>
public sealed class ResumedTunerTests
{
    private const int Trials = 16;

    public static TheoryData<string> Names => [.. TunerCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tuner_proposes_after_a_resume_what_it_would_have_proposed(string name)
    {
        using var whole = new TestExperiment(Trials);
        Assert.Equal(ExperimentStatus.Done, whole.Run(TestExperiment.InProcess(Report), tuner: Make(name)));

        using var parts = new TestExperiment(Trials);
        for (var part = 0; part < 3; part++)
        {
            using var cancel = new CancellationTokenSource();
            var ended = 0;
            parts.Run(TestExperiment.InProcess(Report), new ExperimentRunOptions { TrialEnded = _ => { if (++ended == 4) cancel.Cancel(); } }, Make(name), cancel.Token);
        }
        Assert.Equal(ExperimentStatus.Done, parts.Run(TestExperiment.InProcess(Report), tuner: Make(name)));

        Assert.Equal(Trials, whole.Store.TrialCount());
        Assert.Equal(whole.Store.Trials().Select(Essence), parts.Store.Trials().Select(Essence));
        Assert.Empty(StoreCheck.Run(parts.Store));
        Assert.Equal(name is "evolution" or "local-search" or "bananas" or "spos" or "nsga2" or "network-morphism", parts.Store.Trials().Any(t => t.Parents.Count > 0));
    }

    private static (string, int?, int?, string, TrialState, double?) Essence(TrialRecord trial) => (trial.Parameters, trial.Fidelity, trial.Continues, string.Join(' ', trial.Parents), trial.Status, trial.Result);

    // Each fifth trial fails.
    private static void Report(TrialContext trial)
    {
        if (trial.Number % 5 != 4)
            trial.ReportFinal(TestExperiment.Score(trial.Parameters) + (trial.Epochs ?? 0) * 0.01);
    }

    // Small enough that each has learnt something within the trials.
    private static ITuner Make(string name)
    {
        JsonObject? arguments = name switch
        {
            "nsga2" => new JsonObject { ["population"] = 4 },
            "spos" => new JsonObject { ["population"] = 4, ["parents"] = 2, ["mutations"] = 2, ["crossovers"] = 2 },
            "evolution" => new JsonObject { ["population_size"] = 5, ["sample_size"] = 3 },
            "ppo" => new JsonObject { ["trials_per_update"] = 4, ["minibatch_size"] = 2 },
            _ => null,
        };
        return TunerCatalog.Create(name, TestExperiment.Wide, arguments, seed: 7);
    }
}
