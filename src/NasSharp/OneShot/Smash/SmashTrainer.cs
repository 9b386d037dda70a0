using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.Smash;

/// <summary>
/// SMASH (Brock et al. 2018): a hypernetwork generates weights of the model from the architecture that a step drew at random, and learns through them; the
/// other weights are learned as usual. Afterwards architectures are ranked by what their generated weights reach on validation data, and the best is the result.
/// </summary>
public sealed class SmashTrainer : Trainer<RankedSearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "smash";

    private readonly SmashOptions _options;
    private readonly Objective _objective;
    private readonly DataLoader<TrainSplit> _train;
    private readonly ValidationSplit _validation;
    private readonly WeightGeneration _generation;
    private readonly torch.optim.Optimizer[] _optimizers;
    private readonly torch.optim.lr_scheduler.LRScheduler[] _schedules;
    private readonly Parameter[] _learned;
    private readonly ForwardPrecision _precision;
    private readonly SupernetEvaluation _evaluation;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The model; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, and the metric that decides.</param>
    /// <param name="train">Data for the hypernetwork and the weights.</param>
    /// <param name="validation">Data on which architectures are compared.</param>
    /// <param name="options">How to search; null: the authors' values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <param name="generated">Which weights are generated; null: what the model says as <see cref="IGeneratedWeights"/>, otherwise those of all
    /// convolutions and linear layers, each from all decisions.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than the training data.</exception>
    /// <exception cref="SearchSpaceException">The model has no choices, they cannot be used, or nothing can be generated.</exception>
    public SmashTrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, SmashOptions? options = null, RunOptions? run = null,
        IReadOnlyList<GeneratedWeight>? generated = null)
        : base(Name, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        _options = options ?? new SmashOptions();
        _options.Validate();
        _options.Hardware?.DemandFits(SearchSpace.Of(model));
        (_objective, _validation) = (objective, validation);
        _train = train.CreateLoader(LoaderFor("train", _options.BatchSize, _options.Augmentation) with { DropLast = true });
        _generation = new WeightGeneration(model, SearchSpace.Of(model), generated, _options, Streams.SeedFor("hypernetwork"));
        Mutator = new RandomMutator(model, Streams["paths"]);
        _precision = new ForwardPrecision(Run.MixedPrecision, Device);
        var own = model.named_parameters().Where(p => p.parameter.requires_grad && !_generation.Generates(p.parameter)).ToList();
        var hyper = _generation.Network.named_parameters().ToList();
        _learned = [.. own.Concat(hyper).Select(p => p.parameter)];
        _optimizers = own.Count > 0 ? [AdamOf(hyper, 0), AdamOf(own, _options.WeightDecay)] : [AdamOf(hyper, 0)];
        var steps = (double)_options.Epochs * _train.BatchesPerEpoch;
        _schedules = [.. _optimizers.Select(o => torch.optim.lr_scheduler.LambdaLR(o, step => 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, step / steps)))))];
        _evaluation = new SupernetEvaluation(Mutator, objective, train, validation, LoaderFor("recalibration", _options.BatchSize), _options.RecalibrationBatches);
        Keep("hypernetwork", Checkpointed.Of(_generation.Network));
        for (var i = 0; i < _optimizers.Length; i++)
        {
            var part = i == 0 ? "hypernetwork" : "weights";
            Keep($"{part}_optimizer", Checkpointed.Of(_optimizers[i]));
            Keep($"{part}_schedule", Checkpointed.Of(_schedules[i]));
        }
    }

    /// <summary>Draws the architectures.</summary>
    public RandomMutator Mutator { get; }

    /// <summary>The weights that are generated.</summary>
    public IReadOnlyList<GeneratedWeight> Generated => _generation.Weights;

    /// <inheritdoc/>
    private protected override Objective? Watched => _objective;

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = RunDescription.Of(Kind, Run, _options, Model, [_train.Split, _validation]);
        description["space"] = Mutator.Space.Fingerprint;
        description["generated"] = new JsonArray([.. Generated.Select(g => (JsonNode)g.Parameter)]);
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        foreach (var optimizer in _optimizers)
            optimizer.zero_grad();
        Mutator.Reset();
        _generation.PutForTraining(Mutator.Drawn!);
        var result = _precision.Run(() => _objective(batch));
        result.Loss.backward();
        _generation.LeadBack();
        if (_options.GradientClip > 0 && torch.nn.utils.clip_grad_norm_(_learned, _options.GradientClip) is var norm && !double.IsFinite(norm))
            throw new TrainingException($"The gradients are not finite numbers (norm {norm}, loss {result.Loss.ToDouble():G6}): lower the learning rate, or look for such values in the data.");
        foreach (var (optimizer, schedule) in _optimizers.Zip(_schedules))
        {
            optimizer.step();
            schedule.step();
        }
        return result;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _optimizers[0].ParamGroups[0].LearningRate)];

    /// <summary>Measures random architectures with generated weights.</summary>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        if (_options.PathsEachEpoch == 0)
            return null;
        var measured = Enumerable.Range(0, _options.PathsEachEpoch).Select(_ => Measure(Mutator.Space.Sample(Streams["watched paths"]), Cancel)).ToList();
        return measured[0].Keys.ToDictionary(name => name, name => measured.Average(m => m[name]));
    }

    /// <inheritdoc/>
    protected internal override RankedSearchResult Complete(CancellationToken cancel)
    {
        var variations = new ArchitectureVariations(Mutator.Space, _options, Streams["candidates"]);
        var candidates = variations.Rank(architecture => Scored(architecture, cancel), Progress("candidates"));
        // What the model holds in the end are the weights of the result.
        _generation.Put(candidates[0].Architecture);
        if (Folder is not null)
        {
            FoundFiles.Write(Folder, candidates[0].Architecture,
                new ArchitectureMeta { Algorithm = Name, Seed = Run.Seed, Score = candidates[0].Score, Preprocessing = _train.Split.Preprocessing }, Model);
            Safetensors.Save(Folder.At("hypernetwork.safetensors"), _generation.Network.state_dict());
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
    protected internal override RankedSearchResult Parse(JsonObject result) => CandidateRanking.Parse(Mutator.Space, result, Folder!.Result);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _evaluation.Dispose();
            _train.Dispose();
            foreach (var optimizer in _optimizers)
                optimizer.Dispose();
            Mutator.Dispose();
            _generation.Dispose();
        }
        base.Dispose(disposing);
    }

    private Adam AdamOf(IEnumerable<(string name, Parameter parameter)> parameters, double weightDecay) =>
        torch.optim.Adam(parameters, _options.LearningRate, beta1: 0.5, eps: _options.AdamEpsilon, weight_decay: weightDecay);

    private IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancel)
    {
        _generation.Put(architecture);
        return _evaluation.Evaluate(architecture, cancel);
    }

    private ScoredArchitecture Scored(Architecture architecture, CancellationToken cancel)
    {
        var metrics = Measure(architecture, cancel);
        var score = CandidateRanking.Score(metrics, nameof(SmashOptions.Score), _options.Score);
        if (_options.Hardware is { } hardware)
            score = _options.HigherIsBetter ? hardware.OnReward(score, architecture) : -hardware.OnReward(-score, architecture);
        return new ScoredArchitecture(architecture, score, metrics);
    }
}
