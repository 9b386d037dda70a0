using System.Globalization;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Progress;

namespace NasSharp.OneShot.Collapse;

/// <summary>
/// Measures a search after each epoch, and when the rule says that it has collapsed, goes back to the last sound epoch and applies the remedy. What it knows is part of the
/// run's checkpoints; going back leaves that alone. While nothing happens it changes nothing of what the search finds.
/// </summary>
internal sealed class CollapseGuard : ICheckpointed, IDisposable
{
    private const int StepsPerIteration = 20;
    private const int FewestIterations = 3;

    private readonly CollapseOptions _options;
    private readonly CollapseSubject _subject;
    private readonly List<CollapseEntry> _history = [];
    private readonly PerturbationSelection _selection;
    private DominantEigenvalue _power;
    private EpochSnapshots? _snapshots;
    private int _rollbacks;
    private int _since;
    private bool _told;

    public CollapseGuard(CollapseOptions options, CollapseSubject subject)
    {
        (_options, _subject) = (options, subject);
        _power = NewPower();
        _selection = new PerturbationSelection(subject, options.PerturbationBatches);
    }

    /// <summary>Whether the alphas stand still while choice after choice is decided.</summary>
    public bool Selecting => _selection.Runs;

    /// <summary>Forgets everything; another supernet is trained from here.</summary>
    public void Restart()
    {
        _history.Clear();
        _power = NewPower();
        _told = false;
    }

    /// <summary>Measures the end of an epoch in which the alphas learnt, and records it.</summary>
    public void Measure(int epoch)
    {
        var mutator = _subject.Training().Mutator;
        var derived = mutator.Export();
        var skips = SkipCount.Of(derived, mutator);
        var values = new List<KeyValuePair<string, double>>
        {
            KeyValuePair.Create("skips", (double)skips.Skips),
            KeyValuePair.Create("skip_share", skips.Share),
            KeyValuePair.Create("entropy", AlphaEntropy.Of(mutator)),
        };
        double? eigenvalue = null;
        if (mutator.MixesAll)
        {
            using var loader = _subject.OpenValidation();
            var (relaxed, path) = (_subject.Probe.Relaxed(loader.Batches().Take(1)), _subject.Probe.Path(derived, loader.Batches().Take(1)));
            values.AddRange(relaxed.Select(r => KeyValuePair.Create($"gap_{r.Key}", r.Value - path[r.Key])));
            if (epoch % _options.EigenvalueEvery == 0)
            {
                var iterations = Math.Min(Math.Max(_subject.StepsPerEpoch / StepsPerIteration, FewestIterations), _options.PowerIterations);
                foreach (var batch in loader.Batches().Take(1))
                    eigenvalue = _subject.Probe.Eigenvalue(_power, batch, iterations);
                values.Add(KeyValuePair.Create("eigenvalue", eigenvalue!.Value));
            }
        }
        _history.Add(new CollapseEntry(epoch, skips.Share, eigenvalue is { } size && double.IsFinite(size) && _power.IsSettled ? size : null));
        _subject.Recorder()?.Record(_subject.Step(), epoch, "collapse", values);
    }

    /// <summary>Judges the epoch that is over, with the counters on the next one; goes back when it must.</summary>
    /// <returns>Why the search shall end; null: it goes on.</returns>
    public string? Review()
    {
        var epoch = _subject.Epoch() - 1;
        if (Selecting)
            _selection.Decide(epoch, _subject.Epochs());
        if (Selecting || _history is not [.., { Epoch: var last }] || last != epoch)
            return null;
        var found = CollapseRule.Judge(_history, _options);
        if (found is { HealthyEpoch: { } healthy } && _options.Remedy != CollapseRemedy.Report && _rollbacks < _options.MaxRollbacks && Snapshots().Has(healthy))
            return GoBack(epoch, healthy, found.Reason);
        if (found is not null && !_told)
            Tell($"The search looks collapsed in epoch {epoch + 1}: {found.Reason}; {WhyNothingIsDone(found)}.");
        _told = found is not null;
        if (_options.Remedy != CollapseRemedy.Report && _rollbacks < _options.MaxRollbacks)
            Keep(epoch);
        Treat();
        return null;
    }

    /// <inheritdoc/>
    public void Save(CheckpointSection section)
    {
        section.PutNumbers("skip_share", _history.Select(e => KeyValuePair.Create(Name(e.Epoch), e.SkipShare)));
        section.PutNumbers("eigenvalue", _history.Where(e => e.Eigenvalue is not null).Select(e => KeyValuePair.Create(Name(e.Epoch), e.Eigenvalue!.Value)));
        section.PutNumbers("direction", _power.Vector.Index().Select(v => KeyValuePair.Create(Name(v.Index), v.Item)));
        section.Values["rollbacks"] = _rollbacks;
        section.Values["since"] = _since;
        section.Values["told"] = _told;
        section.Values["selection"] = _selection.Save();
    }

