using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Serialization;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot.Darts;

/// <summary>
/// Differentiable architecture search (Liu, Simonyan and Yang 2019): in every step the alphas follow the gradient of the validation loss, then the
/// weights that of the training loss. Works for any model with layer choices and any loss. Unlike the authors' code, the architecture's passes leave
/// the running statistics of batch norms alone.
/// </summary>
public sealed class DartsTrainer : Trainer<DartsResult>
{
    /// <summary>The trainer's name in files and messages.</summary>
    public const string Name = "darts";

    private readonly DartsOptions _options;
    private readonly Objective _objective;
    private readonly ValidationSplit _validation;
    private readonly DataLoader<TrainSplit> _train;
    private readonly DataLoader<ValidationSplit> _architectureBatches;
    private readonly SGD _weights;
    private readonly Adam _architecture;
    private readonly torch.optim.lr_scheduler.LRScheduler _schedule;
    private readonly WeightUpdate _update;
    private readonly ArchitectureGradient _gradient;

    /// <summary>Prepares a search.</summary>
    /// <param name="model">The supernet; its choices are taken hold of until the trainer is disposed.</param>
    /// <param name="objective">The loss, of weights and architecture alike.</param>
    /// <param name="train">Data for the weights.</param>
    /// <param name="validation">Data for the architecture; the paper takes half of the training data.</param>
    /// <param name="options">How to search; null: the paper's values.</param>
    /// <param name="run">Where and how to run; null: the defaults, nothing is written.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a batch larger than its split.</exception>
    /// <exception cref="SearchSpaceException">The model has no layer choice, or its choices cannot be used.</exception>
    public DartsTrainer(torch.nn.Module model, Objective objective, TrainSplit train, ValidationSplit validation, DartsOptions? options = null, RunOptions? run = null)
        : base(Name, model, run)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        _options = options ?? new DartsOptions();
        _options.Validate();
        (_objective, _validation) = (objective, validation);
        // The last, smaller batch is left out: its batch-norm statistics would be those of a handful of images.
        _train = train.CreateLoader(LoaderFor("train", _options.BatchSize, _options.Augmentation) with { DropLast = true });
        _architectureBatches = validation.CreateLoader(LoaderFor("architecture", _options.BatchSize, _options.Augmentation) with { DropLast = true });
        Mutator = new DartsMutator(model, Streams["alphas"]);
        Mutator.to(Device);
        _weights = torch.optim.SGD(model.named_parameters().Where(p => p.parameter.requires_grad), _options.LearningRate, _options.Momentum, weight_decay: _options.WeightDecay);
        _schedule = torch.optim.lr_scheduler.CosineAnnealingLR(_weights, _options.Epochs, _options.MinLearningRate);
        _architecture = torch.optim.Adam(Mutator.named_parameters(), _options.ArchitectureLearningRate,
            _options.ArchitectureBeta1, _options.ArchitectureBeta2, weight_decay: _options.ArchitectureWeightDecay);
        var precision = new ForwardPrecision(Run.MixedPrecision, Device);
        _update = new WeightUpdate(_weights, _options.GradientClip, precision);
        _gradient = new ArchitectureGradient(Mutator, _weights, objective, precision);
        Keep("alphas", Checkpointed.Of(Mutator));
        Keep("weights_optimizer", Checkpointed.Of(_weights));
        Keep("weights_schedule", Checkpointed.Of(_schedule));
        Keep("architecture_optimizer", Checkpointed.Of(_architecture));
        Keep("architecture_batches", Checkpointed.Of(_architectureBatches));
    }

    /// <summary>Holds the alphas.</summary>
    public DartsMutator Mutator { get; }

    /// <inheritdoc/>
    protected override int Epochs => _options.Epochs;

    /// <inheritdoc/>
    protected override DataLoader<TrainSplit> TrainLoader => _train;

    /// <inheritdoc/>
    protected internal override JsonObject Describe()
    {
        var description = RunDescription.Of(Kind, Run, _options, Model, [_train.Split, _validation]);
        description["space"] = Mutator.Space.Fingerprint;
        return description;
    }

    /// <inheritdoc/>
    protected internal override BatchResult TrainStep(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var architectureLoss = Epoch >= _options.WarmupEpochs ? TrainArchitecture(batch) : null;
        var result = _update.Apply(() =>
        {
            Mutator.Learning = false;
            Mutator.Reset();
            return _objective(batch);
        });
        return architectureLoss is null ? result : result with { Metrics = [.. result.Metrics, KeyValuePair.Create("architecture_loss", architectureLoss)] };
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<KeyValuePair<string, double>> LineValues() => [KeyValuePair.Create("learning_rate", _weights.ParamGroups[0].LearningRate)];

    /// <inheritdoc/>
    protected internal override IReadOnlyList<KeyValuePair<string, double[]>> LineVectors() => [.. Mutator.Alphas.Keys.Select(k => KeyValuePair.Create(k, Mutator.Weights(k)))];

    /// <inheritdoc/>
    protected internal override IReadOnlyDictionary<string, double>? EndEpoch(int epoch)
    {
        _schedule.step();
        if (Folder is not null)
            ArchitectureFile.Write(Folder.ArchitectureAfter(epoch), Mutator.Export(), Meta());
        return _options.EvaluateEachEpoch ? Evaluate(default) : null;
    }

    /// <inheritdoc/>
    protected internal override DartsResult Complete(CancellationToken cancel)
    {
        var result = new DartsResult
        {
            Architecture = Mutator.Export(),
            Validation = _options.EvaluateEachEpoch && Validation is { } last ? last : Evaluate(cancel),
            Epochs = Epoch,
            Steps = Step,
            Elapsed = Elapsed,
        };
        if (Folder is not null)
        {
            ArchitectureFile.Write(Folder.Architecture, result.Architecture, Meta());
            Safetensors.Save(Folder.Supernet, Model.state_dict());
            Safetensors.Save(Folder.At("alphas.safetensors"), Mutator.Alphas.Select(a => KeyValuePair.Create(a.Key, (torch.Tensor)a.Value)));
        }
        return result;
    }

    /// <inheritdoc/>
    protected internal override JsonObject Print(DartsResult result)
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
    protected internal override DartsResult Parse(JsonObject result)
    {
        var file = new ResultFile(result, Folder!.Result);
        return new DartsResult
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
            _train.Dispose();
            _architectureBatches.Dispose();
            _weights.Dispose();
            _architecture.Dispose();
            Mutator.Dispose();
        }
        base.Dispose(disposing);
    }

    private torch.Tensor TrainArchitecture(Batch train)
    {
        using var validation = _architectureBatches.Next();
        var loss = _options.SecondOrder ? _gradient.SecondOrder(train, validation) : _gradient.FirstOrder(validation);
        _architecture.step();
        _architecture.zero_grad();
        return loss;
    }

    private IReadOnlyDictionary<string, double> Evaluate(CancellationToken cancel)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Mutator.Learning = false;
        Mutator.Reset();
        using var loader = EvaluationLoader.Open(_validation, LoaderFor("evaluation", Math.Min(_options.BatchSize, _validation.Count)));
        return Evaluation.Run(_objective, Model, loader, Progress("validation"), cancel);
    }

    private ArchitectureMeta Meta() => new() { Algorithm = Name, Seed = Run.Seed };
}
