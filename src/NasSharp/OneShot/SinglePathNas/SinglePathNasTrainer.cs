using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.SinglePathNas;

/// <summary>
/// Single-Path NAS (Stamoulis et al. 2019): every step runs the one network of superkernels, and moves its weights and the thresholds together on the loss of the task and
/// the logarithm of the runtime. The network of the parts whose norms reach their thresholds is the result.
/// </summary>
public sealed class SinglePathNasTrainer : Trainer<SearchResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "single-path-nas";

    private readonly SinglePathNasOptions _options;
    private readonly Objective _objective;
    private readonly RuntimeModel? _runtime;
    private readonly CandidateCosts? _costs;
    private readonly ValidationSplit _validation;
    private readonly DataLoader<TrainSplit> _train;
    private readonly SGD _weights;
    private readonly Adam _thresholds;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly WeightUpdate _update;
    private readonly SupernetEvaluation _evaluation;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">A model whose choices are superkernels; they are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The task's loss.</param>
    /// <param name="train">Data for weights and thresholds.</param>
    /// <param name="validation">Data on which the result is measured.</param>
    /// <param name="runtime">What candidates cost, in any unit: a latency table (<c>CandidateCosts.Of</c>), FLOPs or parameters; null: only the task counts.</param>
    /// <param name="options">How to search; null: the defaults.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, a batch larger than the training data, or the costs belong to another space.</exception>
    /// <exception cref="SearchSpaceException">The model has no superkernel, or other choices.</exception>
    public SinglePathNasTrainer(
        torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, CandidateCosts? runtime = null, SinglePathNasOptions? options = null, RunOptions? run = null)
        : base(Name, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        _options = options ?? new SinglePathNasOptions();
        _options.Validate();
        (_objective, _validation, _costs) = (objective, validation, runtime);
        var hardware = _options.Hardware;
        hardware?.DemandFits(SearchSpace.Of(model));
        if (runtime is not null && hardware is { Penalty: not null })
            throw new ArgumentException($"{nameof(SinglePathNasOptions.Hardware)} has a penalty, and there is a runtime, whose logarithm is one too; leave one of them out.");
        if (runtime is not null && runtime.Space.Fingerprint != SearchSpace.Of(model).Fingerprint)
            throw new ArgumentException("The costs belong to another space than the model; count or read them for SearchSpace.Of(model).", nameof(runtime));
        Mutator = new SinglePathNasMutator(model, Streams["gate dropout"]) { Hardware = hardware };
        Mutator.to(Device);
        _runtime = (runtime ?? (hardware is { Penalty: not null } ? hardware.Cost : null)) is { } priced ? new RuntimeModel(priced) : null;
        _train = train.CreateLoader(LoaderFor("train", _options.BatchSize, _options.Augmentation) with { DropLast = true });
        _weights = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), _options.LearningRate, _options.Momentum, weight_decay: _options.WeightDecay);
        _thresholds = torch.optim.Adam(Mutator.named_parameters(), _options.ThresholdLearningRate);
        _schedule = torch.optim.lr_scheduler.CosineAnnealingLR(_weights, _options.Epochs, 0);
        _update = new WeightUpdate(_weights, _options.GradientClip, new ForwardPrecision(Run.MixedPrecision, Device));
        _evaluation = new SupernetEvaluation(Mutator, objective, train, validation, LoaderFor("recalibration", _options.BatchSize), _options.RecalibrationBatches);
        Keep("thresholds", Checkpointed.Of(Mutator));
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("thresholds_optimizer", Checkpointed.Of(_thresholds));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
    }

    /// <summary>Holds the thresholds.</summary>
    public SinglePathNasMutator Mutator { get; }

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
        description["runtime"] = _costs is null ? null : $"{_costs.Name} {_costs.Fingerprint}";
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        var warming = Epoch < _options.WarmupEpochs;
        Mutator.KeepProbability = warming ? _options.WarmupKeepProbability : 1;
        _thresholds.zero_grad();
        var result = _update.Apply(() =>
        {
            Mutator.Reset();
            return Loss(batch, warming);
        });
        _thresholds.step();
        return result;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<KeyValuePair<string, double[]>> LineVectors()
    {
        using var scope = torch.NewDisposeScope();
        return [.. Mutator.Thresholds.Select(t => KeyValuePair.Create(t.Key, Array.ConvertAll(t.Value.detach().cpu().to_array<float>(), v => (double)v)))];
    }

    /// <inheritdoc/>
    private protected override IReadOnlyList<KeyValuePair<string, double[]>> CandidateWeights() => Mutator.CandidateShares();

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        _schedule.step();
        var architecture = Mutator.Export();
        if (Folder is not null)
            ArchitectureFile.Write(Folder.ArchitectureAfter(epoch), architecture, Meta());
        return _options.EvaluateEachEpoch ? _evaluation.Evaluate(architecture, Cancel) : null;
    }

    /// <inheritdoc/>
    protected internal override SearchResult Complete(CancellationToken cancel)
    {
        var architecture = Mutator.Export();
        var validation = _options.EvaluateEachEpoch && Validation is { } last ? last : _evaluation.Evaluate(architecture, cancel);
        if (Folder is not null)
        {
            FoundFiles.Write(Folder, architecture, Meta(), Model);
            Safetensors.Save(Folder.At("thresholds.safetensors"), Mutator.Thresholds.Select(t => KeyValuePair.Create(t.Key, (torch.Tensor)t.Value)));
        }
        return new SearchResult { Architecture = architecture, Validation = validation, Epochs = Epoch, Steps = Step, Elapsed = Elapsed };
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(SearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new JsonObject
        {
            ["architecture"] = JsonNode.Parse(result.Architecture.ToJson()),
            ["validation"] = ResultFile.Numbers(result.Validation),
            ["epochs"] = result.Epochs,
            ["steps"] = result.Steps,
            ["seconds"] = result.Elapsed.TotalSeconds,
        };
    }

    /// <inheritdoc/>
    protected internal override SearchResult Parse(JsonObject result)
    {
        var file = new ResultFile(result, Folder!.Result);
        return new SearchResult
        {
            Architecture = Architecture.Parse(Mutator.Space, file.Json("architecture"), Folder.Result),
            Validation = file.Numbers("validation"),
            Epochs = file.Get<int>("epochs"),
            Steps = file.Get<long>("steps"),
            Elapsed = TimeSpan.FromSeconds(file.Get<double>("seconds")),
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _evaluation.Dispose();
            _train.Dispose();
            _weights.Dispose();
            _thresholds.Dispose();
            Mutator.Dispose();
        }
        base.Dispose(disposing);
    }

    private BatchResult Loss(Batch batch, bool warming)
    {
        var result = _objective(batch);
        if (_runtime is null)
            return result;
        var runtime = _runtime.Of(Mutator.Gate);
        return result with
        {
            // Dropped gates could make the runtime 0; the warm-up does not look at it.
            Loss = warming ? result.Loss
                : _options.Hardware?.Penalty is { } penalty ? penalty.OnLoss(result.Loss, runtime)
                : result.Loss + runtime.clamp(min: 1e-9).log() * _options.RuntimeWeight,
            Metrics = [.. result.Metrics, KeyValuePair.Create("task_loss", result.Loss.detach()), KeyValuePair.Create("runtime", runtime.detach())],
        };
    }

    private ArchitectureMeta Meta() => new() { Algorithm = Kind, Seed = Run.Seed, Preprocessing = _train.Split.Preprocessing };
}
