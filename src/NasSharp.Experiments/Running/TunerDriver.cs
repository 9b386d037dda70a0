using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Running;

/// <summary>Ties a tuner to a store: what the session does is recorded in the transaction that is open, and a new session is brought into the recorded state.</summary>
internal sealed class TunerDriver
{
    private readonly ExperimentStore _store;
    private readonly TunerSession _session;
    private readonly IReadOnlyList<Objective> _objectives;
    private int _imported;

    public TunerDriver(ExperimentStore store, ITuner tuner, SearchSpace space, IReadOnlyList<Objective> objectives, TunerSessionOptions options)
    {
        _store = store;
        _objectives = objectives;
        _session = new TunerSession(tuner, space, options with { Goals = [.. objectives.Select(o => o.Goal)], Recorder = Record });
        Replay(space);
    }

    public bool IsExhausted => _session.IsExhausted;

    /// <summary>Suggestions that were answered from what is known.</summary>
    public long Duplicates => _session.Duplicates;

    /// <summary>Suggestions that the constraints refused.</summary>
    public long Rejections => _session.Rejections;

    /// <summary>Asks for a trial and records it; null when there is none now.</summary>
    public TrialRecord? Propose()
    {
        Proposal? proposal = null;
        _store.Commit(() =>
        {
            proposal = _session.Ask();
            if (proposal is { ContinuesId: not null } or { ParentIds.Count: > 0 })
                _store.WriteLineage(proposal.Id, proposal.ContinuesId, proposal.ParentIds);
        });
        return proposal is null ? null : _store.Trial(proposal.Id);
    }

    /// <summary>Records how a trial ended and tells the tuner, both or neither.</summary>
    public bool End(int trial, TrialEnding ending, AttemptRecord? attempt)
    {
        var changed = false;
        _store.Commit(() =>
        {
            changed = _store.EndTrial(trial, ending, attempt);
            if (changed)
                _session.Tell(trial, Outcome(ending.Result, ending.Metrics));
        });
        return changed;
    }

    /// <summary>Tells the tuner the results that users have imported since the last time.</summary>
    public int LearnImported()
    {
        var results = _store.Imported();
        var learnt = 0;
        for (; _imported < results.Count; _imported++, learnt++)
        {
            var result = results[_imported];
            _store.Commit(() =>
            {
                _session.Learn(Architecture.ParseTrialParameters(_session.Space, result.Parameters, $"imported result {result.Number}"), Outcome(result.Values), result.Fidelity);
                _store.AddTunerStep(TunerStep.Learn, result.Number);
            });
        }
        return learnt;
    }

    /// <summary>Why a final report is no result, or null when it is one.</summary>
    public string? Problem(double value, IReadOnlyDictionary<string, double> others)
    {
        foreach (var objective in _objectives)
        {
            var found = objective.Name == Objective.Default ? value : others.TryGetValue(objective.Name, out var other) ? other : (double?)null;
            if (found is null)
                return $"its final report has no '{objective.Name}', which is an objective";
            if (!double.IsFinite(found.Value))
                return $"its final result{(objective.Name == Objective.Default ? "" : $" '{objective.Name}'")} is {(double.IsNaN(found.Value) ? "not a number (NaN)" : "infinite")}";
        }
        return null;
    }

    private TrialOutcome Outcome(IReadOnlyDictionary<string, double> values) =>
        Outcome(values.TryGetValue(Objective.Default, out var value) ? value : null, values);

    private TrialOutcome Outcome(double? result, IReadOnlyDictionary<string, double> others) => result is { } value && Problem(value, others) is null
        ? TrialOutcome.Of([.. _objectives.Select(o => o.Name == Objective.Default ? value : others[o.Name])])
        : TrialOutcome.Failed;

    private void Record(TunerEvent happened)
    {
        switch (happened)
        {
            case TunerEvent.Asked asked:
                var number = _store.AddTrial("tuner", asked.Architecture.ToTrialParameters(), asked.Fidelity, null);
                if (number != asked.Id)
                    throw new ExperimentException($"{_store.Folder.Root}: the tuner proposed trial {asked.Id}, but the store has {number} trials; 'nasctl experiment check' says more.");
                _store.AddTunerStep(TunerStep.Ask, number);
                break;
            case TunerEvent.Told told:
                _store.AddTunerStep(TunerStep.Tell, told.Id);
                break;
            case TunerEvent.Waited:
                _store.AddTunerStep(TunerStep.Wait, -1);
                break;
        }
    }

    private void Replay(SearchSpace space)
    {
        var steps = _store.TunerSteps();
        if (steps.Count == 0)
            return;
        var trials = _store.Trials().ToDictionary(t => t.Number);
        var imported = _store.Imported().ToDictionary(i => i.Number);
        Architecture Of(string parameters, int number) => Architecture.ParseTrialParameters(space, parameters, $"trial {number}");
        _session.Replay(steps.Select<(TunerStep Step, int Number), TunerEvent>(step => step.Step switch
        {
            TunerStep.Ask => new TunerEvent.Asked(step.Number, Of(trials[step.Number].Parameters, step.Number), trials[step.Number].Fidelity),
            TunerStep.Tell => new TunerEvent.Told(step.Number, Outcome(trials[step.Number].Result, trials[step.Number].Metrics)),
            TunerStep.Learn => new TunerEvent.Learned(Of(imported[step.Number].Parameters, step.Number), Outcome(imported[step.Number].Values), imported[step.Number].Fidelity),
            _ => new TunerEvent.Waited(),
        }));
        _imported = steps.Count(s => s.Step == TunerStep.Learn);
    }
}
