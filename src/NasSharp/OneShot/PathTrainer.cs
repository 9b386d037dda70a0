using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot;

/// <summary>
/// The loop of searches that train a supernet on what their mutator draws for each step: only what the paths run is computed, has a gradient and moves. Afterwards architectures are
/// measured with the shared weights on validation data. A method brings its mutator and says which architectures it compares.
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
    private readonly bool _screens;
    private ScoreJournal? _scores;
    private ScoreJournal? _screened;

    private protected PathTrainer(
        string kind, torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, PathOptions options,
        Func<RandomStreams, Mutator> mutator, RunOptions? run, int? screeningBatches = null)
        : base(kind, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        options.Validate();
        options.Hardware?.DemandFits(SearchSpace.Of(model));
        (_options, Objective, _validation) = (options, objective, validation);
        _train = train.CreateLoader(LoaderFor("train", options.BatchSize, options.Augmentation) with { DropLast = true });
        Supernet = mutator(Streams);
        _weights = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), options.LearningRate, options.Momentum, weight_decay: options.WeightDecay);
        _schedule = options.Schedule(_weights, _train.BatchesPerEpoch);
        Update = new WeightUpdate(_weights, options.GradientClip, new ForwardPrecision(Run.MixedPrecision, Device));
        _screens = screeningBatches is not null;
        _evaluation = new SupernetEvaluation(Supernet, objective, train, validation, LoaderFor("recalibration", options.BatchSize), options.RecalibrationBatches, screeningBatches);
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
    }

    /// <inheritdoc/>
    private protected override Objective? Watched => Objective;

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <summary>Decides what each step trains.</summary>
    private protected Mutator Supernet { get; }

    /// <summary>The loss of a path.</summary>
    private protected Objective Objective { get; }

    /// <summary>Moves the weights.</summary>
    private protected WeightUpdate Update { get; }

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
        var result = TrainPaths(batch);
        if (_options.DecaysByStep)
            _schedule.step();
        return result;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        if (!_options.DecaysByStep)
            _schedule.step();
        if (_options.PathsEachEpoch == 0)
            return null;
        var measured = Enumerable.Range(0, _options.PathsEachEpoch).Select(_ => _evaluation.Evaluate(Supernet.Space.Sample(Streams["watched paths"]), Cancel)).ToList();
        return measured[0].Keys.ToDictionary(name => name, name => measured.Average(m => m[name]));
    }

    /// <inheritdoc/>
    protected internal override TResult Complete(CancellationToken cancel)
    {
        using var scores = _scores = new ScoreJournal(Folder?.At("scores.jsonl"), Model);
        using var screened = _screened = _screens ? new ScoreJournal(Folder?.At("screening.jsonl"), Model) : null;
        var result = Compare(cancel);
        if (Folder is not null)
            FoundFiles.Write(Folder, result.Architecture, Meta(result.Candidates[0]), Model);
        return result;
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(TResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CandidateRanking.Print(result);
    }

    /// <inheritdoc/>
    protected internal override TResult Parse(JsonObject result) => Parse(result, CandidateRanking.Parse(Supernet.Space, result, Folder!.Result));

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

    /// <summary>Draws the paths of a step and moves their weights: by default what the mutator draws.</summary>
    private protected virtual BatchResult TrainPaths(Batch batch) => Update.Apply(() => Forward(batch));

    /// <summary>What a step descends: by default the objective on what the mutator draws.</summary>
    private protected virtual BatchResult Forward(Batch batch)
    {
        Supernet.Reset();
        return Objective(batch);
    }

    /// <summary>Chooses architectures, measures them, and makes the result. Called again after a kill, with the same draws, it must ask for the same.</summary>
    private protected abstract TResult Compare(CancellationToken cancel);

    /// <summary>The result of a finished run.</summary>
    private protected abstract TResult Parse(JsonObject file, RankedSearchResult found);

    /// <summary>A result without anything of the method's own.</summary>
    private protected RankedSearchResult Found(IReadOnlyList<ScoredArchitecture> candidates) => new() { Candidates = candidates, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };

    /// <summary>What an architecture costs; it stands beside what the objective measures.</summary>
    private protected virtual IEnumerable<KeyValuePair<string, double>> Costs(Architecture architecture) =>
        _options.Hardware is { } hardware ? [KeyValuePair.Create(hardware.Cost.Name, hardware.Cost.Of(architecture))] : [];

    /// <summary>Measures with the shared weights on all validation data; what was measured before a kill is known.</summary>
    private protected ScoredArchitecture Measure(Architecture architecture, CancellationToken cancel) => Scored(_scores!, architecture, _evaluation.Evaluate, cancel);

    /// <summary>The same on the screening batches.</summary>
    private protected ScoredArchitecture Screen(Architecture architecture, CancellationToken cancel) => Scored(_screened!, architecture, _evaluation.Screen, cancel);

    /// <summary>The best first; a score that is not a number is worse than any.</summary>
    private protected List<ScoredArchitecture> Ranked(IEnumerable<ScoredArchitecture> scored) => CandidateRanking.Ranked(scored, _options.HigherIsBetter);

    /// <summary>Measures architectures one after the other; the best first.</summary>
    private protected List<ScoredArchitecture> Rank(IReadOnlyList<Architecture> architectures, Func<Architecture, ScoredArchitecture> measure, string phase)
    {
        var (progress, scored) = (Progress(phase), new List<ScoredArchitecture>());
        foreach (var architecture in architectures)
        {
            scored.Add(measure(architecture));
            progress(scored.Count, architectures.Count);
        }
        return Ranked(scored);
    }

    /// <summary>Different architectures drawn uniformly from the space.</summary>
    private protected List<Architecture> Draw(int count) =>
        CandidateRanking.Distinct(Supernet.Space, count, () => Supernet.Space.Sample(Streams["candidates"]), _options.Hardware, Streams["repairs"]);

    /// <summary>What an exported file says of a candidate.</summary>
    private protected ArchitectureMeta Meta(ScoredArchitecture candidate) => new() { Algorithm = Kind, Seed = Run.Seed, Score = candidate.Score, Preprocessing = _train.Split.Preprocessing };

    private ScoredArchitecture Scored(
        ScoreJournal journal, Architecture architecture, Func<Architecture, CancellationToken, IReadOnlyDictionary<string, double>> measure, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var metrics = journal.Find(architecture.Hash);
        if (metrics is null)
            journal.Add(architecture.Hash, metrics = measure(architecture, cancel));
        var score = CandidateRanking.Score(metrics, nameof(PathOptions.Score), _options.Score);
        var all = new Dictionary<string, double>(metrics, StringComparer.Ordinal);
        foreach (var (name, cost) in Costs(architecture))
            all.TryAdd(name, cost);
        return new ScoredArchitecture(architecture, CandidateRanking.Priced(score, architecture, _options.HigherIsBetter, _options.Hardware), all);
    }
}