    /// <inheritdoc/>
    public void Load(CheckpointSection section)
    {
        var eigenvalues = section.GetNumbers("eigenvalue");
        _history.Clear();
        _history.AddRange(section.GetNumbers("skip_share").Select(s => new CollapseEntry(
            int.Parse(s.Key, CultureInfo.InvariantCulture), s.Value, eigenvalues.TryGetValue(s.Key, out var value) ? value : null)));
        _power.Vector = [.. section.GetNumbers("direction").Values];
        _rollbacks = section.Get<int>("rollbacks");
        _since = section.Get<int>("since");
        _told = section.Get<bool>("told");
        _selection.Load(section.Get("selection").AsObject());
        Treat();
    }

    /// <summary>Frees the states kept in memory.</summary>
    public void Dispose() => _snapshots?.Dispose();

    private string? GoBack(int epoch, int healthy, string reason)
    {
        Snapshots().Restore(healthy, _subject.Parts());
        _subject.Recorder()?.Folder?.ForgetArchitecturesAfter(healthy);
        _history.RemoveAll(e => e.Epoch > healthy);
        (_rollbacks, _since) = (_rollbacks + 1, healthy + 1);
        var remedy = Remedy();
        _subject.Recorder()?.Record(_subject.Step(), epoch, "rollback",
            [KeyValuePair.Create("from_epoch", (double)epoch), KeyValuePair.Create("to_epoch", (double)healthy), KeyValuePair.Create("rollbacks", (double)_rollbacks)]);
        _subject.Recorder()?.Tell(new RolledBack(epoch, healthy, reason, remedy));
        Tell($"The search collapsed in epoch {epoch + 1}: {reason}; it goes back to the end of epoch {healthy + 1} and {remedy}.");
        if (_options.Remedy == CollapseRemedy.Stop)
            return $"the search collapsed in epoch {epoch + 1}, and the architecture of epoch {healthy + 1} is the result";
        if (_options.Remedy == CollapseRemedy.Perturbation)
        {
            _selection.Begin(_rollbacks);
            _selection.Decide(healthy, _subject.Epochs());
        }
        Treat();
        return null;
    }

    // Everything that a remedy changes follows from the state, so that it is the same after a resumption.
    private void Treat()
    {
        if (_rollbacks == 0)
            return;
        var training = _subject.Training();
        var fading = _subject.Epochs() > _since ? Math.Max(0.0, _subject.Epochs() - _subject.Epoch()) / (_subject.Epochs() - _since) : 0;
        switch (_options.Remedy)
        {
            case CollapseRemedy.WeightDecay:
                ((SGD.Options)training.Weights.ParamGroups[0].Options!).weight_decay = WeightDecay;
                break;
            case CollapseRemedy.SkipDropout:
                training.Mutator.SkipDropout = FirstDropout * fading;
                break;
            case CollapseRemedy.AuxiliarySkip:
                training.Mutator.AuxiliarySkip = FirstAuxiliary * fading;
                break;
        }
    }

    private double WeightDecay => _subject.WeightDecay * Math.Pow(_options.WeightDecayFactor, _rollbacks);

    private double FirstDropout => 1 - Math.Pow(1 - _options.SkipDropout, _rollbacks);

    private double FirstAuxiliary => _options.AuxiliarySkip * _rollbacks;

    private string Remedy() => _options.Remedy switch
    {
        CollapseRemedy.Stop => "stops there",
        CollapseRemedy.WeightDecay => FormattableString.Invariant($"goes on with a weight decay of {WeightDecay:G4}"),
        CollapseRemedy.SkipDropout => FormattableString.Invariant($"goes on with dropout on identities from {FirstDropout:G4} to 0"),
        CollapseRemedy.AuxiliarySkip => FormattableString.Invariant($"goes on with an auxiliary skip connection from {FirstAuxiliary:G4} to 0"),
        _ => "selects the candidates whose removal hurts most",
    };

    private string WhyNothingIsDone(Collapse found) => _options.Remedy == CollapseRemedy.Report ? "the guard is set to report only"
        : _rollbacks == _options.MaxRollbacks ? $"it has gone back {_rollbacks} times already"
        : found.HealthyEpoch is null ? "no epoch before was sound" : "the sound epoch is no longer kept";

    private void Keep(int epoch)
    {
        Snapshots().Write(epoch, _subject.Parts());
        // Of the last epochs all, for the rule on skips; before that those which the rule on the eigenvalue can ask for. Two more, should an older checkpoint be resumed.
        var (recent, horizon) = (epoch - 3, epoch - _options.EigenvalueEvery * (_options.EigenvalueWindow / 2 + _options.EigenvalueDistance) - 2);
        Snapshots().Keep(e => e <= epoch && (e >= recent || (e >= horizon && e >= _options.EigenvalueFrom && e % _options.EigenvalueEvery == 0)));
    }

    private EpochSnapshots Snapshots() => _snapshots ??= new EpochSnapshots(_subject.Recorder()?.Folder?.At("collapse"));

    private DominantEigenvalue NewPower() =>
        new(_subject.Training().Mutator.Alphas.Values.Sum(a => (int)a.numel()), new RandomStream(_subject.Seed, "collapse"));

    private void Tell(string line)
    {
        _subject.Recorder()?.Tell(new Notice(line));
        _subject.Recorder()?.RecordText(_subject.Step(), "collapse", line);
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
