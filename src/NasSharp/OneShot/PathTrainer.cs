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
/// The loop of searches that train a supernet along single paths: a step computes, differentiates and moves the weights of the paths it draws, and of nothing
/// else. Afterwards architectures are measured with the shared weights on validation data. A method says how it draws paths and which architectures it measures.
/// </summary>
/// <typeparam name="TResult">What the search finds.</typeparam>
public abstract class PathTrainer<TResult> : Trainer<TResult>
    where TResult : RankedSearchResult
{
    private readonly PathOptions _options;
    private readonly DataLoader<TrainSplit> _train;
    private readonly ValidationSplit _validation;
    private readonly SGD _weights;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly SupernetEvaluation _evaluation;

    private protected PathTrainer(string kind, torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, PathOptions options, RunOptions? run)
        : base(kind, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        options.Validate();
        (_options, Objective, _validation) = (options, objective, validation);
        _train = train.CreateLoader(LoaderFor("train", options.BatchSize, options.Augmentation) with { DropLast = true });
        Mutator = new RandomMutator(model, Streams["paths"]);
        try
        {
            options.Hardware?.DemandFits(Mutator.Space);
        }
        catch
        {
            _train.Dispose();
            Mutator.Dispose();
            throw;
        }
        _weights = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), options.LearningRate, options.Momentum, weight_decay: options.WeightDecay);
        var steps = (double)options.Epochs * _train.BatchesPerEpoch;
        _schedule = torch.optim.lr_scheduler.LambdaLR(_weights, step => Math.Max(0, 1 - step / steps));
        Update = new WeightUpdate(_weights, options.GradientClip, new ForwardPrecision(Run.MixedPrecision, Device));
        _evaluation = new SupernetEvaluation(Mutator, objective, train, validation, LoaderFor("recalibration", options.BatchSize), options.RecalibrationBatches);
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
    }

    /// <summary>Runs the paths.</summary>
    public RandomMutator Mutator { get; }

    /// <inheritdoc/>
    private protected override Objective? Watched => Objective;

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <summary>The loss of a path.</summary>
    private protected Objective Objective { get; }

    /// <summary>Moves the weights.</summary>
    private protected WeightUpdate Update { get; }

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = RunDescription.Of<object>(Kind, Run, _options, Model, [_train.Split, _validation]);
        description["space"] = Mutator.Space.Fingerprint;
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        var result = TrainPaths(batch);
        _schedule.step();
        return result;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        if (_options.PathsEachEpoch == 0)
            return null;
        var measured = Enumerable.Range(0, _options.PathsEachEpoch).Select(_ => _evaluation.Evaluate(Mutator.Space.Sample(Streams["watched paths"]))).ToList();
        return measured[0].Keys.ToDictionary(name => name, name => measured.Average(m => m[name]));
    }

    /// <inheritdoc/>
    protected internal override TResult Complete(CancellationToken cancel)
    {
        using var journal = new ScoreJournal(Folder?.At("scores.jsonl"), Model);
        var result = Compare(architecture => Measure(architecture, journal, cancel));
        if (Folder is not null)
        {
            var best = result.Candidates[0];
            var preprocessing = _train.Split.Preprocessing;
            ArchitectureFile.Write(Folder.Architecture, best.Architecture, new ArchitectureMeta { Algorithm = Kind, Seed = Run.Seed, Score = best.Score, Preprocessing = preprocessing });
            Safetensors.Save(Folder.Supernet, Model.state_dict(), preprocessing is null ? null : new Dictionary<string, string> { ["preprocessing"] = preprocessing.ToJson() });
        }
        return result;
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(TResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CandidateRanking.Print(result);
    }

    /// <inheritdoc/>
    protected internal override TResult Parse(JsonObject result) => Parse(result, CandidateRanking.Parse(Mutator.Space, result, Folder!.Result));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _evaluation.Dispose();
            _train.Dispose();
            _weights.Dispose();
            Mutator.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Draws the paths of a step and moves their weights.</summary>
    private protected abstract BatchResult TrainPaths(Batch batch);

    /// <summary>Chooses architectures, lets each be measured, and makes the result. Called again after a kill, with the same draws, it must ask for the same.</summary>
    private protected abstract TResult Compare(Func<Architecture, ScoredArchitecture> measure);

    /// <summary>The result of a finished run.</summary>
    private protected abstract TResult Parse(JsonObject file, RankedSearchResult found);

    /// <summary>What an architecture costs; it stands beside what the objective measures.</summary>
    private protected virtual IEnumerable<KeyValuePair<string, double>> Costs(Architecture architecture) =>
        _options.Hardware is { } hardware ? [KeyValuePair.Create(hardware.Cost.Name, hardware.Cost.Of(architecture))] : [];

    /// <summary>The best first; a score that is not a number is worse than any.</summary>
    private protected List<ScoredArchitecture> Ranked(IEnumerable<ScoredArchitecture> scored) => CandidateRanking.Ranked(scored, _options.HigherIsBetter);

    private ScoredArchitecture Measure(Architecture architecture, ScoreJournal journal, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var metrics = journal.Find(architecture.Hash);
        if (metrics is null)
            journal.Add(architecture.Hash, metrics = _evaluation.Evaluate(architecture, cancel));
        var score = CandidateRanking.Score(metrics, nameof(PathOptions.Score), _options.Score);
        if (_options.Hardware is { } hardware)
            score = CandidateRanking.Priced(score, architecture, _options.HigherIsBetter, hardware);
        var all = new Dictionary<string, double>(metrics, StringComparer.Ordinal);
        foreach (var (name, cost) in Costs(architecture))
            all.TryAdd(name, cost);
        return new ScoredArchitecture(architecture, score, all);
    }
}
