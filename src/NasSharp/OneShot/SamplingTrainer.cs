using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot;

/// <summary>
/// The loop of searches that train a supernet on what their mutator draws for each step, and afterwards compare architectures with the shared weights. A
/// method brings its mutator and the comparison.
/// </summary>
public abstract class SamplingTrainer : Trainer<RankedSearchResult>
{
    private readonly SamplingOptions _options;
    private readonly Objective _objective;
    private readonly ValidationSplit _validation;
    private readonly DataLoader<TrainSplit> _train;
    private readonly SGD _weights;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly WeightUpdate _update;
    private readonly SupernetEvaluation _evaluation;
    private readonly bool _screens;
    private ScoreJournal? _scores;
    private ScoreJournal? _screened;

    private protected SamplingTrainer(
        string kind, torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, SamplingOptions options,
        Func<RandomStreams, Mutator> mutator, RunOptions? run, int? screeningBatches = null)
        : base(kind, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        options.Validate();
        options.Hardware?.DemandFits(SearchSpace.Of(model));
        (_options, _objective, _validation) = (options, objective, validation);
        _train = train.CreateLoader(LoaderFor("train", options.BatchSize, options.Augmentation) with { DropLast = true });
        Supernet = mutator(Streams);
        _weights = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), options.LearningRate, options.Momentum, weight_decay: options.WeightDecay);
        _schedule = torch.optim.lr_scheduler.CosineAnnealingLR(_weights, options.Epochs, options.MinLearningRate);
        _update = new WeightUpdate(_weights, options.GradientClip, new ForwardPrecision(Run.MixedPrecision, Device));
        _screens = screeningBatches is not null;
        _evaluation = new SupernetEvaluation(Supernet, objective, train, validation, LoaderFor("recalibration", options.BatchSize), options.RecalibrationBatches, screeningBatches);
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
    }

    /// <inheritdoc/>
    private protected override Objective? Watched => _objective;

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <summary>Decides what each step trains.</summary>
    private protected Mutator Supernet { get; }

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = RunDescription.Of<object>(Kind, Run, _options, Model, [_train.Split, _validation]);
        description["space"] = Supernet.Space.Fingerprint;
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _update.Apply(() => Forward(batch));
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        _schedule.step();
        if (_options.PathsEachEpoch == 0)
            return null;
        var measured = Enumerable.Range(0, _options.PathsEachEpoch).Select(_ => _evaluation.Evaluate(Supernet.Space.Sample(Streams["watched paths"]), Cancel)).ToList();
        return measured[0].Keys.ToDictionary(name => name, name => measured.Average(m => m[name]));
    }

    /// <inheritdoc/>
    protected internal override RankedSearchResult Complete(CancellationToken cancel)
    {
        using var scores = _scores = new ScoreJournal(Folder?.At("scores.jsonl"), Model);
        using var screened = _screened = _screens ? new ScoreJournal(Folder?.At("screening.jsonl"), Model) : null;
        var candidates = Compare(cancel);
        if (Folder is not null)
        {
            ArchitectureFile.Write(Folder.Architecture, candidates[0].Architecture, new ArchitectureMeta { Algorithm = Kind, Seed = Run.Seed, Score = candidates[0].Score });
            Safetensors.Save(Folder.Supernet, Model.state_dict());
        }
        return new RankedSearchResult { Candidates = candidates, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(RankedSearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CandidateRanking.Print(result);
    }

    /// <inheritdoc/>
    protected internal override RankedSearchResult Parse(JsonObject result) => CandidateRanking.Parse(Supernet.Space, result, Folder!.Result);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _evaluation.Dispose();
            _train.Dispose();
            _weights.Dispose();
            Supernet.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Measures with the shared weights on all validation data; what was measured before a kill is known.</summary>
    private protected IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancel) => Known(_scores!, architecture, _evaluation.Evaluate, cancel);

    /// <summary>The same on the screening batches.</summary>
    private protected IReadOnlyDictionary<string, double> Screen(Architecture architecture, CancellationToken cancel) => Known(_screened!, architecture, _evaluation.Screen, cancel);

    /// <summary>Compares architectures after training; the best first, at least one.</summary>
    private protected abstract IReadOnlyList<ScoredArchitecture> Compare(CancellationToken cancel);

    /// <summary>What a step descends: by default the objective on what the mutator draws.</summary>
    private protected virtual BatchResult Forward(Batch batch)
    {
        Supernet.Reset();
        return _objective(batch);
    }

    /// <summary>Ranks architectures by the metric that decides.</summary>
    private protected List<ScoredArchitecture> Rank(IReadOnlyList<Architecture> architectures, Func<Architecture, IReadOnlyDictionary<string, double>> measure, string phase) =>
        CandidateRanking.Rank(architectures, measure, metrics => CandidateRanking.Score(metrics, nameof(SamplingOptions.Score), _options.Score), _options.HigherIsBetter, Progress(phase), _options.Hardware);

    /// <summary>Different architectures drawn uniformly from the space.</summary>
    private protected List<Architecture> Draw(int count) =>
        CandidateRanking.Distinct(Supernet.Space, count, () => Supernet.Space.Sample(Streams["candidates"]), _options.Hardware, Streams["repairs"]);

    private static IReadOnlyDictionary<string, double> Known(
        ScoreJournal journal, Architecture architecture, Func<Architecture, CancellationToken, IReadOnlyDictionary<string, double>> measure, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (journal.Find(architecture.Hash) is { } known)
            return known;
        var metrics = measure(architecture, cancel);
        journal.Add(architecture.Hash, metrics);
        return metrics;
    }
}
